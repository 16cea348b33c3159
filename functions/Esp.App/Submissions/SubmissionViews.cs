using Azure;
using Esp.App.Catalog;
using Esp.App.Evidence;
using Esp.App.Platform;
using Esp.App.Portfolio;

namespace Esp.App.Submissions;

/// <summary>Composes what a candidate sees of their submissions.</summary>
public sealed class SubmissionViews(Catalogue catalogue, Settings settings, PublicAddresses addresses, TimeProvider clock)
{
    /// <summary>A submission in a list; <paramref name="tasks"/> says how many are done.</summary>
    public SubmissionSummary Summary(Submission s, (int Done, int Total) tasks)
    {
        var now = clock.GetUtcNow();
        var hearBy = s.SubmittedAt is { } sent ? Dates.AddBusinessDays(sent, settings.DecisionBusinessDays) : (DateTimeOffset?)null;
        var (ball, status, next) = Words(s, hearBy, now);
        return new(
            s.Id, DefinitionRef.Of(Pinned(s)), s.Status, status, ball, next, s.StartedAt, s.FinishBy, s.SubmittedAt,
            ball is Ball.Scorer or Ball.Us ? hearBy : null, s.DecidedAt, tasks.Done, tasks.Total, s.Attempt, s.UpdatedAt);
    }

    /// <summary>A submission whole. <paramref name="version"/> and <paramref name="state"/> replace the folder's when a step has just been taken.</summary>
    public SubmissionView Whole(Folder folder, Submission? state = null, ETag? version = null, IReadOnlyList<SubmissionEvent>? added = null)
    {
        var s = state ?? folder.State;
        var definition = Pinned(s);
        var file = folder.File(definition) with { State = s };
        var tasks = file.Tasks;
        return new(
            Summary(s, (tasks.Count(t => t.Done), tasks.Count)),
            (version ?? folder.Version).ToString(),
            Lifecycle.Allowed(s.Status, Role.Candidate),
            Lifecycle.IsEditable(s.Status),
            folder.Answers.ToDictionary(a => a.Key, a => new AnswerView(a.Value.Text, a.Value.Version, a.Value.SavedAt, Answer.Words(a.Value.Text)), StringComparer.Ordinal),
            [.. folder.Evidence.Where(e => e.Counts).OrderBy(e => e.AddedAt).Select(EvidenceView.Of)],
            new(s.Integrity, s.Privacy, s.PolicyVersion),
            [.. tasks.Select(t => new TaskView(t.Id, t.Kind, t.Title, t.Done, t.Locked, t.Missing))],
            Lifecycle.IsEditable(s.Status) ? NameGuard.Warnings(folder.Profile, file) : [],
            [.. folder.Attempts.OrderBy(a => a.Number).Select(a => Attempt(definition, a, folder))],
            s.Carried,
            [.. folder.History.Concat(added ?? []).OrderBy(e => e.Number).Select(Line).OfType<HistoryLine>()],
            new(Answer.MaxCharacters, settings.MaxFiles, FileKinds.Limits(settings)),
            Credential(s, folder),
            s.WorkRemovedAt is null && Lifecycle.IsOver(s.Status) ? RetireWork.KeptUntil(folder.History.Concat(added ?? []).Last(e => Lifecycle.Ends(e.Action)).At, settings) : null,
            s.WorkRemovedAt);
    }

    /// <summary>The definition that the submission pinned; the catalogue keeps every version that was ever published.</summary>
    public MicroCredential Pinned(Submission s) =>
        catalogue.Find(s.Slug, s.DefinitionVersion) ?? throw new InvalidOperationException($"The catalogue has lost {s.Slug}.{s.DefinitionVersion}, which a submission pins.");

    /// <summary>A credential that was taken back says so from that moment, also while its list is still to be signed.</summary>
    private CredentialRef? Credential(Submission s, Folder folder) =>
        s.Status is not (SubmissionStatus.Earned or SubmissionStatus.Revoked) ? null
        : new(CredentialId.For(s.Id), addresses.CredentialPage(CredentialId.For(s.Id)), s.Status == SubmissionStatus.Revoked ? CredentialStatus.Revoked : folder.Credential ?? "preparing");

    private static AttemptView Attempt(MicroCredential definition, Attempt attempt, Folder folder)
    {
        var review = folder.Reviews.Values.Select(r => r.Review).FirstOrDefault(r => r.Attempt == attempt.Number && r.State == ReviewState.Decided);
        if (review is null)
            return new(attempt.Number, attempt.SubmittedAt, null, null, null, null);
        var results = new Dictionary<string, ResultView>(StringComparer.Ordinal);
        foreach (var (id, score) in review.Sheet.Parts)
            results[id] = new(score.Pass == true ? "pass" : "notYet", score.Pass == true, score.Comment);
        foreach (var (id, score) in review.Sheet.Criteria)
            results[id] = new(score.Level!, definition.Reaches(score.Level!), score.Comment);
        var decided = folder.History.First(e => e.Action is SubmissionAction.Award or SubmissionAction.Return && e.Attempt == attempt.Number);
        return new(attempt.Number, attempt.SubmittedAt, decided.At, decided.Action == SubmissionAction.Award ? "earned" : "notYet", results, review.Sheet.General);
    }

    /// <summary>Routing steps are ours, not the candidate's: they would tell how many scorers said no.</summary>
    private static HistoryLine? Line(SubmissionEvent e) => e.Action switch
    {
        SubmissionAction.Start => new(e.At, "You started."),
        SubmissionAction.Submit => new(e.At, e.Attempt == 1 ? "You sent your work." : $"You sent your work again (attempt {e.Attempt})."),
        SubmissionAction.Accept => new(e.At, "A scorer began to read your work."),
        SubmissionAction.Award => new(e.At, "You earned it."),
        SubmissionAction.Return => new(e.At, "The answer was: not yet. You have feedback."),
        SubmissionAction.Withdraw => new(e.At, "You withdrew it."),
        SubmissionAction.Expire => new(e.At, "The finish-by date passed."),
        SubmissionAction.Extend => new(e.At, "We gave you more time."),
        SubmissionAction.Reopen or SubmissionAction.Resume => new(e.At, "We gave you more time and opened it again."),
        SubmissionAction.Revoke => new(e.At, "We took the credential back."),
        _ => null,
    };

    private static (Ball Ball, string Status, string Next) Words(Submission s, DateTimeOffset? hearBy, DateTimeOffset now) => s.Status switch
    {
        SubmissionStatus.Draft => (Ball.You, "In progress", $"Finish and send it by {Dates.InWords(s.FinishBy, now)}."),
        SubmissionStatus.Returned => (Ball.You, "Not yet", $"Read the feedback, change what is missing, and send it again by {Dates.InWords(s.FinishBy, now)}."),
        SubmissionStatus.Submitted or SubmissionStatus.Offered => (Ball.Us, "Sent", $"We are finding a scorer. You will hear by {Dates.InWords(hearBy!.Value, now)}."),
        SubmissionStatus.InReview => (Ball.Scorer, "Being read", $"A scorer is reading your work. You will hear by {Dates.InWords(hearBy!.Value, now)}."),
        SubmissionStatus.Earned => (Ball.Nobody, "Earned", "You earned this micro-credential."),
        SubmissionStatus.Withdrawn => (Ball.Nobody, "Withdrawn", "You withdrew this. You can start again at any time."),
        SubmissionStatus.Expired when s.WorkRemovedAt is not null => (Ball.Nobody, "Closed", $"The finish-by date, {Dates.InWords(s.FinishBy, now)}, has passed. You can start again."),
        SubmissionStatus.Expired => (Ball.Nobody, "Closed", $"The finish-by date, {Dates.InWords(s.FinishBy, now)}, has passed. You can read your work and start again."),
        SubmissionStatus.Revoked => (Ball.Nobody, "Taken back", "You earned this, and later we took the credential back. Our e-mail says why."),
        _ => throw new InvalidOperationException($"No words for {s.Status}."),
    };
}
