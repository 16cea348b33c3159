using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.Globalization;

namespace Esp.App.Platform;

/// <summary>What a metric's numbers mean.</summary>
public enum MetricKind
{
    /// <summary>Add up what happened.</summary>
    Counter,

    /// <summary>How it stands; the last number counts.</summary>
    Gauge,

    /// <summary>Many numbers: how many, their sum, the smallest and the largest.</summary>
    Histogram,
}

public static partial class Telemetry
{
    /// <summary>One span an invocation, on the local host alone.</summary>
    public static readonly ActivitySource Invocations = new(InvocationsName);

    /// <summary>
    /// Opens the span of handling a message: a child of what caused it, so that a trace goes from the call through the queues to the
    /// mail, with a link to the host's own invocation. Null while nobody listens.
    /// </summary>
    public static Activity? Handling(string queue, string? traceparent, int again)
    {
        var cause = ActivityContext.TryParse(traceparent, traceState: null, isRemote: true, out var parsed) ? parsed : default;
        var invocation = Activity.Current;
        var span = cause == default
            ? Own.Source.StartActivity(Spans.Handle, ActivityKind.Consumer)
            : Own.Source.StartActivity(Spans.Handle, ActivityKind.Consumer, cause, links: invocation is null ? null : [new(invocation.Context)]);
        return span?.SetTag(Dimension.Queue, queue).SetTag(Dimension.Again, again);
    }

    /// <summary>Opens the span of handing a mail over. Null while nobody listens.</summary>
    public static Activity? Mailing(string template) => Own.Source.StartActivity(Spans.Mail, ActivityKind.Client)?.SetTag(Dimension.Template, template);

    /// <summary>Marks a span as failed by the type of what went wrong: messages of exceptions may quote what nobody should read here.</summary>
    public static void Failed(this Activity? span, Exception error) => span?.SetStatus(ActivityStatusCode.Error, error.GetType().Name);

    /// <summary>The present span as W3C <c>traceparent</c>, for a message; null outside of one.</summary>
    public static string? Traceparent => Activity.Current is { IdFormat: ActivityIdFormat.W3C, Id: { } id } ? id : null;

    // In a class of its own, so that it is there before the first metric is made.
    private static class Own
    {
        public static readonly Meter Meter = new(Name);
        public static readonly ActivitySource Source = new(Name);
    }

    /// <summary>A measured quantity. Values of its dimensions are given in the order in which it lists them.</summary>
    public sealed class Metric
    {
        private readonly Counter<double>? _counter;
        private readonly Gauge<double>? _gauge;
        private readonly Histogram<double>? _histogram;

        private Metric(MetricKind kind, string name, string unit, string what, string[] dimensions)
        {
            (Kind, Name, Unit, What, Dimensions) = (kind, name, unit, what, dimensions);
            switch (kind)
            {
                case MetricKind.Counter:
                    _counter = Own.Meter.CreateCounter<double>(name, unit, what);
                    break;
                case MetricKind.Gauge:
                    _gauge = Own.Meter.CreateGauge<double>(name, unit, what);
                    break;
                default:
                    _histogram = Own.Meter.CreateHistogram<double>(name, unit, what);
                    break;
            }

            MetricList.Add(this);
        }

        public MetricKind Kind { get; }

        public string Name { get; }

        /// <summary>As UCUM writes it; what is counted stands in braces.</summary>
        public string Unit { get; }

        public string What { get; }

        public IReadOnlyList<string> Dimensions { get; }

        internal static Metric Counter(string name, string unit, string what, params string[] dimensions) => new(MetricKind.Counter, name, unit, what, dimensions);

        internal static Metric Gauge(string name, string unit, string what, params string[] dimensions) => new(MetricKind.Gauge, name, unit, what, dimensions);

        internal static Metric Histogram(string name, string unit, string what, params string[] dimensions) => new(MetricKind.Histogram, name, unit, what, dimensions);

        /// <summary>One of it happened.</summary>
        public void Count(params ReadOnlySpan<string> values) => Record(1, values);

        /// <summary>Adds, or says how it stands now.</summary>
        public void Record(double number, params ReadOnlySpan<string> values)
        {
            if (values.Length != Dimensions.Count)
                throw new ArgumentException($"{Name} has {Dimensions.Count} dimensions, not {values.Length}.", nameof(values));
            var tags = default(TagList);
            for (var i = 0; i < values.Length; i++)
                tags.Add(Dimensions[i], values[i]);
            _counter?.Add(number, tags);
            _gauge?.Record(number, tags);
            _histogram?.Record(number, tags);
        }
    }

    /// <summary>
    /// Something that happened, as a log record with a stable name and named values. The attribute
    /// <c>microsoft.custom_event.name</c> makes Azure Monitor's exporter keep it in the table AppEvents.
    /// </summary>
    public sealed record LoggedEvent(int Number, string Name, string What, IReadOnlyList<string> Dimensions)
    {
        /// <summary>The attribute by which Azure Monitor's exporter knows an event.</summary>
        public const string Attribute = "microsoft.custom_event.name";

        /// <summary>Logs it. Null values are left out.</summary>
        public void Log(ILogger log, params ReadOnlySpan<object?> values)
        {
            if (values.Length != Dimensions.Count)
                throw new ArgumentException($"{Name} has {Dimensions.Count} dimensions, not {values.Length}.", nameof(values));
            var state = new List<KeyValuePair<string, object?>> { new(Attribute, Name) };
            for (var i = 0; i < values.Length; i++)
            {
                if (values[i] is { } value)
                    state.Add(new(Dimensions[i], Convert.ToString(value, CultureInfo.InvariantCulture)));
            }

            log.Log(LogLevel.Information, new EventId(Number, Name), state, exception: null, (_, _) => What);
        }
    }
}
