using System.Globalization;
using System.Security.Cryptography;
using Azure.Data.Tables;
using Esp.App.Platform;
using Esp.Domain.Credentials;

namespace Esp.App.Credentials;

/// <summary>A place in a status list that is one credential's for good.</summary>
public sealed record StatusPlace(int List, int Index, string ListUrl)
{
    /// <summary>What the credential says of it.</summary>
    public StatusEntry Entry => new(string.Create(CultureInfo.InvariantCulture, $"{ListUrl}#{Index}"), Index, ListUrl);
}

/// <summary>
/// Gives indexes of the status lists away, each once. A list is 128 rows (<c>list-&lt;n&gt;</c>, <c>block|&lt;000&gt;</c>), each a bitmap
/// of 1,024 indexes that is replaced under its ETag: of two who draw from one block at once, one draws again. Blocks and indexes are drawn
/// at random, so that an index tells nothing of order or time (Bitstring Status List 1.0, privacy considerations). When draws
/// in a row meet only full blocks the list is full, about 80 % of it, and the row <c>lists</c>, <c>current</c> moves on to the next.
/// </summary>
public sealed class StatusIndexes(Tables tables, StatusLists lists)
{
    /// <summary>Rows of a list.</summary>
    public const int Blocks = StatusBits.Entries / StatusBlock.Size;

    private const string Pointer = "lists";
    private const string Current = "current";

    /// <summary>Full blocks in a row that mean a full list: with half of the blocks full, one reservation in 256 already moves on, and 77 to 80 % are taken.</summary>
    private const int FullDraws = 8;

    /// <summary>Draws after which something is wrong, or far too much at once: the message comes again.</summary>
    private const int MostDraws = 200;

    /// <summary>The list that was current when this was last looked up; 0 before the first look. Going on with one that is past costs draws, never an index.</summary>
    private volatile int _current;

    /// <summary>Takes an index that nobody has. Two storage calls (one more at the first, two for each draw that was lost or met a full block).</summary>
    public async Task<StatusPlace> Reserve(CancellationToken ct)
    {
        var list = _current == 0 ? _current = await Newest(ct) : _current;
        for (var (draws, full) = (0, 0); draws < MostDraws; draws++)
        {
            switch (await Draw(list, ct))
            {
                case { Index: { } index }:
                    return new(list, index, lists.Url(list));
                case { Full: true } when ++full < FullDraws:
                    break;
                case { Full: true }:
                    (list, full) = (_current = await After(list, ct), 0);
                    break;
                default:
                    full = 0; // somebody was faster
                    break;
            }
        }

        throw new InvalidOperationException($"No index of the status lists could be had in {MostDraws} draws.");
    }

    /// <summary>The list that new credentials go to. One storage call.</summary>
    public async Task<int> Newest(CancellationToken ct) => (await ReadPointer(ct))?.GetInt32("List") ?? StatusLists.First;

    /// <summary>How a list's rows are called.</summary>
    public static string BlockKey(int block) => string.Create(CultureInfo.InvariantCulture, $"block|{block:D3}");

    private async Task<(int? Index, bool Full)> Draw(int list, CancellationToken ct)
    {
        var block = RandomNumberGenerator.GetInt32(Blocks);
        var found = await tables.StatusLists.GetEntityIfExistsAsync<TableEntity>(StatusLists.Partition(list), BlockKey(block), cancellationToken: ct);
        var taken = found.HasValue ? new StatusBlock(found.Value!.GetBinary("Taken")) : new StatusBlock();
        if (taken.IsFull)
            return (null, true);
        var index = taken.Take(RandomNumberGenerator.GetInt32);
        var row = new TableEntity(StatusLists.Partition(list), BlockKey(block)) { ["Taken"] = taken.ToBytes() };
        return await tables.StatusLists.Put(row, found.HasValue ? found.Value!.ETag : null, ct) ? ((block * StatusBlock.Size) + index, false) : (null, false);
    }

    /// <summary>The list after one that is full: the one that others moved on to, or the next, begun now. It is published before anybody can be in it.</summary>
    private async Task<int> After(int full, CancellationToken ct)
    {
        while (true)
        {
            var pointer = await ReadPointer(ct);
            if (pointer?.GetInt32("List") is { } current && current > full)
                return current;
            await lists.Begin(full + 1, ct);
            if (await tables.StatusLists.Put(new TableEntity(Pointer, Current) { ["List"] = full + 1 }, pointer?.ETag, ct))
                return full + 1;
        }
    }

    private async Task<TableEntity?> ReadPointer(CancellationToken ct)
    {
        var row = await tables.StatusLists.GetEntityIfExistsAsync<TableEntity>(Pointer, Current, cancellationToken: ct);
        return row.HasValue ? row.Value : null;
    }
}
