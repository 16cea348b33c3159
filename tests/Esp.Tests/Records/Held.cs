using System.Collections.Concurrent;
using Azure.Core;
using Azure.Core.Pipeline;
using Esp.App.Platform;
using Esp.Host.Local.Queues;

namespace Esp.Tests.Records;

/// <summary>Sends at once, and keeps what is to come much later until the test says so.</summary>
internal sealed class Held(StorageQueues queues) : IQueueSender
{
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(30);

    public ConcurrentQueue<(string Queue, string Json, TimeSpan Delay)> Later { get; } = new();

    public async Task Send(string queue, string json, TimeSpan delay, CancellationToken ct)
    {
        if (delay < Long)
            await queues.Send(queue, json, delay, ct);
        else
            Later.Enqueue((queue, json, delay));
    }

    /// <summary>The time has come for everything that is held.</summary>
    public async Task Release(CancellationToken ct)
    {
        while (Later.TryDequeue(out var message))
            await queues.Send(message.Queue, message.Json, TimeSpan.Zero, ct);
    }
}

/// <summary>Ends whoever makes the storage calls with these numbers, counted from when it is armed: a process that dies in between.</summary>
internal sealed class Breaks : HttpPipelineSynchronousPolicy
{
    private readonly HashSet<int> _at = [];
    private int _calls;
    private bool _armed;

    public int Broken { get; private set; }

    public void Arm(params int[] at)
    {
        lock (_at)
        {
            (_calls, _armed) = (0, true);
            _at.Clear();
            _at.UnionWith(at);
        }
    }

    public override void OnSendingRequest(HttpMessage message)
    {
        lock (_at)
        {
            if (!_armed || !_at.Contains(++_calls))
                return;
            Broken++;
        }

        throw new InvalidOperationException("The process ends here.");
    }
}
