using Esp.App.Platform;

namespace Esp.App.Scoring;

/// <summary>The token from the mailed address, taken from behind the # by the page.</summary>
public sealed record LinkRequest(string Token);

/// <summary>A session for the Authorization header, and the review it is for.</summary>
public sealed record OpenedReview(string Session, DateTimeOffset ExpiresAt, ReviewView Review);

/// <summary>Opens a review by its link. Changes nothing: a mail scanner that runs the page and presses everything has still only looked.</summary>
public sealed class OpenReviewFunction(ReviewSessions sessions)
{
    [Function("OpenReview")]
    [Described("Open a review by the link from the mail", Takes = typeof(LinkRequest), Gives = typeof(OpenedReview), Problems = ["link.unknown", "link.closed"])]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "scoring/open")] HttpRequest request, CancellationToken ct) =>
        (await request.Body<LinkRequest>(ct)).Failed(out var problem, out var body)
            ? problem.ToHttp()
            : (await sessions.Open(body.Token, ct)).ToHttp(o => Http.Json(new OpenedReview(o.Session, o.Ends, ReviewView.Of(o.Review))));
}

/// <summary>The review of the session.</summary>
public sealed class GetReviewFunction(ReviewSessions sessions)
{
    [Function("GetReview")]
    [Described("The review of the session", Gives = typeof(ReviewView), By = Caller.Scorer, Problems = ["link.session-over", "link.closed"])]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "scoring/review")] HttpRequest request, CancellationToken ct) =>
        (await sessions.Of(request, ct)).ToHttp(open => Http.Json(ReviewView.Of(open)));
}
