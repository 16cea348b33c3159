using Azure.Storage.Blobs;
using Azure.Storage.Sas;
using Esp.App.Platform;

namespace Esp.Host.Local.Storage;

/// <summary>Links signed with the account's key, which on one machine is the emulator's published one.</summary>
public sealed class KeySignedLinks : ISignLinks
{
    public Task<Uri> Write(BlobClient blob, DateTimeOffset until, CancellationToken ct) =>
        Task.FromResult(blob.GenerateSasUri(For(blob, until, BlobSasPermissions.Create | BlobSasPermissions.Write)));

    public Task<Uri> Read(BlobClient blob, DateTimeOffset until, string contentType, string disposition, CancellationToken ct)
    {
        var sas = For(blob, until, BlobSasPermissions.Read);
        (sas.ContentType, sas.ContentDisposition, sas.CacheControl) = (contentType, disposition, "no-store");
        return Task.FromResult(blob.GenerateSasUri(sas));
    }

    /// <summary>For the blob, or for the frozen copy of it that the client names.</summary>
    private static BlobSasBuilder For(BlobClient blob, DateTimeOffset until, BlobSasPermissions permissions)
    {
        string? snapshot = new BlobUriBuilder(blob.Uri).Snapshot is { Length: > 0 } named ? named : null;
        return new(permissions, until) { BlobContainerName = blob.BlobContainerName, BlobName = blob.Name, Snapshot = snapshot, Resource = snapshot is null ? "b" : "bs" };
    }
}
