using System.Diagnostics;

namespace Esp.Tests;

/// <summary>Waits for what happens on its own time.</summary>
public static class Eventually
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static Task True(Func<bool> condition) => True(() => Task.FromResult(condition()));

    /// <summary>Looks again and again until the condition holds; fails after 20 seconds.</summary>
    public static async Task True(Func<Task<bool>> condition)
    {
        var watch = Stopwatch.StartNew();
        while (!await condition())
        {
            Assert.True(watch.Elapsed < Patience, $"It did not come true within {Patience.TotalSeconds} seconds.");
            await Task.Delay(25, TestContext.Current.CancellationToken);
        }
    }
}
