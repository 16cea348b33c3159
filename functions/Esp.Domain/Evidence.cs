namespace Esp.Domain;

/// <summary>A file straight from the candidate's device, or a link that a scorer can open.</summary>
public enum EvidenceKind
{
    File,
    Link,
}

/// <summary>How far a piece of evidence has come. Only <see cref="Ready"/> reaches a scorer; anything else but <see cref="Removed"/> stops a submit.</summary>
public enum EvidenceState
{
    Uploading,
    Checking,
    Ready,
    Refused,

    /// <summary>Taken out by the candidate; kept, because an earlier attempt may have held it and because removing can be undone.</summary>
    Removed,

    /// <summary>The platform removed it, a while after the work was decided for good: count, size, type and hash are left.</summary>
    Retired,
}

/// <summary>
/// One piece of evidence for one criterion. <see cref="Name"/> is what the candidate called the file and never reaches a
/// scorer; <see cref="Bytes"/> is the size announced, then measured; <see cref="Hash"/> is the SHA-256 over the SHA-256 of each 4 MiB block.
/// </summary>
public sealed record Evidence(EvidenceId Id, string Criterion, EvidenceKind Kind, string Name, EvidenceState State, DateTimeOffset AddedAt)
{
    /// <summary>Bytes of one upload block: 4 MiB.</summary>
    public const int BlockBytes = 4 * 1024 * 1024;

    public string? Url { get; init; }

    public string? Title { get; init; }

    public long Bytes { get; init; }

    /// <summary>The type by content, once checked; before that by name.</summary>
    public string Type { get; init; } = "";

    public string Hash { get; init; } = "";

    /// <summary>The storage's name for the frozen copy that was checked: what is read later is what was checked, whatever is uploaded after.</summary>
    public string Frozen { get; init; } = "";

    /// <summary>Why it was refused, for the candidate.</summary>
    public string? Refusal { get; init; }

    /// <summary>The state before it was removed, for undo.</summary>
    public EvidenceState? Before { get; init; }

    /// <summary>What is left once the retention rule has removed it: nothing that tells of a person, and a name that says so.</summary>
    public Evidence Retire(string note) => this with
    {
        State = State == EvidenceState.Removed ? EvidenceState.Removed : EvidenceState.Retired,
        Name = note,
        Url = null,
        Title = null,
        Frozen = "",
        Refusal = null,
        Before = null,
    };

    public bool Counts => State != EvidenceState.Removed;

    /// <summary>Number of blocks; an upload is complete when all are there.</summary>
    public int Blocks => (int)((Bytes + BlockBytes - 1) / BlockBytes);
}
