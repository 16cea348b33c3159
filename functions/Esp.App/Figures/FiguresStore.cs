using System.IO.Compression;
using System.Text.Json;
using Azure.Data.Tables;
using Esp.App.Platform;

namespace Esp.App.Figures;

/// <summary>The figures as they were last measured: one row, its JSON compressed so that it fits a property of 64 KiB.</summary>
public sealed class FiguresStore(Tables tables)
{
    private const string Partition = "figures";
    private const string Now = "now";
    private const string Json = "Json";

    // What is null is left out when it is written, and is null again when it is read.
    private static readonly JsonSerializerOptions Options = new(EspJson.Options) { RespectRequiredConstructorParameters = false };

    /// <summary>The last figures, or null before the first measuring, and after a change of their shape. One storage call.</summary>
    public async Task<FiguresView?> Find(CancellationToken ct)
    {
        var row = await tables.Figures.GetEntityIfExistsAsync<TableEntity>(Partition, Now, cancellationToken: ct);
        if (!row.HasValue)
            return null;
        using var packed = new MemoryStream(row.Value!.GetBinary(Json));
        await using var plain = new BrotliStream(packed, CompressionMode.Decompress);
        try
        {
            return await JsonSerializer.DeserializeAsync<FiguresView>(plain, Options, ct);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>One storage call.</summary>
    public async Task Keep(FiguresView view, CancellationToken ct)
    {
        using var packed = new MemoryStream();
        await using (var plain = new BrotliStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            await JsonSerializer.SerializeAsync(plain, view, Options, ct);
        await tables.Figures.UpsertEntityAsync(new TableEntity(Partition, Now) { ["At"] = view.At, [Json] = packed.ToArray() }, TableUpdateMode.Replace, ct);
    }
}
