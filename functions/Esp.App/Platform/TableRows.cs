using Azure;
using Azure.Data.Tables;

namespace Esp.App.Platform;

/// <summary>Removing rows, so that it may be repeated: what is gone already is no trouble.</summary>
public static class TableRows
{
    private const int AtOnce = 100;

    /// <summary>Removes a row, whatever its version; false when it was not there. One storage call.</summary>
    public static async Task<bool> Remove(this TableClient table, string partition, string key, CancellationToken ct)
    {
        try
        {
            return (await table.DeleteEntityAsync(partition, key, ETag.All, ct)).Status is not StatusCodes.Status404NotFound;
        }
        catch (RequestFailedException e) when (e.Status is 404)
        {
            return false;
        }
    }

    /// <summary>Removes rows of one partition, in their order: those of the last hundred go last. One storage call a hundred; 404 when somebody else removes them at the same moment.</summary>
    public static async Task Remove(this TableClient table, string partition, IEnumerable<string> keys, CancellationToken ct)
    {
        foreach (var some in keys.Chunk(AtOnce))
        {
            var batch = Batch.In(partition);
            foreach (var key in some)
                batch.Delete(key, ETag.All);
            await batch.Commit(table, ct);
        }
    }
}
