namespace Esp.Domain;

/// <summary>How a scorer's task stands.</summary>
public enum ReviewState
{
    Offered,
    Accepted,

    /// <summary>The scorer said no, before or after accepting.</summary>
    Declined,

    /// <summary>A due date passed; the work went to somebody else.</summary>
    Released,

    /// <summary>An admin gave the work to somebody else.</summary>
    Reassigned,

    /// <summary>The candidate took the work back.</summary>
    Cancelled,
    Decided,
}

/// <summary>
/// One scorer's task: score one attempt. <see cref="Number"/> is the event that offered it. The link is derived from
/// <see cref="Nonce"/> and a secret; only <see cref="LinkHash"/> is kept, so whoever reads the tables cannot open it.
/// </summary>
public sealed record Review(ReviewId Id, int Number, int Attempt, string ContentHash, ScorerId Scorer, ReviewState State, DateTimeOffset OfferedAt, DateTimeOffset AcceptBy, DateTimeOffset DueAt)
{
    public required string Nonce { get; init; }

    public required string LinkHash { get; init; }

    public required DateTimeOffset LinkedAt { get; init; }

    public DateTimeOffset? AcceptedAt { get; init; }

    public DateTimeOffset? ClosedAt { get; init; }

    /// <summary>Why it was declined: one of <see cref="DeclineReasons"/> and a note.</summary>
    public string DeclineReason { get; init; } = "";

    public ScoreSheet Sheet { get; init; } = ScoreSheet.Empty;

    public DateTimeOffset? SheetSavedAt { get; init; }

    public bool IsOpen => State is ReviewState.Offered or ReviewState.Accepted;

    /// <summary>The last moment at which the link opens: two days after the score was due.</summary>
    public DateTimeOffset LinkEnds => DueAt.AddDays(2);
}

/// <summary>The reasons a scorer may give for declining; the code travels, the words are the site's.</summary>
public static class DeclineReasons
{
    public static readonly IReadOnlyList<string> All = ["noTime", "knowThePerson", "notMyField", "other"];
}
