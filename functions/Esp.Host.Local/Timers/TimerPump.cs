using Cronos;
using Esp.Host.Local.Functions;
using Esp.Host.Local.Storage;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Esp.Host.Local.Timers;

/// <summary>Runs timer functions at their times (UTC, by the host's clock, so tests may move it). A run that fails is logged; the next one comes.</summary>
public sealed class TimerPump(FunctionRunner runner, LocalStorage storage, TimeProvider clock, IConfiguration configuration, ILogger<TimerPump> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await storage.Ready.WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.WhenAll(runner.Functions.Where(f => f.Timer is not null).Select(f => Pump(f, stoppingToken)));
    }

    private async Task Pump(FunctionDescription function, CancellationToken stopping)
    {
        var schedule = CronExpression.Parse(Resolve(function.Timer!.Schedule), CronFormat.IncludeSeconds);
        if (function.Timer.RunOnStartup)
            await Run(function, stopping);
        while (!stopping.IsCancellationRequested)
        {
            var now = clock.GetUtcNow();
            if (schedule.GetNextOccurrence(now, TimeZoneInfo.Utc) is not { } next)
                return;
            // In steps, since one wait is at most 49 days, and a machine that slept wakes late rather than never.
            var wait = next - now;
            var step = wait < TimeSpan.FromHours(1) ? wait : TimeSpan.FromHours(1);
            await Task.Delay(step, clock, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!stopping.IsCancellationRequested && clock.GetUtcNow() >= next)
                await Run(function, stopping);
        }
    }

    private async Task Run(FunctionDescription function, CancellationToken stopping)
    {
        try
        {
            await runner.Timer(function.Name, stopping);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            // The host ends.
        }
        catch (Exception e)
        {
            logger.LogError(e, "{Function} failed; it runs again at its next time.", function.Name);
        }
    }

    private string Resolve(string schedule) =>
        !schedule.StartsWith('%') ? schedule
        : configuration[schedule.Trim('%')] ?? throw new StartException($"The setting {schedule.Trim('%')} holds the schedule of a timer and is missing.");
}
