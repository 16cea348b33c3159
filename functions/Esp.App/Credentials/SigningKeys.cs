using Esp.Domain.Credentials;
using NSec.Cryptography;

namespace Esp.App.Credentials;

/// <summary>
/// The issuer's keys: the private one that signs now, and the public ones that signed before and must stay published for as long as what they signed is to verify.
/// </summary>
public sealed class SigningKeys : IDisposable
{
    private readonly Key _current;
    private readonly Dictionary<string, PublicKey> _published = new(StringComparer.Ordinal);

    private SigningKeys(string issuerId, Key current)
    {
        (IssuerId, _current) = (issuerId, current);
        CurrentPublicKey = Add(current.PublicKey);
    }

    /// <summary>The issuer's <c>did:web</c>.</summary>
    public string IssuerId { get; }

    /// <summary>The current public key as <c>z6Mk…</c>.</summary>
    public string CurrentPublicKey { get; }

    /// <summary>What proofs name: the issuer, <c>#</c>, the current public key.</summary>
    public string VerificationMethod => $"{IssuerId}#{CurrentPublicKey}";

    /// <summary>All public keys as <c>z6Mk…</c>, the current one first.</summary>
    public IEnumerable<string> PublicKeys => _published.Keys.OrderBy(k => !string.Equals(k, CurrentPublicKey, StringComparison.Ordinal));

    /// <summary>
    /// From settings: <paramref name="seed"/> is the 32 byte seed as multibase (<c>z3u2…</c> Multikey, or any multibase of the 32 bytes) or as base64;
    /// <paramref name="olderPublicKeys"/> are <c>z6Mk…</c>. Refuses anything else without repeating it.
    /// </summary>
    public static Result<SigningKeys> From(string issuerId, string seed, IEnumerable<string>? olderPublicKeys = null)
    {
        if (!TrySeed(seed, out var bytes))
            return new Problem(ProblemKind.Invalid, "credential.key-invalid", "The signing key must be the 32 byte seed of an Ed25519 key, as multibase or base64.");

        var keys = new SigningKeys(issuerId, Key.Import(SignatureAlgorithm.Ed25519, bytes, KeyBlobFormat.RawPrivateKey));
        foreach (var text in olderPublicKeys ?? [])
        {
            if (!TryPublicKey(text, out var key))
            {
                keys.Dispose();
                return new Problem(ProblemKind.Invalid, "credential.key-invalid", $"'{text}' is not an Ed25519 public key in Multikey form (z6Mk…).");
            }

            keys.Add(key);
        }

        return keys;
    }

    /// <summary>A new random seed as multibase Multikey, to be kept as the setting.</summary>
    public static string NewSeed()
    {
        Span<byte> seed = stackalloc byte[32];
        System.Security.Cryptography.RandomNumberGenerator.Fill(seed);
        return Multibase.PrivateKey(seed);
    }

    /// <summary>The Ed25519 signature (64 bytes) of <paramref name="data"/> by the current key.</summary>
    internal void Sign(ReadOnlySpan<byte> data, Span<byte> signature) => SignatureAlgorithm.Ed25519.Sign(_current, data, signature);

    internal PublicKey? Find(string publicKey) => _published.GetValueOrDefault(publicKey);

    public void Dispose() => _current.Dispose();

    private string Add(PublicKey key)
    {
        var text = Multibase.PublicKey(key.Export(KeyBlobFormat.RawPublicKey));
        _published[text] = key;
        return text;
    }

    private static bool TryPublicKey(string text, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out PublicKey? key)
    {
        key = null;
        return Multibase.TryPublicKey(text, out var bytes) && PublicKey.TryImport(SignatureAlgorithm.Ed25519, bytes, KeyBlobFormat.RawPublicKey, out key);
    }

    private static bool TrySeed(string text, out byte[] seed)
    {
        if (Multibase.TryPrivateKey(text, out seed) || (Multibase.TryDecode(text, out seed) && seed.Length == 32))
            return true;

        seed = new byte[32];
        return Convert.TryFromBase64String(text, seed, out var written) && written == 32;
    }
}
