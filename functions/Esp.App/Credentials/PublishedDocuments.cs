using System.Globalization;
using System.Text;
using Esp.App.Platform;
using Esp.Domain.Credentials;

namespace Esp.App.Credentials;

/// <summary>The signed credential itself, for anybody who has its address. A browser that opens it is sent to the page that shows it.</summary>
public sealed class GetCredentialFunction(CredentialStore store, PublicAddresses addresses)
{
    [Function("GetCredential")]
    [Described("The signed Open Badge 3.0", Problems = ["credential.removed"])]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "credentials/{id}")] HttpRequest request, string id, CancellationToken ct)
    {
        if (!CredentialId.TryParse(id, out var credential))
            return Problem.NotFound.ToHttp();
        if (await store.Find(credential, ct) is not { } found)
            return (await store.WhyNotFound(credential, ct)).ToHttp();
        PublicHeaders.Allow(request.HttpContext.Response, TimeSpan.FromMinutes(5));
        request.HttpContext.Response.Headers.Vary = "Accept";
        var download = request.Query["download"] is ["1"];
        if (!download && Accepts.PagesFirst(request))
            return SeeOther.To(addresses.CredentialPage(credential));
        if (download)
            request.HttpContext.Response.Headers.ContentDisposition = $"attachment; filename=\"{credential}.json\"";
        return Results.Text(found.Document, CredentialFormat.MediaType, Encoding.UTF8);
    }
}

/// <summary>The issuer's public keys, where did:web looks for them.</summary>
public sealed class GetDidDocumentFunction(SigningKeys keys, JwtKeys jwtKeys)
{
    [Function("GetDidDocument")]
    [Described("The issuer's DID document")]
    public IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "did")] HttpRequest request)
    {
        PublicHeaders.Allow(request.HttpContext.Response, TimeSpan.FromMinutes(5));
        return Results.Bytes(DidDocument.Write(keys, jwtKeys), "application/did+ld+json");
    }
}

/// <summary>303: what was asked for is described at another address (RFC 9110, 15.4.4).</summary>
internal sealed class SeeOther(string address) : IResult
{
    public static IResult To(string address) => new SeeOther(address);

    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
        httpContext.Response.Headers.Location = address;
        return Task.CompletedTask;
    }
}

/// <summary>Headers of documents that any verifier on any site may read.</summary>
internal static class PublicHeaders
{
    public static void Allow(HttpResponse response, TimeSpan maxAge)
    {
        response.Headers.CacheControl = string.Create(CultureInfo.InvariantCulture, $"public, max-age={(int)maxAge.TotalSeconds}");
        response.Headers.AccessControlAllowOrigin = "*";
    }
}
