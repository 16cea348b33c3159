using Esp.App.Platform;
using Esp.App.Portfolio;

namespace Esp.App.Scoring;

/// <summary>The version of the sheet that the scorer saw when sending.</summary>
public sealed record SubmitScoreRequest(string Version);

/// <summary>What the scores came to: earned or notYet.</summary>
public sealed record Decision(string Outcome);

/// <summary>The scorer sends the sheet: complete, with a comment wherever something is missing. This decides the submission and closes the link.</summary>
public sealed class SubmitScore(PortfolioStore store, TimeProvider clock)
{
    public async Task<Result<Decision>> Handle(OpenReview open, SubmitScoreRequest request, CancellationToken ct)
    {
        if (open.Review.State != ReviewState.Accepted)
            return new Problem(ProblemKind.Conflict, "review.not-accepted", "Accept the review first.");
        if (!string.Equals(request.Version, open.Version.ToString(), StringComparison.Ordinal))
            return new Problem(ProblemKind.Conflict, "sheet.changed-meanwhile", "These scores were changed in another window. Look at them again, then send.")
            {
                Facts = new Dictionary<string, object>(StringComparer.Ordinal) { ["sheet"] = open.Review.Sheet, ["version"] = open.Version.ToString() },
            };
        var missing = open.Review.Sheet.Missing(open.Definition, open.Folder.State.Carried);
        if (missing.Count > 0)
            return Problem.OfFields("sheet.incomplete", [.. missing.Select(m => (m.Key, m.Value))]);

        var now = clock.GetUtcNow();
        if (open.Folder.State.Decide(open.Review.Scorer, open.Definition, open.Review.Sheet, now).Failed(out var problem, out var change))
            return problem;
        var decided = open.Review with { State = ReviewState.Decided, ClosedAt = now };
        return (await store.SaveReview(change, open, decided, ct))
            .Map(_ => new Decision(change.Next.Status == SubmissionStatus.Earned ? "earned" : "notYet"));
    }
}

public sealed class SubmitScoreFunction(ReviewSessions sessions, SubmitScore submit)
{
    [Function("SubmitScore")]
    [Described("Send the scores", Takes = typeof(SubmitScoreRequest), Gives = typeof(Decision), By = Caller.Scorer, Problems = ["link.session-over", "link.closed", "review.not-accepted", "sheet.incomplete", "sheet.changed-meanwhile", "submission.changed-meanwhile"])]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "scoring/submit")] HttpRequest request, CancellationToken ct) =>
        (await request.Body<SubmitScoreRequest>(ct)).Failed(out var problem, out var body) || (await sessions.Of(request, ct)).Failed(out problem, out var open)
            ? problem.ToHttp()
            : (await submit.Handle(open, body, ct)).ToHttp();
}
