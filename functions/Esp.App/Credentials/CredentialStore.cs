using Azure;
using Azure.Data.Tables;
using Esp.App.Platform;
using Esp.App.Portfolio;

namespace Esp.App.Credentials;

/// <summary>A signed credential as kept: the document, byte for byte as it was signed, and where its status bit is.</summary>
public sealed record StoredCredential(CredentialId Id, string Document, int StatusList, int StatusIndex);

/// <summary>
/// The public record of each credential (PK and RK: its id and <c>public</c>), and a line of it in its owner's partition. The
/// document is stored once and never written again.
/// </summary>
public sealed class CredentialStore(Tables tables)
{
    private const string Public = "public";

    public async Task<StoredCredential?> Find(CredentialId id, CancellationToken ct)
    {
        var row = await tables.Credentials.GetEntityIfExistsAsync<TableEntity>(id.ToString(), Public, cancellationToken: ct);
        return row.HasValue ? new(id, row.Value!.GetString("Document"), row.Value.GetInt32("StatusList")!.Value, row.Value.GetInt32("StatusIndex")!.Value) : null;
    }

    /// <summary>Keeps a credential; false when it was there already, and then that one stands.</summary>
    public async Task<bool> Add(StoredCredential issued, CandidateId owner, SubmissionId submission, CancellationToken ct)
    {
        try
        {
            await tables.Credentials.AddEntityAsync(
                new TableEntity(issued.Id.ToString(), Public)
                {
                    ["Document"] = issued.Document,
                    ["StatusList"] = issued.StatusList,
                    ["StatusIndex"] = issued.StatusIndex,
                    ["Owner"] = owner.ToString(),
                    ["Submission"] = submission.ToString(),
                },
                ct);
            return true;
        }
        catch (RequestFailedException e) when (e.Status is 409)
        {
            return false;
        }
    }

    /// <summary>Shows it in the owner's own list.</summary>
    public async Task ShowToOwner(CandidateId owner, CredentialId id, MicroCredential definition, DateTimeOffset awardedAt, CancellationToken ct) =>
        await tables.Portfolios.UpsertEntityAsync(
            new TableEntity(owner.ToString(), PortfolioKeys.Credential(id))
            {
                ["Kind"] = "credential",
                ["Title"] = definition.Title,
                ["Standard"] = definition.Standard,
                ["Slug"] = definition.Slug,
                ["AwardedAt"] = awardedAt,
                ["Status"] = "issued",
            },
            TableUpdateMode.Replace,
            ct);
}
