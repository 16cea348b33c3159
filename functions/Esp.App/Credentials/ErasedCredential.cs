using System.Text;
using Azure.Data.Tables;
using Esp.App.Platform;

namespace Esp.App.Credentials;

/// <summary>
/// What is left of a credential whose holder was erased: where its status bit is, and the signed document if it names nobody. A copy that
/// somebody holds checks on: that needs the issuer's keys and the status list alone.
/// </summary>
public sealed class ErasedCredential(Tables tables, TimeProvider clock)
{
    /// <summary>The day of the erasure, in the credential's row.</summary>
    internal const string At = "ErasedAt";

    internal static readonly Problem Removed = new(
        ProblemKind.Gone, "credential.removed", "The holder of this credential asked us to remove it from public view. A copy that they gave you can still be checked.");

    private static readonly string[] Kept = ["StatusList", "StatusIndex", "Hidden", "RevokedAt"];

    /// <summary>Takes out who it is about; may be repeated. Two storage calls; one when there is none, or when it was done before.</summary>
    public async Task Handle(CredentialId id, CancellationToken ct)
    {
        var found = await tables.Credentials.GetEntityIfExistsAsync<TableEntity>(id.ToString(), CredentialStore.Public, cancellationToken: ct);
        if (!found.HasValue || found.Value!.ContainsKey(At))
            return;
        var row = found.Value;
        var left = new TableEntity(row.PartitionKey, row.RowKey) { [At] = Dates.Noon(clock.GetUtcNow()) };
        foreach (var name in Kept.Where(row.ContainsKey))
            left[name] = row[name];
        if (row.GetBoolean("Hidden") is not true && !NamesItsHolder(row.GetString("Document")))
            left["Document"] = row.GetString("Document");
        await tables.Credentials.UpdateEntityAsync(left, row.ETag, TableUpdateMode.Replace, ct);
    }

    /// <summary>True when a name stands in it as it is; what cannot be read might.</summary>
    private static bool NamesItsHolder(string document) =>
        BadgeReader.Read(Encoding.UTF8.GetBytes(document)).Failed(out _, out var badge) || badge.Subject.Identifiers.Any(i => !i.Hashed);
}
