using System.Globalization;
using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using Esp.App.Platform;
using Esp.App.Portfolio;

namespace Esp.App.Scoring;

/// <summary>One in line: for which micro-credential, and since when.</summary>
public sealed record Waiting(string Slug, DateTimeOffset Since);

/// <summary>
/// Submissions for which nobody was free, oldest first in one partition: it holds only what waits right now. Who becomes free
/// is offered the first ones they qualify for; a timer looks again in case a message went astray.
/// </summary>
public sealed class WaitingLine(Tables tables)
{
    private const string Partition = "waiting";

    public async Task Join(string slug, DateTimeOffset since, EventRef asked, CancellationToken ct) =>
        await tables.Waiting.UpsertEntityAsync(
            new TableEntity(Partition, Key(since, asked)) { ["Slug"] = slug, ["Candidate"] = asked.Candidate.ToString(), ["Submission"] = asked.Submission.ToString(), ["Number"] = asked.Number },
            TableUpdateMode.Replace,
            ct);

    /// <summary>Nothing happens when it never had to wait, or has left already. One storage call.</summary>
    public Task Leave(DateTimeOffset since, EventRef asked, CancellationToken ct) => tables.Waiting.Remove(Partition, Key(since, asked), ct);

    /// <summary>The first ones in line for any of these micro-credentials. One storage call.</summary>
    public async Task<IReadOnlyList<EventRef>> First(IEnumerable<string> slugs, int count, CancellationToken ct)
    {
        var any = string.Join(" or ", slugs.Select(s => $"Slug eq '{s}'"));
        await foreach (var page in tables.Waiting.QueryAsync<TableEntity>($"PartitionKey eq '{Partition}' and ({any})", count, cancellationToken: ct).AsPages())
            return [.. page.Values.Select(ToRef)];
        return [];
    }

    /// <summary>Everyone in line, oldest first.</summary>
    public async IAsyncEnumerable<EventRef> Everyone([EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var row in tables.Waiting.QueryAsync<TableEntity>($"PartitionKey eq '{Partition}'", cancellationToken: ct))
            yield return ToRef(row);
    }

    /// <summary>The first in line, oldest first: which submission, for which micro-credential, since when. One storage call.</summary>
    public async Task<IReadOnlyList<(SubmissionId Submission, string Slug, DateTimeOffset Since)>> Look(int count, CancellationToken ct)
    {
        await foreach (var page in tables.Waiting.QueryAsync<TableEntity>($"PartitionKey eq '{Partition}'", count, cancellationToken: ct).AsPages())
            return [.. page.Values.Select(row => (SubmissionId.Parse(row.GetString("Submission")), row.GetString("Slug"), new DateTimeOffset(long.Parse(row.RowKey.Split('|')[0], CultureInfo.InvariantCulture), TimeSpan.Zero)))];
        return [];
    }

    /// <summary>The oldest in line, up to so many: for what, and since when. One storage call a thousand.</summary>
    public async Task<IReadOnlyList<Waiting>> Oldest(int most, CancellationToken ct) =>
        await tables.Waiting.QueryAsync<TableEntity>($"PartitionKey eq '{Partition}'", select: ["RowKey", "Slug"], cancellationToken: ct)
            .Take(most)
            .Select(row => new Waiting(row.GetString("Slug"), new(long.Parse(row.RowKey.AsSpan(0, 19), CultureInfo.InvariantCulture), TimeSpan.Zero)))
            .ToListAsync(ct);

    private static EventRef ToRef(TableEntity row) =>
        CandidateId.TryParse(row.GetString("Candidate"), out var candidate)
            ? new(candidate, SubmissionId.Parse(row.GetString("Submission")), row.GetInt32("Number")!.Value)
            : throw new FormatException($"The row {row.RowKey} names no candidate.");

    private static string Key(DateTimeOffset since, EventRef asked) =>
        string.Create(CultureInfo.InvariantCulture, $"{since.UtcTicks:D19}|{asked.Submission}|{asked.Number:D6}");
}
