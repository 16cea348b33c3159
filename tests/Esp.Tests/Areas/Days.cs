using Esp.Host.Local.Functions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Esp.Tests.Areas;

/// <summary>A platform whose days the test lets pass.</summary>
internal sealed class Days : IAsyncDisposable
{
    private readonly FakeTimeProvider _clock;
    private readonly Timer _seconds;

    private Days(Platform platform, FakeTimeProvider clock)
    {
        (Platform, _clock) = (platform, clock);
        // Short waits of the platform are on this clock too.
        _seconds = new Timer(_ => _clock.Advance(TimeSpan.FromMilliseconds(200)), null, 0, 20);
    }

    public Platform Platform { get; }

    public static async Task<Days> Start(MailServer mail, params (string Key, string Value)[] settings)
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
        return new(await Areas.Platform.Start(mail, services: s => s.AddSingleton<TimeProvider>(clock), settings: settings), clock);
    }

    /// <summary>The time as the platform has it.</summary>
    public DateTimeOffset Now => _clock.GetUtcNow();

    public async Task Pass(int days)
    {
        await Task.Delay(500); // what is under way comes first
        _clock.Advance(TimeSpan.FromDays(days));
        await Platform.Get<FunctionRunner>().Timer("CollectDueDates", CancellationToken.None);
        await Task.Delay(500);
    }

    public async ValueTask DisposeAsync()
    {
        await _seconds.DisposeAsync();
        await Platform.DisposeAsync();
    }
}
