using Esp.App.Platform;
using Esp.App.Portfolio;

namespace Esp.App.Scoring;

/// <summary>The scorer takes the review on. Accepting twice is accepting once. The conflict is tested again: details may have changed since the offer.</summary>
public sealed class AcceptReview(PortfolioStore store, ScorerPool pool, TimeProvider clock)
{
    public async Task<Result<ReviewView>> Handle(OpenReview open, CancellationToken ct)
    {
        if (open.Review.State == ReviewState.Accepted)
            return ReviewView.Of(open);
        if (await pool.Find(open.Review.Scorer, ct) is { } scorer && open.Folder.Profile is { } candidate && scorer.ConflictWith(candidate) is not null)
            return new Problem(ProblemKind.Conflict, "review.conflict", "You and this person may know each other from work. Please decline, so that somebody else reads it.");
        var now = clock.GetUtcNow();
        if (open.Folder.State.Accept(open.Review.Scorer, now).Failed(out var problem, out var change))
            return problem;

        await pool.Accepted(open.Review.Id, ct);
        var accepted = open.Review with { State = ReviewState.Accepted, AcceptedAt = now };
        var saved = await store.SaveReview(change, open, accepted, ct);
        return saved.Map(version => ReviewView.Of(open with { Review = accepted, Version = version }));
    }
}

public sealed class AcceptReviewFunction(ReviewSessions sessions, AcceptReview accept)
{
    [Function("AcceptReview")]
    [Described("Take the review on", Takes = typeof(Nothing), Gives = typeof(ReviewView), By = Caller.Scorer, Problems = ["link.session-over", "link.closed", "review.conflict", "submission.changed-meanwhile"])]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "scoring/accept")] HttpRequest request, CancellationToken ct) =>
        (await request.Body<Nothing>(ct)).Failed(out var problem, out _) || (await sessions.Of(request, ct)).Failed(out problem, out var open)
            ? problem.ToHttp()
            : (await accept.Handle(open, ct)).ToHttp();
}
