using System.Security.Cryptography;
using Azure;
using Azure.Storage.Blobs.Models;
using Esp.App.Platform;
using Esp.App.Portfolio;

namespace Esp.App.Evidence;

/// <summary>
/// Checks an uploaded file behind the request: arrived whole (size and hash), of an allowed type by its content, small enough
/// for that type, free of malware. Reads the blob once. Delivered twice, it finds the answer written.
/// </summary>
public sealed class CheckEvidence(EvidenceStore evidence, Blobs blobs, IScanEvidence scanner, IQueueSender queue, Settings settings, TimeProvider clock)
{
    private const string NotWhole = "The file did not arrive whole. Remove it and add it again.";

    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromMinutes(10);

    public async Task Handle(Envelope<EvidenceRef> message, CancellationToken ct)
    {
        var (candidate, submission, id) = message.Body;
        var own = new OwnSubmission(candidate, submission);
        var looked = await evidence.Find(own, id, ct);
        if (!looked.Failed(out _, out var early) && early.State == EvidenceState.Uploading)
        {
            // The commit follows the message by milliseconds: a second look saves most of them the wait of a whole round.
            await Task.Delay(TimeSpan.FromMilliseconds(100), clock, ct);
            looked = await evidence.Find(own, id, ct);
        }

        if (looked.Failed(out _, out var found) || (found.State == EvidenceState.Removed ? found.Before : found.State) is not (EvidenceState.Uploading or EvidenceState.Checking))
            return;
        if (found.State == EvidenceState.Uploading)
        {
            // Announced, not committed: it will be in a moment, or never.
            if (message.Age(clock) < GiveUpAfter)
                await Again(message, ct);
            return;
        }

        var verdict = await Look(submission, found, ct);
        if (verdict.Refusal is null)
        {
            var blob = blobs.Evidence.GetBlobClient(EvidenceBlobs.Name(submission, id));
            var scan = await scanner.Verdict(blob, ct);
            if (scan == ScanVerdict.Pending)
            {
                await Again(message, ct);
                return;
            }

            // The upload link still writes: the verdict is about what was frozen only if nothing was written since.
            if (scan == ScanVerdict.Malicious)
                verdict = verdict with { Refusal = "Our virus check found something harmful in this file. It was not taken.", Reason = "malware" };
            else if ((await blob.GetPropertiesAsync(cancellationToken: ct)).Value.ETag != verdict.Version)
                verdict = verdict with { Refusal = NotWhole, Reason = "not-whole" };
        }

        await evidence.Change(own, id, (_, e) => Judged(e, verdict), ct);
        if (verdict.Refusal is null)
            Telemetry.EvidenceReceived.Count(verdict.Group.ToLowerInvariant());
        else
            Telemetry.EvidenceRefused.Count(verdict.Reason);
    }

    /// <summary>Also what was removed meanwhile is judged: it may be put back.</summary>
    private static Esp.Domain.Evidence Judged(Esp.Domain.Evidence e, Look verdict)
    {
        var (state, judged) = (verdict.Refusal is null ? EvidenceState.Ready : EvidenceState.Refused, e with { Refusal = verdict.Refusal, Type = verdict.Type ?? e.Type, Frozen = verdict.Frozen });
        return e.State == EvidenceState.Checking ? judged with { State = state }
            : e is { State: EvidenceState.Removed, Before: EvidenceState.Checking } ? judged with { Before = state }
            : e;
    }

    private Task Again(Envelope<EvidenceRef> message, CancellationToken ct) =>
        queue.Send(Queues.Evidence, Message.Write(message with { Again = message.Again + 1 }), Transitions.Pause(message.Again), ct);

    /// <summary>One pass over a frozen copy of the bytes: hash by blocks, head for the signature, office files kept whole for their table of contents.</summary>
    private async Task<Look> Look(SubmissionId submission, Esp.Domain.Evidence found, CancellationToken ct)
    {
        var blob = evidence.Blob(submission, found.Id);
        BlobSnapshotInfo frozen;
        try
        {
            frozen = (await blob.CreateSnapshotAsync(cancellationToken: ct)).Value;
        }
        catch (RequestFailedException e) when (e.Status is 404)
        {
            return new(null, NotWhole, "not-whole");
        }

        await using var content = (await blob.WithSnapshot(frozen.Snapshot).DownloadStreamingAsync(cancellationToken: ct)).Value.Content;
        using var hashes = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using var archive = new MemoryStream();
        var block = new byte[Esp.Domain.Evidence.BlockBytes];
        byte[] head = [];
        long bytes = 0;
        int read;
        while ((read = await content.ReadAtLeastAsync(block, block.Length, throwOnEndOfStream: false, ct)) > 0)
        {
            if (bytes == 0)
                head = block[..Math.Min(read, FileKinds.HeadBytes)];
            hashes.AppendData(SHA256.HashData(block.AsSpan(0, read)));
            bytes += read;
            if (FileKinds.IsZip(head) && bytes <= FileKinds.MaxBytes(FileKinds.Documents, settings))
                archive.Write(block, 0, read);
        }

        if (bytes != found.Bytes || Convert.ToHexStringLower(hashes.GetHashAndReset()) != found.Hash)
            return new(null, NotWhole, "not-whole");
        var kind = FileKinds.IsZip(head) ? FileKinds.DetectArchive(archive) : FileKinds.Detect(head, found.Name);
        return kind is null ? new(null, $"This is not a file of a type that can be taken, whatever its name says. Use one of: {string.Join(", ", FileKinds.All.Select(k => k.Extension[1..]))}.", "type-not-allowed")
            : bytes > FileKinds.MaxBytes(kind.Group, settings) ? new(kind.ContentType, EvidenceProblems.TooLargeText(kind.Group, settings), "too-large")
            : new Look(kind.ContentType, null, "", kind.Group, frozen.Snapshot, frozen.ETag);
    }
}

/// <summary>
/// What a look at the bytes found: the type by content; when it is refused, the words for the candidate and the reason in one word; the
/// kind by its size limit; and the frozen copy that was looked at.
/// </summary>
public sealed record Look(string? Type, string? Refusal, string Reason, string Group = "", string Frozen = "", ETag Version = default);

/// <summary>Takes both what we ask for and the scanner's news that it is done, which comes to the same queue.</summary>
public sealed class CheckEvidenceFunction(CheckEvidence check, ScanResults results)
{
    [Function("CheckEvidence")]
    public async Task Run([ServiceBusTrigger(Queues.Evidence, Connection = "ServiceBus")] string json, CancellationToken ct)
    {
        if (!ScanResults.IsNews(json))
            await Message.Handle<EvidenceRef>(Queues.Evidence, json, m => check.Handle(m, ct));
        else if (await results.Of(json, ct) is { } news)
            await check.Handle(news, ct);
    }
}
