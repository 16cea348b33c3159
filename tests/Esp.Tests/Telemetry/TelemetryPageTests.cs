using Told = Esp.App.Platform.Telemetry;

namespace Esp.Tests.Telemetry;

/// <summary>docs/operations.md lists each metric and event as the code has it.</summary>
public sealed class TelemetryPageTests
{
    [Fact]
    public void The_page_lists_every_metric_and_event_as_it_is()
    {
        var page = File.ReadAllText(Path.Join(Repository.Root, "docs", "operations.md"));
        Assert.True(page.Contains(Metrics(), StringComparison.Ordinal), $"Paste this into docs/operations.md:\n{Metrics()}");
        Assert.True(page.Contains(Events(), StringComparison.Ordinal), $"Paste this into docs/operations.md:\n{Events()}");
    }

    private static string Metrics() => "| Metric | Kind | Unit | Dimensions | What |\n|---|---|---|---|---|\n"
        + string.Concat(Told.Metrics.Select(m => $"| `{m.Name}` | {m.Kind.ToString().ToLowerInvariant()} | `{m.Unit}` | {Names(m.Dimensions)} | {m.What} |\n"));

    private static string Events() => "| Event | Dimensions | What |\n|---|---|---|\n"
        + string.Concat(Told.Events.Select(e => $"| `{e.Name}` | {Names(e.Dimensions)} | {e.What} |\n"));

    private static string Names(IEnumerable<string> dimensions) => string.Join(", ", dimensions.Select(d => $"`{d}`"));
}
