using Azure.Storage.Blobs;

namespace Esp.App.Platform;

/// <summary>The containers, by name, and short-lived links into them.</summary>
public sealed class Blobs(BlobServiceClient service, Settings settings, ISignLinks links)
{
    /// <summary>Evidence: <c>&lt;hash of the submission&gt;/&lt;evidence&gt;</c>; private, only reached by links.</summary>
    public BlobContainerClient Evidence { get; } = service.GetBlobContainerClient((settings.NamePrefix + "evidence").ToLowerInvariant());

    /// <summary>Scheme, host and port of the storage, as a browser names it.</summary>
    public string Origin => service.Uri.GetLeftPart(UriPartial.Authority);

    public IReadOnlyList<BlobContainerClient> All => [Evidence];

    /// <summary>A link that may write one blob until it ends.</summary>
    public Task<Uri> WriteLink(BlobClient blob, DateTimeOffset until, CancellationToken ct) => links.Write(blob, until, ct);

    /// <summary>A link that may read one blob until it ends, under a name, a type and a disposition of our choosing.</summary>
    public Task<Uri> ReadLink(BlobClient blob, DateTimeOffset until, string contentType, string disposition, CancellationToken ct) =>
        links.Read(blob, until, contentType, disposition, ct);
}

/// <summary>Signs links to blobs: with the account key on one machine, by user delegation in Azure. A host supplies it.</summary>
public interface ISignLinks
{
    /// <summary>Create and write, on this blob alone.</summary>
    Task<Uri> Write(BlobClient blob, DateTimeOffset until, CancellationToken ct);

    /// <summary>Read, on this blob alone, answered with the given content type and disposition.</summary>
    Task<Uri> Read(BlobClient blob, DateTimeOffset until, string contentType, string disposition, CancellationToken ct);
}

/// <summary>What a malware scanner said of a blob.</summary>
public enum ScanVerdict
{
    /// <summary>No answer yet: ask again later.</summary>
    Pending,
    Clean,
    Malicious,
}

/// <summary>The malware scanner's verdict on a blob: Defender for Storage in Azure, a signature check on one machine. A host supplies it.</summary>
public interface IScanEvidence
{
    Task<ScanVerdict> Verdict(BlobClient blob, CancellationToken ct);
}
