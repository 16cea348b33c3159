using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Azure;
using Azure.Data.Tables;

namespace Esp.Benchmarks.Watch;

/// <summary>One write of one row, read back from the request that made it (OData JSON, alone or inside a batch).</summary>
internal sealed partial record TableWrite(string Table, string RowKey, string Method, bool Conditional, JsonElement Properties)
{
    public static TableWrite OfCall(StorageCall call) => Of(call.Method, call.Path, call.IfMatch is not null, call.Text);

    public static IReadOnlyList<TableWrite> OfBatch(string text)
    {
        var writes = new List<TableWrite>();
        foreach (var part in ChangeSet().Split(text).Where(p => Operation().IsMatch(p)))
        {
            var match = Operation().Match(part);
            var path = Uri.UnescapeDataString(string.Concat(new Uri(match.Groups["url"].Value).Segments.Skip(2)));
            var json = part.IndexOf('{', match.Index + match.Length);
            writes.Add(Of(match.Groups["method"].Value, path, part.Contains("If-Match:", StringComparison.OrdinalIgnoreCase), json < 0 ? "" : part[json..]));
        }

        return writes;
    }

    /// <summary>The table and keys in <c>Table(PartitionKey='a',RowKey='b')</c>.</summary>
    public static (string Table, string Partition, string Row) Keys(string path) =>
        PointPath().Match(path) is { Success: true } match
            ? (match.Groups["table"].Value, match.Groups["partition"].Value, match.Groups["row"].Value)
            : throw new NotSupportedException($"'{path}' names no row.");

    /// <summary>The same write in another partition, after putting there what it expects to find.</summary>
    public async Task<TableTransactionAction> In(TableClient table, string partition)
    {
        var row = Row(partition);
        if (Method == "POST")
            return new(TableTransactionActionType.Add, row);
        if (!Conditional)
            return new(Method == "PUT" ? TableTransactionActionType.UpsertReplace : TableTransactionActionType.UpsertMerge, row);
        var before = await table.UpsertEntityAsync(new TableEntity(row), TableUpdateMode.Replace);
        var version = before.Headers.ETag ?? ETag.All;
        return new(Method switch
        {
            "DELETE" => TableTransactionActionType.Delete,
            "PUT" => TableTransactionActionType.UpdateReplace,
            _ => TableTransactionActionType.UpdateMerge,
        }, row, version);
    }

    private TableEntity Row(string partition)
    {
        var row = new TableEntity(partition, RowKey);
        if (Properties.ValueKind != JsonValueKind.Object)
            return row;
        foreach (var property in Properties.EnumerateObject())
        {
            if (property.Name is not ("PartitionKey" or nameof(RowKey) or "Timestamp") && !property.Name.Contains("odata.", StringComparison.Ordinal))
                row[property.Name] = Value(property);
        }

        return row;
    }

    private object? Value(JsonProperty property)
    {
        var type = Properties.TryGetProperty(property.Name + "@odata.type", out var named) ? named.GetString() : null;
        return (property.Value.ValueKind, type) switch
        {
            (JsonValueKind.True or JsonValueKind.False, _) => property.Value.GetBoolean(),
            (JsonValueKind.Number, _) => property.Value.TryGetInt32(out var number) ? number : property.Value.GetDouble(),
            (_, "Edm.DateTime") => property.Value.GetDateTimeOffset(),
            (_, "Edm.Int64") => long.Parse(property.Value.GetString()!, CultureInfo.InvariantCulture),
            (_, "Edm.Binary") => property.Value.GetBytesFromBase64(),
            _ => property.Value.GetString(),
        };
    }

    private static TableWrite Of(string method, string path, bool conditional, string json)
    {
        var properties = ReadFirst(json);
        if (method == "POST")
            return new(path.TrimEnd('(', ')'), properties.GetProperty(nameof(RowKey)).GetString()!, method, conditional, properties);
        var (table, _, row) = Keys(path);
        return new(table, row, method, conditional, properties);
    }

    /// <summary>The first JSON value of a text; in a batch, the next boundary follows it.</summary>
    private static JsonElement ReadFirst(string json)
    {
        if (json.Length == 0)
            return default;
        var reader = new Utf8JsonReader(System.Text.Encoding.UTF8.GetBytes(json));
        return JsonElement.ParseValue(ref reader);
    }

    [GeneratedRegex(@"^--changeset_[^\r\n]*", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ChangeSet();

    [GeneratedRegex(@"^(?<method>POST|PUT|PATCH|MERGE|DELETE) (?<url>\S+) HTTP/1\.1", RegexOptions.Multiline | RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Operation();

    [GeneratedRegex(@"^(?<table>\w+)\(PartitionKey='(?<partition>.*)',RowKey='(?<row>.*)'\)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex PointPath();
}
