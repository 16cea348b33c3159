using Esp.App.Platform;
using Esp.App.Portfolio;

namespace Esp.App.Scoring;

/// <summary>What a session proves: this link of this review, until then. Sealed, so that its holder learns nothing of whose work it is.</summary>
public sealed record SessionContent(EventRef Review, string LinkHash, DateTimeOffset Ends);

/// <summary>An open review, found through its live link.</summary>
public sealed record OpenReview(Folder Folder, Review Review, Azure.ETag Version, MicroCredential Definition);

/// <summary>
/// Turns a link into a session and a session into its review. A session is short; when it ends, the page opens the link
/// again, so nothing typed is lost. Whatever ends the review ends link and session at once.
/// </summary>
public sealed class ReviewSessions(PortfolioStore store, ReviewLinks reviewLinks, Links links, Catalog.Catalogue catalogue, TimeProvider clock)
{
    public static readonly TimeSpan Lasts = TimeSpan.FromHours(4);

    private static readonly Problem UnknownLink = new(ProblemKind.NotFound, "link.unknown", "This link is not known here. Open the newest mail about this review and use the link in it, whole.");
    private static readonly Problem SessionOver = new(ProblemKind.Unauthenticated, "link.session-over", "Open the link from your mail again. What you typed is kept.");

    /// <summary>A session for a link's token: <c>link.unknown</c>, or <c>link.closed</c> with the reason. Two storage calls.</summary>
    public async Task<Result<(string Session, DateTimeOffset Ends, OpenReview Review)>> Open(string token, CancellationToken ct)
    {
        var hash = Links.Hash(token);
        if (await reviewLinks.Find(hash, ct) is not { } named)
            return UnknownLink;
        if ((await Look(named, hash, ct)).Failed(out var problem, out var open))
            return problem;
        var ends = clock.GetUtcNow() + Lasts;
        return (links.Seal(new SessionContent(named, hash, ends)), ends, open);
    }

    /// <summary>The review of the request's session: <c>link.session-over</c>, or <c>link.closed</c> with the reason. One storage call.</summary>
    public async Task<Result<OpenReview>> Of(HttpRequest request, CancellationToken ct)
    {
        if (links.Open<SessionContent>(request.Bearer()) is not { } session || session.Ends <= clock.GetUtcNow())
            return SessionOver;
        return await Look(session.Review, session.LinkHash, ct);
    }

    private async Task<Result<OpenReview>> Look(EventRef named, string hash, CancellationToken ct)
    {
        if ((await store.Find(named.Candidate, named.Submission, ct)).Failed(out _, out var folder) || !folder.Reviews.TryGetValue(named.Number, out var found))
            return UnknownLink;
        var (review, version) = found;
        if (WhyClosed(review, hash) is { } why)
            return Closed(why, review.IsOpen);
        return new OpenReview(folder, review, version, catalogue.Find(folder.State.Slug, folder.State.DefinitionVersion)!);
    }

    private string? WhyClosed(Review review, string hash) => review.State switch
    {
        ReviewState.Declined => "declined",
        ReviewState.Released => "released",
        ReviewState.Reassigned => "reassigned",
        ReviewState.Cancelled => "cancelled",
        ReviewState.Decided => "decided",
        _ when !string.Equals(review.LinkHash, hash, StringComparison.Ordinal) => "replaced",
        _ when clock.GetUtcNow() > review.LinkEnds => "expired",
        _ => null,
    };

    private static Problem Closed(string why, bool canAskForNew) =>
        new(ProblemKind.Conflict, "link.closed", why switch
        {
            "declined" => "You declined this review. It has gone to somebody else. Thank you for answering.",
            "released" => "The due date passed, and the review has gone to somebody else.",
            "reassigned" => "This review was given to somebody else. There is nothing left for you to do. Thank you.",
            "cancelled" => "The person took their work back, so there is nothing left to score. Thank you.",
            "decided" => "You have sent your scores. The review is closed. Thank you.",
            "replaced" => "There is a newer link for this review. Use the one in the newest mail, or ask for another.",
            _ => "This link has ended. Ask for a new one: it comes to the same address.",
        })
        {
            Facts = new Dictionary<string, object>(StringComparer.Ordinal) { ["why"] = why, ["canAskForNew"] = canAskForNew },
        };
}
