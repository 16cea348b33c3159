using Esp.Host.Local.Functions;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Esp.Tests.Host;

/// <summary>Timers run at their times, by the clock that tests move.</summary>
public sealed class TimerTests
{
    [Fact]
    public async Task A_timer_runs_at_its_time_again_and_again_also_after_a_failure()
    {
        var seen = new Seen();
        var clock = new FakeTimeProvider(new(2026, 11, 24, 8, 58, 30, TimeSpan.Zero));
        await using var host = await RunningHost.Start(FunctionCatalog.Of(typeof(TimerProbe)), s => s.AddSingleton(seen).AddSingleton<TimeProvider>(clock));
        Assert.Empty(seen.Lines);

        for (var runs = 1; runs <= 3; runs++)
        {
            await Eventually.True(() =>
            {
                // In steps: the pump must be waiting before the clock moves past its time.
                clock.Advance(TimeSpan.FromMinutes(10));
                return seen.Lines.Count >= runs;
            });
        }

        Assert.All(seen.Lines, line => Assert.Equal("no status", line));
    }

    [Fact]
    public async Task A_timer_can_be_run_by_name()
    {
        var seen = new Seen();
        await using var host = await RunningHost.Start(FunctionCatalog.Of(typeof(TimerProbe)), s => s.AddSingleton(seen));
        await Assert.ThrowsAsync<InvalidOperationException>(() => host.Functions.Timer("timerprobe", TestContext.Current.CancellationToken));
        Assert.Single(seen.Lines);
    }

    private sealed class TimerProbe(Seen seen)
    {
        [Function("TimerProbe")]
        public Task Run([TimerTrigger("0 0 9-20 * * *")] TimerInfo timer, CancellationToken ct)
        {
            seen.Lines.Enqueue(timer.ScheduleStatus is null ? "no status" : "status");
            throw new InvalidOperationException("fails every time");
        }
    }
}
