using Esp.App.Credentials.Checking;
using Esp.App.Platform;
using Esp.Domain.Credentials;

namespace Esp.App.Credentials.Pages;

/// <summary>
/// The page of one credential, <c>/c/&lt;id&gt;</c>: the page that checks it, with what shared links and search engines read in its head. As today's check finds it: what was revoked
/// says so in its title. A name is there only if the credential carries one, which takes its owner's consent. Two storage calls.
/// </summary>
public sealed class CredentialPage(VerifyCredential verify, PublicAddresses addresses, Settings settings)
{
    private const int LongestDescription = 300;

    /// <summary>Null for an address without a number, or with one that is unknown or not shown: the page alone, which then says so itself.</summary>
    public async Task<PageParts> Handle(string? originalUrl, CancellationToken ct) =>
        IdIn(originalUrl) is { } id && !(await verify.Handle(id, ct)).Failed(out _, out var view) && view.Credential is { } credential
            ? Of(id, view, credential)
            : new("Check a credential", "Check in seconds whether a micro-credential of an Education Support Professional is real and valid.", "", NoIndex: true);

    /// <summary>The number in <c>…/c/crd_…</c>. Of the address, only its path is looked at.</summary>
    internal static CredentialId? IdIn(string? originalUrl) =>
        Uri.TryCreate(originalUrl, UriKind.Absolute, out var url) && url.Segments is [_, "c/", var last] && CredentialId.TryParse(last.TrimEnd('/'), out var id) ? id : null;

    private PageParts Of(CredentialId id, VerificationView view, VerifiedCredential credential)
    {
        var state = StateOf(view);
        var title = (state is null ? "" : state + ": ") + (credential.RecipientName is { } name ? $"{name} – {credential.Title}" : credential.Title);
        var description = Shown.Text(state is null ? credential.Description : $"{view.Sentence} {credential.Description}", LongestDescription);
        var address = addresses.CredentialPage(id);
        var head = PageTemplates.Head(new(address, settings.IssuerName, title, description, credential.ImageUrl ?? "", $"Badge: {credential.Title}"), Data(id, credential, address, state));
        return new(title, description, head);
    }

    /// <summary>What stands before the title when it is not simply valid.</summary>
    private static string? StateOf(VerificationView view) => view.Checks.FirstOrDefault(c => c.Result == CheckResult.Invalid)?.Name switch
    {
        null => null,
        "status" => "Revoked",
        "validity" => "Not in force",
        _ => "Not valid",
    };

    private Dictionary<string, object?> Data(CredentialId id, VerifiedCredential credential, string address, string? state) => new(StringComparer.Ordinal)
    {
        ["@context"] = "https://schema.org",
        ["@type"] = "EducationalOccupationalCredential",
        ["@id"] = addresses.Credential(id),
        ["name"] = credential.Title,
        ["description"] = credential.Description,
        ["url"] = address,
        ["image"] = credential.ImageUrl,
        ["identifier"] = id.ToString(),
        ["credentialCategory"] = "Micro-credential",
        ["competencyRequired"] = credential.Standard,
        ["educationalLevel"] = credential.Level,
        ["dateCreated"] = CredentialFormat.Time(credential.AwardedAt),
        ["expires"] = credential.ValidUntil is { } until ? CredentialFormat.Time(until) : null,
        ["creativeWorkStatus"] = state,
        ["isBasedOn"] = credential.AchievementUrl,
        ["recognizedBy"] = Organization.Of(credential.IssuerName, addresses, credential.IssuerId),
    };
}

/// <summary>The issuer in the words of schema.org.</summary>
internal static class Organization
{
    public static Dictionary<string, object?> Of(string name, PublicAddresses addresses, string id) => new(StringComparer.Ordinal)
    {
        ["@type"] = "Organization",
        ["@id"] = addresses.Issuer,
        ["name"] = name,
        ["url"] = addresses.Home,
        ["identifier"] = id,
    };
}

public sealed class GetCredentialPageFunction(CredentialPage page, SiteCopy site)
{
    [Function("GetCredentialPage")]
    [Described("The page of one credential, for people and for shared links; the site's rule for /c/ leads here")]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "credential-page")] HttpRequest request, CancellationToken ct) =>
        site.Verify(request.HttpContext.Response, await page.Handle(request.Headers["x-ms-original-url"].ToString(), ct), TimeSpan.FromMinutes(1));
}
