using Esp.App.Email;
using Esp.App.Platform;
using Esp.App.Scoring;

namespace Esp.App.Figures;

/// <summary>
/// Measures how things stand: reads what is bounded (the line that waits, the scorers' partition, what failed, the counts), never a
/// table; keeps the result for the admin page and tells it as metrics. About fifty storage calls, whatever the number of people.
/// </summary>
public sealed class Measure(
    FlowReader flow, WaitingLine waiting, ScorerLoads scorers, NoticeLedger notices, IDeadLetters deadLetters, StatusListAges lists,
    SharedCounts counts, FiguresStore store, IEnumerable<HealthProbe> probes, Settings settings, TimeProvider clock)
{
    /// <summary>How many of what waits or failed are looked at: beyond it, it is time to act and not to count.</summary>
    public const int CountedUpTo = 2000;

    private const int ListedScorers = 200;

    public async Task<FiguresView> Handle(CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var before = await store.Find(ct);
        var (flowing, today, loads) = (await flow.Read(now, ct), await Today(now, ct), await scorers.Read(LateIfSince(now, settings.ScoreDays), ct));
        var view = new FiguresView(
            now,
            today with { Overdue = loads.Sum(l => l.Late) },
            flowing,
            Scorers(loads),
            new(flowing.Funnel.Sum(f => f.Earned), await counts.Read(SharedCounts.Issued, ct), flowing.Funnel.Sum(f => f.Revoked), await counts.Read(SharedCounts.Verified, ct), await lists.Read(now, ct)),
            await Task.WhenAll(probes.Select(p => GetHealthFunction.Ask(p, ct))),
            new(StorageCount.Calls));
        await store.Keep(view, ct);
        FiguresTelemetry.Tell(view, before);
        return view;
    }

    private async Task<TodayFigures> Today(DateTimeOffset now, CancellationToken ct)
    {
        var line = await waiting.Oldest(CountedUpTo, ct);
        var failing = await notices.Failing(CountedUpTo, ct);
        return new(
            line.Count,
            line.Count == 0 ? null : Hours(now - line[0].Since),
            [.. line.GroupBy(w => w.Slug, StringComparer.Ordinal).Select(g => new WaitingFigures(g.Key, g.Count(), Hours(now - g.First().Since)))],
            Overdue: 0,
            await deadLetters.Count(ct),
            failing.Count,
            [.. failing.GroupBy(f => f.Template, StringComparer.Ordinal).Select(g => new FailedMailFigures(g.Key, g.Count()))]);
    }

    private static ScorerFigures Scorers(IReadOnlyList<ScorerLoad> loads) => new(
        loads.Count(l => l.Active),
        loads.Sum(l => l.Open),
        loads.Where(l => l.Active).Sum(l => Math.Max(0, l.Max - l.Open)),
        loads.Count(l => l.Late > 0),
        [.. loads.Take(ListedScorers).Select(l => new ScorerFigure(l.Number, l.Open, l.Max, l.Late, l.Active))]);

    /// <summary>Whoever took a review before this moment should have scored it: they have until noon of the day that it is due.</summary>
    internal static DateTimeOffset LateIfSince(DateTimeOffset now, int scoreDays)
    {
        var lastDueDay = (Dates.Noon(now) <= now ? now : now.AddDays(-1)).UtcDateTime.Date;
        return new DateTimeOffset(lastDueDay.AddDays(1 - scoreDays), TimeSpan.Zero);
    }

    private static double Hours(TimeSpan time) => Math.Round(Math.Max(0, time.TotalHours), 2);
}

/// <summary>Every five minutes.</summary>
public sealed class MeasureFunction(Measure measure)
{
    [Function("Measure")]
    public Task Run([TimerTrigger("0 */5 * * * *")] TimerInfo timer, CancellationToken ct) => measure.Handle(ct);
}
