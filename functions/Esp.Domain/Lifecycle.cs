using System.Collections.Immutable;
using System.Text;
using static Esp.Domain.Role;
using static Esp.Domain.SubmissionAction;
using static Esp.Domain.SubmissionStatus;

namespace Esp.Domain;

/// <summary>Where a submission stands. docs/lifecycle.md shows the whole of it, drawn from <see cref="Lifecycle.Table"/>.</summary>
public enum SubmissionStatus
{
    /// <summary>The candidate writes and gathers evidence.</summary>
    Draft,

    /// <summary>Sent; waits for a scorer.</summary>
    Submitted,

    /// <summary>A scorer has been asked and has not answered yet.</summary>
    Offered,

    /// <summary>A scorer has accepted and reads.</summary>
    InReview,

    /// <summary>Not yet: the candidate may revise what was not met and send again.</summary>
    Returned,

    /// <summary>Earned; the credential follows.</summary>
    Earned,

    /// <summary>Taken back by the candidate. Kept, never deleted.</summary>
    Withdrawn,

    /// <summary>The finish-by date passed before it was sent.</summary>
    Expired,

    /// <summary>Earned, and the credential was taken back later, for good.</summary>
    Revoked,
}

/// <summary>What can happen to a submission.</summary>
public enum SubmissionAction
{
    Start,
    Submit,
    Offer,
    Accept,
    Decline,
    Release,
    Award,
    Return,
    Withdraw,
    Expire,
    Revoke,

    /// <summary>An admin gives the work to another scorer.</summary>
    Reassign,

    /// <summary>An admin gives more time.</summary>
    Extend,

    /// <summary>An admin opens again what expired before it was ever sent.</summary>
    Reopen,

    /// <summary>An admin opens again what expired after it was returned.</summary>
    Resume,
}

/// <summary>Who acts.</summary>
public enum Role
{
    /// <summary>The ESP whose work it is.</summary>
    Candidate,

    /// <summary>The scorer who holds the link of the open review.</summary>
    Scorer,

    /// <summary>The platform: routing and due dates.</summary>
    System,

    /// <summary>Somebody of the issuer, signed in with the role <c>admin</c>.</summary>
    Admin,
}

/// <summary>One arrow of the lifecycle.</summary>
public sealed record Transition(SubmissionStatus From, SubmissionAction Action, Role By, SubmissionStatus To);

/// <summary>
/// The only place where a status leads to another. It decides, lists what is allowed (the site's buttons come from it),
/// and draws docs/lifecycle.md. Scoring by several people, fees and holds add their lines here.
/// </summary>
public static class Lifecycle
{
    public static readonly ImmutableArray<Transition> Table =
    [
        new(Draft, Submit, Candidate, Submitted),
        new(Returned, Submit, Candidate, Submitted),

        new(Submitted, Offer, Role.System, Offered),
        new(Offered, Accept, Scorer, InReview),
        new(Offered, Decline, Scorer, Submitted),
        new(InReview, Decline, Scorer, Submitted),
        new(Offered, Release, Role.System, Submitted),
        new(InReview, Release, Role.System, Submitted),

        new(InReview, Award, Scorer, Earned),
        new(InReview, SubmissionAction.Return, Scorer, Returned),

        new(Draft, Withdraw, Candidate, Withdrawn),
        new(Submitted, Withdraw, Candidate, Withdrawn),
        new(Offered, Withdraw, Candidate, Withdrawn),
        new(InReview, Withdraw, Candidate, Withdrawn),
        new(Returned, Withdraw, Candidate, Withdrawn),

        new(Draft, Expire, Role.System, Expired),
        new(Returned, Expire, Role.System, Expired),

        new(Offered, Reassign, Admin, Submitted),
        new(InReview, Reassign, Admin, Submitted),

        new(Draft, Extend, Admin, Draft),
        new(Returned, Extend, Admin, Returned),
        new(Expired, Reopen, Admin, Draft),
        new(Expired, Resume, Admin, Returned),

        new(Earned, Revoke, Admin, Revoked),
    ];

    /// <summary>The status that follows; or <c>submission.step-not-allowed</c>, <c>submission.not-your-step</c>.</summary>
    public static Result<Step> Next(SubmissionStatus from, SubmissionAction action, Role by) =>
        Table.FirstOrDefault(t => t.From == from && t.Action == action) switch
        {
            null => new Problem(ProblemKind.Conflict, "submission.step-not-allowed", $"This cannot be done now: the submission is {InWords(from)}."),
            { By: var role } when role != by => new Problem(ProblemKind.Forbidden, "submission.not-your-step", $"Only the {role.ToString().ToLowerInvariant()} can do this."),
            var t => new Step(t.To),
        };

    /// <summary>What this role may do now, in the table's order.</summary>
    public static ImmutableArray<SubmissionAction> Allowed(SubmissionStatus from, Role by) =>
        [.. Table.Where(t => t.From == from && t.By == by).Select(t => t.Action)];

    /// <summary>True while the candidate may still change answers and evidence.</summary>
    public static bool IsEditable(SubmissionStatus status) => status is Draft or Returned;

    /// <summary>True when the work is at its end, so that the same may be started again. An admin may still take back what was earned.</summary>
    public static bool IsOver(SubmissionStatus status) => Table.All(t => t.From != status || t.By == Admin);

    /// <summary>True for the steps that set the finish-by date: the due dates of the latest one count.</summary>
    public static bool SetsFinishBy(SubmissionAction action) => action is Start or Extend or Reopen or Resume;

    /// <summary>True for the steps that bring the work to its end; those taken later change nothing about that.</summary>
    public static bool Ends(SubmissionAction action) => Table.Any(t => t.Action == action && !IsOver(t.From) && IsOver(t.To));

    /// <summary>The status as it stands inside a sentence.</summary>
    public static string InWords(SubmissionStatus status) => status switch
    {
        Draft => "being written",
        Submitted => "waiting for a scorer",
        Offered => "offered to a scorer",
        InReview => "being read by a scorer",
        Returned => "not yet earned and open for changes",
        Earned => "earned",
        Withdrawn => "withdrawn",
        Expired => "past its finish-by date",
        Revoked => "earned, and its credential was taken back",
        _ => throw new ArgumentOutOfRangeException(nameof(status)),
    };

    /// <summary>The table as a Mermaid state diagram.</summary>
    public static string ToMermaid()
    {
        var page = new StringBuilder("stateDiagram-v2\n    [*] --> Draft: Start (Candidate)\n");
        foreach (var t in Table)
            page.Append($"    {t.From} --> {t.To}: {t.Action} ({t.By})\n");
        foreach (var status in Enum.GetValues<SubmissionStatus>().Where(IsOver))
            page.Append($"    {status} --> [*]\n");
        return page.ToString();
    }
}

/// <summary>Where an allowed action leads.</summary>
public sealed record Step(SubmissionStatus To);
