using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Esp.App.Platform;

namespace Esp.Host.Local.SignIn;

/// <summary>The cookie that says who is signed in: base64 JSON, a dot, and its HMAC with a key of this machine.</summary>
public sealed class SignInCookie(DataFolder data)
{
    public const string Name = "StaticWebAppsAuthCookie";

    private readonly Lazy<byte[]> _key = new(() => Convert.FromBase64String(data.Key("sign-in-cookie")));

    public string Write(Principal person)
    {
        var text = Base64Url.EncodeToString(JsonSerializer.SerializeToUtf8Bytes(person, EspJson.Options));
        return $"{text}.{Base64Url.EncodeToString(Sign(text))}";
    }

    /// <summary>The person, or null when the cookie is missing, foreign or changed.</summary>
    public Principal? Read(string? cookie)
    {
        if (cookie?.Split('.') is not [var text, var signature])
            return null;
        try
        {
            return CryptographicOperations.FixedTimeEquals(Sign(text), Base64Url.DecodeFromChars(signature))
                ? JsonSerializer.Deserialize<Principal>(Base64Url.DecodeFromChars(text), EspJson.Options)
                : null;
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            return null;
        }
    }

    private byte[] Sign(string text) => HMACSHA256.HashData(_key.Value, Encoding.UTF8.GetBytes(text));
}
