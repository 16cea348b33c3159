using Esp.App.Platform;

namespace Esp.App.Evidence;

/// <summary>Short-lived links to look at a file: under a neutral name, and as an attachment unless the type is safe to show.</summary>
public sealed class EvidenceLinks(Blobs blobs, TimeProvider clock)
{
    public async Task<ReadLink> Read(SubmissionId submission, Esp.Domain.Evidence evidence, string name, CancellationToken ct)
    {
        var kind = FileKinds.ByType(evidence.Type);
        var until = clock.GetUtcNow() + EvidenceBlobs.ReadFor;
        var file = name + kind.Extension;
        var blob = blobs.Evidence.GetBlobClient(EvidenceBlobs.Name(submission, evidence.Id)).WithSnapshot(evidence.Frozen);
        var url = await blobs.ReadLink(blob, until, kind.ContentType, $"{(kind.Inline ? "inline" : "attachment")}; filename=\"{file}\"", ct);
        return new(url, kind.Inline, kind.ContentType, file, until);
    }
}
