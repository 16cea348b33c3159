using System.Globalization;
using Azure;
using Azure.Data.Tables;
using Esp.App.Platform;
using Esp.App.Portfolio;

namespace Esp.App.Submissions;

/// <summary>What falls due.</summary>
public enum DueKind
{
    /// <summary>A month before the finish-by date: remind the candidate.</summary>
    FinishSoon,

    /// <summary>A week before the finish-by date: remind the candidate.</summary>
    FinishNow,

    /// <summary>The finish-by date is over: close what was not sent.</summary>
    Finished,

    /// <summary>The last day to accept: remind the scorer.</summary>
    AcceptNow,

    /// <summary>Nobody answered the invitation: ask somebody else.</summary>
    NotAccepted,

    /// <summary>Two days before the score is due: remind the scorer.</summary>
    ScoreSoon,

    /// <summary>The score is a day late: ask somebody else.</summary>
    NotScored,

    /// <summary>The work was decided for good a while ago: remove answers and evidence.</summary>
    RemoveWork,
}

/// <summary>Names one due date on the queue.</summary>
public sealed record DueRef(DueKind Kind, EventRef Cause);

/// <summary>
/// Due dates by day: one partition a day, so that a day costs what falls due on it. A date that has lost its sense by then (the
/// work was sent, the score came in) is found out when it comes, never hunted for before.
/// </summary>
public sealed class DueDates(Tables tables, Settings settings, TimeProvider clock)
{
    /// <summary>While nothing may be removed: when to look again.</summary>
    private const int HoldDays = 30;

    private const string Days = "days";
    private const string Cursor = "cursor";

    /// <summary>
    /// Sets what falls due because of an event. The event's row says first which days those are, so that they are found again without a
    /// search; an event that is gone sets nothing. One storage call, and one for each kind.
    /// </summary>
    public async Task Set(IReadOnlyList<DueKind> kinds, EventRef cause, Submission state, DateTimeOffset since, CancellationToken ct)
    {
        var days = kinds.Select(kind => (Kind: kind, Day: Day(At(kind, state, since)))).ToArray();
        var noted = new TableEntity(cause.Candidate.ToString(), PortfolioKeys.Event(cause.Submission, cause.Number)) { [SubmissionRows.Due] = string.Join(' ', days.Select(d => $"{d.Kind}:{d.Day}")) };
        try
        {
            await tables.Portfolios.UpdateEntityAsync(noted, ETag.All, TableUpdateMode.Merge, ct);
        }
        catch (RequestFailedException e) when (e.Status is 404)
        {
            return;
        }

        foreach (var (kind, day) in days)
            await tables.Deadlines.UpsertEntityAsync(new TableEntity(day, Key(kind.ToString(), cause)), TableUpdateMode.Replace, ct);
    }

    /// <summary>Removes what an event set, as its row says (<see cref="SubmissionRows.Due"/>). One storage call for each.</summary>
    public async Task Forget(string noted, EventRef cause, CancellationToken ct)
    {
        foreach (var due in noted.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            if (due.Split(':') is [var kind, var day])
                await tables.Deadlines.Remove(day, Key(kind, cause), ct);
        }
    }

    /// <summary>The days to look at now: from the first that is not done up to today. A host that was away for a week misses nothing.</summary>
    public async Task<IReadOnlyList<string>> Open(DateTimeOffset now, CancellationToken ct)
    {
        var row = await tables.Deadlines.GetEntityIfExistsAsync<TableEntity>(Days, Cursor, cancellationToken: ct);
        if ((row.HasValue ? row.Value!.GetString("Day") : await Earliest(ct)) is not { } first)
            return [];
        var from = DateTime.ParseExact(first, "yyyyMMdd", CultureInfo.InvariantCulture);
        var days = new List<string>();
        for (var day = from; day <= now.UtcDateTime.Date; day = day.AddDays(1))
            days.Add(Day(day));
        return days;
    }

    /// <summary>Before the first look there is no cursor: the table's first row has the earliest day (digits sort before letters).</summary>
    private async Task<string?> Earliest(CancellationToken ct)
    {
        await foreach (var page in tables.Deadlines.QueryAsync<TableEntity>(maxPerPage: 1, select: ["PartitionKey"], cancellationToken: ct).AsPages())
            return page.Values is [{ PartitionKey: not Days } earliest, ..] ? earliest.PartitionKey : null;
        return null;
    }

    public async Task Done(DateTimeOffset now, CancellationToken ct) =>
        await tables.Deadlines.UpsertEntityAsync(new TableEntity(Days, Cursor) { ["Day"] = Day(now) }, TableUpdateMode.Replace, ct);

    public async IAsyncEnumerable<(DueRef Due, TableEntity Row)> On(string day, [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var row in tables.Deadlines.QueryAsync<TableEntity>($"PartitionKey eq '{day}'", cancellationToken: ct))
        {
            if (row.RowKey.Split('|') is [var kind, var candidate, var submission, var number] && CandidateId.TryParse(candidate, out var person))
                yield return (new(Enum.Parse<DueKind>(kind), new(person, SubmissionId.Parse(submission), int.Parse(number, CultureInfo.InvariantCulture))), row);
        }
    }

    public Task Remove(TableEntity row, CancellationToken ct) => tables.Deadlines.Remove(row.PartitionKey, row.RowKey, ct);

    /// <summary>The moment from which it counts as due; a whole day later where somebody has until the end of a day.</summary>
    private DateTimeOffset At(DueKind kind, Submission state, DateTimeOffset since) => kind switch
    {
        DueKind.FinishSoon => state.FinishBy.AddDays(-30),
        DueKind.FinishNow => state.FinishBy.AddDays(-7),
        DueKind.Finished => state.FinishBy.AddDays(1),
        DueKind.AcceptNow => since.AddDays(Math.Max(1, settings.AcceptDays - 1)),
        DueKind.NotAccepted => since.AddDays(settings.AcceptDays + 1),
        DueKind.ScoreSoon => since.AddDays(Math.Max(1, settings.ScoreDays - 2)),
        DueKind.NotScored => since.AddDays(settings.ScoreDays + 1),
        DueKind.RemoveWork when settings.EvidenceDays == 0 => clock.GetUtcNow().AddDays(HoldDays),
        DueKind.RemoveWork => since.AddDays(settings.EvidenceDays + 1),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private static string Key(string kind, EventRef cause) => $"{kind}|{cause.Candidate}|{cause.Submission}|{cause.Number.ToString("D6", CultureInfo.InvariantCulture)}";

    private static string Day(DateTimeOffset at) => Day(at.UtcDateTime);

    private static string Day(DateTime at) => at.ToString("yyyyMMdd", CultureInfo.InvariantCulture);
}
