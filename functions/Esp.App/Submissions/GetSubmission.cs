using Esp.App.Platform;
using Esp.App.Portfolio;

namespace Esp.App.Submissions;

/// <summary>Shows one submission whole to its candidate.</summary>
public sealed class GetSubmissionFunction(PortfolioStore store, SubmissionViews views)
{
    [Function("GetSubmission")]
    [Described("One submission, whole", Gives = typeof(SubmissionView), By = Caller.SignedIn)]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "submissions/{id}")] HttpRequest request, string id, CancellationToken ct) =>
        OwnSubmission.Of(request, id).Failed(out var problem, out var own)
            ? problem.ToHttp()
            : (await store.Find(own.Candidate, own.Id, ct)).ToHttp(folder => Http.Json(views.Whole(folder)));
}
