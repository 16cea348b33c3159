using System.Diagnostics;
using System.Globalization;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Azure.Storage.Queues;

namespace Esp.Benchmarks.Watch;

/// <summary>
/// Makes the storage calls of an invocation again, with the SDK alone against the same emulator. Reads ask for the same rows; writes
/// write the same properties under the same conditions into a partition, queue or blob of the benchmark's own, so that they succeed
/// as the first ones did. What ran at the same time runs at the same time again.
/// </summary>
internal sealed class Replay(string connection)
{
    private const string Queue = "benchmark-replay";
    private readonly TableServiceClient _tables = new(connection);
    private readonly BlobServiceClient _blobs = new(connection);
    private readonly QueueClient _queue = new QueueServiceClient(connection).GetQueueClient(Queue);
    private int _partition;

    public Task Begin() => _queue.CreateIfNotExistsAsync();

    /// <summary>Milliseconds that the calls take by themselves; <paramref name="pause"/> comes before them as it came before the first time, so that both start from rest.</summary>
    public async Task<double> Time(Invocation invocation, Func<Task> pause)
    {
        // What a call needs to find there (rows with their versions, staged blocks) is put there before the clock runs.
        var calls = new List<(StorageCall Call, Func<Task> Again)>();
        foreach (var call in invocation.Calls)
            calls.Add((call, await Prepare(call)));

        await pause();
        var watch = Stopwatch.StartNew();
        for (var i = 0; i < calls.Count;)
        {
            var (group, end) = (new List<Task>(), calls[i].Call.To);
            for (; i < calls.Count && (group.Count == 0 || calls[i].Call.From < end); i++)
            {
                end = Math.Max(end, calls[i].Call.To);
                group.Add(calls[i].Again());
            }

            await Task.WhenAll(group);
        }

        return watch.Elapsed.TotalMilliseconds;
    }

    private async Task<Func<Task>> Prepare(StorageCall call) => (call.Kind, call.Method) switch
    {
        (StorageKind.Table, "POST") when call.Path == "$batch" => await Batch(call),
        (StorageKind.Table, "GET") when call.Path.Contains("(PartitionKey=", StringComparison.Ordinal) => Point(call),
        (StorageKind.Table, "GET") => Query(call),
        (StorageKind.Table, _) => await Write(call),
        (StorageKind.Queue, "POST") => () => _queue.SendMessageAsync(call.Text[(call.Text.IndexOf("<MessageText>", StringComparison.Ordinal) + 13)..call.Text.IndexOf("</MessageText>", StringComparison.Ordinal)]),
        (StorageKind.Blob, "PUT") when call.Query("comp") == "blocklist" => await BlockList(call),
        (StorageKind.Blob, "GET") when call.Query("comp") == "blocklist" => () => Blob(call).GetBlockListAsync(BlockListTypes.All),
        (StorageKind.Blob, "GET") when call.Query("comp") == "list" => List(call),
        (StorageKind.Blob, "GET") => () => Blob(call).DownloadContentAsync(),
        (StorageKind.Blob, "HEAD") => () => Blob(call).GetPropertiesAsync(),
        _ => throw new NotSupportedException($"{call.Kind} {call.Method} {call.Path} is not known to the benchmark: teach it how to make this call again."),
    };

    private Func<Task> Point(StorageCall call)
    {
        var (table, partition, row) = TableWrite.Keys(call.Path);
        var client = _tables.GetTableClient(table);
        return () => client.GetEntityIfExistsAsync<TableEntity>(partition, row);
    }

    private Func<Task> Query(StorageCall call)
    {
        var client = _tables.GetTableClient(call.Path.TrimEnd('(', ')'));
        int? top = call.Query("$top") is { } text ? int.Parse(text, CultureInfo.InvariantCulture) : null;
        return async () =>
        {
            await foreach (var page in client.QueryAsync<TableEntity>(call.Query("$filter"), top, call.Query("$select")?.Split(',')).AsPages())
            {
                // One page is one call.
                _ = page.Values.Count;
                break;
            }
        };
    }

    private async Task<Func<Task>> Batch(StorageCall call)
    {
        var writes = TableWrite.OfBatch(call.Text);
        var client = _tables.GetTableClient(writes[0].Table);
        var partition = NewPartition();
        var actions = new List<TableTransactionAction>();
        foreach (var write in writes)
            actions.Add(await write.In(client, partition));
        return () => client.SubmitTransactionAsync(actions);
    }

    private async Task<Func<Task>> Write(StorageCall call)
    {
        var write = TableWrite.OfCall(call);
        var client = _tables.GetTableClient(write.Table);
        var action = await write.In(client, NewPartition());
        return action.ActionType switch
        {
            TableTransactionActionType.Add => () => client.AddEntityAsync(action.Entity),
            TableTransactionActionType.Delete => () => client.DeleteEntityAsync(action.Entity, action.ETag),
            TableTransactionActionType.UpsertReplace => () => client.UpsertEntityAsync(action.Entity, TableUpdateMode.Replace),
            TableTransactionActionType.UpsertMerge => () => client.UpsertEntityAsync(action.Entity, TableUpdateMode.Merge),
            TableTransactionActionType.UpdateReplace => () => client.UpdateEntityAsync(action.Entity, action.ETag, TableUpdateMode.Replace),
            _ => () => client.UpdateEntityAsync(action.Entity, action.ETag, TableUpdateMode.Merge),
        };
    }

    private async Task<Func<Task>> BlockList(StorageCall call)
    {
        var container = _blobs.GetBlobContainerClient(call.Path.Split('/')[0]);
        var blob = container.GetBlockBlobClient(NewPartition());
        var id = Convert.ToBase64String("000000"u8);
        using var content = new MemoryStream(Host.Local.Walk.Journey.Pdf);
        await blob.StageBlockAsync(id, content);
        return () => blob.CommitBlockListAsync([id]);
    }

    private Func<Task> List(StorageCall call)
    {
        var container = _blobs.GetBlobContainerClient(call.Path);
        return async () =>
        {
            await foreach (var page in container.GetBlobsAsync(BlobTraits.None, BlobStates.None, call.Query("prefix"), default).AsPages())
            {
                _ = page.Values.Count;
                break;
            }
        };
    }

    private BlockBlobClient Blob(StorageCall call)
    {
        var parts = call.Path.Split('/', 2);
        return _blobs.GetBlobContainerClient(parts[0]).GetBlockBlobClient(parts[1]);
    }

    private string NewPartition() => string.Create(CultureInfo.InvariantCulture, $"benchmark-{_partition++}");
}
