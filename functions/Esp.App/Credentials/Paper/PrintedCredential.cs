using Esp.App.Credentials.Checking;
using Esp.App.Platform;
using Esp.Domain.Credentials;

namespace Esp.App.Credentials.Paper;

/// <summary>
/// What paper says of one credential. <paramref name="Name"/> only where the credential itself carries it; <paramref name="PageUrl"/> is where people check it;
/// <paramref name="Picture"/> is the badge's picture as PNG, if there is one.
/// </summary>
internal sealed record PrintedCredential(
    CredentialId Id, string Title, string Standard, string Level, int Hours, DateTimeOffset AwardedAt, DateTimeOffset? ValidUntil, string IssuerName, string? Name,
    IReadOnlyList<(string Criterion, string Level)> Results, string PageUrl, byte[]? Picture);

/// <summary>Gathers what paper says of a credential of ours, from the signed document itself: paper never says more than the credential.</summary>
public sealed class PrintCredential(DescribeCredential describe, BadgeImages images, PublicAddresses addresses)
{
    internal PrintedCredential Of(CredentialId id, Badge badge)
    {
        var said = describe.Of(badge, ours: true);
        return new(
            id, said.Title, said.Standard, said.Level, said.Hours, said.AwardedAt, said.ValidUntil, said.IssuerName, said.RecipientName,
            [.. said.Results.Select(r => (r.Criterion, r.Level))], addresses.CredentialPage(id), images.Png(BadgeImages.SlugOf(badge)));
    }
}
