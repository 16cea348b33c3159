using System.Globalization;
using Azure.Data.Tables;
using Esp.App.Platform;
using Esp.App.Portfolio;

namespace Esp.App.Admin;

/// <summary>The new finish-by date (<c>yyyy-MM-dd</c>), the version of the submission that the admin saw, and why.</summary>
public sealed record FinishByRequest(string Date, string Version, string Reason);

/// <summary>
/// Gives a candidate more time. Due dates are set again by the event; those of the date before find out that they are stale. What
/// had expired takes its place as the open one again, unless another submission for the same micro-credential has it. One read, one send, one batch.
/// </summary>
public sealed class ExtendFinishBy(PortfolioStore store, Tables tables, TimeProvider clock)
{
    private static readonly Problem AnotherIsOpen = new(ProblemKind.Conflict, "submission.another-open", "They have started this micro-credential again since. Give that one more time instead.");

    public async Task<Result<ManagedStep>> Handle(SignedIn admin, Folder folder, FinishByRequest request, CancellationToken ct)
    {
        if (!DateOnly.TryParseExact(request.Date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var date))
            return Problem.OfFields("submission.finish-by", ("date", "Enter a date."));
        if (ManagedStep.Stale(folder, request.Version) is { } stale)
            return stale;
        if (folder.State.Extend(admin.Candidate.ToString(), date, request.Reason.Trim(), clock.GetUtcNow()).Failed(out var problem, out var change))
            return problem;
        var (state, candidate) = (folder.State, folder.State.Candidate.ToString());
        if (!Lifecycle.IsOver(state.Status))
            return (await store.Save(change, folder.Version, also: null, ct)).Map(version => ManagedStep.Of(change.Next, version));
        if ((await tables.Portfolios.GetEntityIfExistsAsync<TableEntity>(candidate, PortfolioKeys.Open(state.Slug), cancellationToken: ct)).HasValue)
            return AnotherIsOpen;
        // Started again at this very moment: the place is taken, and the batch fails as a whole.
        var open = new TableEntity(candidate, PortfolioKeys.Open(state.Slug)) { ["Submission"] = state.Id.ToString() };
        return (await store.Save(change, folder.Version, batch => batch.Add(open), ct)).Map(version => ManagedStep.Of(change.Next, version));
    }
}

public sealed class ExtendFinishByFunction(ManageSubmission manage, ExtendFinishBy extend, AdminLog log)
{
    [Function("ExtendFinishBy")]
    [Described("Give a candidate more time", Takes = typeof(FinishByRequest), Gives = typeof(ManagedStep), By = Caller.Admin, Problems = ["admin.reason-needed", "submission.finish-by", "submission.another-open", "submission.changed-meanwhile", "submission.step-not-allowed"])]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "manage/submissions/{id}/finish-by")] HttpRequest request, string id, CancellationToken ct)
    {
        if (SignedIn.Admin(request).Failed(out var problem, out var admin) || (await request.Body<FinishByRequest>(ct)).Failed(out problem, out var body) || (await manage.Find(id, ct)).Failed(out problem, out var folder))
            return problem.ToHttp();
        return (await log.Take(admin, new(Deed.Extend, folder.State.Id.ToString(), body.Reason), () => extend.Handle(admin, folder, body, ct), ct)).ToHttp();
    }
}
