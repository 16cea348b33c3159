using System.Collections.Concurrent;
using System.Diagnostics;
using Azure.Core;
using Azure.Core.Pipeline;
using Esp.Host.Local.Functions;

namespace Esp.Benchmarks.Watch;

/// <summary>
/// Sees every storage call of the host under measurement and tells which function made it: the local host opens an activity for each
/// invocation, and a call belongs to the invocation that it runs in. Calls outside of any (the queue pump's own) are not counted.
/// </summary>
internal sealed class StorageWatch : IDisposable
{
    private readonly ConcurrentDictionary<Activity, ConcurrentQueue<StorageCall>> _running = new();
    private readonly ConcurrentQueue<Invocation> _done = new();
    private readonly ActivityListener _listener;
    private int _messagesUnderWay;

    public StorageWatch()
    {
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == FunctionRunner.Activities,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.PropagationData,
            ActivityStarted = activity => _running[activity] = new(),
            ActivityStopped = activity =>
            {
                if (_running.TryRemove(activity, out var calls))
                    _done.Enqueue(new(activity.OperationName, [.. calls.OrderBy(c => c.From)]));
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>Every invocation that has ended, oldest first.</summary>
    public IReadOnlyCollection<Invocation> Done => _done;

    public HttpPipelinePolicy Policy(StorageKind kind) => new Observer(this, kind);

    /// <summary>The newest invocation of a function.</summary>
    public Invocation Last(string function) =>
        _done.Reverse().FirstOrDefault(i => i.Function == function) ?? throw new InvalidOperationException($"'{function}' has not run.");

    /// <summary>Waits until no function runs and no message is on its way, so that what follows is not measured beside other work; gives up after <paramref name="patience"/>.</summary>
    public async Task Quiet(TimeSpan patience)
    {
        var until = Stopwatch.GetTimestamp() + (long)(patience.TotalSeconds * Stopwatch.Frequency);
        for (var calm = 0; calm < 2 && Stopwatch.GetTimestamp() < until;)
        {
            calm = _running.IsEmpty && Volatile.Read(ref _messagesUnderWay) <= 0 ? calm + 1 : 0;
            await Task.Delay(4);
        }
    }

    public void Dispose() => _listener.Dispose();

    private void Saw(StorageCall call, bool succeeded)
    {
        if (succeeded && call.Kind == StorageKind.Queue && call.Path.Contains("/messages", StringComparison.Ordinal))
        {
            // Sent counts up, removed after its handling counts down; an answer to GET changes nothing.
            var change = call.Method == "POST" ? 1 : call.Method == "DELETE" ? -1 : 0;
            Interlocked.Add(ref _messagesUnderWay, change);
        }

        for (var activity = Activity.Current; activity is not null; activity = activity.Parent)
        {
            if (_running.TryGetValue(activity, out var calls))
            {
                calls.Enqueue(call);
                return;
            }
        }
    }

    /// <summary>Sits once around each operation, outside of its retries: a try that is repeated counts as one call.</summary>
    private sealed class Observer(StorageWatch watch, StorageKind kind) : HttpPipelinePolicy
    {
        public override async ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
        {
            var from = Stopwatch.GetTimestamp();
            await ProcessNextAsync(message, pipeline);
            var to = Stopwatch.GetTimestamp();
            using var body = new MemoryStream();
            if (message.Request.Content is { } content)
                await content.WriteToAsync(body, default);
            string? Header(string name) => message.Request.Headers.TryGetValue(name, out var value) ? value : null;
            var call = new StorageCall(kind, message.Request.Method.Method, message.Request.Uri.ToUri(), Header("If-Match"), Header("x-ms-range"), body.ToArray(), from, to);
            watch.Saw(call, message.HasResponse && message.Response.Status < 400);
        }

        public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) =>
            throw new NotSupportedException("The platform makes no synchronous storage calls.");
    }
}
