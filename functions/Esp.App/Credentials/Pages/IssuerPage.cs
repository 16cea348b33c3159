using System.Text.Json;
using Esp.App.Catalog;
using Esp.App.Platform;
using Esp.Domain.Credentials;

namespace Esp.App.Credentials.Pages;

/// <summary>Who issues: a Profile (Open Badges 3.0) for programs, a page for people.</summary>
public sealed class IssuerPage(SigningKeys keys, Catalogue catalogue, PublicAddresses addresses, Settings settings)
{
    private static readonly string[] Types = ["Profile"];

    /// <summary>The Profile as UTF-8 JSON-LD.</summary>
    public byte[] Profile() => JsonSerializer.SerializeToUtf8Bytes(
        new Dictionary<string, object>(StringComparer.Ordinal)
        {
            ["@context"] = new[] { CredentialFormat.CredentialsContext, CredentialFormat.BadgeContext },
            ["id"] = keys.IssuerId,
            ["type"] = Types,
            ["name"] = settings.IssuerName,
            ["url"] = addresses.Home,
        },
        EspJson.Options);

    public PageParts Page()
    {
        var description = $"{settings.IssuerName} issues micro-credentials to Education Support Professionals, signed so that anybody can check them.";
        var data = Organization.Of(settings.IssuerName, addresses, keys.IssuerId);
        data["@context"] = "https://schema.org";
        data["description"] = description;
        var achievements = catalogue.Current.Select(m => new { m.Title, m.Standard, Address = addresses.Achievement(m.Slug, m.Version) }).ToArray();
        return new(
            "Who issues",
            description,
            PageTemplates.Head(new(addresses.Issuer, settings.IssuerName, settings.IssuerName, description, Image: "", ImageAlt: ""), data),
            PageTemplates.Issuer(new { Name = settings.IssuerName, Url = addresses.Home, Id = keys.IssuerId, Achievements = achievements }));
    }
}

public sealed class GetIssuerFunction(IssuerPage issuer, SiteCopy site)
{
    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);

    [Function("GetIssuer")]
    [Described("Who issues the credentials: a page for people, a Profile for programs")]
    public IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "issuer")] HttpRequest request)
    {
        var response = request.HttpContext.Response;
        response.Headers.Vary = "Accept";
        if (Accepts.PagesFirst(request))
            return site.Published(response, issuer.Page(), Kept);
        PublicHeaders.Allow(response, Kept);
        return Results.Bytes(issuer.Profile(), "application/ld+json");
    }
}
