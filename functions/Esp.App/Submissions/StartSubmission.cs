using Esp.App.Catalog;
using Esp.App.Platform;
using Esp.App.Portfolio;

namespace Esp.App.Submissions;

/// <summary>Which micro-credential to start, by its slug.</summary>
public sealed record StartRequest(string MicroCredential);

/// <summary>Starts a submission: pins the current version of the micro-credential and of the policies, and sets the finish-by date.</summary>
public sealed class StartSubmission(Catalogue catalogue, PortfolioStore store, SubmissionViews views, Settings settings, TimeProvider clock)
{
    public async Task<Result<SubmissionView>> Handle(SignedIn person, StartRequest request, CancellationToken ct)
    {
        if (catalogue.CurrentOf(request.MicroCredential) is not { } definition)
            return Problem.OfFields("submission.unknown-micro-credential", ("microCredential", "The catalogue has no such micro-credential."));
        var (by, now) = (person.Candidate, clock.GetUtcNow());
        var (started, happened) = Submission.Start(by, SubmissionId.New(now), definition, catalogue.Policies.Version, settings.FinishMonths, now);
        return (await store.Add(started, happened, person.Email, ct)).Failed(out var problem, out var version)
            ? problem
            : (await store.Find(by, started.Id, ct)).Map(folder => views.Whole(folder, version: version));
    }
}

public sealed class StartSubmissionFunction(StartSubmission start)
{
    [Function("StartSubmission")]
    [Described("Start a micro-credential", Takes = typeof(StartRequest), Gives = typeof(SubmissionView), Status = StatusCodes.Status201Created, By = Caller.SignedIn, Problems = ["submission.unknown-micro-credential", "submission.already-started"])]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "submissions")] HttpRequest request, CancellationToken ct) =>
        SignedIn.From(request).Failed(out var problem, out var person) || (await request.Body<StartRequest>(ct)).Failed(out problem, out var body)
            ? problem.ToHttp()
            : (await start.Handle(person, body, ct)).ToHttp(view => Http.Json(view, StatusCodes.Status201Created));
}
