using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Sas;
using Esp.App.Platform;

namespace Esp.Host.Azure;

/// <summary>
/// Links signed with a user delegation key of the app's identity: the account's own keys can stay turned off. A key is kept for hours
/// and fetched anew when a link would outlive it; the identity needs the role Storage Blob Data Contributor, or Delegator.
/// </summary>
internal sealed class DelegationSignedLinks(BlobServiceClient service, TimeProvider clock) : ISignLinks
{
    private static readonly TimeSpan KeyLife = TimeSpan.FromHours(12);

    private volatile UserDelegationKey? _key;

    public async Task<Uri> Write(BlobClient blob, DateTimeOffset until, CancellationToken ct) =>
        blob.GenerateUserDelegationSasUri(For(blob, until, BlobSasPermissions.Create | BlobSasPermissions.Write), await Key(until, ct));

    public async Task<Uri> Read(BlobClient blob, DateTimeOffset until, string contentType, string disposition, CancellationToken ct)
    {
        var sas = For(blob, until, BlobSasPermissions.Read);
        (sas.ContentType, sas.ContentDisposition, sas.CacheControl) = (contentType, disposition, "no-store");
        return blob.GenerateUserDelegationSasUri(sas, await Key(until, ct));
    }

    /// <summary>For the blob, or for the frozen copy of it that the client names.</summary>
    private static BlobSasBuilder For(BlobClient blob, DateTimeOffset until, BlobSasPermissions permissions)
    {
        string? snapshot = new BlobUriBuilder(blob.Uri).Snapshot is { Length: > 0 } named ? named : null;
        return new(permissions, until) { BlobContainerName = blob.BlobContainerName, BlobName = blob.Name, Snapshot = snapshot, Resource = snapshot is null ? "b" : "bs", Protocol = SasProtocol.Https };
    }

    private async Task<UserDelegationKey> Key(DateTimeOffset until, CancellationToken ct)
    {
        // Two at once may fetch two keys; either is good.
        if (_key is { } kept && kept.SignedExpiresOn > until)
            return kept;
        var life = clock.GetUtcNow() + KeyLife;
        UserDelegationKey key = await service.GetUserDelegationKeyAsync(new BlobGetUserDelegationKeyOptions(life > until ? life : until.AddMinutes(5)), ct);
        return _key = key;
    }
}
