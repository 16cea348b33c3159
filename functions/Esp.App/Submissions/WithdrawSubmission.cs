using Esp.App.Platform;
using Esp.App.Portfolio;

namespace Esp.App.Submissions;

/// <summary>Why it is withdrawn: 1 to 1,000 characters, for the history.</summary>
public sealed record WithdrawRequest(string Reason);

/// <summary>Takes a submission back. It is kept and can be read; an open review is closed and its scorer told.</summary>
public sealed class WithdrawSubmission(PortfolioStore store, SubmissionViews views, TimeProvider clock)
{
    private const int MaxReason = 1000;

    public async Task<Result<SubmissionView>> Handle(OwnSubmission own, WithdrawRequest request, CancellationToken ct)
    {
        if (string.IsNullOrWhiteSpace(request.Reason))
            return Problem.OfFields("submission.no-reason", ("reason", "Say in a few words why you withdraw it."));
        if (request.Reason.Length > MaxReason)
            return Problem.OfFields("submission.no-reason", ("reason", $"Use at most {MaxReason:N0} characters."));
        if ((await store.Find(own.Candidate, own.Id, ct)).Failed(out var problem, out var folder))
            return problem;
        var now = clock.GetUtcNow();
        if (folder.State.Withdraw(request.Reason.Trim(), now).Failed(out problem, out var change))
            return problem;

        return (await store.Save(change, folder.Version, batch => batch.CloseReview(folder, ReviewState.Cancelled, now), ct))
            .Map(version => views.Whole(folder, change.Next, version, [change.Event]));
    }
}

public sealed class WithdrawSubmissionFunction(WithdrawSubmission withdraw)
{
    [Function("WithdrawSubmission")]
    [Described("Withdraw a submission", Takes = typeof(WithdrawRequest), Gives = typeof(SubmissionView), By = Caller.SignedIn, Problems = ["submission.no-reason", "submission.step-not-allowed", "submission.changed-meanwhile"])]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "submissions/{id}/withdraw")] HttpRequest request, string id, CancellationToken ct) =>
        OwnSubmission.Of(request, id).Failed(out var problem, out var own) || (await request.Body<WithdrawRequest>(ct)).Failed(out problem, out var body)
            ? problem.ToHttp()
            : (await withdraw.Handle(own, body, ct)).ToHttp();
}
