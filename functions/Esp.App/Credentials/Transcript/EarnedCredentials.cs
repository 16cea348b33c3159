using System.Text;
using Azure.Data.Tables;
using Esp.App.Platform;
using Esp.App.Portfolio;
using Esp.Domain.Credentials;

namespace Esp.App.Credentials.Transcript;

/// <summary>What one ESP earned and shows, the oldest first, and who they are.</summary>
internal sealed record Earned(Profile Profile, IReadOnlyList<(CredentialId Id, Badge Badge)> Credentials)
{
    /// <summary>Only when they want it on credentials.</summary>
    public string? Name => Profile is { NameOnCredential: true, Name.Length: > 0 } ? Profile.Name : null;
}

/// <summary>
/// Reads what one ESP earned, without what was revoked and what they hide. One partition query, then one read for each credential. Refuses when nothing is left
/// (<c>transcript.empty</c>).
/// </summary>
public sealed class EarnedCredentials(Tables tables, CredentialStore store)
{
    internal async Task<Result<Earned>> Of(CandidateId owner, CancellationToken ct)
    {
        Profile? profile = null;
        var shown = new List<CredentialId>();
        await foreach (var row in tables.Portfolios.QueryAsync<TableEntity>(
            $"PartitionKey eq '{owner}' and (RowKey eq '{PortfolioKeys.Profile}' or (RowKey ge 'crd|' and RowKey lt 'crd|~'))", cancellationToken: ct))
        {
            if (row.RowKey == PortfolioKeys.Profile)
                profile = ProfileRows.FromRow(row);
            else if (row.GetString("Status") == CredentialStatus.Issued && row.GetBoolean("Hidden") is not true)
                shown.Add(CredentialId.Parse(row.RowKey["crd|".Length..]));
        }

        var read = await Task.WhenAll(shown.Select(id => Read(id, ct)));
        var credentials = read.OfType<(CredentialId Id, Badge Badge)>().OrderBy(c => c.Badge.AwardedDate ?? c.Badge.ValidFrom).ThenBy(c => c.Badge.Id, StringComparer.Ordinal).ToArray();
        return profile is null || credentials.Length == 0 ? ClrFactory.Empty : new Earned(profile, credentials);
    }

    private async Task<(CredentialId Id, Badge Badge)?> Read(CredentialId id, CancellationToken ct)
    {
        // The line in the list may lag behind the public record.
        if (await store.Find(id, ct) is not { RevokedAt: null } stored)
            return null;

        return BadgeReader.Read(Encoding.UTF8.GetBytes(stored.Document)).Failed(out var problem, out var badge)
            ? throw new InvalidOperationException($"The credential {id} cannot be read: {problem.Detail}")
            : (id, badge);
    }
}
