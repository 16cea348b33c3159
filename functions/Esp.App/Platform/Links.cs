using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Esp.App.Platform;

/// <summary>
/// Secrets for scorers. A link's token is derived from a random nonce and the secret of this installation: reminders can
/// repeat the one live link although only its hash is stored, and neither the tables nor the secret alone opens it
/// (docs/adr/0003). A session is sealed: it tells its holder nothing.
/// </summary>
public sealed class Links(Settings settings)
{
    private readonly byte[] _tokenKey = Derive(settings, "link token");
    private readonly byte[] _sealKey = Derive(settings, "link session");
    private readonly byte[] _blindKey = Derive(settings, "blind index");

    /// <summary>256 random bits, kept in the review's row.</summary>
    public static string NewNonce() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    /// <summary>The token that the mail carries: 43 characters, safe in a URL.</summary>
    public string Token(string nonce) => Base64Url.EncodeToString(HMACSHA256.HashData(_tokenKey, Encoding.UTF8.GetBytes(nonce)));

    /// <summary>What is stored of a token: SHA-256 in hex.</summary>
    public static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    /// <summary>A keyed hash (HMAC-SHA-256, hex) to find a text by without keeping it: who reads the tables cannot try addresses against it.</summary>
    public string Blind(string text) => Convert.ToHexStringLower(HMACSHA256.HashData(_blindKey, Encoding.UTF8.GetBytes(text)));

    /// <summary>Encrypts a record (AES-256-GCM) into a token that only <see cref="Open{T}"/> reads.</summary>
    public string Seal<T>(T content)
    {
        var plain = JsonSerializer.SerializeToUtf8Bytes(content, EspJson.Options);
        var sealedBytes = new byte[12 + 16 + plain.Length];
        RandomNumberGenerator.Fill(sealedBytes.AsSpan(0, 12));
        using var aes = new AesGcm(_sealKey, 16);
        aes.Encrypt(sealedBytes.AsSpan(0, 12), plain, sealedBytes.AsSpan(28), sealedBytes.AsSpan(12, 16));
        return Base64Url.EncodeToString(sealedBytes);
    }

    /// <summary>The record, or null for anything that this installation did not seal.</summary>
    public T? Open<T>(string? token)
        where T : class
    {
        if (token is not { Length: > 40 and < 2048 } || !Base64Url.IsValid(token))
            return null;
        var sealedBytes = Base64Url.DecodeFromChars(token);
        if (sealedBytes.Length < 28)
            return null;
        var plain = new byte[sealedBytes.Length - 28];
        try
        {
            using var aes = new AesGcm(_sealKey, 16);
            aes.Decrypt(sealedBytes.AsSpan(0, 12), sealedBytes.AsSpan(28), sealedBytes.AsSpan(12, 16), plain);
            return JsonSerializer.Deserialize<T>(plain, EspJson.Options);
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static byte[] Derive(Settings settings, string purpose) =>
        HKDF.DeriveKey(HashAlgorithmName.SHA256, Convert.FromBase64String(settings.LinkSecret), 32, info: Encoding.UTF8.GetBytes(purpose));
}
