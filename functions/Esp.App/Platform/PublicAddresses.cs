using System.Globalization;

namespace Esp.App.Platform;

/// <summary>
/// Every address of ours that somebody outside may keep: in credentials, mails, codes to scan, shared links. All come from
/// <see cref="Settings.SiteUrl"/>, never from a request, and none may change once it is out.
/// </summary>
public sealed class PublicAddresses(Settings settings)
{
    /// <summary>The site without a slash at its end.</summary>
    public string Site => settings.SiteUrl;

    /// <summary>The site's start page.</summary>
    public string Home => settings.SiteUrl + "/";

    /// <summary>Who issues, for people and machines.</summary>
    public string Issuer => settings.SiteUrl + "/api/issuer";

    /// <summary>The credential itself: this is its id.</summary>
    public string Credential(CredentialId id) => $"{settings.SiteUrl}/api/credentials/{id}";

    /// <summary>The page that shows and checks it: what people share, scan and click.</summary>
    public string CredentialPage(CredentialId id) => $"{settings.SiteUrl}/c/{id}";

    /// <summary>Status list <paramref name="list"/>, counted from 1.</summary>
    public string StatusList(int list) => string.Create(CultureInfo.InvariantCulture, $"{settings.SiteUrl}/api/status-lists/{list}");

    /// <summary>One version of a micro-credential as it is earned: this is the achievement's id.</summary>
    public string Achievement(string slug, string version) => $"{settings.SiteUrl}/api/achievements/{Uri.EscapeDataString(slug)}/{Uri.EscapeDataString(version)}";

    /// <summary>The page of a micro-credential.</summary>
    public string MicroCredential(string slug) => $"{settings.SiteUrl}/micro-credentials/{Uri.EscapeDataString(slug)}/";

    /// <summary>The picture of its badge: PNG, 600 by 600.</summary>
    public string BadgeImage(string slug) => $"{settings.SiteUrl}/images/badges/{Uri.EscapeDataString(slug)}.png";

    /// <summary>A page of the site by its path, without a slash in front.</summary>
    public Uri Page(string path) => new($"{settings.SiteUrl}/{path}");
}
