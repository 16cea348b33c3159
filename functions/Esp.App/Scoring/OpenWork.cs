using System.Runtime.CompilerServices;
using Azure.Data.Tables;
using Esp.App.Platform;

namespace Esp.App.Scoring;

/// <summary>A review that a scorer holds now: whose turn it is and until when. <see cref="Scorer"/> is the roster's number.</summary>
public sealed record OpenWork(SubmissionId Submission, string Slug, DateTimeOffset OfferedAt, DateTimeOffset AcceptBy, DateTimeOffset DueAt)
{
    public string Scorer { get; init; } = "";

    public bool Accepted { get; init; }

    internal static TableEntity ToRow(string partition, string key, Scorer holder, DateTimeOffset since, OpenWork? work)
    {
        var row = new TableEntity(partition, key) { ["Scorer"] = holder.Id.ToString(), ["Number"] = holder.Number, ["Since"] = since };
        if (work is not null)
        {
            row["Submission"] = work.Submission.ToString();
            row["Slug"] = work.Slug;
            row["AcceptBy"] = work.AcceptBy;
            row["DueAt"] = work.DueAt;
            row["Accepted"] = false;
        }

        return row;
    }

    internal static OpenWork? FromRow(TableEntity row) => SubmissionId.TryParse(row.GetString("Submission"), out var submission)
        ? new(submission, row.GetString("Slug"), row.GetDateTimeOffset("Since")!.Value, row.GetDateTimeOffset("AcceptBy")!.Value, row.GetDateTimeOffset("DueAt")!.Value)
        {
            Scorer = row.GetString("Number"),
            Accepted = row.GetBoolean("Accepted") ?? false,
        }
        : null;
}

/// <summary>Reads of the scorers' pool for those who run the platform: who is in it, and what is late. Its partition holds the roster and what is out now, never what was.</summary>
public sealed class ScorerLists(Tables tables)
{
    /// <summary>Everyone in the roster, by their key. One storage call for a thousand.</summary>
    public async IAsyncEnumerable<Scorer> Everyone([EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var row in tables.Scorers.QueryAsync<TableEntity>($"PartitionKey eq '{ScorerPool.Partition}' and RowKey ge 'who|' and RowKey lt 'who|~'", cancellationToken: ct))
            yield return ScorerRows.FromRow(row);
    }

    /// <summary>Reviews past the day by which they should have been accepted, or scored. One storage call for a thousand that are out.</summary>
    public async IAsyncEnumerable<OpenWork> Late(DateTimeOffset now, [EnumeratorCancellation] CancellationToken ct)
    {
        var filter = TableClient.CreateQueryFilter($"PartitionKey eq {ScorerPool.Partition} and RowKey ge 'work|' and RowKey lt 'work|~' and (DueAt lt {now} or (Accepted eq false and AcceptBy lt {now}))");
        await foreach (var row in tables.Scorers.QueryAsync<TableEntity>(filter, cancellationToken: ct))
        {
            if (OpenWork.FromRow(row) is { } work)
                yield return work;
        }
    }
}
