using System.Globalization;
using System.Security.Cryptography;
using Azure;
using Azure.Data.Tables;
using Esp.App.Platform;
using Esp.Domain.Credentials;

namespace Esp.App.Credentials;

/// <summary>
/// The status list: which indexes are taken (a row each, so that storage itself refuses a second taker) and which are revoked
/// (one row of bits). Indexes are random: they tell nothing of order or time (Bitstring Status List 1.0, privacy considerations).
/// </summary>
public sealed class StatusLists(Tables tables, Signer signer, SigningKeys keys, Settings settings, TimeProvider clock)
{
    /// <summary>The list that new credentials go to.</summary>
    public const int Current = 1;

    private const string Bits = "bits";
    private const int Tries = 64;

    /// <summary>How long a verifier may keep a list, and how long one may be believed.</summary>
    public static readonly TimeSpan TimeToLive = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan Believed = TimeSpan.FromHours(24);

    private Published? _last;

    public string Url(int list) => string.Create(CultureInfo.InvariantCulture, $"{settings.SiteUrl}/api/status-lists/{list}");

    /// <summary>Takes an index that nobody has, for good. One storage call while the list is mostly empty.</summary>
    public async Task<int> Reserve(CredentialId forWhom, CancellationToken ct)
    {
        for (var tries = 0; tries < Tries; tries++)
        {
            var index = RandomNumberGenerator.GetInt32(StatusBits.Entries);
            try
            {
                await tables.StatusLists.AddEntityAsync(new TableEntity(Partition(Current), $"taken|{index.ToString("D6", CultureInfo.InvariantCulture)}") { ["Credential"] = forWhom.ToString() }, ct);
                return index;
            }
            catch (RequestFailedException e) when (e.Status is 409)
            {
                // Somebody has it: draw again.
            }
        }

        throw new InvalidOperationException($"Status list {Current} is nearly full.");
    }

    /// <summary>
    /// The signed list as published, or null for one that was never begun. One storage call. The row is asked each time, so a
    /// revocation shows at once; while it is as it was, one signing serves for as long as a verifier might keep the list.
    /// </summary>
    public async Task<byte[]?> Publish(int list, CancellationToken ct)
    {
        if (list != Current)
            return null;
        var row = await tables.StatusLists.GetEntityIfExistsAsync<TableEntity>(Partition(list), Bits, cancellationToken: ct);
        var version = row.HasValue ? row.Value!.ETag : default;
        var now = clock.GetUtcNow();
        if (_last is { } last && last.Version == version && now >= last.At && now - last.At < TimeToLive)
            return last.Json;

        var bits = row.HasValue && StatusBits.TryDecode(row.Value!.GetString("Encoded"), out var stored) ? stored : new StatusBits();
        var from = now.AddTicks(-(now.Ticks % TimeSpan.TicksPerSecond));
        var made = new StatusListCredential(Url(list), keys.IssuerId, from, from + Believed, TimeToLive, bits.Encode());
        if (signer.Sign(made, from).Failed(out var problem, out var signed))
            throw new InvalidOperationException(problem.Detail);
        var json = signed.ToJson();
        _last = new(version, from, json);
        return json;
    }

    private static string Partition(int list) => string.Create(CultureInfo.InvariantCulture, $"list-{list}");

    private sealed record Published(ETag Version, DateTimeOffset At, byte[] Json);
}
