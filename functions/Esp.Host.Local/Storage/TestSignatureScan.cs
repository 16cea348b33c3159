using Azure.Storage.Blobs;
using Esp.App.Platform;

namespace Esp.Host.Local.Storage;

/// <summary>
/// Stands in for the malware scanner: reads the blob through and finds the EICAR test file's signature, which every scanner
/// reports and which harms nobody (eicar.org). It finds nothing else; Azure's scanner does that work.
/// </summary>
public sealed class TestSignatureScan : IScanEvidence
{
    // In two parts, so that a scanner on this machine does not report the program itself.
    private static readonly byte[] Signature = [.. "X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-"u8, .. "STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"u8];

    public async Task<ScanVerdict> Verdict(BlobClient blob, CancellationToken ct)
    {
        await using var content = (await blob.DownloadStreamingAsync(cancellationToken: ct)).Value.Content;
        var buffer = new byte[256 * 1024];
        var kept = 0;
        int read;
        while ((read = await content.ReadAsync(buffer.AsMemory(kept), ct)) > 0)
        {
            var seen = buffer.AsSpan(0, kept + read);
            if (seen.IndexOf(Signature) >= 0)
                return ScanVerdict.Malicious;
            // The signature may lie across two reads.
            kept = Math.Min(Signature.Length - 1, seen.Length);
            seen[^kept..].CopyTo(buffer);
        }

        return ScanVerdict.Clean;
    }
}
