using System.Text;
using Esp.App.Credentials.Checking;
using Esp.App.Platform;

namespace Esp.App.Credentials;

/// <summary>Checks a credential of ours by its number, for anybody, as any document is checked. Two storage calls, and at most once a minute two more that count.</summary>
public sealed class VerifyCredential(CredentialStore store, CheckDocument check, CountChecks counts)
{
    public async Task<Result<VerificationView>> Handle(CredentialId id, CancellationToken ct)
    {
        if (await store.Find(id, ct) is not { } stored)
            return await store.WhyNotFound(id, ct);

        return await counts.Of((await check.Json(Encoding.UTF8.GetBytes(stored.Document), DocumentKind.Json, ct)).Map(view => view with { Id = id.ToString() }), ct);
    }
}

public sealed class VerifyCredentialFunction(VerifyCredential verify)
{
    [Function("VerifyCredential")]
    [Described("Check a credential: signature, status, dates and issuer, each apart", Gives = typeof(VerificationView), Problems = ["credential.removed"])]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "credentials/{id}/verification")] HttpRequest request, string id, CancellationToken ct) =>
        CredentialId.TryParse(id, out var credential) ? (await verify.Handle(credential, ct)).ToHttp() : Problem.NotFound.ToHttp();
}
