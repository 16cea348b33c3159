using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Base64Text = System.Buffers.Text.Base64Url;

namespace Esp.App.Credentials;

/// <summary>
/// A public key for JSON Web Signatures: P-256 (ES256) or RSA of 2048 to 8192 bits (RS256, the least that Open Badges 3.0 asks verifiers to know). The kind of the key decides the algorithm,
/// never the token. Equal when the thumbprints are.
/// </summary>
public sealed class JwtKey : IEquatable<JwtKey>, IDisposable
{
    private readonly Lock _gate = new();
    private readonly ECDsa? _curve;
    private readonly RSA? _rsa;

    private JwtKey(ECDsa curve, ECPoint point)
    {
        (_curve, Algorithm) = (curve, "ES256");
        (X, Y) = (Base64Text.EncodeToString(point.X), Base64Text.EncodeToString(point.Y));
        Thumbprint = ThumbprintOf($$"""{"crv":"P-256","kty":"EC","x":"{{X}}","y":"{{Y}}"}""");
    }

    private JwtKey(RSA rsa, RSAParameters numbers)
    {
        (_rsa, Algorithm) = (rsa, "RS256");
        Thumbprint = ThumbprintOf($$"""{"e":"{{Base64Text.EncodeToString(numbers.Exponent)}}","kty":"RSA","n":"{{Base64Text.EncodeToString(numbers.Modulus)}}"}""");
    }

    /// <summary><c>ES256</c> or <c>RS256</c>.</summary>
    public string Algorithm { get; }

    /// <summary>RFC 7638: base64url of the SHA-256 over the key's required members.</summary>
    public string Thumbprint { get; }

    /// <summary>The point of a P-256 key, base64url of 32 bytes each; empty for RSA.</summary>
    public string X { get; } = "";

    public string Y { get; } = "";

    /// <summary>A P-256 key by its point; null when it is none on that curve.</summary>
    public static JwtKey? OfPoint(string x, string y)
    {
        if (!TryBytes(x, out var left) || !TryBytes(y, out var right) || left.Length != 32 || right.Length != 32)
            return null;
        try
        {
            var point = new ECPoint { X = left, Y = right };
            return new(ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = point }), point);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    /// <summary>From a JWK of kind <c>EC</c> or <c>RSA</c>; null for others, for one that carries a private part, and for one that is broken.</summary>
    public static JwtKey? OfJwk(JsonElement jwk)
    {
        if (jwk.ValueKind != JsonValueKind.Object || jwk.TryGetProperty("d", out _))
            return null;

        return Member(jwk, "kty") switch
        {
            "EC" when Member(jwk, "crv") == "P-256" => OfPoint(Member(jwk, "x"), Member(jwk, "y")),
            "RSA" => OfNumbers(Member(jwk, "n"), Member(jwk, "e")),
            _ => null,
        };
    }

    /// <summary>Is <paramref name="signature"/> one of <paramref name="data"/> by this key? ES256 signatures are 64 bytes, r then s.</summary>
    public bool Verifies(ReadOnlySpan<byte> data, ReadOnlySpan<byte> signature)
    {
        // The framework promises nothing for one key on several threads.
        lock (_gate)
        {
            return _curve is not null
                ? signature.Length == 64 && _curve.VerifyData(data, signature, HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation)
                : _rsa!.VerifyData(data, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        }
    }

    public bool Equals(JwtKey? other) => other is not null && string.Equals(Thumbprint, other.Thumbprint, StringComparison.Ordinal);

    public override bool Equals(object? obj) => Equals(obj as JwtKey);

    public override int GetHashCode() => Thumbprint.GetHashCode(StringComparison.Ordinal);

    public void Dispose()
    {
        _curve?.Dispose();
        _rsa?.Dispose();
    }

    /// <summary>Base64url as JWS has it: no padding, no white space, and the one way to write these bytes.</summary>
    internal static bool TryBytes(ReadOnlySpan<char> text, out byte[] bytes)
    {
        bytes = [];
        if (text.ContainsAnyExcept(Letters))
            return false;
        if (!Base64Text.IsValid(text))
            return false;

        bytes = Base64Text.DecodeFromChars(text);
        return text.SequenceEqual(Base64Text.EncodeToString(bytes));
    }

    private static readonly System.Buffers.SearchValues<char> Letters = System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    private static JwtKey? OfNumbers(string modulus, string exponent)
    {
        if (!TryBytes(modulus, out var n) || !TryBytes(exponent, out var e) || n.Length is < 256 or > 1024 || n[0] == 0 || e.Length is 0 or > 8)
            return null;
        try
        {
            var numbers = new RSAParameters { Modulus = n, Exponent = e };
            return new(RSA.Create(numbers), numbers);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static string Member(JsonElement jwk, string name) => JwtCredential.Text(jwk, name) ?? "";

    private static string ThumbprintOf(string members) => Base64Text.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(members)));
}
