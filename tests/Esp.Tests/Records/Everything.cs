using System.Globalization;
using System.Text;
using Azure.Data.Tables;
using Azure.Storage.Blobs.Models;
using Azure.Storage.Blobs.Specialized;
using Esp.App.Platform;
using Esp.Host.Local.Queues;
using Esp.Tests.Areas;

namespace Esp.Tests.Records;

/// <summary>All that a platform has stored: every row, every blob with its frozen copies, every message.</summary>
internal static class Everything
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    /// <summary>Each thing as text, by where it lies.</summary>
    public static async Task<Dictionary<string, string>> Stored(this Platform platform)
    {
        var all = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var table in platform.Get<Tables>().All)
        {
            await foreach (var row in table.QueryAsync<TableEntity>(cancellationToken: Ct))
                all[$"{table.Name} {row.PartitionKey} {row.RowKey}"] = Text(row);
        }

        foreach (var container in platform.Get<Blobs>().All)
        {
            await foreach (var blob in container.GetBlobsAsync(BlobTraits.Metadata | BlobTraits.Tags, BlobStates.Snapshots | BlobStates.Uncommitted, prefix: null, Ct))
            {
                var client = container.GetBlobBaseClient(blob.Name).WithSnapshot(blob.Snapshot);
                var content = (blob.Properties.ContentLength ?? 0) == 0 ? "" : Encoding.Latin1.GetString((await client.DownloadContentAsync(Ct)).Value.Content.ToArray());
                all[$"{container.Name} {blob.Name} {blob.Snapshot}"] = string.Join(' ', blob.Metadata.Select(m => $"{m.Key}={m.Value}")) + content;
            }
        }

        var queues = platform.Get<StorageQueues>();
        foreach (var name in Queues.All)
        {
            foreach (var client in new[] { queues.Client(name), queues.Dead(name) })
            {
                foreach (var message in (await client.PeekMessagesAsync(32, Ct)).Value)
                    all[$"{client.Name} {message.MessageId}"] = Encoding.UTF8.GetString(Convert.FromBase64String(message.MessageText));
            }
        }

        return all;
    }

    /// <summary>Where one of these stands.</summary>
    public static IEnumerable<string> Holding(this IReadOnlyDictionary<string, string> all, string canary) =>
        all.Where(t => t.Key.Contains(canary, StringComparison.OrdinalIgnoreCase) || t.Value.Contains(canary, StringComparison.OrdinalIgnoreCase)).Select(t => $"{canary} in {t.Key}");

    private static string Text(TableEntity row) =>
        string.Join('\n', row.Where(p => p.Key is not ("odata.etag" or "Timestamp")).OrderBy(p => p.Key, StringComparer.Ordinal)
            .Select(p => $"{p.Key}={(p.Value is byte[] bytes ? Convert.ToHexString(bytes) : Convert.ToString(p.Value, CultureInfo.InvariantCulture))}"));
}
