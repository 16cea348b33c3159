using Azure;
using Azure.Data.Tables;

namespace Esp.App.Platform;

/// <summary>Writing a row that others may write at the same moment.</summary>
public static class ConditionalWrite
{
    /// <summary>
    /// Adds the row when none was <paramref name="seen"/>, or replaces the version that was; false when somebody was faster, and then nothing was
    /// written: read again. One storage call.
    /// </summary>
    public static async Task<bool> Put(this TableClient table, TableEntity row, ETag? seen, CancellationToken ct)
    {
        try
        {
            await (seen is { } version ? table.UpdateEntityAsync(row, version, TableUpdateMode.Replace, ct) : table.AddEntityAsync(row, ct));
            return true;
        }
        catch (RequestFailedException e) when (e.Status is 409 or 412)
        {
            return false;
        }
    }
}
