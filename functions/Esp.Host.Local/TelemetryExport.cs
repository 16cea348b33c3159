using System.Diagnostics;
using Esp.App.Platform;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace Esp.Host.Local;

/// <summary>
/// Sends what the platform says about itself somewhere: to a collector when a setting names one, or to what a test gives. Not set up
/// at all otherwise, so that a start without it costs nothing.
/// </summary>
public static class TelemetryExport
{
    /// <summary>By OTLP; address and protocol come from the <c>OTEL_EXPORTER_OTLP_*</c> variables.</summary>
    public static void ToCollector(IServiceCollection services) =>
        Add(services, traces => traces.AddOtlpExporter(), metrics => metrics.AddOtlpExporter(), logs => logs.AddOtlpExporter());

    /// <summary>
    /// Our spans and metrics, the web server's and the clients' spans with everything taken out that <see cref="TelemetryScrub"/> does not
    /// keep, and logs: ours from information, others' from warning. The given exporters come last, after the scrubbing.
    /// </summary>
    public static void Add(IServiceCollection services, Action<TracerProviderBuilder> traces, Action<MeterProviderBuilder> metrics, Action<OpenTelemetryLoggerOptions> logs)
    {
        services.AddOpenTelemetry()
            .ConfigureResource(r => r.AddService("esp-local", serviceInstanceId: Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture)))
            .WithTracing(builder => traces(builder
                .AddAspNetCoreInstrumentation()
                .AddSource(Telemetry.Name, Telemetry.InvocationsName, "System.Net.Http", "Azure.*")
                .AddProcessor(new Scrubbing())))
            .WithMetrics(builder => metrics(builder.AddMeter(Telemetry.Name)));
        services.AddLogging(logging => logging
            .AddOpenTelemetry(options =>
            {
                options.IncludeFormattedMessage = true;
                options.IncludeScopes = false;
                logs(options);
            })
            .AddFilter<OpenTelemetryLoggerProvider>((category, level) => level >= (category?.StartsWith("Esp.", StringComparison.Ordinal) == true ? LogLevel.Information : LogLevel.Warning)));
    }

    private sealed class Scrubbing : BaseProcessor<Activity>
    {
        public override void OnEnd(Activity data) => TelemetryScrub.Clean(data);
    }
}
