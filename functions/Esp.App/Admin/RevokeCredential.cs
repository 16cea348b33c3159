using Esp.App.Credentials;
using Esp.App.Platform;
using Esp.App.Portfolio;

namespace Esp.App.Admin;

/// <summary>Why it is taken back: 3 to 1,000 characters. It stands in the history and in the mail to the earner; it is never public.</summary>
public sealed record RevokeRequest(string Reason);

/// <summary>That it is taken back. Whoever checks it sees so within a minute.</summary>
public sealed record RevocationView(CredentialId Id, string Status, DateTimeOffset RevokedAt);

/// <summary>
/// Takes a credential back, for good. The event is announced and committed like any other change; status bit, records and mail follow
/// (<see cref="FollowRevocation"/>). Three storage calls. When the earner's data were erased, the bit is set and the record written here: five.
/// </summary>
public sealed class RevokeCredential(CredentialStore credentials, PortfolioStore portfolio, TakeBack takeBack, TimeProvider clock)
{
    private const int MinReason = 3;
    private const int MaxReason = 1000;

    private static readonly Problem Already = new(ProblemKind.Conflict, "credential.already-revoked", "This credential was taken back before. That is for good; there is nothing more to do.");

    public async Task<Result<RevocationView>> Handle(CredentialId id, SignedIn admin, RevokeRequest request, CancellationToken ct)
    {
        var (reason, who, now) = (request.Reason.Trim(), admin.Candidate.ToString(), clock.GetUtcNow());
        if (reason.Length is < MinReason or > MaxReason)
            return Problem.OfFields("credential.no-reason", ("reason", $"Say why, in {MinReason} to {MaxReason:N0} characters. The earner reads it in an e-mail."));
        if (await credentials.FindAny(id, ct) is not { } credential)
            return Problem.NotFound;
        if (credential.RevokedAt is not null)
            return Already;
        if (credential.ErasedAt is not null || (await portfolio.FindState(credential.Owner, credential.Submission, ct)).Failed(out _, out var found))
        {
            await takeBack.Handle(credential, new(now, who, reason), ct);
            return Done(id, now);
        }

        if (found.State.Status == SubmissionStatus.Revoked)
            return Already;
        return found.State.Revoke(who, reason, now).Failed(out var problem, out var change)
            ? problem
            : (await portfolio.Save(change, found.Version, also: null, ct)).Map(_ => Done(id, now));
    }

    private static RevocationView Done(CredentialId id, DateTimeOffset now) => new(id, CredentialStatus.Revoked, now);
}

public sealed class RevokeCredentialFunction(RevokeCredential revoke, AdminLog log)
{
    [Function("RevokeCredential")]
    [Described("Take a credential back, for good", Takes = typeof(RevokeRequest), Gives = typeof(RevocationView), By = Caller.Admin, Problems = ["credential.no-reason", "credential.already-revoked", "submission.changed-meanwhile"])]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "manage/credentials/{id}/revoke")] HttpRequest request, string id, CancellationToken ct)
    {
        if (SignedIn.Admin(request).Failed(out var problem, out var admin) || (await request.Body<RevokeRequest>(ct)).Failed(out problem, out var body))
            return problem.ToHttp();
        return CredentialId.TryParse(id, out var credential)
            ? (await log.Take(admin, new(Deed.Revoke, id, body.Reason) { NoReason = "credential.no-reason" }, () => revoke.Handle(credential, admin, body, ct), ct)).ToHttp()
            : Problem.NotFound.ToHttp();
    }
}
