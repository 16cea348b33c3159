using Esp.App.Platform;
using Esp.App.Portfolio;

namespace Esp.App.Scoring;

/// <summary>Why the scorer says no: one of noTime, knowThePerson, notMyField, other; and a note of at most 500 characters.</summary>
public sealed record DeclineRequest(string Reason, string Note = "");

/// <summary>Said once the review is declined.</summary>
public sealed record DeclinedReview(bool Declined);

/// <summary>The scorer says no, before or after accepting; the work goes to somebody else.</summary>
public sealed class DeclineReview(PortfolioStore store, TimeProvider clock)
{
    private const int MaxNote = 500;

    public async Task<Result<DeclinedReview>> Handle(OpenReview open, DeclineRequest request, CancellationToken ct)
    {
        if (!DeclineReasons.All.Contains(request.Reason, StringComparer.Ordinal))
            return Problem.OfFields("review.reason-needed", ("reason", "Choose why you decline."));
        if (request.Note.Length > MaxNote)
            return Problem.OfFields("review.reason-needed", ("note", $"Use at most {MaxNote} characters."));
        var now = clock.GetUtcNow();
        var reason = request.Note.Trim() is { Length: > 0 } note ? $"{request.Reason}: {note}" : request.Reason;
        if (open.Folder.State.Decline(open.Review.Scorer, reason, now).Failed(out var problem, out var change))
            return problem;

        var declined = open.Review with { State = ReviewState.Declined, ClosedAt = now, DeclineReason = reason };
        return (await store.SaveReview(change, open, declined, ct)).Map(_ => new DeclinedReview(true));
    }
}

public sealed class DeclineReviewFunction(ReviewSessions sessions, DeclineReview decline)
{
    [Function("DeclineReview")]
    [Described("Decline the review", Takes = typeof(DeclineRequest), Gives = typeof(DeclinedReview), By = Caller.Scorer, Problems = ["link.session-over", "link.closed", "review.reason-needed", "submission.changed-meanwhile"])]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "scoring/decline")] HttpRequest request, CancellationToken ct) =>
        (await request.Body<DeclineRequest>(ct)).Failed(out var problem, out var body) || (await sessions.Of(request, ct)).Failed(out problem, out var open)
            ? problem.ToHttp()
            : (await decline.Handle(open, body, ct)).ToHttp();
}
