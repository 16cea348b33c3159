using System.Text;
using Azure;
using Azure.Data.Tables;

namespace Esp.App.Platform;

/// <summary>
/// One atomic change of one partition. Refuses, before sending, what Azure refuses and the emulator lets through:
/// two partitions, over 100 rows, over 4 MiB, a property over 64 KiB, and the characters / \ # ? and control characters in keys.
/// (learn.microsoft.com: "Understanding the Table service data model", "Performing entity group transactions".)
/// </summary>
public sealed class Batch
{
    private const int MaxRows = 100;
    private const int MaxBytes = 4 * 1024 * 1024;
    private const int MaxPropertyBytes = 64 * 1024;

    private readonly string _partition;
    private readonly List<TableTransactionAction> _actions = [];
    private readonly HashSet<string> _keys = new(StringComparer.Ordinal);
    private int _bytes;

    private Batch(string partition) => _partition = Key(partition);

    public static Batch In(string partition) => new(partition);

    /// <summary>A new row: the batch fails with 409 when it is there already.</summary>
    public Batch Add(TableEntity row) => Take(TableTransactionActionType.Add, row, default);

    /// <summary>Replaces a row, if it still has this version: otherwise the batch fails with 412.</summary>
    public Batch Replace(TableEntity row, ETag version) => Take(TableTransactionActionType.UpdateReplace, row, version);

    /// <summary>Sets the given properties of a row, if it still has this version: otherwise the batch fails with 412.</summary>
    public Batch Merge(TableEntity row, ETag version) => Take(TableTransactionActionType.UpdateMerge, row, version);

    /// <summary>Writes a row whether or not it is there.</summary>
    public Batch Put(TableEntity row) => Take(TableTransactionActionType.UpsertReplace, row, default);

    /// <summary>Removes a row, if it still has this version: 412 when changed, 404 when gone.</summary>
    public Batch Delete(string rowKey, ETag version) => Take(TableTransactionActionType.Delete, new TableEntity(_partition, rowKey), version);

    /// <summary>Commits; answers the new versions in the order of the actions.</summary>
    public async Task<ETag[]> Commit(TableClient table, CancellationToken ct)
    {
        var answer = await table.SubmitTransactionAsync(_actions, ct);
        return [.. answer.Value.Select(r => r.Headers.ETag ?? default)];
    }

    /// <summary>A key as Azure accepts it, or an exception that names the trouble: keys come from our own ids, so a bad one is a bug.</summary>
    public static string Key(string key) =>
        key.AsSpan().ContainsAny("/\\#?") || key.Any(char.IsControl) || Encoding.Unicode.GetByteCount(key) > 1024
            ? throw new ArgumentException($"'{key}' cannot be a table key.", nameof(key))
            : key;

    private Batch Take(TableTransactionActionType type, TableEntity row, ETag version)
    {
        if (!string.Equals(row.PartitionKey, _partition, StringComparison.Ordinal))
            throw new ArgumentException($"The row '{row.RowKey}' is of another partition; a batch has one.", nameof(row));
        if (!_keys.Add(Key(row.RowKey)))
            throw new ArgumentException($"The row '{row.RowKey}' is in the batch twice.", nameof(row));
        foreach (var (name, value) in row)
        {
            var bytes = Size(value);
            if (bytes > MaxPropertyBytes)
                throw new ArgumentException($"The property '{name}' of '{row.RowKey}' has {bytes} bytes; {MaxPropertyBytes} is the most.", nameof(row));
            _bytes += bytes + (name.Length * 2);
        }

        _actions.Add(new TableTransactionAction(type, row, version == default && type is not TableTransactionActionType.Add and not TableTransactionActionType.UpsertReplace ? ETag.All : version));
        if (_actions.Count > MaxRows || _bytes > MaxBytes)
            throw new ArgumentException($"The batch has {_actions.Count} rows and {_bytes} bytes; {MaxRows} and {MaxBytes} are the most.", nameof(row));
        return this;
    }

    private static int Size(object? value) => value switch
    {
        null => 0,
        string text => text.Length * 2,
        byte[] bytes => bytes.Length,
        BinaryData data => data.ToMemory().Length,
        _ => 8,
    };
}
