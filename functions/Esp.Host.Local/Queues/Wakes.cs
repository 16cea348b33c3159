using System.Collections.Concurrent;

namespace Esp.Host.Local.Queues;

/// <summary>Lets a sender in this process wake the pump of a queue, so that nobody waits for the next look.</summary>
public sealed class Wakes
{
    private readonly ConcurrentDictionary<string, SemaphoreSlim> _bells = new(StringComparer.Ordinal);

    public void Wake(string queue)
    {
        var bell = Bell(queue);
        // One ring is enough: the pump then looks until it finds nothing.
        if (bell.CurrentCount is 0)
            bell.Release();
    }

    /// <summary>Waits for a ring, or for the time to pass.</summary>
    public Task Wait(string queue, TimeSpan atMost, CancellationToken ct) => Bell(queue).WaitAsync(atMost, ct);

    private SemaphoreSlim Bell(string queue) => _bells.GetOrAdd(queue, _ => new(0));
}
