using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text;
using Esp.Host.Local;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace Esp.Tests.Telemetry;

/// <summary>What a host exports, through its own wiring: only the last step writes to memory here and to a collector there.</summary>
public sealed class Exported
{
    private readonly ConcurrentQueue<Span> _spans = new();
    private readonly ConcurrentQueue<Line> _lines = new();
    private readonly List<MetricSnapshot> _metrics = [];

    public IReadOnlyList<Span> Spans => [.. _spans];

    public IReadOnlyList<Line> Lines => [.. _lines];

    /// <summary>Registers the export in a host.</summary>
    public void Into(IServiceCollection services) => TelemetryExport.Add(
        services,
        traces => traces.AddProcessor(new SimpleActivityExportProcessor(new SpanExport(_spans))),
        metrics => metrics.AddReader(new BaseExportingMetricReader(new MetricExport(_metrics)) { TemporalityPreference = MetricReaderTemporalityPreference.Delta }),
        logs => logs.AddProcessor(new SimpleLogRecordExportProcessor(new LineExport(_lines))));

    /// <summary>The metrics so far, by name, with the names of the dimensions and their values.</summary>
    public IReadOnlyList<Point> Points(IServiceProvider services)
    {
        services.GetRequiredService<MeterProvider>().ForceFlush();
        return [.. from metric in _metrics from point in metric.MetricPoints select new Point(metric.Name, Tags(point), Number(metric.MetricType, point))];
    }

    /// <summary>Everything, as text to search.</summary>
    public string All(IServiceProvider services)
    {
        var text = new StringBuilder();
        foreach (var span in _spans)
            text.AppendLine(span.Text);
        foreach (var line in _lines)
            text.AppendLine(line.Text);
        foreach (var point in Points(services))
            text.AppendLine($"{point.Name} {string.Join(' ', point.Tags.Select(t => $"{t.Key}={t.Value}"))}");
        return text.ToString();
    }

    private static Dictionary<string, string> Tags(MetricPoint point)
    {
        var tags = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in point.Tags)
            tags[key] = $"{value}";
        return tags;
    }

    private static double Number(MetricType type, MetricPoint point) => type switch
    {
        MetricType.DoubleGauge => point.GetGaugeLastValueDouble(),
        MetricType.Histogram => point.GetHistogramSum(),
        _ => point.GetSumDouble(),
    };

    public sealed record Span(string Source, string Name, ActivityTraceId Trace, IReadOnlyDictionary<string, string> Tags, string Text);

    public sealed record Line(string Category, string? Event, IReadOnlyDictionary<string, string> Attributes, string Text);

    public sealed record Point(string Name, IReadOnlyDictionary<string, string> Tags, double Number);

    private sealed class SpanExport(ConcurrentQueue<Span> into) : BaseExporter<Activity>
    {
        public override ExportResult Export(in Batch<Activity> batch)
        {
            foreach (var a in batch)
            {
                var tags = a.TagObjects.ToDictionary(t => t.Key, t => $"{t.Value}", StringComparer.Ordinal);
                var events = a.Events.SelectMany(e => e.Tags.Select(t => $"{e.Name}.{t.Key}={t.Value}"));
                var links = a.Links.SelectMany(l => (l.Tags ?? []).Select(t => $"link.{t.Key}={t.Value}"));
                var text = $"{a.Source.Name} {a.OperationName} {a.DisplayName} {a.StatusDescription} {string.Join(' ', tags.Select(t => $"{t.Key}={t.Value}").Concat(events).Concat(links).Concat(a.Baggage.Select(b => $"{b.Key}={b.Value}")))}";
                into.Enqueue(new(a.Source.Name, a.DisplayName, a.TraceId, tags, text));
            }

            return ExportResult.Success;
        }
    }

    private sealed class LineExport(ConcurrentQueue<Line> into) : BaseExporter<LogRecord>
    {
        public override ExportResult Export(in Batch<LogRecord> batch)
        {
            foreach (var record in batch)
            {
                var attributes = (record.Attributes ?? []).Where(a => a.Value is not null).ToDictionary(a => a.Key, a => $"{a.Value}", StringComparer.Ordinal);
                into.Enqueue(new(record.CategoryName ?? "", record.EventId.Name, attributes, $"{record.CategoryName} {record.LogLevel} {record.EventId} {record.Body} {record.FormattedMessage} {record.Exception} {string.Join(' ', attributes.Select(a => $"{a.Key}={a.Value}"))}"));
            }

            return ExportResult.Success;
        }
    }

    private sealed class MetricExport(List<MetricSnapshot> into) : BaseExporter<Metric>
    {
        public override ExportResult Export(in Batch<Metric> batch)
        {
            foreach (var metric in batch)
                into.Add(new(metric));
            return ExportResult.Success;
        }
    }
}
