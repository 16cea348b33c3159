using Esp.App.Platform;
using Esp.App.Portfolio;

namespace Esp.App.Admin;

/// <summary>The version of the submission that the admin saw, and why.</summary>
public sealed record ReassignRequest(string Version, string Reason);

/// <summary>What a step came to: the status and the version that the next step names.</summary>
public sealed record ManagedStep(SubmissionId Id, SubmissionStatus Status, string StatusText, DateTimeOffset FinishBy, string Version)
{
    internal static ManagedStep Of(Submission s, Azure.ETag version) => new(s.Id, s.Status, Lifecycle.InWords(s.Status), s.FinishBy, version.ToString());

    internal static Problem? Stale(Folder folder, string version) =>
        string.Equals(version, folder.Version.ToString(), StringComparison.Ordinal) ? null : PortfolioStore.ChangedMeanwhile;
}

/// <summary>
/// Ends the open review and looks for somebody else: never for the same scorer again. The link dies with the change, and the scorer
/// is told. One send and one batch.
/// </summary>
public sealed class ReassignSubmission(PortfolioStore store, TimeProvider clock)
{
    public async Task<Result<ManagedStep>> Handle(SignedIn admin, Folder folder, ReassignRequest request, CancellationToken ct)
    {
        if (ManagedStep.Stale(folder, request.Version) is { } stale)
            return stale;
        var now = clock.GetUtcNow();
        if (folder.State.Reassign(admin.Candidate.ToString(), request.Reason.Trim(), now).Failed(out var problem, out var change))
            return problem;
        return (await store.Save(change, folder.Version, batch => batch.CloseReview(folder, ReviewState.Reassigned, now), ct)).Map(version => ManagedStep.Of(change.Next, version));
    }
}

public sealed class ReassignSubmissionFunction(ManageSubmission manage, ReassignSubmission reassign, AdminLog log)
{
    [Function("ReassignSubmission")]
    [Described("Give a submission to another scorer", Takes = typeof(ReassignRequest), Gives = typeof(ManagedStep), By = Caller.Admin, Problems = ["admin.reason-needed", "submission.changed-meanwhile", "submission.step-not-allowed"])]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "manage/submissions/{id}/reassign")] HttpRequest request, string id, CancellationToken ct)
    {
        if (SignedIn.Admin(request).Failed(out var problem, out var admin) || (await request.Body<ReassignRequest>(ct)).Failed(out problem, out var body) || (await manage.Find(id, ct)).Failed(out problem, out var folder))
            return problem.ToHttp();
        return (await log.Take(admin, new(Deed.Reassign, folder.State.Id.ToString(), body.Reason), () => reassign.Handle(admin, folder, body, ct), ct)).ToHttp();
    }
}
