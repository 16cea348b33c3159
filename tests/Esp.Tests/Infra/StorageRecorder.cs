using System.Collections.Concurrent;
using System.Diagnostics;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Esp.App.Platform;
using Esp.Host.Local.Functions;
using Microsoft.Extensions.DependencyInjection;

namespace Esp.Tests.Infra;

/// <summary>What one run of one function costs: calls to tables, writing and reading calls to blobs, messages sent, bytes of rows written.</summary>
internal sealed class Tally
{
    private int _tables;
    private int _blobWrites;
    private int _blobReads;
    private int _sends;
    private long _rowBytes;

    public int Tables => _tables;

    public int BlobWrites => _blobWrites;

    public int BlobReads => _blobReads;

    public int Sends => _sends;

    public long RowBytes => _rowBytes;

    public void Table(long bytes)
    {
        Interlocked.Increment(ref _tables);
        Interlocked.Add(ref _rowBytes, bytes);
    }

    /// <summary>Listing is priced as writing.</summary>
    public void Blob(RequestMethod method, Uri uri) =>
        Interlocked.Increment(ref (method == RequestMethod.Get || method == RequestMethod.Head) && !uri.Query.Contains("comp=list", StringComparison.Ordinal) ? ref _blobReads : ref _blobWrites);

    public void Send() => Interlocked.Increment(ref _sends);
}

/// <summary>Counts what each function of one host asks of storage and queues, by the activity that the local host opens around every run.</summary>
internal sealed class StorageRecorder : IDisposable
{
    private readonly ConcurrentDictionary<Activity, Tally> _running = new();
    private readonly ConcurrentQueue<(string Function, Tally Tally)> _runs = new();
    private readonly ActivityListener _listener;

    public StorageRecorder()
    {
        // Activities of every host in this process start and stop here; only those in which this host's clients were used are kept.
        _listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == FunctionRunner.Activities,
            Sample = (ref ActivityCreationOptions<ActivityContext> _) => ActivitySamplingResult.PropagationData,
            ActivityStopped = activity =>
            {
                if (_running.TryRemove(activity, out var tally))
                    _runs.Enqueue((activity.OperationName, tally));
            },
        };
        ActivitySource.AddActivityListener(_listener);
    }

    /// <summary>The runs so far, by function.</summary>
    public IReadOnlyDictionary<string, Tally[]> Runs =>
        _runs.GroupBy(r => r.Function, StringComparer.Ordinal).ToDictionary(g => g.Key, g => g.Select(r => r.Tally).ToArray(), StringComparer.Ordinal);

    public void Forget() => _runs.Clear();

    /// <summary>Messages that were sent and not yet delivered, oldest first.</summary>
    public Queue<(string Queue, string Json)> Waiting { get; } = new();

    /// <summary>Storage clients that are counted, and queues in memory: a message is delivered when the test says so, so nothing overtakes anything.</summary>
    public void Watch(IServiceCollection services) =>
        services
            .AddSingleton(new TableServiceClient(Azurite.ConnectionString, Counted(new TableClientOptions(), (_, uri, bytes) => Now()?.Table(bytes))))
            .AddSingleton(new BlobServiceClient(Azurite.ConnectionString, Counted(new BlobClientOptions(), (method, uri, _) => Now()?.Blob(method, uri))))
            .AddSingleton<IQueueSender>(new Sender(this));

    /// <summary>Delivers what waits, and what comes of it.</summary>
    public async Task Deliver(FunctionRunner runner)
    {
        var byQueue = FunctionCatalog.In(typeof(App.AppServices).Assembly).Where(f => f.Queue is not null).ToDictionary(f => f.Queue!, StringComparer.Ordinal);
        while (Waiting.TryDequeue(out var message))
            await runner.Message(byQueue[message.Queue], message.Json, TestContext.Current.CancellationToken);
    }

    public void Dispose() => _listener.Dispose();

    private Tally? Now()
    {
        var activity = Activity.Current;
        while (activity is not null && activity.Source.Name != FunctionRunner.Activities)
            activity = activity.Parent;
        return activity is null ? null : _running.GetOrAdd(activity, _ => new());
    }

    private static T Counted<T>(T options, Action<RequestMethod, Uri, long> count)
        where T : ClientOptions
    {
        options.AddPolicy(new Counter(count), HttpPipelinePosition.PerCall);
        return options;
    }

    /// <summary>Outside of retries: a try that is repeated counts once.</summary>
    private sealed class Counter(Action<RequestMethod, Uri, long> count) : HttpPipelinePolicy
    {
        public override ValueTask ProcessAsync(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline)
        {
            count(message.Request.Method, message.Request.Uri.ToUri(), message.Request.Content?.TryComputeLength(out var bytes) == true ? bytes : 0);
            return ProcessNextAsync(message, pipeline);
        }

        public override void Process(HttpMessage message, ReadOnlyMemory<HttpPipelinePolicy> pipeline) => throw new NotSupportedException("The platform makes no synchronous storage calls.");
    }

    private sealed class Sender(StorageRecorder recorder) : IQueueSender
    {
        public Task Send(string queue, string json, TimeSpan delay, CancellationToken ct)
        {
            recorder.Now()?.Send();
            recorder.Waiting.Enqueue((queue, json));
            return Task.CompletedTask;
        }
    }
}
