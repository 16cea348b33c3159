using Azure.Data.Tables;
using Esp.App.Platform;

namespace Esp.App.Scoring;

/// <summary>How busy one scorer is. <see cref="Late"/> counts the reviews that they took more than the given days ago and still hold.</summary>
public sealed record ScorerLoad(string Number, int Open, int Max, int Late, bool Active);

/// <summary>How busy the scorers are, by their numbers on the roster: their names and addresses never leave storage for it.</summary>
public sealed class ScorerLoads(Tables tables)
{
    /// <summary>Everyone on the roster, the latest and busiest first. Two queries of one partition, a call a thousand rows.</summary>
    public async Task<IReadOnlyList<ScorerLoad>> Read(DateTimeOffset lateIfSinceBefore, CancellationToken ct)
    {
        var late = new Dictionary<string, int>(StringComparer.Ordinal);
        await foreach (var work in Range("work", ["Scorer", "Since"], ct))
        {
            if (work.GetDateTimeOffset("Since") < lateIfSinceBefore)
                late[work.GetString("Scorer")] = late.GetValueOrDefault(work.GetString("Scorer")) + 1;
        }

        var loads = new List<ScorerLoad>();
        await foreach (var who in Range("who", ["Id", "Number", "Open", "MaxOpen", "Active"], ct))
            loads.Add(new(who.GetString("Number"), who.GetInt32("Open") ?? 0, who.GetInt32("MaxOpen") ?? 0, late.GetValueOrDefault(who.GetString("Id")), who.GetBoolean("Active") ?? false));
        return [.. loads.OrderByDescending(l => l.Late).ThenByDescending(l => l.Open).ThenBy(l => l.Number, StringComparer.Ordinal)];
    }

    private Azure.AsyncPageable<TableEntity> Range(string kind, string[] columns, CancellationToken ct) =>
        tables.Scorers.QueryAsync<TableEntity>($"PartitionKey eq '{ScorerPool.Partition}' and RowKey ge '{kind}|' and RowKey lt '{kind}|~'", select: columns, cancellationToken: ct);
}
