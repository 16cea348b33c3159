using Esp.App.Catalog;
using Esp.App.Platform;
using Esp.Domain.Credentials;

namespace Esp.App.Credentials.Pages;

/// <summary>What one version of a micro-credential stands for, as a page: the text that each credential of it points to.</summary>
public sealed class AchievementPage(SigningKeys keys, PublicAddresses addresses, Settings settings)
{
    public PageParts Of(MicroCredential definition)
    {
        var address = addresses.Achievement(definition.Slug, definition.Version);
        var head = PageTemplates.Head(
            new(address, settings.IssuerName, definition.Title, definition.Summary, addresses.BadgeImage(definition.Slug), $"Badge: {definition.Title}"),
            Data(definition, address));
        return new($"{definition.Title}, version {definition.Version}", definition.Summary, head, PageTemplates.Achievement(Model(definition)));
    }

    private object Model(MicroCredential m)
    {
        var passing = m.Passing.CriteriaAtLeast;
        string Heading(RubricLevel level) => level.Key == passing ? $"{level.Name} – passes" : level.Name;
        return new
        {
            m.Slug,
            m.Title,
            m.Summary,
            m.Standard,
            m.Level,
            m.Hours,
            m.Version,
            m.Competency,
            IssuerAddress = addresses.Issuer,
            settings.IssuerName,
            m.Passing.Part1MustPass,
            m.Passing.Part3MustPass,
            Part1 = m.Part1.Title,
            Part3 = m.Part3.Title,
            Passing = m.Levels.FirstOrDefault(l => l.Key == passing)?.Name ?? passing,
            Levels = m.Levels.Select(l => new { Heading = Heading(l) }).ToArray(),
            Criteria = m.Part2.Criteria.Select(c => new
            {
                c.Title,
                Levels = m.Levels.Select(l => new { Heading = Heading(l), Text = c.Descriptors.GetValueOrDefault(l.Key, ""), Passes = l.Key == passing }).ToArray(),
            }).ToArray(),
        };
    }

    private Dictionary<string, object?> Data(MicroCredential m, string address) => new(StringComparer.Ordinal)
    {
        ["@context"] = "https://schema.org",
        ["@type"] = "EducationalOccupationalCredential",
        ["@id"] = address,
        ["name"] = m.Title,
        ["description"] = m.Summary,
        ["url"] = address,
        ["image"] = addresses.BadgeImage(m.Slug),
        ["version"] = m.Version,
        ["credentialCategory"] = "Micro-credential",
        ["competencyRequired"] = m.Competency,
        ["educationalLevel"] = m.Level,
        ["timeRequired"] = m.Hours > 0 ? $"PT{m.Hours}H" : null,
        ["recognizedBy"] = Organization.Of(settings.IssuerName, addresses, keys.IssuerId),
    };
}

/// <summary>What one version of a micro-credential is, as the credentials name it: a page for people, JSON-LD for programs, from one address.</summary>
public sealed class GetAchievementFunction(Catalogue catalogue, AchievementPage page, SiteCopy site, PublicAddresses addresses)
{
    private static readonly TimeSpan Kept = TimeSpan.FromHours(1);

    [Function("GetAchievement")]
    [Described("The published achievement of one version of a micro-credential: a page for people, JSON-LD for programs")]
    public IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "achievements/{slug}/{version}")] HttpRequest request, string slug, string version)
    {
        if (catalogue.Find(slug, version) is not { } definition)
            return Problem.NotFound.ToHttp();
        var response = request.HttpContext.Response;
        response.Headers.Vary = "Accept";
        if (Accepts.PagesFirst(request))
            return site.Published(response, page.Of(definition), Kept);
        PublicHeaders.Allow(response, Kept);
        return Results.Bytes(AchievementJson.Write(AchievementFactory.Of(definition, addresses.Site)), "application/ld+json");
    }
}
