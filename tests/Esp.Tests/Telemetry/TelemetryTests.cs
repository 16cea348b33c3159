using System.Text.Json;
using Esp.App.Platform;
using Told = Esp.App.Platform.Telemetry;

namespace Esp.Tests.Telemetry;

/// <summary>What the platform says about itself: everything that the list promises, and nothing that names a person.</summary>
[Collection(nameof(ToldJourney))]
public sealed class TelemetryTests(ToldJourney journey)
{
    [Fact]
    public void Nothing_that_is_exported_names_a_person_or_holds_a_secret_or_a_text()
    {
        var all = journey.All();
        Assert.All(journey.Canaries, canary => Assert.False(all.Contains(canary, StringComparison.Ordinal), $"'{canary}' was exported: {Around(all, canary)}"));
        Assert.DoesNotContain("can_", all, StringComparison.Ordinal); // not even the id of a candidate
    }

    [Fact]
    public void Spans_lines_and_metrics_of_every_source_are_exported()
    {
        var sources = journey.Exported.Spans.CountBy(s => s.Source.Split('.') is ["Azure", ..] ? "Azure" : s.Source, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        Assert.All(new[] { (Told.Name, 40), (Told.InvocationsName, 60), ("Microsoft.AspNetCore", 60), ("System.Net.Http", 200), ("Azure", 200) }, s => Assert.True(sources.GetValueOrDefault(s.Item1) >= s.Item2, $"{s.Item1}: {sources.GetValueOrDefault(s.Item1)}"));
        Assert.True(journey.Exported.Lines.Count >= 10);
        Assert.True(journey.Points().Count >= 50);
    }

    [Fact]
    public void Every_metric_is_emitted_with_its_dimensions_and_no_other()
    {
        var points = journey.Points();
        Assert.All(Told.Metrics, metric =>
        {
            var own = points.Where(p => p.Name == metric.Name).ToArray();
            Assert.True(own.Length > 0, $"{metric.Name} was never emitted.");
            Assert.All(own, p => Assert.Equal(metric.Dimensions.Order(StringComparer.Ordinal), p.Tags.Keys.Order(StringComparer.Ordinal)));
        });
        Assert.Equal([], points.Select(p => p.Name).Except(Told.Metrics.Select(m => m.Name), StringComparer.Ordinal));
    }

    [Fact]
    public void Every_event_is_emitted_and_all_its_dimensions_are_seen()
    {
        Assert.All(Told.Events, told =>
        {
            var own = journey.Exported.Lines.Where(l => l.Event == told.Name).ToArray();
            Assert.True(own.Length > 0, $"{told.Name} was never emitted.");
            Assert.All(own, l => Assert.Equal(told.Name, l.Attributes[Told.LoggedEvent.Attribute]));
            Assert.Equal(told.Dimensions.Append(Told.LoggedEvent.Attribute).Order(StringComparer.Ordinal), own.SelectMany(l => l.Attributes.Keys).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        });
    }

    [Fact]
    public void Each_change_of_state_is_told_once_with_what_came_of_it()
    {
        var told = journey.Exported.Lines.Where(l => l.Event == Told.Transition.Name).Select(l => l.Attributes).Where(a => a["microCredential"] == "communication").ToArray();
        Assert.Equal(
            ["start", "submit", "offer", "decline", "offer", "accept", "return", "submit", "offer", "accept", "award", "revoke"],
            told.Select(a => a["action"]));
        Assert.Equal("draft", told[0]["to"]);
        Assert.Equal(("submitted", "1", "draft"), (told[1]["to"], told[1]["attempt"], told[1]["from"]));
        Assert.Equal(("earned", "2", "0", "0"), (told[^2]["to"], told[^2]["attempt"], told[^2]["businessDays"], told[^2]["minutesSincePrevious"]));
    }

    [Fact]
    public void A_trace_goes_from_the_call_through_the_queues_to_the_mail()
    {
        var calls = journey.Exported.Spans.Where(s => s.Source == "Microsoft.AspNetCore" && s.Tags.GetValueOrDefault("http.route")?.EndsWith("/submit", StringComparison.Ordinal) == true && s.Tags["http.request.method"] == "POST").Select(s => s.Trace).ToHashSet();
        Assert.NotEmpty(calls);
        var mail = journey.Exported.Spans.First(s => s.Name == Told.Spans.Mail && s.Tags["template"] == "submission-received");
        Assert.Contains(mail.Trace, calls);
        Assert.Equal([Queues.Email, Queues.Route, Queues.Tally, Queues.Transitions], journey.Exported.Spans.Where(s => s.Trace == mail.Trace && s.Name == Told.Spans.Handle).Select(s => s.Tags["queue"]).Where(q => q is Queues.Email or Queues.Route or Queues.Tally or Queues.Transitions).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_message_without_a_trace_or_with_a_broken_one_is_read_as_before()
    {
        var plain = """{"id":"m","sentAt":"2026-01-01T00:00:00Z","again":0,"body":{}}""";
        Assert.Null(Message.Read<Nothing>(plain).Traceparent);
        using var span = Told.Handling(Queues.Route, "no trace", 0);
        Assert.Equal((default, Queues.Route), (span!.ParentSpanId, span.GetTagItem(Told.Dimension.Queue)));
    }

    [Fact]
    public void What_the_queries_of_the_dashboards_name_is_emitted()
    {
        var emitted = journey.Points().Select(p => (p.Name, Dimensions: p.Tags.Keys))
            .Concat(journey.Exported.Lines.Where(l => l.Event is not null).Select(l => (Name: l.Event!, Dimensions: l.Attributes.Keys)))
            .ToLookup(e => e.Name, e => e.Dimensions, StringComparer.Ordinal);
        using var uses = JsonDocument.Parse(File.ReadAllText(Path.Join(Repository.Root, "infra", "dashboards", "uses.json")));
        Assert.NotEmpty(uses.RootElement.EnumerateObject());
        Assert.All(uses.RootElement.EnumerateObject(), query =>
        {
            var names = Words(query.Value, "names");
            Assert.All(names, name => Assert.True(emitted.Contains(name), $"{query.Name}: nothing emits {name}."));
            var dimensions = names.SelectMany(name => emitted[name]).SelectMany(d => d).ToHashSet(StringComparer.Ordinal);
            Assert.All(Words(query.Value, "dimensions"), d => Assert.Contains(d, dimensions));
            Assert.All(names, name => Assert.Contains(Told.Metrics.Any(m => m.Name == name) ? "AppMetrics" : "AppEvents", Words(query.Value, "tables")));
        });

        static string[] Words(JsonElement query, string of) => [.. query.GetProperty(of).EnumerateArray().Select(w => w.GetString()!)];
    }

    [Fact]
    public void Nothing_else_makes_a_meter_or_a_source_of_spans()
    {
        var functions = Path.Join(Repository.Root, "functions");
        var makers = Directory.EnumerateFiles(functions, "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains("/obj/", StringComparison.Ordinal) && System.Text.RegularExpressions.Regex.IsMatch(File.ReadAllText(f), @"\b(Meter|ActivitySource) ?\w* (\{ get; \} )?= new\(|new (Meter|ActivitySource)\(", System.Text.RegularExpressions.RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5)))
            .Select(f => Path.GetFileName(f));
        Assert.Equal(["Telemetry.Kinds.cs"], makers);
    }

    private static string Around(string all, string canary) => all.IndexOf(canary, StringComparison.Ordinal) is >= 0 and var at ? all[Math.Max(0, at - 200)..Math.Min(all.Length, at + 100)] : "";
}
