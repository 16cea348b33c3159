using Azure.Data.Tables;
using Esp.App.Catalog;
using Esp.App.Platform;

namespace Esp.App.Figures;

/// <summary>
/// Reads the counts back. Four queries a micro-credential, each of at most fourteen rows of one partition: the cost does not depend on
/// how many people there are.
/// </summary>
public sealed class FlowReader(Tables tables, Catalogue catalogue, Settings settings)
{
    /// <summary>The weeks that are looked back on.</summary>
    public const int Weeks = 13;

    private const int AtOnce = 8;

    public async Task<FlowFigures> Read(DateTimeOffset now, CancellationToken ct)
    {
        var from = FlowRows.Week(now.AddDays(-7 * (Weeks - 1)));
        var partitions = catalogue.Current.SelectMany(m => Enumerable.Range(0, FlowRows.Shards).Select(shard => (m.Slug, Partition: FlowRows.Partition(m.Slug, shard)))).ToArray();
        var rows = new (string Slug, List<TableEntity> Rows)[partitions.Length];
        await Parallel.ForEachAsync(partitions.Index(), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct }, async (p, stop) =>
            rows[p.Index] = (p.Item.Slug, await tables.Figures.QueryAsync<TableEntity>($"PartitionKey eq '{p.Item.Partition}' and RowKey ge '{from}' and RowKey lt 'week|~'", cancellationToken: stop).ToListAsync(stop)));

        var all = rows.SelectMany(r => r.Rows.Select(row => new Counted(r.Slug, FlowRows.WeekOf(row.RowKey), row))).ToArray();
        var totals = all.Where(c => c.Week is null).ToArray();
        var weeks = all.Where(c => c.Week is not null).ToArray();
        return new(
            [.. totals.GroupBy(c => c.Slug, StringComparer.Ordinal).SelectMany(ByStatus)],
            [.. catalogue.Current.Select(m => Funnel(m, [.. totals.Where(c => c.Slug == m.Slug)]))],
            [.. weeks.GroupBy(c => (Week: c.Week!.Value, c.Slug)).OrderBy(g => g.Key.Week).ThenBy(g => g.Key.Slug, StringComparer.Ordinal).Select(g => Week(g.Key.Week, g.Key.Slug, [.. g]))],
            Turnaround(weeks),
            [.. weeks.GroupBy(c => c.Slug, StringComparer.Ordinal).Select(g => (Slug: g.Key, T: Turnaround([.. g]))).Where(s => s.T.Decisions > 0).Select(s => new SlugTurnaround(s.Slug, s.T.Decisions, s.T.Median, s.T.P90, s.T.WithinPromise))]);
    }

    private static IEnumerable<StatusFigures> ByStatus(IGrouping<string, Counted> counted) =>
        Enum.GetValues<SubmissionStatus>()
            .Select(status => new StatusFigures(status, counted.Key, Sum(counted, FlowRows.Status(status))))
            .Where(figure => figure.Count != 0);

    private static FunnelFigures Funnel(MicroCredential of, Counted[] all)
    {
        long Of(SubmissionAction action) => Sum(all, FlowRows.Action(action));
        var first = Sum(all, FlowRows.FirstSubmit);
        return new(
            of.Slug, of.Title, Of(SubmissionAction.Start), first, Sum(all, FlowRows.FirstDecision), Of(SubmissionAction.Award),
            Of(SubmissionAction.Submit) - first, Of(SubmissionAction.Return), Of(SubmissionAction.Withdraw), Of(SubmissionAction.Expire),
            Of(SubmissionAction.Revoke));
    }

    private static WeekFigures Week(DateOnly week, string slug, Counted[] all) => new(
        week, slug, Sum(all, FlowRows.Action(SubmissionAction.Start)), Sum(all, FlowRows.FirstSubmit), Sum(all, FlowRows.FirstDecision),
        Sum(all, FlowRows.Action(SubmissionAction.Award)), Sum(all, FlowRows.Action(SubmissionAction.Return)));

    private TurnaroundFigures Turnaround(Counted[] weeks)
    {
        var buckets = Enumerable.Range(0, FlowRows.LongestDays + 1).Select(d => new DaysFigures(d, Sum(weeks, FlowRows.Days(d)))).ToArray();
        var (decisions, promise) = (buckets.Sum(b => b.Count), settings.DecisionBusinessDays);
        return decisions == 0
            ? new(promise, 0, null, null, null, [])
            : new(promise, decisions, Within(buckets, decisions, 0.5), Within(buckets, decisions, 0.9), Math.Round((double)buckets.Where(b => b.Days <= promise).Sum(b => b.Count) / decisions, 4), [.. buckets.Where(b => b.Count > 0)]);
    }

    /// <summary>The fewest days within which this share was decided.</summary>
    private static int Within(DaysFigures[] buckets, long decisions, double share)
    {
        long so = 0;
        return buckets.First(b => (so += b.Count) >= share * decisions).Days;
    }

    private static long Sum(IEnumerable<Counted> rows, string name) => rows.Sum(r => r.Row.Count(name));

    private sealed record Counted(string Slug, DateOnly? Week, TableEntity Row);
}
