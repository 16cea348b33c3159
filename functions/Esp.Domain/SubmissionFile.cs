using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Esp.Domain;

/// <summary>One saved answer; <see cref="Version"/> is opaque and changes with every save.</summary>
public sealed record Answer(string Id, string Text, string Version, DateTimeOffset SavedAt)
{
    /// <summary>Characters an answer may have. The word guide is softer and never refuses.</summary>
    public const int MaxCharacters = 10_000;

    /// <summary>Words as people count them: runs between white space.</summary>
    public static int Words(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length;
}

/// <summary>
/// What was sent, frozen: the answers and evidence of one attempt with a hash over all of it. Scores name this hash, so
/// that nobody can be scored on another version than they sent.
/// </summary>
public sealed record Attempt(int Number, DateTimeOffset SubmittedAt, string ContentHash, IReadOnlyDictionary<string, string> Answers, IReadOnlyList<Evidence> Evidence);

/// <summary>Everything of one submission that the candidate works on: its state, answers and evidence.</summary>
public sealed record SubmissionFile(Submission State, MicroCredential Definition, IReadOnlyDictionary<string, Answer> Answers, IReadOnlyList<Evidence> Evidence, bool ProfileComplete)
{
    /// <summary>The tasks between start and sending, in reading order, each with what is still missing.</summary>
    public IReadOnlyList<SubmissionTask> Tasks =>
    [
        new("profile", TaskKind.Profile, "Your profile", Locked: false, ProfileComplete ? [] : ["Fill in your profile: it keeps scorers who know you away."]),
        Questions(PartIds.Part1, Definition.Part1),
        .. Definition.Part2.Criteria.Select(OfCriterion),
        Questions(PartIds.Part3, Definition.Part3),
        new("statements", TaskKind.Statements, "Two statements", Locked: false, [.. MissingStatements()]),
    ];

    /// <summary>Evidence that is part of the work now.</summary>
    public IEnumerable<Evidence> Current => Evidence.Where(e => e.Counts);

    /// <summary>True when an earlier attempt passed this scored id, so that it is locked.</summary>
    public bool IsCarried(string scoredId) => State.Carried.Contains(scoredId, StringComparer.Ordinal);

    /// <summary>
    /// Sends it: every task must be done and no upload under way. Refusals: <c>submission.step-not-allowed</c>,
    /// <c>submission.incomplete</c> with a message per task, <c>submission.no-attempts-left</c>.
    /// </summary>
    public Result<(Change Change, Attempt Attempt)> Submit(int maxAttempts, DateTimeOffset now)
    {
        if (State.Submit(now).Failed(out var problem, out var change))
            return problem;
        if (maxAttempts > 0 && State.Attempt >= maxAttempts)
            return new Problem(ProblemKind.Conflict, "submission.no-attempts-left", $"This submission was sent {maxAttempts} times, which is the most. Please write to us.");
        var open = Tasks.Where(t => !t.Done).Select(t => (t.Id, t.Missing[0])).ToArray();
        if (open.Length > 0)
            return Problem.OfFields("submission.incomplete", open) with { Detail = open.Length == 1 ? "One task is not done yet." : $"{open.Length} tasks are not done yet." };

        var answers = Answers.Values.Where(a => Definition.ScoredIdOf(a.Id) is not null).ToDictionary(a => a.Id, a => a.Text, StringComparer.Ordinal);
        var evidence = Current.OrderBy(e => e.AddedAt).ToArray();
        return (change, new Attempt(change.Next.Attempt, now, ContentHash(answers, evidence), answers, evidence));
    }

    private SubmissionTask Questions(string id, QuestionsPart part) =>
        IsCarried(id) ? new(id, TaskKind.Questions, part.Title, Locked: true, [])
        : new(id, TaskKind.Questions, part.Title, Locked: false,
            [.. part.Questions.Select((q, at) => (q, at)).Where(x => !HasText(x.q.Id)).Select(x => $"Answer question {x.at + 1}.")]);

    private SubmissionTask OfCriterion(Criterion criterion)
    {
        if (IsCarried(criterion.Id))
            return new(criterion.Id, TaskKind.Criterion, criterion.Title, Locked: true, []);
        var mine = Current.Where(e => e.Criterion == criterion.Id).ToArray();
        List<string> missing = [];
        if (mine.Length == 0)
            missing.Add("Add at least one piece of evidence.");
        if (mine.Any(e => e.State == EvidenceState.Uploading))
            missing.Add("An upload is not finished: let it finish, or remove it.");
        if (mine.Any(e => e.State == EvidenceState.Checking))
            missing.Add("A file is still being checked. This takes a moment.");
        if (mine.Any(e => e.State == EvidenceState.Refused))
            missing.Add("A file could not be taken: replace or remove it.");
        if (!HasText(criterion.Id))
            missing.Add("Write what your evidence shows.");
        return new(criterion.Id, TaskKind.Criterion, criterion.Title, Locked: false, missing);
    }

    private IEnumerable<string> MissingStatements()
    {
        if (!State.Integrity)
            yield return "Confirm that this is your own work.";
        if (!State.Privacy)
            yield return "Confirm that nobody's private details are in it.";
    }

    private bool HasText(string answerId) => Answers.TryGetValue(answerId, out var answer) && !string.IsNullOrWhiteSpace(answer.Text);

    private static string ContentHash(Dictionary<string, string> answers, Evidence[] evidence)
    {
        var text = new StringBuilder();
        foreach (var (id, answer) in answers.OrderBy(a => a.Key, StringComparer.Ordinal))
            text.Append(CultureInfo.InvariantCulture, $"answer {id} {answer.Length}\n{answer}\n");
        foreach (var e in evidence)
            text.Append(CultureInfo.InvariantCulture, $"evidence {e.Id} {e.Criterion} {e.Kind} {e.Bytes} {e.Hash} {e.Url}\n");
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
    }
}

/// <summary>What kind of page a task has.</summary>
public enum TaskKind
{
    Profile,
    Questions,
    Criterion,
    Statements,
}

/// <summary>One row of the task list; <see cref="Missing"/> are sentences that say what to do, empty when done.</summary>
public sealed record SubmissionTask(string Id, TaskKind Kind, string Title, bool Locked, IReadOnlyList<string> Missing)
{
    public bool Done => Missing.Count == 0;
}
