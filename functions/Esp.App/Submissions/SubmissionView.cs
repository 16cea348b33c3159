using Esp.App.Evidence;
using Esp.App.Portfolio;

namespace Esp.App.Submissions;

/// <summary>Who has to do something next.</summary>
public enum Ball
{
    You,
    Scorer,
    Us,
    Nobody,
}

/// <summary>A saved answer with the version that the next save must name.</summary>
public sealed record AnswerView(string Text, string Version, DateTimeOffset SavedAt, int Words);

/// <summary>The promises: ticked or not, and the version of their text.</summary>
public sealed record StatementsView(bool Integrity, bool Privacy, string PolicyVersion);

/// <summary>A row of the task list.</summary>
public sealed record TaskView(string Id, TaskKind Kind, string Title, bool Done, bool Locked, IReadOnlyList<string> Missing);

/// <summary>What one scored part came to: <see cref="Outcome"/> is pass, notYet or the level's key.</summary>
public sealed record ResultView(string Outcome, bool Met, string Comment);

/// <summary>One attempt as its candidate sees it.</summary>
public sealed record AttemptView(int Number, DateTimeOffset SubmittedAt, DateTimeOffset? DecidedAt, string? Outcome, IReadOnlyDictionary<string, ResultView>? Results, string? GeneralComment);

/// <summary>One line of the history in people's words.</summary>
public sealed record HistoryLine(DateTimeOffset At, string Text);

/// <summary>What may be uploaded: by kind, with the extensions and the size limit.</summary>
public sealed record LimitsView(int AnswerCharacters, int Files, IReadOnlyList<FileLimit> Kinds);

/// <summary>The credential that an earned submission leads to.</summary>
public sealed record CredentialRef(CredentialId Id, string VerifyUrl, string Status);

/// <summary>A submission in a list.</summary>
public record SubmissionSummary(
    SubmissionId Id, DefinitionRef MicroCredential, SubmissionStatus Status, string StatusText, Ball Ball, string NextText,
    DateTimeOffset StartedAt, DateTimeOffset FinishBy, DateTimeOffset? SubmittedAt, DateTimeOffset? DueAt, DateTimeOffset? DecidedAt,
    int TasksDone, int TasksTotal, int Attempt, DateTimeOffset UpdatedAt);

/// <summary>
/// A submission whole, as its candidate sees it. Nothing in it tells who scores. <see cref="KeptUntil"/>: once it is over, the last day on
/// which answers and evidence are kept; null before, and when they are kept for ever. <see cref="WorkRemovedAt"/>: when they were removed.
/// </summary>
public sealed record SubmissionView(
    [property: System.Text.Json.Serialization.JsonIgnore] SubmissionSummary Summary, string Version, IReadOnlyList<SubmissionAction> Allowed, bool Editable,
    IReadOnlyDictionary<string, AnswerView> Answers, IReadOnlyList<EvidenceView> Evidence, StatementsView Statements,
    IReadOnlyList<TaskView> Tasks, IReadOnlyList<string> Warnings, IReadOnlyList<AttemptView> Attempts, IReadOnlyList<string> Carried,
    IReadOnlyList<HistoryLine> History, LimitsView Limits, CredentialRef? Credential, DateTimeOffset? KeptUntil, DateTimeOffset? WorkRemovedAt)
    : SubmissionSummary(Summary);
