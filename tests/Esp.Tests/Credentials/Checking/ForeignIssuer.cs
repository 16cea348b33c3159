using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using Esp.App.Credentials;
using Esp.Domain.Credentials;

namespace Esp.Tests.Credentials.Checking;

/// <summary>An issuer somewhere else that makes badges of the same shape as ours.</summary>
internal sealed class ForeignIssuer : IDisposable
{
    private readonly SigningKeys _keys;
    private readonly JwtKeys _forJwt;

    public ForeignIssuer(string? id = null, string? seed = null)
    {
        _keys = SigningKeys.From(id ?? "did:web:badges.school.org", seed ?? SigningKeys.NewSeed()).Ok();
        _forJwt = JwtKeys.From(_keys.IssuerId, JwtKeys.NewKey()).Ok();
        Now = CredentialFormat.WholeSeconds(DateTimeOffset.UtcNow.AddHours(-1));
    }

    /// <summary>Whose name is its key.</summary>
    public static ForeignIssuer ByKey()
    {
        var seed = SigningKeys.NewSeed();
        using var named = SigningKeys.From("did:web:nobody", seed).Ok();
        return new("did:key:" + named.CurrentPublicKey, seed);
    }

    public string Id => _keys.IssuerId;

    public string ListUrl => "https://badges.school.org/status/1";

    public DateTimeOffset Now { get; }

    public byte[] Did => DidDocument.Write(_keys, _forJwt);

    public Badge Badge(StatusEntry? status = null) => GivenBadge.Plain() with
    {
        Id = "https://badges.school.org/1",
        Issuer = new(Id, "School", "https://badges.school.org/"),
        ValidFrom = Now,
        AwardedDate = Now,
        Status = status,
    };

    public StatusEntry Entry(int index = 42, string? url = null) => new($"{url ?? ListUrl}#{index}", index, url ?? ListUrl);

    public Badge Sign(Badge badge) => new Signer(_keys).Sign(badge, Now).Ok();

    public byte[] Json(Badge badge) => BadgeJson.Write(Sign(badge));

    public byte[] Signed(StatusEntry? status = null) => Json(Badge(status));

    public StatusListCredential List(params int[] revoked)
    {
        var bits = new StatusBits();
        foreach (var index in revoked)
            bits.Revoke(index);
        return new(ListUrl, Id, Now, Now.AddDays(2), TimeSpan.FromMinutes(5), bits.Encode());
    }

    public byte[] ListJson(StatusListCredential list) => new Signer(_keys).Sign(list, Now).Ok().ToJson();

    /// <summary>The badge with one member of its JSON written otherwise.</summary>
    public static byte[] Changed(byte[] json, string from, string to) =>
        Encoding.UTF8.GetString(json) is var text && text.Contains(from, StringComparison.Ordinal) ? Encoding.UTF8.GetBytes(text.Replace(from, to, StringComparison.Ordinal)) : throw new JsonException($"There is no {from}.");

    public string Token(StatusEntry? status = null) => new CredentialJwt(_forJwt).Sign(Badge(status)).Ok();

    /// <summary>A token over any payload.</summary>
    public string Token(byte[] payload)
    {
        var header = JsonSerializer.SerializeToUtf8Bytes(new { alg = "ES256", kid = _forJwt.CurrentId, typ = "JWT" });
        var signed = $"{Base64Url.EncodeToString(header)}.{Base64Url.EncodeToString(payload)}";
        return $"{signed}.{Base64Url.EncodeToString(_forJwt.Sign(Encoding.ASCII.GetBytes(signed)))}";
    }

    public void Dispose()
    {
        _keys.Dispose();
        _forJwt.Dispose();
    }
}
