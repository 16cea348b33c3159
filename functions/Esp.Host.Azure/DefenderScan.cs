using Azure.Storage.Blobs;
using Esp.App.Platform;

namespace Esp.Host.Azure;

/// <summary>
/// Reads the verdict that Defender for Storage leaves on a blob as an index tag ("Malware Scanning scan result"). No tag yet: ask
/// again later. A result that is neither clean nor malicious (not scanned, an error) throws, so that the message ends in the
/// dead-letter queue where somebody sees it: what was not scanned never reaches a scorer.
/// Reading tags needs the role Storage Blob Data Owner. Uploaders cannot write them: their links carry no right to tags.
/// </summary>
internal sealed class DefenderScan : IScanEvidence
{
    private const string Tag = "Malware Scanning scan result";

    public async Task<ScanVerdict> Verdict(BlobClient blob, CancellationToken ct)
    {
        var tags = (await blob.GetTagsAsync(cancellationToken: ct)).Value.Tags;
        return tags.FirstOrDefault(t => string.Equals(t.Key, Tag, StringComparison.OrdinalIgnoreCase)).Value switch
        {
            null => ScanVerdict.Pending,
            "No threats found" => ScanVerdict.Clean,
            "Malicious" => ScanVerdict.Malicious,
            var other => throw new InvalidOperationException($"The malware scanner gave no verdict on {blob.Name}: '{other}'."),
        };
    }
}
