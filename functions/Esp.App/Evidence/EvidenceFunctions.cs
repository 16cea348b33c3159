using Esp.App.Catalog;
using Esp.App.Platform;
using Esp.App.Portfolio;

namespace Esp.App.Evidence;

/// <summary>How far one piece of evidence has come.</summary>
public sealed class GetEvidenceFunction(EvidenceStore evidence)
{
    [Function("GetEvidence")]
    [Described("One piece of evidence", Gives = typeof(EvidenceView), By = Caller.SignedIn)]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "submissions/{id}/evidence/{eid}")] HttpRequest request, string id, string eid, CancellationToken ct) =>
        OwnEvidence.Of(request, id, eid).Failed(out var problem, out var own)
            ? problem.ToHttp()
            : (await evidence.Find(own.Submission, own.Id, ct)).ToHttp(found => Http.Json(EvidenceView.Of(found)));
}

/// <summary>A fresh upload link, with the blocks that have arrived: to go on after a reload or when the old link ended.</summary>
public sealed class ResumeUploadFunction(EvidenceStore evidence, PortfolioStore portfolio)
{
    [Function("ResumeUpload")]
    [Described("A fresh upload link, with the blocks that have arrived", Takes = typeof(Nothing), Gives = typeof(EvidenceWithUpload), By = Caller.SignedIn, Problems = ["evidence.not-uploading", "submission.not-editable"])]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "submissions/{id}/evidence/{eid}/upload")] HttpRequest request, string id, string eid, CancellationToken ct)
    {
        if (OwnEvidence.Of(request, id, eid).Failed(out var problem, out var own)
            || (await request.Body<Nothing>(ct)).Failed(out problem, out _)
            || (await evidence.Find(own.Submission, own.Id, ct)).Failed(out problem, out var found)
            || (await portfolio.FindState(own.Submission.Candidate, own.Submission.Id, ct)).Failed(out problem, out var now))
            return problem.ToHttp();
        if (!Lifecycle.IsEditable(now.State.Status))
            return Editing.NotEditable(now.State).ToHttp();
        if (found is not { Kind: EvidenceKind.File, State: EvidenceState.Uploading })
            return new Problem(ProblemKind.Conflict, "evidence.not-uploading", "This upload is finished.").ToHttp();
        var blocks = await evidence.UploadedBlocks(own.Submission.Id, found, ct);
        return Http.Json(new EvidenceWithUpload(EvidenceView.Of(found) with { UploadedBlocks = blocks }, await evidence.UploadLink(own.Submission, found.Id, ct)));
    }
}

/// <summary>A short-lived link for the owner to look at their own file.</summary>
public sealed class ReadEvidenceFunction(EvidenceStore evidence, EvidenceLinks links)
{
    [Function("ReadEvidence")]
    [Described("A short-lived link to look at one's own file", Takes = typeof(Nothing), Gives = typeof(ReadLink), By = Caller.SignedIn)]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "submissions/{id}/evidence/{eid}/read")] HttpRequest request, string id, string eid, CancellationToken ct)
    {
        if (OwnEvidence.Of(request, id, eid).Failed(out var problem, out var own)
            || (await request.Body<Nothing>(ct)).Failed(out problem, out _)
            || (await evidence.Find(own.Submission, own.Id, ct)).Failed(out problem, out var found))
            return problem.ToHttp();
        return found is { Kind: EvidenceKind.File, State: EvidenceState.Ready }
            ? Http.Json(await links.Read(own.Submission.Id, found, "my-evidence", ct))
            : Problem.NotFound.ToHttp();
    }
}

/// <summary>Takes a piece of evidence out; it is kept for undo and for the attempts that held it.</summary>
public sealed class RemoveEvidenceFunction(EvidenceStore evidence, Catalogue catalogue)
{
    [Function("RemoveEvidence")]
    [Described("Take a piece of evidence out", Status = StatusCodes.Status204NoContent, By = Caller.SignedIn, Problems = ["submission.not-editable", "answer.locked"])]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "submissions/{id}/evidence/{eid}")] HttpRequest request, string id, string eid, CancellationToken ct) =>
        OwnEvidence.Of(request, id, eid).Failed(out var problem, out var own)
            ? problem.ToHttp()
            : (await evidence.Change(own.Submission, own.Id, (state, e) =>
                Editing.Guard(state, catalogue.Find(state.Slug, state.DefinitionVersion)!, e.Criterion) is { } refusal ? refusal
                : e.Counts ? e with { State = EvidenceState.Removed, Before = e.State }
                : e, ct)).ToHttp(_ => Results.NoContent());
}

/// <summary>Undo: puts a removed piece of evidence back as it was.</summary>
public sealed class RestoreEvidenceFunction(EvidenceStore evidence, Catalogue catalogue)
{
    [Function("RestoreEvidence")]
    [Described("Put a removed piece of evidence back", Takes = typeof(Nothing), Gives = typeof(EvidenceView), By = Caller.SignedIn, Problems = ["submission.not-editable", "answer.locked"])]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "submissions/{id}/evidence/{eid}/restore")] HttpRequest request, string id, string eid, CancellationToken ct) =>
        OwnEvidence.Of(request, id, eid).Failed(out var problem, out var own) || (await request.Body<Nothing>(ct)).Failed(out problem, out _)
            ? problem.ToHttp()
            : (await evidence.Change(own.Submission, own.Id, (state, e) =>
                Editing.Guard(state, catalogue.Find(state.Slug, state.DefinitionVersion)!, e.Criterion) is { } refusal ? refusal
                : e.State == EvidenceState.Removed ? e with { State = e.Before ?? EvidenceState.Ready, Before = null }
                : e, ct)).ToHttp(restored => Http.Json(EvidenceView.Of(restored)));
}
