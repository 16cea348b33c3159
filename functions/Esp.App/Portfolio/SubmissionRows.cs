using System.Text.Json;
using Azure.Data.Tables;
using Esp.App.Platform;

namespace Esp.App.Portfolio;

/// <summary>A submission's state and its events as rows, both ways.</summary>
public static class SubmissionRows
{
    public const string Kind = "submission";
    public const string EventKind = "event";

    /// <summary>Which due dates an event set: <c>kind:day</c>, separated by spaces. So they are found without a search.</summary>
    public const string Due = "Due";

    public static TableEntity ToRow(Submission s) => new(s.Candidate.ToString(), PortfolioKeys.State(s.Id))
    {
        [nameof(Kind)] = Kind,
        ["Slug"] = s.Slug,
        ["DefinitionVersion"] = s.DefinitionVersion,
        ["PolicyVersion"] = s.PolicyVersion,
        ["Status"] = s.Status.ToString(),
        ["Events"] = s.Events,
        ["Attempt"] = s.Attempt,
        ["StartedAt"] = s.StartedAt,
        ["FinishBy"] = s.FinishBy,
        ["UpdatedAt"] = s.UpdatedAt,
        ["SubmittedAt"] = s.SubmittedAt,
        ["DecidedAt"] = s.DecidedAt,
        ["Review"] = s.Review,
        ["Integrity"] = s.Integrity,
        ["Privacy"] = s.Privacy,
        ["Carried"] = string.Join(' ', s.Carried),
        ["WorkRemovedAt"] = s.WorkRemovedAt,
        ["LastHash"] = s.LastHash,
    };

    public static Submission FromRow(TableEntity row) => new(
        new CandidateId(row.PartitionKey),
        SubmissionId.Parse(row.RowKey["sub|".Length..]),
        row.GetString("Slug"),
        row.GetString("DefinitionVersion"),
        row.GetString("PolicyVersion"),
        Enum.Parse<SubmissionStatus>(row.GetString("Status")),
        row.GetInt32("Events")!.Value,
        row.GetInt32("Attempt")!.Value,
        row.GetDateTimeOffset("StartedAt")!.Value,
        row.GetDateTimeOffset("FinishBy")!.Value,
        row.GetDateTimeOffset("UpdatedAt")!.Value)
    {
        SubmittedAt = row.GetDateTimeOffset("SubmittedAt"),
        DecidedAt = row.GetDateTimeOffset("DecidedAt"),
        Review = row.GetInt32("Review"),
        Integrity = row.GetBoolean("Integrity") ?? false,
        Privacy = row.GetBoolean("Privacy") ?? false,
        Carried = row.GetString("Carried").Split(' ', StringSplitOptions.RemoveEmptyEntries),
        WorkRemovedAt = row.GetDateTimeOffset("WorkRemovedAt"),
        LastHash = row.GetString("LastHash"),
    };

    public static TableEntity ToRow(CandidateId candidate, SubmissionEvent e) => new(candidate.ToString(), PortfolioKeys.Event(e.Submission, e.Number))
    {
        [nameof(Kind)] = EventKind,
        ["Action"] = e.Action.ToString(),
        ["To"] = e.To.ToString(),
        ["By"] = e.By.ToString(),
        ["Who"] = e.Who,
        ["Note"] = e.Note,
        ["Attempt"] = e.Attempt,
        ["At"] = e.At,
        ["Before"] = e.Before,
        ["Hash"] = e.Hash,
    };

    public static SubmissionEvent EventFromRow(TableEntity row)
    {
        var key = row.RowKey.Split('|');
        return new(
            SubmissionId.Parse(key[1]),
            int.Parse(key[3], System.Globalization.CultureInfo.InvariantCulture),
            Enum.Parse<SubmissionAction>(row.GetString("Action")),
            Enum.Parse<SubmissionStatus>(row.GetString("To")),
            Enum.Parse<Role>(row.GetString("By")),
            row.GetString("Who"),
            row.GetString("Note"),
            row.GetInt32("Attempt")!.Value,
            row.GetDateTimeOffset("At")!.Value,
            row.GetString("Before"),
            row.GetString("Hash"));
    }
}

/// <summary>Answers and attempts as rows, both ways.</summary>
public static class AnswerRows
{
    public const string Kind = "answer";
    public const string AttemptKind = "attempt";

    public static TableEntity ToRow(CandidateId candidate, SubmissionId submission, string id, string text, DateTimeOffset savedAt) =>
        new(candidate.ToString(), PortfolioKeys.Answer(submission, id))
        {
            [nameof(Kind)] = Kind,
            ["Text"] = text,
            ["Words"] = Answer.Words(text),
            ["SavedAt"] = savedAt,
        };

    public static Answer FromRow(TableEntity row) => new(
        row.RowKey[(row.RowKey.LastIndexOf('|') + 1)..], row.GetString("Text") ?? "", row.ETag.ToString(), row.GetDateTimeOffset("SavedAt")!.Value);

    /// <summary>An attempt is frozen: each answer a property of its own, so that one long answer cannot outgrow 64 KiB together with another.</summary>
    public static TableEntity ToRow(CandidateId candidate, SubmissionId submission, Attempt attempt)
    {
        var row = new TableEntity(candidate.ToString(), PortfolioKeys.Attempt(submission, attempt.Number))
        {
            [nameof(Kind)] = AttemptKind,
            ["SubmittedAt"] = attempt.SubmittedAt,
            ["ContentHash"] = attempt.ContentHash,
            ["Evidence"] = JsonSerializer.Serialize(attempt.Evidence, EspJson.Options),
        };
        foreach (var (id, text) in attempt.Answers)
            row[Property(id)] = text;
        return row;
    }

    /// <summary>What the retention rule changes of an answer's row: the text is gone, the count of its words stays.</summary>
    public static TableEntity Retired(CandidateId candidate, SubmissionId submission, string id, string note) =>
        new(candidate.ToString(), PortfolioKeys.Answer(submission, id)) { ["Text"] = "", ["Removed"] = note };

    /// <summary>What the retention rule changes of an attempt's row: texts, names and addresses are gone; hashes and counts stay.</summary>
    public static TableEntity Retired(CandidateId candidate, SubmissionId submission, Attempt attempt, string note)
    {
        var row = new TableEntity(candidate.ToString(), PortfolioKeys.Attempt(submission, attempt.Number))
        {
            ["Evidence"] = JsonSerializer.Serialize(attempt.Evidence.Select(e => e.Retire(note)), EspJson.Options),
            ["Removed"] = note,
        };
        foreach (var id in attempt.Answers.Keys)
            row[Property(id)] = "";
        return row;
    }

    private static string Property(string id) => "A_" + id.Replace('-', '_');

    public static Attempt AttemptFromRow(TableEntity row) => new(
        int.Parse(row.RowKey[(row.RowKey.LastIndexOf('|') + 1)..], System.Globalization.CultureInfo.InvariantCulture),
        row.GetDateTimeOffset("SubmittedAt")!.Value,
        row.GetString("ContentHash"),
        row.Where(p => p.Key.StartsWith("A_", StringComparison.Ordinal)).ToDictionary(p => p.Key[2..].Replace('_', '-'), p => (string)p.Value, StringComparer.Ordinal),
        JsonSerializer.Deserialize<IReadOnlyList<Esp.Domain.Evidence>>(row.GetString("Evidence"), EspJson.Options)!);
}
