using Azure.Data.Tables;

namespace Esp.App.Platform;

/// <summary>
/// Counts for the figures that hang on no change of state (table Figures, partition <c>count</c>, a row each). Near enough rather
/// than exact: an instance that dies between the deed and the count loses it, and the last minute of what is added later.
/// </summary>
public sealed class SharedCounts(Tables tables, TimeProvider clock)
{
    public const string Issued = "issued";
    public const string Verified = "verified";

    private const string Partition = "count";
    private const string Number = "Number";
    private const int Tries = 20;
    private static readonly TimeSpan Between = TimeSpan.FromMinutes(1);

    private long _later;
    private long _writtenAt;

    /// <summary>One more of it. Two storage calls.</summary>
    public Task Add(string name, CancellationToken ct) => Write(name, 1, ct);

    /// <summary>One more of what happens often: kept in memory and written at most once a minute, with whatever came meanwhile.</summary>
    public async Task AddLater(string name, CancellationToken ct)
    {
        Interlocked.Increment(ref _later);
        var (last, now) = (Interlocked.Read(ref _writtenAt), clock.GetUtcNow().UtcTicks);
        if (now - last < Between.Ticks || Interlocked.CompareExchange(ref _writtenAt, now, last) != last)
            return;
        var kept = Interlocked.Exchange(ref _later, 0);
        if (kept > 0)
            await Write(name, kept, ct);
    }

    /// <summary>How many there are; those in memory of this instance included. One storage call.</summary>
    public async Task<long> Read(string name, CancellationToken ct)
    {
        var row = await tables.Figures.GetEntityIfExistsAsync<TableEntity>(Partition, name, cancellationToken: ct);
        return (row.HasValue ? row.Value!.GetInt64(Number) ?? 0 : 0) + (name == Verified ? Interlocked.Read(ref _later) : 0);
    }

    private async Task Write(string name, long more, CancellationToken ct)
    {
        for (var tries = 1; ; tries++)
        {
            var found = await tables.Figures.GetEntityIfExistsAsync<TableEntity>(Partition, name, cancellationToken: ct);
            var row = new TableEntity(Partition, name) { [Number] = (found.HasValue ? found.Value!.GetInt64(Number) ?? 0 : 0) + more };
            if (await tables.Figures.Put(row, found.HasValue ? found.Value!.ETag : null, ct))
                return;
            if (tries == Tries)
                throw new InvalidOperationException($"The count '{name}' was changed {Tries} times while it was to be raised.");
            await Task.Delay(Random.Shared.Next(5, 20 * tries), ct);
        }
    }
}
