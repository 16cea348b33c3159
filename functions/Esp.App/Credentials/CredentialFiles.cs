using System.Text;
using Esp.App.Platform;

namespace Esp.App.Credentials;

/// <summary>
/// One stored credential in its other envelopes: as JWT, and inside its badge's picture. Made when they are asked for, from the stored document, which goes into a picture byte for byte.
/// One storage call each. An unknown id answers like one that is not to be shown.
/// </summary>
public sealed class CredentialFiles(CredentialStore store, BadgeImages images, CredentialJwt jwt)
{
    /// <summary>The compact JWT as ASCII.</summary>
    public async Task<Result<byte[]>> Jwt(string id, CancellationToken ct) =>
        await Find(id, ct) is { } document ? BadgeReader.Read(document).Failed(out var problem, out var badge) ? problem : jwt.Sign(badge).Map(Encoding.ASCII.GetBytes) : Problem.NotFound;

    /// <summary>The badge's PNG with the signed JSON in it.</summary>
    public async Task<Result<byte[]>> Png(string id, CancellationToken ct) =>
        await Find(id, ct) is { } document && Slug(document) is { } slug && images.Png(slug) is { } picture ? BakedPng.Bake(picture, document) : Problem.NotFound;

    /// <summary>The badge's SVG with the signed JSON in it.</summary>
    public async Task<Result<byte[]>> Svg(string id, CancellationToken ct) =>
        await Find(id, ct) is { } document && Slug(document) is { } slug && images.Svg(slug) is { } picture ? BakedSvg.Bake(picture, document) : Problem.NotFound;

    private async Task<byte[]?> Find(string id, CancellationToken ct) =>
        CredentialId.TryParse(id, out var credential) && await store.Find(credential, ct) is { } found ? Encoding.UTF8.GetBytes(found.Document) : null;

    private static string? Slug(byte[] document) => BadgeReader.Read(document).Failed(out _, out var badge) ? null : BadgeImages.SlugOf(badge);

    /// <summary>The answer for anybody on any site; with <c>?download=1</c> as a file.</summary>
    internal static IResult Answer(HttpRequest request, Result<byte[]> file, string id, string type, string ending) => file.ToHttp(bytes =>
    {
        var headers = request.HttpContext.Response.Headers;
        PublicHeaders.Allow(request.HttpContext.Response, TimeSpan.FromMinutes(5));
        // A picture opened by itself is a document of this site; it may draw and no more.
        headers.ContentSecurityPolicy = "default-src 'none'; style-src 'unsafe-inline'; sandbox";
        if (request.Query["download"] is ["1"])
            headers.ContentDisposition = $"attachment; filename=\"{id}{ending}\"";
        return Results.Bytes(bytes, type);
    });
}

public sealed class GetCredentialJwtFunction(CredentialFiles files)
{
    [Function("GetCredentialJwt")]
    [Described("The credential as a signed JWT (compact, ES256)", Problems = ["credential.no-jwt"])]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "credentials/{id}/jwt")] HttpRequest request, string id, CancellationToken ct) =>
        CredentialFiles.Answer(request, await files.Jwt(id, ct), id, "text/plain", ".jwt");
}

public sealed class GetBadgePngFunction(CredentialFiles files)
{
    [Function("GetBadgePng")]
    [Described("The badge's picture as PNG with the credential inside")]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "credentials/{id}/badge.png")] HttpRequest request, string id, CancellationToken ct) =>
        CredentialFiles.Answer(request, await files.Png(id, ct), id, "image/png", ".png");
}

public sealed class GetBadgeSvgFunction(CredentialFiles files)
{
    [Function("GetBadgeSvg")]
    [Described("The badge's picture as SVG with the credential inside")]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "credentials/{id}/badge.svg")] HttpRequest request, string id, CancellationToken ct) =>
        CredentialFiles.Answer(request, await files.Svg(id, ct), id, "image/svg+xml", ".svg");
}
