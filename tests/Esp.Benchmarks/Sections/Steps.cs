using System.Diagnostics;
using Esp.Benchmarks.Watch;

namespace Esp.Benchmarks.Sections;

/// <summary>
/// Times calls as a client sees them, one at a time with nothing beside them, and right after each the storage calls that it made,
/// again and alone. The first calls of each step warm it up and are not counted.
/// </summary>
internal sealed class Steps(Platform platform)
{
    private const int WarmUp = 3;
    private readonly Dictionary<string, List<(double Call, double Bare, Invocation Made)>> _steps = new(StringComparer.Ordinal);
    private readonly List<string> _order = [];

    /// <param name="step">What people call it.</param>
    /// <param name="function">The function that answers it.</param>
    /// <param name="call">The call.</param>
    /// <param name="meanwhile">What to look at while its consequences run, before they are waited for.</param>
    public async Task<T> Time<T>(string step, string function, Func<Task<T>> call, Func<Stopwatch, Task>? meanwhile = null)
    {
        await platform.Quiet();
        var watch = Stopwatch.StartNew();
        var answer = await call();
        var took = watch.Elapsed.TotalMilliseconds;
        var made = platform.Watch.Last(function);
        if (meanwhile is not null)
            await meanwhile(watch);
        await platform.Quiet();
        var bare = made.Calls.Count == 0 ? 0 : await platform.Replay.Time(made, platform.Quiet);
        if (!_steps.TryGetValue(step, out var times))
        {
            _steps[step] = times = [];
            _order.Add(step);
        }

        times.Add((took, bare, made));
        return answer;
    }

    public void Print(Report report)
    {
        Report.Table(
            ["API call", "n", "p50", "p99", "table", "blob", "queue", "bare p50", "ratio", "reached"],
            _order.Select(step => Row(step, [.. _steps[step].Skip(WarmUp)], report)));
        Console.WriteLine();
        Report.Table(
            ["Queue function", "n", "table", "blob", "queue", "most", "reached"],
            platform.Watch.Done.GroupBy(i => i.Function, StringComparer.Ordinal).Where(g => QueueFunctions.Contains(g.Key)).OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => Row(g.Key, [.. g], report)));
    }

    private static readonly HashSet<string> QueueFunctions =
        [.. Host.Local.Functions.FunctionCatalog.In(typeof(App.AppServices).Assembly).Where(f => f.Queue is not null).Select(f => f.Name)];

    private static string[] Row(string step, (double Call, double Bare, Invocation Made)[] times, Report report)
    {
        var (p50, p99, bare) = (Sample.Median(times.Select(t => t.Call)), Sample.Percentile(times.Select(t => t.Call), 99), Sample.Median(times.Select(t => t.Bare)));
        var most = times.MaxBy(t => t.Made.Calls.Count).Made;
        var ratio = p50 / bare;
        var reached = ratio <= 1.5 && most.Calls.Count <= 8;
        return
        [
            step, $"{times.Length}", Report.Ms(p50), Report.Ms(p99), $"{most.Count(StorageKind.Table)}", $"{most.Count(StorageKind.Blob)}", $"{most.Count(StorageKind.Queue)}",
            Report.Ms(bare), Report.Number(ratio), report.Reach(reached, $"{step}: ratio {Report.Number(ratio)} (at most 1.50), {most.Calls.Count} storage calls (at most 8)."),
        ];
    }

    private static string[] Row(string function, Invocation[] runs, Report report)
    {
        string Usual(StorageKind kind) => Report.Number(Sample.Median(runs.Select(r => (double)r.Count(kind))), "0");
        var most = runs.Max(r => r.Calls.Count);
        return [function, $"{runs.Length}", Usual(StorageKind.Table), Usual(StorageKind.Blob), Usual(StorageKind.Queue), $"{most}", report.Reach(most <= 8, $"{function}: {most} storage calls (at most 8).")];
    }
}
