using System.Globalization;
using System.Text;
using Esp.App.Catalog;
using Esp.App.Platform;
using Esp.Domain.Credentials;

namespace Esp.App.Credentials;

/// <summary>The signed credential itself, for anybody who has its address.</summary>
public sealed class GetCredentialFunction(CredentialStore store)
{
    [Function("GetCredential")]
    [Described("The signed Open Badge 3.0")]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "credentials/{id}")] HttpRequest request, string id, CancellationToken ct)
    {
        if (!CredentialId.TryParse(id, out var credential) || await store.Find(credential, ct) is not { } found)
            return Problem.NotFound.ToHttp();
        PublicHeaders.Allow(request.HttpContext.Response, TimeSpan.FromMinutes(5));
        if (request.Query["download"] is ["1"])
            request.HttpContext.Response.Headers.ContentDisposition = $"attachment; filename=\"{credential}.json\"";
        return Results.Text(found.Document, CredentialFormat.MediaType, Encoding.UTF8);
    }
}

/// <summary>The issuer's public keys, where did:web looks for them.</summary>
public sealed class GetDidDocumentFunction(SigningKeys keys)
{
    [Function("GetDidDocument")]
    [Described("The issuer's DID document")]
    public IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "did")] HttpRequest request)
    {
        PublicHeaders.Allow(request.HttpContext.Response, TimeSpan.FromMinutes(5));
        return Results.Bytes(DidDocument.Write(keys), "application/did+ld+json");
    }
}

/// <summary>What one version of a micro-credential is, as the credentials name it.</summary>
public sealed class GetAchievementFunction(Catalogue catalogue, Settings settings)
{
    [Function("GetAchievement")]
    [Described("The published achievement of one version of a micro-credential")]
    public IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "achievements/{slug}/{version}")] HttpRequest request, string slug, string version)
    {
        if (catalogue.Find(slug, version) is not { } definition)
            return Problem.NotFound.ToHttp();
        PublicHeaders.Allow(request.HttpContext.Response, TimeSpan.FromHours(1));
        return Results.Bytes(AchievementJson.Write(AchievementFactory.Of(definition, settings.SiteUrl)), "application/ld+json");
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
