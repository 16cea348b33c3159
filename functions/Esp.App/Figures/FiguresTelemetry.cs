using System.Globalization;
using System.Text.Json;
using Esp.App.Platform;

namespace Esp.App.Figures;

/// <summary>
/// Tells measured figures as metrics. A gauge that is nought now is told only if it was not before: an idle platform then sends next to
/// nothing, and a dashboard still sees a number go down. What must never be silent (dependencies, the line, lists) is always told.
/// </summary>
internal static class FiguresTelemetry
{
    private const int ToldScorers = 50;

    public static void Tell(FiguresView now, FiguresView? before)
    {
        Told(now.Flow.ByStatus, before?.Flow.ByStatus, s => (s.Status, s.Slug), s => s.Count, (k, n) => Telemetry.Submissions.Record(n, JsonNamingPolicy.CamelCase.ConvertName(k.Status.ToString()), k.Slug));
        Told(now.Today.WaitingFor, before?.Today.WaitingFor, w => w.Slug, w => w.Count, (slug, n) => Telemetry.Waiting.Record(n, slug));
        Told(now.Today.WaitingFor, before?.Today.WaitingFor, w => w.Slug, w => w.OldestHours, (slug, n) => Telemetry.WaitingOldest.Record(n, slug));
        Told(now.Scorers.Busiest.Take(ToldScorers), before?.Scorers.Busiest.Take(ToldScorers), s => s.Number, s => s.Open, (number, n) => Telemetry.ScorerOpen.Record(n, number));
        Told(now.Scorers.Busiest.Take(ToldScorers), before?.Scorers.Busiest.Take(ToldScorers), s => s.Number, s => s.Late, (number, n) => Telemetry.ScorerLate.Record(n, number));
        Told(now.Scorers.Busiest.Take(ToldScorers), before: null, s => s.Number, s => s.Max, (number, n) => Telemetry.ScorerMax.Record(n, number));
        Telemetry.Overdue.Record(now.Today.Overdue);
        Telemetry.MailFailing.Record(now.Today.FailedMail);
        foreach (var queue in now.Today.DeadLetters)
            Telemetry.DeadLetters.Record(queue.Count, queue.Queue);
        foreach (var list in now.Credentials.StatusLists)
        {
            var n = list.N.ToString(CultureInfo.InvariantCulture);
            Telemetry.StatusListAge.Record(list.AgeMinutes, n);
            Telemetry.StatusListLeft.Record(Math.Round((list.ValidUntil - now.At).TotalHours, 2), n);
        }

        foreach (var dependency in now.Health)
            Telemetry.Dependency.Record(dependency.Status == "ok" ? 1 : 0, dependency.Name);
    }

    private static void Told<T, TKey>(IEnumerable<T> now, IEnumerable<T>? before, Func<T, TKey> key, Func<T, double> number, Action<TKey, double> record)
        where TKey : notnull
    {
        var all = now.ToDictionary(key, number);
        foreach (var gone in (before ?? []).Select(key).Where(k => !all.ContainsKey(k)).ToArray())
            record(gone, 0);
        foreach (var (which, value) in all)
            record(which, value);
    }
}
