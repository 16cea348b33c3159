using System.Globalization;
using Esp.App.Evidence;
using Esp.App.Platform;

namespace Esp.App.Scoring;

/// <summary>A short-lived link for the scorer to one file of the attempt, by its number; under a neutral name.</summary>
public sealed class ReadReviewEvidenceFunction(ReviewSessions sessions, EvidenceLinks links)
{
    [Function("ReadReviewEvidence")]
    [Described("A short-lived link to one file of the review", Takes = typeof(Nothing), Gives = typeof(ReadLink), By = Caller.Scorer, Problems = ["link.session-over", "link.closed"])]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "scoring/evidence/{n}/read")] HttpRequest request, string n, CancellationToken ct)
    {
        if ((await request.Body<Nothing>(ct)).Failed(out var problem, out _) || (await sessions.Of(request, ct)).Failed(out problem, out var open))
            return problem.ToHttp();
        var evidence = open.Folder.Attempts.First(a => a.Number == open.Review.Attempt).Evidence;
        return open.Review.State == ReviewState.Accepted
            && int.TryParse(n, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && number >= 1 && number <= evidence.Count
            && evidence[number - 1] is { Kind: EvidenceKind.File } file
            ? Http.Json(await links.Read(open.Folder.State.Id, file, ReviewView.NeutralName(number), ct))
            : Problem.NotFound.ToHttp();
    }
}
