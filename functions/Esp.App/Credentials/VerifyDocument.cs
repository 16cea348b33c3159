using System.Net.Http.Headers;
using System.Text;
using Esp.App.Credentials.Checking;
using Esp.App.Platform;

namespace Esp.App.Credentials;

/// <summary>Checks any credential that somebody hands over as a file or as text; keeps nothing of it.</summary>
public sealed class VerifyDocument(CheckDocument check, CountChecks counts)
{
    public async Task<Result<VerificationView>> Handle(byte[] bytes, CancellationToken ct)
    {
        if (OpenDocument.Read(bytes).Failed(out var problem, out var document))
            return problem;

        return await counts.Of(document.IsJwt ? await check.Jwt(Encoding.ASCII.GetString(document.Content.Span), document.Kind, ct) : await check.Json(document.Content, document.Kind, ct), ct);
    }
}

public sealed class VerifyDocumentFunction(VerifyDocument verify)
{
    private static readonly Problem TooLarge = new(ProblemKind.TooLarge, "verification.too-large", $"This file is too large. A credential may have up to {OpenDocument.MostBytes / (1024 * 1024)} MB.");

    /// <summary>A form of another site cannot send this type without asking first: nobody's browser is made to check things.</summary>
    private const string Bytes = "application/octet-stream";

    [Function("VerifyDocument")]
    [Described("Check any credential, given as the bytes of a file or text: JSON, JWT, or a PNG or SVG with one in it. Body: application/octet-stream, at most 1 MiB", Gives = typeof(VerificationView), Problems = ["verification.content-type", "verification.too-large", "verification.empty", "verification.encoding", "verification.kind-unknown", "verification.unreadable", "verification.not-a-credential", "verification.no-badge", "verification.two-badges", "verification.picture-broken", "verification.picture-compressed"])]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "verification")] HttpRequest request, CancellationToken ct)
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !string.Equals(type.MediaType, Bytes, StringComparison.OrdinalIgnoreCase))
            return new Problem(ProblemKind.Unsupported, "verification.content-type", "Send the file as application/octet-stream.").ToHttp();
        return (await request.Bytes(OpenDocument.MostBytes, TooLarge, ct)).Failed(out var problem, out var bytes) ? problem.ToHttp() : (await verify.Handle(bytes, ct)).ToHttp();
    }
}
