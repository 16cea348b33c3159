namespace Esp.App.Evidence;

/// <summary>A piece of evidence as its candidate sees it.</summary>
public sealed record EvidenceView(
    EvidenceId Id, string Criterion, EvidenceKind Kind, string Name, string Title, string? Url, long? Bytes, string? Type, EvidenceState State, string? Refusal,
    IReadOnlyList<int>? UploadedBlocks, int? BlockBytes, DateTimeOffset AddedAt)
{
    public static EvidenceView Of(Esp.Domain.Evidence e) => new(
        e.Id, e.Criterion, e.Kind, e.Name, e.Title ?? e.Name, e.Url, e.Kind == EvidenceKind.File ? e.Bytes : null, e.Type.Length > 0 ? e.Type : null, e.State, e.Refusal,
        null, e.State == EvidenceState.Uploading ? Esp.Domain.Evidence.BlockBytes : null, e.AddedAt);
}

/// <summary>Where the browser sends the blocks, straight to storage, and until when.</summary>
public sealed record UploadLink(Uri Url, int BlockBytes, DateTimeOffset ExpiresAt);

/// <summary>A piece of evidence and, for a file that is not complete, its upload link.</summary>
public sealed record EvidenceWithUpload(EvidenceView Evidence, UploadLink? Upload);

/// <summary>A short-lived link to look at a file.</summary>
public sealed record ReadLink(Uri Url, bool Inline, string ContentType, string Name, DateTimeOffset ExpiresAt);
