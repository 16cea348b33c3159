using System.Diagnostics.CodeAnalysis;
using Base64Text = System.Buffers.Text.Base64Url;

namespace Esp.Domain.Credentials;

/// <summary>
/// Bytes as text: base58-btc with prefix <c>z</c>, base64url without padding with prefix <c>u</c> (Controlled Identifiers 1.0, 2.4),
/// and Ed25519 keys as Multikey: two bytes that name the kind, then the 32 of the key.
/// </summary>
public static class Multibase
{
    private const string Alphabet = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";

    // More than a signature or a key never comes; the conversion takes the square of the length.
    private const int LongestBase58 = 128;

    public static string Base58(ReadOnlySpan<byte> bytes)
    {
        var zeros = LeadingZeros(bytes);
        Span<byte> digits = stackalloc byte[(bytes.Length * 138 / 100) + 1];
        var count = 0;
        foreach (var b in bytes[zeros..])
        {
            int carry = b;
            for (var i = 0; i < count || carry != 0; i++)
            {
                carry += i < count ? digits[i] << 8 : 0;
                digits[i] = (byte)(carry % 58);
                carry /= 58;
                count = Math.Max(count, i + 1);
            }
        }

        Span<char> text = stackalloc char[1 + zeros + count];
        text[0] = 'z';
        text.Slice(1, zeros).Fill('1');
        for (var i = 0; i < count; i++)
            text[text.Length - 1 - i] = Alphabet[digits[i]];
        return new string(text);
    }

    public static string Base64Url(ReadOnlySpan<byte> bytes) => "u" + Base64Text.EncodeToString(bytes);

    /// <summary>False when the text has another prefix, another letter, or is longer than 128 (base58) letters.</summary>
    public static bool TryDecode([NotNullWhen(true)] string? text, out byte[] bytes)
    {
        bytes = [];
        return text is ['z', ..] ? TryBase58(text.AsSpan(1), out bytes) : text is ['u', ..] && TryBase64Url(text.AsSpan(1), out bytes);
    }

    /// <summary>A public Ed25519 key of 32 bytes as <c>z6Mk…</c>.</summary>
    public static string PublicKey(ReadOnlySpan<byte> key) => Base58([0xed, 0x01, .. key]);

    public static bool TryPublicKey([NotNullWhen(true)] string? text, out byte[] key) => TryKey(text, 0xed, 0x01, out key);

    /// <summary>A private Ed25519 key, its 32 byte seed, as <c>z3u2…</c>.</summary>
    public static string PrivateKey(ReadOnlySpan<byte> seed) => Base58([0x80, 0x26, .. seed]);

    public static bool TryPrivateKey([NotNullWhen(true)] string? text, out byte[] seed) => TryKey(text, 0x80, 0x26, out seed);

    private static bool TryKey(string? text, byte first, byte second, out byte[] key)
    {
        key = [];
        if (text is not ['z', ..] || !TryDecode(text, out var bytes) || bytes.Length != 34 || bytes[0] != first || bytes[1] != second)
            return false;

        key = bytes[2..];
        return true;
    }

    private static bool TryBase58(ReadOnlySpan<char> text, out byte[] bytes)
    {
        bytes = [];
        if (text.Length > LongestBase58)
            return false;

        Span<byte> value = stackalloc byte[text.Length];
        var count = 0;
        foreach (var letter in text)
        {
            var carry = Alphabet.IndexOf(letter, StringComparison.Ordinal);
            if (carry < 0)
                return false;
            for (var i = 0; i < count || carry != 0; i++)
            {
                carry += i < count ? value[i] * 58 : 0;
                value[i] = (byte)carry;
                carry >>= 8;
                count = Math.Max(count, i + 1);
            }
        }

        var zeros = text.IndexOfAnyExcept('1') is var at and >= 0 ? at : text.Length;
        bytes = new byte[zeros + count];
        for (var i = 0; i < count; i++)
            bytes[^(i + 1)] = value[i];
        return true;
    }

    private static bool TryBase64Url(ReadOnlySpan<char> text, out byte[] bytes)
    {
        bytes = [];
        if (text.ContainsAny('=', '\n', '\r') || text.ContainsAny(' ', '\t') || !Base64Text.IsValid(text))
            return false;

        bytes = Base64Text.DecodeFromChars(text);
        return true;
    }

    private static int LeadingZeros(ReadOnlySpan<byte> bytes) => bytes.IndexOfAnyExcept((byte)0) is var at and >= 0 ? at : bytes.Length;
}
