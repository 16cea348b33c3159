using System.Globalization;
using System.Security.Cryptography;
using Azure.Data.Tables;
using Esp.App.Platform;
using Esp.Domain.Credentials;

namespace Esp.App.Credentials;

/// <summary>
/// The published status lists, 1, 2, …: a row each (<c>list-&lt;n&gt;</c>, <c>bits</c>) with the bits and the document as it was signed, so that
/// everybody gets the same bytes and publishing signs nothing. A revocation sets its bit and signs in one replace under the row's ETag:
/// of two at once, the second reads again, so none is lost. There is no way to un-set a bit.
/// </summary>
public sealed class StatusLists(Tables tables, Signer signer, SigningKeys keys, PublicAddresses addresses, TimeProvider clock)
{
    /// <summary>The first list; it is there before anybody is in it.</summary>
    public const int First = 1;

    /// <summary>How long a verifier may keep a list: a revocation is to be seen within a minute.</summary>
    public static readonly TimeSpan TimeToLive = TimeSpan.FromMinutes(1);

    /// <summary>How long a list may be believed. Short, since whoever holds back a newer list can pass this one off for so long; long enough for a weekend without the timer.</summary>
    public static readonly TimeSpan Believed = TimeSpan.FromDays(3);

    /// <summary>A list with less than this left is signed again by the timer: once a day, with two days in hand.</summary>
    public static readonly TimeSpan RenewBefore = TimeSpan.FromDays(2);

    /// <summary>A list holds since a little before it was signed: verifiers' clocks are not all right.</summary>
    private static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);

    private const string Bits = "bits";
    private const int MostTries = 50;
    private static readonly string[] SignedPart = ["Signed", "ValidUntil", "Method"];

    public string Url(int list) => addresses.StatusList(list);

    /// <summary>The signed list, or null for one that was never begun. One storage call; should it be about to lapse, it is signed again first (two more).</summary>
    public async Task<byte[]?> Publish(int list, CancellationToken ct)
    {
        var row = await tables.StatusLists.GetEntityIfExistsAsync<TableEntity>(Partition(list), Bits, SignedPart, ct);
        if (row.HasValue && Stands(row.Value!, TimeToLive))
            return row.Value!.GetBinary("Signed");
        return row.HasValue || list == First ? await Sign(list, [], TimeToLive, ct) : null;
    }

    /// <summary>Makes a list that is to be used from now on; one that is there stays as it is.</summary>
    public Task Begin(int list, CancellationToken ct) => Sign(list, [], TimeToLive, ct);

    /// <summary>Sets the bits of these indexes, for good, and publishes the list. Two storage calls, one when all are set already.</summary>
    public Task Revoke(int list, IReadOnlyCollection<int> indexes, CancellationToken ct) => Sign(list, indexes, TimeToLive, ct);

    /// <summary>Signs the list again if it lapses within <see cref="RenewBefore"/>. One storage call, or three.</summary>
    public async Task Renew(int list, CancellationToken ct)
    {
        var row = await tables.StatusLists.GetEntityIfExistsAsync<TableEntity>(Partition(list), Bits, SignedPart, ct);
        if (row.HasValue && !Stands(row.Value!, RenewBefore))
            await Sign(list, [], RenewBefore, ct);
    }

    /// <summary>The partition of a list: its bits, and which of its indexes are taken (<see cref="StatusIndexes"/>).</summary>
    internal static string Partition(int list) => string.Create(CultureInfo.InvariantCulture, $"list-{list}");

    /// <summary>The document with these bits set and at least <paramref name="left"/> to go; written only when it is not so already.</summary>
    private async Task<byte[]> Sign(int list, IReadOnlyCollection<int> revoked, TimeSpan left, CancellationToken ct)
    {
        for (var tries = 0; tries < MostTries; tries++)
        {
            var found = await tables.StatusLists.GetEntityIfExistsAsync<TableEntity>(Partition(list), Bits, cancellationToken: ct);
            var row = found.HasValue ? found.Value : null;
            var bits = row is null ? new StatusBits() : Read(list, row);
            var open = revoked.Where(i => !bits[i]).ToArray();
            if (row is not null && open.Length == 0 && Stands(row, left))
                return row.GetBinary("Signed");
            foreach (var index in open)
                bits.Revoke(index);
            var next = Row(list, bits);
            if (await tables.StatusLists.Put(next, row?.ETag, ct))
                return next.GetBinary("Signed");
            // Somebody was faster: apart from them, and again.
            await Task.Delay(RandomNumberGenerator.GetInt32(5, 50), ct);
        }

        throw new InvalidOperationException($"Status list {list} was changed {MostTries} times while it was to be signed.");
    }

    private TableEntity Row(int list, StatusBits bits)
    {
        var now = CredentialFormat.WholeSeconds(clock.GetUtcNow());
        var encoded = bits.Encode();
        var made = new StatusListCredential(Url(list), keys.IssuerId, now - ClockSkew, now + Believed, TimeToLive, encoded);
        if (signer.Sign(made, now).Failed(out var problem, out var signed))
            throw new InvalidOperationException(problem.Detail);
        return new(Partition(list), Bits)
        {
            ["Encoded"] = encoded,
            ["Signed"] = signed.ToJson(),
            ["SignedAt"] = now,
            ["ValidUntil"] = made.ValidUntil,
            ["Method"] = signed.Proof!.VerificationMethod,
        };
    }

    /// <summary>A row that cannot be read must not become an empty list, in which nobody is revoked.</summary>
    private static StatusBits Read(int list, TableEntity row) =>
        StatusBits.TryDecode(row.GetString("Encoded") ?? "", out var bits, StatusBits.Entries / 8) ? bits : throw new InvalidOperationException($"The bits of status list {list} cannot be read.");

    /// <summary>True while the document holds for so long, and was signed by a key that this issuer publishes.</summary>
    private bool Stands(TableEntity row, TimeSpan left) =>
        row.GetDateTimeOffset("ValidUntil") - clock.GetUtcNow() > left && keys.PublicKeys.Any(k => row.GetString("Method") == $"{keys.IssuerId}#{k}");
}
