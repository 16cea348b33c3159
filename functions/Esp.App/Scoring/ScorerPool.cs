using Azure;
using Azure.Data.Tables;
using Esp.App.Platform;

namespace Esp.App.Scoring;

/// <summary>
/// The scorers, in one partition so that taking and giving back a review is one atomic batch. Row keys:
/// <c>who|&lt;scorer&gt;</c> (the record), <c>free|&lt;open&gt;|&lt;scorer&gt;</c> (an index by load: the first row is the least busy),
/// <c>work|&lt;review&gt;</c> (who holds which review: asking twice finds the same scorer; and what it is, for those who look what is late). A partition takes 2,000 rows a second;
/// an assignment writes four, so this holds far beyond three million ESPs.
/// </summary>
public sealed class ScorerPool(Tables tables)
{
    public const string Partition = "pool";
    private const int Look = 50;
    private const int Tries = 5;

    public async Task<Scorer?> Find(ScorerId id, CancellationToken ct) => (await Read(id, ct))?.Scorer;

    /// <summary>
    /// Gives the review to the least busy scorer that <paramref name="accepts"/> takes, trying <paramref name="lastResort"/> ones
    /// only when there is nobody else; or to the one who holds it already, also when nobody else is free any more. Null when nobody is. Two storage calls.
    /// </summary>
    public async Task<ScorerId?> Take(ReviewId review, string slug, Func<Scorer, bool> accepts, Func<Scorer, bool> lastResort, DateTimeOffset now, CancellationToken ct, OpenWork? work = null)
    {
        for (var tries = 0; tries < Tries; tries++)
        {
            var free = await Free(slug, ct);
            if ((free.FirstOrDefault(r => accepts(r.Scorer) && !lastResort(r.Scorer)) ?? free.FirstOrDefault(r => accepts(r.Scorer))) is not { } chosen)
                return await Holder(review, ct);
            try
            {
                await Moved(chosen.Scorer, chosen.Version, chosen.Scorer.Open + 1)
                    .Add(OpenWork.ToRow(Partition, WorkKey(review), chosen.Scorer, now, work))
                    .Commit(tables.Scorers, ct);
                return chosen.Scorer.Id;
            }
            catch (RequestFailedException e) when (e.Status is 409 or 412 or 404)
            {
                if (await Holder(review, ct) is { } holder)
                    return holder;
            }
        }

        throw new InvalidOperationException($"The scorers' pool was too busy to place {review}.");
    }

    /// <summary>Notes that the holder has accepted: the review is no longer one that nobody answered. One storage call.</summary>
    public async Task Accepted(ReviewId review, CancellationToken ct)
    {
        try
        {
            await tables.Scorers.UpdateEntityAsync(new TableEntity(Partition, WorkKey(review)) { ["Accepted"] = true }, ETag.All, TableUpdateMode.Merge, ct);
        }
        catch (RequestFailedException e) when (e.Status is 404)
        {
            // It was released at this moment; accepting will be told so.
        }
    }

    /// <summary>Takes the review back from whoever holds it; nothing happens when nobody does. Answers the scorer, who now has room for other work.</summary>
    public async Task<Scorer?> GiveBack(ReviewId review, CancellationToken ct)
    {
        for (var tries = 0; tries < Tries; tries++)
        {
            if (await Holder(review, ct) is not { } holder || await Read(holder, ct) is not var (scorer, index))
                return null;
            var open = Math.Max(0, scorer.Open - 1);
            try
            {
                await Moved(scorer, index, open).Delete(WorkKey(review), ETag.All).Commit(tables.Scorers, ct);
                return scorer with { Open = open };
            }
            catch (RequestFailedException e) when (e.Status is 409 or 412 or 404)
            {
                // Another review of theirs moved at the same moment: look again.
            }
        }

        throw new InvalidOperationException($"The scorers' pool was too busy to take back {review}.");
    }

    /// <summary>Writes a scorer from the roster, keeping the count of what they hold. True when they were there before.</summary>
    public async Task<bool> Put(Scorer fromRoster, CancellationToken ct)
    {
        for (var tries = 0; tries < Tries; tries++)
        {
            var before = await Read(fromRoster.Id, ct);
            var scorer = fromRoster with { Open = before?.Scorer.Open ?? 0 };
            try
            {
                var batch = Batch.In(Partition);
                if (before is var (old, index))
                {
                    if (IndexKey(old) == IndexKey(scorer))
                        batch.Replace(IndexRow(scorer), index);
                    else
                        batch.Delete(IndexKey(old), index).Add(IndexRow(scorer));
                    batch.Put(Row(scorer, WhoKey(scorer.Id)));
                }
                else
                {
                    batch.Add(IndexRow(scorer)).Add(Row(scorer, WhoKey(scorer.Id)));
                }

                await batch.Commit(tables.Scorers, ct);
                return before is not null;
            }
            catch (RequestFailedException e) when (e.Status is 409 or 412 or 404)
            {
                // A review of theirs moved at the same moment: look again.
            }
        }

        throw new InvalidOperationException($"The scorers' pool was too busy to write {fromRoster.Number}.");
    }

    private async Task<ScorerId?> Holder(ReviewId review, CancellationToken ct)
    {
        var row = await tables.Scorers.GetEntityIfExistsAsync<TableEntity>(Partition, WorkKey(review), cancellationToken: ct);
        return row.HasValue ? ScorerId.Parse(row.Value!.GetString("Scorer")) : null;
    }

    private async Task<List<Indexed>> Free(string slug, CancellationToken ct)
    {
        var found = new List<Indexed>();
        var query = tables.Scorers.QueryAsync<TableEntity>($"PartitionKey eq '{Partition}' and RowKey ge 'free|' and RowKey lt 'free|~' and {ScorerRows.QualifiedProperty(slug)} eq true", Look, cancellationToken: ct);
        await foreach (var page in query.AsPages())
        {
            found.AddRange(page.Values.Select(r => new Indexed(ScorerRows.FromRow(r), r.ETag)));
            if (found.Count > 0)
                break;
        }

        return found;
    }

    private async Task<(Scorer Scorer, ETag Index)?> Read(ScorerId id, CancellationToken ct)
    {
        var who = await tables.Scorers.GetEntityIfExistsAsync<TableEntity>(Partition, WhoKey(id), cancellationToken: ct);
        if (!who.HasValue)
            return null;
        var scorer = ScorerRows.FromRow(who.Value!);
        var index = await tables.Scorers.GetEntityIfExistsAsync<TableEntity>(Partition, IndexKey(scorer), cancellationToken: ct);
        return (scorer, index.HasValue ? index.Value!.ETag : new ETag("W/\"gone\""));
    }

    /// <summary>The index row is the lock: it moves with every change of load, so of two changes at once one fails.</summary>
    private static Batch Moved(Scorer scorer, ETag index, int open)
    {
        var next = scorer with { Open = open };
        var batch = Batch.In(Partition).Put(Row(next, WhoKey(scorer.Id)));
        return IndexKey(scorer) == IndexKey(next) ? batch.Replace(IndexRow(next), index) : batch.Delete(IndexKey(scorer), index).Add(IndexRow(next));
    }

    private static TableEntity IndexRow(Scorer scorer) => Row(scorer, IndexKey(scorer));

    private static TableEntity Row(Scorer scorer, string key) => ScorerRows.ToRow(scorer, Partition, key);

    private static string WhoKey(ScorerId id) => $"who|{id}";

    private static string WorkKey(ReviewId id) => $"work|{id}";

    private static string IndexKey(Scorer s) => $"{(s.IsFree ? "free" : "full")}|{s.Open:D4}|{s.Id}";

    private sealed record Indexed(Scorer Scorer, ETag Version);
}
