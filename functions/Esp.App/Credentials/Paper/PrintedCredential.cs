using Esp.App.Catalog;
using Esp.Domain.Credentials;

namespace Esp.App.Credentials.Paper;

/// <summary>
/// What paper says of one credential. <paramref name="Name"/> only where the credential itself carries it; <paramref name="PageUrl"/> is where people check it;
/// <paramref name="Picture"/> is the badge's picture as PNG, if there is one.
/// </summary>
internal sealed record PrintedCredential(
    CredentialId Id, string Title, string Standard, string Level, int Hours, DateTimeOffset AwardedAt, DateTimeOffset? ValidUntil, string IssuerName, string? Name,
    IReadOnlyList<(string Criterion, string Level)> Results, string PageUrl, string? Picture)
{
    /// <summary>From the signed document itself: paper never says more than the credential.</summary>
    public static PrintedCredential Of(CredentialId id, Badge badge, Catalogue catalogue, string siteUrl)
    {
        var achievement = badge.Subject.Achievement;
        var slug = catalogue.Current.FirstOrDefault(m => achievement.Id.Contains($"/{m.Slug}/", StringComparison.Ordinal))?.Slug;
        var definition = slug is null ? null : catalogue.Find(slug, achievement.Version ?? "");
        return new(
            id, achievement.Name, definition?.Standard ?? (achievement.Alignments is [var first, ..] ? first.TargetName : ""), definition?.Level ?? "", achievement.CreditsAvailable ?? 0,
            badge.AwardedDate ?? badge.ValidFrom, badge.ValidUntil, badge.Issuer.Name ?? badge.Issuer.Id,
            badge.Subject.Identifiers.FirstOrDefault(i => i.IdentityType == "name" && !i.Hashed)?.IdentityHash,
            Reached(badge), $"{siteUrl}/c/{id}", slug is null ? null : Path.Join(AppContext.BaseDirectory, "badges", slug + ".png"));
    }

    private static List<(string Criterion, string Level)> Reached(Badge badge)
    {
        var criteria = badge.Subject.Achievement.ResultDescriptions.ToDictionary(r => r.Id, StringComparer.Ordinal);
        return
        [
            .. from result in badge.Subject.Results
               where criteria.ContainsKey(result.ResultDescription)
               let criterion = criteria[result.ResultDescription]
               select (criterion.Name, criterion.Levels.FirstOrDefault(l => l.Id == result.AchievedLevel)?.Name ?? ""),
        ];
    }
}
