using Azure.Data.Tables;
using Esp.App.Platform;

namespace Esp.App.Portfolio;

/// <summary>How a credential stands in its owner's list.</summary>
public static class CredentialStatus
{
    public const string Issued = "issued";
    public const string Revoked = "revoked";
}

/// <summary>
/// A credential in the list of what was earned. <paramref name="Shown"/>: whether others can see it; <paramref name="RevokedReason"/> is for
/// its owner alone.
/// </summary>
public sealed record EarnedView(
    CredentialId Id, string Title, string Standard, DateTimeOffset AwardedAt, string Status, string VerifyUrl, bool Shown, DateTimeOffset? RevokedAt, string? RevokedReason)
{
    /// <summary>From the line in its owner's partition (<see cref="PortfolioKeys.Credential"/>).</summary>
    public static EarnedView Of(TableEntity row, PublicAddresses addresses)
    {
        var id = CredentialId.Parse(row.RowKey["crd|".Length..]);
        return new(
            id, row.GetString("Title"), row.GetString("Standard"), row.GetDateTimeOffset("AwardedAt")!.Value, row.GetString("Status"), addresses.CredentialPage(id),
            row.GetBoolean("Hidden") is not true, row.GetDateTimeOffset("RevokedAt"), row.GetString("RevokedReason"));
    }
}
