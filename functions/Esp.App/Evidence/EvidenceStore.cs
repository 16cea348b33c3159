using Azure;
using Azure.Data.Tables;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Esp.App.Platform;
using Esp.App.Portfolio;

namespace Esp.App.Evidence;

/// <summary>Evidence rows, and the blobs behind them.</summary>
public sealed class EvidenceStore(Tables tables, Blobs blobs, PortfolioStore portfolio, TimeProvider clock)
{
    private const int Tries = 4;

    public BlockBlobClient Blob(SubmissionId submission, EvidenceId evidence) =>
        blobs.Evidence.GetBlockBlobClient(EvidenceBlobs.Name(submission, evidence));

    /// <summary>One piece of evidence, or <c>not-found</c>. One storage call.</summary>
    public async Task<Result<Esp.Domain.Evidence>> Find(OwnSubmission own, EvidenceId id, CancellationToken ct)
    {
        var row = await tables.Portfolios.GetEntityIfExistsAsync<TableEntity>(own.Candidate.ToString(), PortfolioKeys.Evidence(own.Id, id), cancellationToken: ct);
        return row.HasValue ? EvidenceRows.FromRow(row.Value!) : Problem.NotFound;
    }

    /// <summary>
    /// Changes one piece of evidence if the submission's state allows it, and again from the start when another change came in
    /// between. <paramref name="change"/> answers the evidence as it should be, or a problem.
    /// </summary>
    public async Task<Result<Esp.Domain.Evidence>> Change(OwnSubmission own, EvidenceId id, Func<Submission, Esp.Domain.Evidence, Result<Esp.Domain.Evidence>> change, CancellationToken ct)
    {
        for (var tries = 0; tries < Tries; tries++)
        {
            var (stateKey, evidenceKey) = (PortfolioKeys.State(own.Id), PortfolioKeys.Evidence(own.Id, id));
            var rows = await tables.Portfolios.QueryAsync<TableEntity>($"PartitionKey eq '{own.Candidate}' and (RowKey eq '{stateKey}' or RowKey eq '{evidenceKey}')", cancellationToken: ct).ToListAsync(ct);
            if (rows.Find(r => r.RowKey == stateKey) is not { } stateRow || rows.Find(r => r.RowKey == evidenceKey) is not { } row)
                return Problem.NotFound;
            var (state, before) = (SubmissionRows.FromRow(stateRow), EvidenceRows.FromRow(row));
            if (change(state, before).Failed(out var problem, out var after))
                return problem;
            if (after == before)
                return after;
            var saved = await portfolio.Touch(
                state, stateRow.ETag, clock.GetUtcNow(), batch => batch.Replace(EvidenceRows.ToRow(own.Candidate, own.Id, after), row.ETag), ct);
            if (!saved.Failed(out _, out _))
                return after;
        }

        return PortfolioStore.ChangedMeanwhile;
    }

    public async Task<UploadLink> UploadLink(OwnSubmission own, EvidenceId id, CancellationToken ct)
    {
        var until = clock.GetUtcNow() + EvidenceBlobs.WriteFor;
        var blob = blobs.Evidence.GetBlobClient(EvidenceBlobs.Name(own.Id, id));
        return new(await blobs.WriteLink(blob, until, ct), Esp.Domain.Evidence.BlockBytes, until);
    }

    /// <summary>The blocks that have arrived and are not yet put together, by number.</summary>
    public async Task<IReadOnlyList<int>> UploadedBlocks(SubmissionId submission, Esp.Domain.Evidence evidence, CancellationToken ct)
    {
        try
        {
            var list = await Blob(submission, evidence.Id).GetBlockListAsync(BlockListTypes.Uncommitted, cancellationToken: ct);
            var there = list.Value.UncommittedBlocks.ToDictionary(b => b.Name, b => b.SizeLong, StringComparer.Ordinal);
            return [.. Enumerable.Range(0, evidence.Blocks).Where(n => there.TryGetValue(EvidenceBlobs.BlockId(n), out var bytes) && bytes == BytesOf(evidence, n))];
        }
        catch (RequestFailedException e) when (e.Status is 404)
        {
            return [];
        }
    }

    /// <summary>
    /// Removes every file of a submission with its frozen copies; may be repeated. <paramref name="known"/> is what its rows say: an upload that
    /// was never finished is not listed by every storage. One listing, one call a file, one more for one that was never finished.
    /// </summary>
    public async Task RemoveAll(SubmissionId submission, IEnumerable<Esp.Domain.Evidence> known, CancellationToken ct)
    {
        // Loose blocks can only be removed as a blob: put together as an empty one first.
        foreach (var loose in known.Where(e => e.Kind == EvidenceKind.File && (e.State == EvidenceState.Uploading || e.Before == EvidenceState.Uploading)))
            await Blob(submission, loose.Id).CommitBlockListAsync([], cancellationToken: ct);
        await foreach (var blob in blobs.Evidence.GetBlobsAsync(BlobTraits.None, BlobStates.None, EvidenceBlobs.Folder(submission), ct))
            await blobs.Evidence.GetBlobClient(blob.Name).DeleteIfExistsAsync(DeleteSnapshotsOption.IncludeSnapshots, cancellationToken: ct);
    }

    private static long BytesOf(Esp.Domain.Evidence evidence, int block) =>
        Math.Min(Esp.Domain.Evidence.BlockBytes, evidence.Bytes - ((long)block * Esp.Domain.Evidence.BlockBytes));
}
