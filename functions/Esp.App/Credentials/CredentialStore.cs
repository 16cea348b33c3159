using Azure;
using Azure.Data.Tables;
using Esp.App.Platform;
using Esp.App.Portfolio;

namespace Esp.App.Credentials;

/// <summary>A signed credential as kept: the document, byte for byte as it was signed, and where its status bit is.</summary>
public sealed record StoredCredential(CredentialId Id, string Document, int StatusList, int StatusIndex)
{
    /// <summary>Whose it is, and which work earned it. Not for the public.</summary>
    public CandidateId Owner { get; init; }

    public SubmissionId Submission { get; init; }

    /// <summary>True while its owner does not show it.</summary>
    public bool Hidden { get; init; }

    /// <summary>When it was taken back, if it was.</summary>
    public DateTimeOffset? RevokedAt { get; init; }

    /// <summary>When its holder was erased; then <see cref="Owner"/> and <see cref="Submission"/> name nobody, and <see cref="Document"/> is empty if it named the holder.</summary>
    public DateTimeOffset? ErasedAt { get; init; }
}

/// <summary>That a credential was taken back: when, by whom and why. By whom and why are never public.</summary>
public sealed record Revocation(DateTimeOffset At, string By, string Reason);

/// <summary>
/// The public record of each credential (PK and RK: its id and <c>public</c>), and a line of it in its owner's partition. The
/// document is stored once and never written again; beside it stand whether its owner shows it and whether it was taken back.
/// </summary>
public sealed class CredentialStore(Tables tables)
{
    internal const string Public = "public";

    /// <summary>The public's door: a credential that its owner does not show is not there. One storage call.</summary>
    public async Task<StoredCredential?> Find(CredentialId id, CancellationToken ct) =>
        await FindAny(id, ct) is { Hidden: false, Document.Length: > 0 } shown ? shown : null;

    /// <summary>Why the public does not find it: <c>credential.removed</c> when its holder asked for that, <c>not-found</c> otherwise. One storage call.</summary>
    public async Task<Problem> WhyNotFound(CredentialId id, CancellationToken ct) =>
        await FindAny(id, ct) is { Hidden: false, ErasedAt: not null } ? ErasedCredential.Removed : Problem.NotFound;

    /// <summary>The door of the owner, of issuing and of revoking: hidden ones too. One storage call.</summary>
    public async Task<StoredCredential?> FindAny(CredentialId id, CancellationToken ct)
    {
        var found = await tables.Credentials.GetEntityIfExistsAsync<TableEntity>(id.ToString(), Public, cancellationToken: ct);
        return found is not { HasValue: true, Value: { } row } ? null : new(id, row.GetString("Document") ?? "", row.GetInt32("StatusList")!.Value, row.GetInt32("StatusIndex")!.Value)
        {
            Owner = CandidateId.TryParse(row.GetString("Owner"), out var owner) ? owner : default,
            Submission = SubmissionId.TryParse(row.GetString("Submission"), out var submission) ? submission : default,
            ErasedAt = row.GetDateTimeOffset(ErasedCredential.At),
            Hidden = row.GetBoolean("Hidden") is true,
            RevokedAt = row.GetDateTimeOffset("RevokedAt"),
        };
    }

    /// <summary>Keeps a credential; false when it was there already, and then that one stands.</summary>
    public Task<bool> Add(StoredCredential issued, CandidateId owner, SubmissionId submission, CancellationToken ct) =>
        AddTo(
            tables.Credentials,
            new TableEntity(issued.Id.ToString(), Public)
            {
                ["Document"] = issued.Document,
                ["StatusList"] = issued.StatusList,
                ["StatusIndex"] = issued.StatusIndex,
                ["Owner"] = owner.ToString(),
                ["Submission"] = submission.ToString(),
            },
            ct);

    /// <summary>Puts it into the owner's own list; a line that is there (perhaps hidden or taken back by now) stays as it is.</summary>
    public Task ShowToOwner(CandidateId owner, CredentialId id, MicroCredential definition, DateTimeOffset awardedAt, CancellationToken ct) =>
        AddTo(
            tables.Portfolios,
            new TableEntity(owner.ToString(), PortfolioKeys.Credential(id))
            {
                ["Kind"] = "credential",
                ["Title"] = definition.Title,
                ["Standard"] = definition.Standard,
                ["Slug"] = definition.Slug,
                ["AwardedAt"] = awardedAt,
                ["Status"] = CredentialStatus.Issued,
            },
            ct);

    /// <summary>The line in this person's list, with its version, or null: not theirs, or not there. One storage call.</summary>
    public async Task<TableEntity?> FindLine(CandidateId owner, CredentialId id, CancellationToken ct)
    {
        var row = await tables.Portfolios.GetEntityIfExistsAsync<TableEntity>(owner.ToString(), PortfolioKeys.Credential(id), cancellationToken: ct);
        return row.HasValue ? row.Value : null;
    }

    /// <summary>Hides the public record, or shows it. Other properties stay as they are, whoever writes them at the same moment.</summary>
    public Task<bool> Hide(CredentialId id, bool hidden, CancellationToken ct) =>
        Merge(tables.Credentials, new TableEntity(id.ToString(), Public) { ["Hidden"] = hidden }, ETag.All, ct);

    /// <summary>Says the same in the owner's line; false when it is not the version that was seen.</summary>
    public Task<bool> HideLine(TableEntity seen, bool hidden, CancellationToken ct) =>
        Merge(tables.Portfolios, new TableEntity(seen.PartitionKey, seen.RowKey) { ["Hidden"] = hidden }, seen.ETag, ct);

    /// <summary>Marks the public record as taken back.</summary>
    public Task<bool> MarkRevoked(CredentialId id, Revocation how, CancellationToken ct) =>
        Merge(tables.Credentials, new TableEntity(id.ToString(), Public) { ["RevokedAt"] = how.At, ["RevokedBy"] = how.By, ["RevokedReason"] = how.Reason }, ETag.All, ct);

    /// <summary>Tells the owner; false when the line is not in their list (yet).</summary>
    public Task<bool> TellOwner(CandidateId owner, CredentialId id, Revocation how, CancellationToken ct) =>
        Merge(
            tables.Portfolios,
            new TableEntity(owner.ToString(), PortfolioKeys.Credential(id)) { ["Status"] = CredentialStatus.Revoked, ["RevokedAt"] = how.At, ["RevokedReason"] = how.Reason },
            ETag.All,
            ct);

    private static async Task<bool> AddTo(TableClient table, TableEntity row, CancellationToken ct)
    {
        try
        {
            await table.AddEntityAsync(row, ct);
            return true;
        }
        catch (RequestFailedException e) when (e.Status is 409)
        {
            return false;
        }
    }

    private static async Task<bool> Merge(TableClient table, TableEntity row, ETag version, CancellationToken ct)
    {
        try
        {
            await table.UpdateEntityAsync(row, version, TableUpdateMode.Merge, ct);
            return true;
        }
        catch (RequestFailedException e) when (e.Status is 404 or 412)
        {
            return false;
        }
    }
}
