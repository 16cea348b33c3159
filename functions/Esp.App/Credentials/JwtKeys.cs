using System.Security.Cryptography;
using System.Text.Json;

namespace Esp.App.Credentials;

/// <summary>
/// The issuer's P-256 keys for credentials as JWT, beside <see cref="SigningKeys"/>: the private one that signs now, and the public ones that signed before and stay published.
/// A key's id is the issuer, <c>#</c>, and its thumbprint (RFC 7638).
/// </summary>
public sealed class JwtKeys : IDisposable
{
    private const string P256 = "1.2.840.10045.3.1.7";

    private static readonly Problem Refused = new(
        ProblemKind.Invalid, "credential.key-invalid", "The key for JWTs must be a P-256 private key in PKCS#8, as base64.");

    private readonly Lock _gate = new();
    private readonly ECDsa _current;
    private readonly List<JwtKey> _published;

    private JwtKeys(string issuerId, ECDsa current, List<JwtKey> published) => (IssuerId, _current, _published) = (issuerId, current, published);

    public string IssuerId { get; }

    /// <summary>The public keys, the current one first.</summary>
    public IReadOnlyList<JwtKey> PublicKeys => _published;

    /// <summary>What tokens name in <c>kid</c>.</summary>
    public string CurrentId => IdOf(_published[0]);

    public string IdOf(JwtKey key) => $"{IssuerId}#{key.Thumbprint}";

    /// <summary>
    /// From settings: <paramref name="privateKey"/> is base64 of PKCS#8; <paramref name="olderPublicKeys"/> are <c>x.y</c> (base64url of the point's halves) or a JWK as base64url.
    /// Refuses other curves, lengths, a public key in the private one's place and the other way round (<c>credential.key-invalid</c>), without repeating any of it.
    /// </summary>
    public static Result<JwtKeys> From(string issuerId, string privateKey, IEnumerable<string>? olderPublicKeys = null)
    {
        if (Private(privateKey) is not { } current)
            return Refused;

        var point = current.ExportParameters(includePrivateParameters: false).Q;
        var keys = new JwtKeys(issuerId, current, [JwtKey.OfPoint(System.Buffers.Text.Base64Url.EncodeToString(point.X), System.Buffers.Text.Base64Url.EncodeToString(point.Y))!]);
        foreach (var text in olderPublicKeys ?? [])
        {
            if (Public(text) is not { } key)
            {
                keys.Dispose();
                return new Problem(ProblemKind.Invalid, "credential.key-invalid", $"Old key {keys._published.Count} for JWTs must be a P-256 public key, as x.y or as JWK in base64url.");
            }

            if (keys._published.Contains(key))
                key.Dispose();
            else
                keys._published.Add(key);
        }

        return keys;
    }

    /// <summary>A new random key, to be kept as the setting.</summary>
    public static string NewKey()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return Convert.ToBase64String(key.ExportPkcs8PrivateKey());
    }

    /// <summary>The ES256 signature (64 bytes, r then s) of <paramref name="data"/> by the current key. Another one each time.</summary>
    internal byte[] Sign(ReadOnlySpan<byte> data)
    {
        lock (_gate)
            return _current.SignData(data, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation);
    }

    public void Dispose()
    {
        _current.Dispose();
        _published.ForEach(k => k.Dispose());
    }

    private static ECDsa? Private(string text)
    {
        var bytes = new byte[text.Length];
        if (!Convert.TryFromBase64String(text, bytes, out var length))
            return null;

        var key = ECDsa.Create();
        try
        {
            key.ImportPkcs8PrivateKey(bytes.AsSpan(0, length), out var read);
            // A key of 256 bits may lie on another curve.
            if (read == length && key.ExportParameters(includePrivateParameters: false).Curve is { IsNamed: true, Oid: var curve } && (curve.Value ?? Oid.FromFriendlyName(curve.FriendlyName!, OidGroup.All).Value) == P256)
                return key;
        }
        catch (CryptographicException)
        {
            // No key: refused below.
        }

        key.Dispose();
        return null;
    }

    private static JwtKey? Public(string text)
    {
        if (text.Split('.') is [var x, var y])
            return JwtKey.OfPoint(x, y);
        if (!JwtKey.TryBytes(text, out var json))
            return null;
        try
        {
            using var jwk = JsonDocument.Parse(json);
            var key = JwtKey.OfJwk(jwk.RootElement);
            if (key is null or { Algorithm: "ES256" })
                return key;
            key.Dispose();
            return null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
