using Esp.App.Platform;
using Esp.App.Portfolio;

namespace Esp.App.Submissions;

/// <summary>The promises, ticked or not.</summary>
public sealed record StatementsRequest(bool Integrity, bool Privacy);

/// <summary>Saves the promises of the pinned policy.</summary>
public sealed class SaveStatements(PortfolioStore store, SubmissionViews views, TimeProvider clock)
{
    private const int Tries = 4;

    /// <summary>Ticks them on the newest state: a file that is checked at the same moment moves its version, and is no reason to refuse.</summary>
    public async Task<Result<SubmissionView>> Handle(OwnSubmission own, StatementsRequest request, CancellationToken ct)
    {
        for (var tries = 0; tries < Tries; tries++)
        {
            if ((await store.Find(own.Candidate, own.Id, ct)).Failed(out var problem, out var folder))
                return problem;
            if (!Lifecycle.IsEditable(folder.State.Status))
                return new Problem(ProblemKind.Conflict, "submission.not-editable", $"This can no longer be changed: the submission is {Lifecycle.InWords(folder.State.Status)}.");
            var next = folder.State with { Integrity = request.Integrity, Privacy = request.Privacy, UpdatedAt = clock.GetUtcNow() };
            if (!(await store.Amend(next, folder.Version, ct)).Failed(out _, out var version))
                return views.Whole(folder, next, version);
        }

        return PortfolioStore.ChangedMeanwhile;
    }
}

public sealed class SaveStatementsFunction(SaveStatements save)
{
    [Function("SaveStatements")]
    [Described("Tick the promises on own work and privacy", Takes = typeof(StatementsRequest), Gives = typeof(SubmissionView), By = Caller.SignedIn, Problems = ["submission.not-editable", "submission.changed-meanwhile"])]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "submissions/{id}/statements")] HttpRequest request, string id, CancellationToken ct) =>
        OwnSubmission.Of(request, id).Failed(out var problem, out var own) || (await request.Body<StatementsRequest>(ct)).Failed(out problem, out var body)
            ? problem.ToHttp()
            : (await save.Handle(own, body, ct)).ToHttp();
}
