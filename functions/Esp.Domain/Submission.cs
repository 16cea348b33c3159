namespace Esp.Domain;

/// <summary>
/// One ESP's work on one micro-credential: its state row. The answers, evidence, attempts and reviews stand beside it
/// (<see cref="SubmissionFile"/>). The definition (<see cref="Slug"/> and <see cref="DefinitionVersion"/>) and
/// <see cref="PolicyVersion"/> are pinned at the start and never change.
/// </summary>
public sealed record Submission(
    CandidateId Candidate,
    SubmissionId Id,
    string Slug,
    string DefinitionVersion,
    string PolicyVersion,
    SubmissionStatus Status,
    int Events,
    int Attempt,
    DateTimeOffset StartedAt,
    DateTimeOffset FinishBy,
    DateTimeOffset UpdatedAt)
{
    /// <summary>How far ahead an admin may set the finish-by date.</summary>
    public const int MostMonthsAhead = 24;

    /// <summary>When the last attempt was sent.</summary>
    public DateTimeOffset? SubmittedAt { get; init; }

    /// <summary>When the last attempt was decided.</summary>
    public DateTimeOffset? DecidedAt { get; init; }

    /// <summary>The number of the review that is or was last open: the event that offered it.</summary>
    public int? Review { get; init; }

    /// <summary>The candidate ticked the integrity statement of the pinned policy.</summary>
    public bool Integrity { get; init; }

    /// <summary>The candidate ticked the privacy statement of the pinned policy.</summary>
    public bool Privacy { get; init; }

    /// <summary>What an earlier attempt passed: carried over and locked. Ids as in <see cref="MicroCredential.ScoredIds"/>.</summary>
    public IReadOnlyList<string> Carried { get; init; } = [];

    /// <summary>When the retention rule removed answers and evidence; results stay.</summary>
    public DateTimeOffset? WorkRemovedAt { get; init; }

    /// <summary>Hash of the latest event, which the next one continues.</summary>
    public string LastHash { get; init; } = "";

    public static (Submission Next, SubmissionEvent Event) Start(CandidateId candidate, SubmissionId id, MicroCredential definition, string policyVersion, int finishMonths, DateTimeOffset now)
    {
        var blank = new Submission(candidate, id, definition.Slug, definition.Version, policyVersion, SubmissionStatus.Draft, 0, 0, now, Dates.Noon(now.AddMonths(finishMonths)), now);
        return blank.Record(SubmissionAction.Start, SubmissionStatus.Draft, Role.Candidate, candidate.ToString(), "", now);
    }

    /// <summary>Sends it for scoring. The guards on its content stand in <see cref="SubmissionFile.Submit"/>.</summary>
    internal Result<Change> Submit(DateTimeOffset now) =>
        Take(SubmissionAction.Submit, Role.Candidate, Candidate.ToString(), "", now)
            .Map(c => c with { Next = c.Next with { Attempt = Attempt + 1, SubmittedAt = now, DecidedAt = null } });

    /// <summary>A scorer is asked; the new event's number is the review's number.</summary>
    public Result<Change> Offer(DateTimeOffset now) =>
        Take(SubmissionAction.Offer, Role.System, "routing", "", now)
            .Map(c => c with { Next = c.Next with { Review = c.Event.Number } });

    public Result<Change> Accept(ScorerId by, DateTimeOffset now) => Take(SubmissionAction.Accept, Role.Scorer, by.ToString(), "", now);

    public Result<Change> Decline(ScorerId by, string reason, DateTimeOffset now) => Take(SubmissionAction.Decline, Role.Scorer, by.ToString(), reason, now);

    public Result<Change> Release(string reason, DateTimeOffset now) => Take(SubmissionAction.Release, Role.System, "due dates", reason, now);

    public Result<Change> Expire(DateTimeOffset now) => Take(SubmissionAction.Expire, Role.System, "due dates", "", now);

    public Result<Change> Withdraw(string reason, DateTimeOffset now) => Take(SubmissionAction.Withdraw, Role.Candidate, Candidate.ToString(), reason, now);

    /// <summary>Takes back the credential that it earned, for good. <paramref name="by"/> and <paramref name="reason"/> stand in the history.</summary>
    public Result<Change> Revoke(string by, string reason, DateTimeOffset now) => Take(SubmissionAction.Revoke, Role.Admin, by, reason, now);

    /// <summary>An admin gives the open review to somebody else.</summary>
    public Result<Change> Reassign(string admin, string reason, DateTimeOffset now) => Take(SubmissionAction.Reassign, Role.Admin, admin, reason, now);

    /// <summary>
    /// An admin gives more time, until a day later than now and than before and at most <see cref="MostMonthsAhead"/> months ahead
    /// (<c>submission.finish-by</c>). What had expired is open again: as a draft, or for those who were to send again, as returned; unless
    /// its work was removed meanwhile (<c>submission.work-removed</c>).
    /// </summary>
    public Result<Change> Extend(string admin, DateOnly until, string reason, DateTimeOffset now)
    {
        if (WorkRemovedAt is not null)
            return new Problem(ProblemKind.Conflict, "submission.work-removed", "Answers and files of this submission were removed by the retention rule. There is nothing to open again; they can start anew.");
        var finishBy = new DateTimeOffset(until, new TimeOnly(12, 0), TimeSpan.Zero);
        if (finishBy <= now || finishBy <= FinishBy)
            return Problem.OfFields("submission.finish-by", ("date", "Choose a day later than today and later than the finish-by date it has."));
        if (finishBy > Dates.Noon(now.AddMonths(MostMonthsAhead)))
            return Problem.OfFields("submission.finish-by", ("date", $"Choose a day at most {MostMonthsAhead} months ahead."));
        var action = Status != SubmissionStatus.Expired ? SubmissionAction.Extend : Attempt == 0 ? SubmissionAction.Reopen : SubmissionAction.Resume;
        return Take(action, Role.Admin, admin, reason, now).Map(c => c with { Next = c.Next with { FinishBy = finishBy } });
    }

    /// <summary>The decision on the open review: earned when the rubric's passing rule is met, otherwise returned with what passed carried over.</summary>
    public Result<Change> Decide(ScorerId by, MicroCredential definition, ScoreSheet sheet, DateTimeOffset now)
    {
        var passed = Carried.Concat(sheet.Met(definition)).Distinct(StringComparer.Ordinal).ToArray();
        var earned = definition.ScoredIds.All(id => passed.Contains(id, StringComparer.Ordinal) || !definition.MustPass(id));
        return Take(earned ? SubmissionAction.Award : SubmissionAction.Return, Role.Scorer, by.ToString(), "", now)
            .Map(c => c with { Next = c.Next with { DecidedAt = now, Carried = passed } });
    }

    private Result<Change> Take(SubmissionAction action, Role by, string who, string note, DateTimeOffset now)
    {
        if (Lifecycle.Next(Status, action, by).Failed(out var problem, out var step))
            return problem;
        var (next, happened) = Record(action, step.To, by, who, note, now);
        return new Change(next, happened);
    }

    private (Submission Next, SubmissionEvent Event) Record(SubmissionAction action, SubmissionStatus to, Role by, string who, string note, DateTimeOffset now)
    {
        var happened = SubmissionEvent.After(this, action, to, by, who, note, now);
        return (this with { Status = to, Events = happened.Number, LastHash = happened.Hash, UpdatedAt = now }, happened);
    }
}

/// <summary>A step taken: the state that follows and the event that tells of it; they are saved together or not at all.</summary>
public sealed record Change(Submission Next, SubmissionEvent Event);
