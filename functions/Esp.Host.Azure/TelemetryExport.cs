using System.Diagnostics;
using Azure.Core;
using Azure.Monitor.OpenTelemetry.Exporter;
using Esp.App.Platform;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Esp.Host.Azure;

/// <summary>
/// Sends the worker's telemetry to Application Insights with the app's identity. <c>host.json</c> says <c>telemetryMode: OpenTelemetry</c>, so
/// that the host speaks the same way; the capability tells it that the worker sends its own, or every line would arrive twice.
/// </summary>
internal static class TelemetryExport
{
    /// <summary>The worker's own source: one span an invocation, continuing the host's trace.</summary>
    private const string WorkerSource = "Microsoft.Azure.Functions.Worker";

    /// <summary>Traces that are kept a second and instance; metrics and events are kept whole, whatever happens to their trace.</summary>
    private const double TracesPerSecond = 2;

    public static void Add(IServiceCollection services, string connection, TokenCredential identity)
    {
        services.Configure<WorkerOptions>(options => options.Capabilities["WorkerOpenTelemetryEnabled"] = bool.TrueString);
        services.AddOpenTelemetry()
            .ConfigureResource(resource => resource.AddService(Environment.GetEnvironmentVariable("WEBSITE_SITE_NAME") ?? "esp"))
            .WithTracing(traces => traces
                .AddSource(Telemetry.Name, WorkerSource, "Microsoft.AspNetCore", "System.Net.Http", "Azure.*")
                .AddProcessor(new Scrubbing())
                .AddAzureMonitorTraceExporter(To))
            .WithMetrics(metrics => metrics.AddMeter(Telemetry.Name).AddAzureMonitorMetricExporter(To));
        services.AddLogging(logging => logging
            .AddOpenTelemetry(options =>
            {
                options.IncludeFormattedMessage = true;
                options.IncludeScopes = false;
                options.AddAzureMonitorLogExporter(To);
            })
            .AddFilter<OpenTelemetryLoggerProvider>((category, level) => level >= (category?.StartsWith("Esp.", StringComparison.Ordinal) == true ? LogLevel.Information : LogLevel.Warning)));

        void To(AzureMonitorExporterOptions options)
        {
            (options.ConnectionString, options.Credential) = (connection, identity);
            (options.SamplingRatio, options.TracesPerSecond, options.EnableTraceBasedLogsSampler) = (1, TracesPerSecond, false);
            (options.EnableLiveMetrics, options.EnableStandardMetrics, options.EnablePerformanceCounters) = (false, false, false);
        }
    }

    private sealed class Scrubbing : BaseProcessor<Activity>
    {
        public override void OnEnd(Activity data) => TelemetryScrub.Clean(data);
    }
}
