using System.Text;
using Esp.App.Platform;

namespace Esp.App.Credentials.Paper;

/// <summary>
/// The certificate of a credential of ours, for anybody, made when it is asked for. Two storage calls: the credential and its status list. Refuses a revoked one
/// (<c>credential.revoked</c>) and one whose signature or status cannot be vouched for at the moment (<c>credential.unchecked</c>). An expired one says that it is.
/// </summary>
public sealed class GetCertificate(CredentialStore store, StatusLists lists, BadgeChecker checker, PrintCredential print, TimeProvider clock)
{
    private static readonly Problem Revoked = new(
        ProblemKind.Conflict, "credential.revoked", "This credential was revoked, so there is no certificate of it. Its page says more.");

    private static readonly Problem Unchecked = new(
        ProblemKind.Unavailable, "credential.unchecked", "We could not check this credential just now, so we made no certificate. Try again later.");

    public async Task<Result<byte[]>> Handle(CredentialId id, CancellationToken ct)
    {
        if (await store.Find(id, ct) is not { } stored)
            return Problem.NotFound;
        if (stored.RevokedAt is not null)
            return Revoked;
        if (BadgeReader.Read(Encoding.UTF8.GetBytes(stored.Document)).Failed(out _, out var badge))
            return Unchecked;

        var now = clock.GetUtcNow();
        var status = checker.Status(badge, await lists.Publish(stored.StatusList, ct), now);
        if (status.Result == CheckResult.Invalid)
            return Revoked;
        if (status.Result != CheckResult.Valid || checker.Signature(badge).Result != CheckResult.Valid)
            return Unchecked;

        return Certificate.Write(print.Of(id, badge), now);
    }
}

public sealed class GetCertificateFunction(GetCertificate certificate)
{
    [Function("GetCertificate")]
    [Described("The printable certificate of a credential, as PDF", Problems = ["credential.revoked", "credential.unchecked"])]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "credentials/{id}/certificate.pdf")] HttpRequest request, string id, CancellationToken ct) =>
        !CredentialId.TryParse(id, out var credential)
            ? Problem.NotFound.ToHttp()
            : (await certificate.Handle(credential, ct)).ToHttp(pdf =>
            {
                PublicHeaders.Allow(request.HttpContext.Response, StatusLists.TimeToLive);
                return PdfAnswer.Of(request, pdf, $"certificate-{credential}.pdf");
            });
}

/// <summary>A PDF as an answer: shown in the browser, or with <c>?download=1</c> saved.</summary>
internal static class PdfAnswer
{
    public static IResult Of(HttpRequest request, byte[] pdf, string name)
    {
        request.HttpContext.Response.Headers.ContentDisposition = $"{(request.Query["download"] is ["1"] ? "attachment" : "inline")}; filename=\"{name}\"";
        return Results.Bytes(pdf, "application/pdf");
    }
}
