using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Esp.App.Credentials;

/// <summary>
/// What a compact JWT says before anybody checked it. <see cref="Json"/> is the credential in it without the token's own claims, as UTF-8: <see cref="BadgeReader"/> reads it when it is of our shape.
/// </summary>
public sealed class JwtCredential
{
    private const int MostCharacters = 256 * 1024;
    private const string NotJwt = "it is not a compact JWT: three parts of base64url with dots between them, the first two of JSON.";

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 16, AllowDuplicateProperties = false };
    private static readonly string[] Claims = ["iss", "sub", "aud", "exp", "nbf", "iat", "jti"];

    private JwtCredential(string token, JsonElement header, JsonElement payload)
    {
        Header = header;
        Payload = payload;
        Credential = payload.TryGetProperty("vc", out var inner) && inner.ValueKind == JsonValueKind.Object ? inner : payload;
        var end = token.LastIndexOf('.');
        Signed = Encoding.ASCII.GetBytes(token[..end]);
        Signature = JwtKey.TryBytes(token.AsSpan(end + 1), out var signature) ? signature : [];
        Json = WithoutClaims();
    }

    /// <summary>The credential's JSON. An own proof in it stays.</summary>
    public byte[] Json { get; }

    /// <summary>Who the credential says issued it; empty when it says nothing that can be read.</summary>
    public string IssuerId => Credential.TryGetProperty("issuer", out var issuer)
        ? issuer.ValueKind == JsonValueKind.Object ? Text(issuer, "id") ?? "" : Text(Credential, "issuer") ?? ""
        : "";

    /// <summary>The key that the token names, or null.</summary>
    public string? KeyId => Text(Header, "kid");

    internal JsonElement Header { get; }

    internal JsonElement Payload { get; }

    internal JsonElement Credential { get; }

    internal byte[] Signed { get; }

    /// <summary>Empty when it is no base64url.</summary>
    internal byte[] Signature { get; }

    /// <summary>
    /// Takes a token apart. Refuses with <c>credential.unreadable</c>, "Could not check: …": over 256 KiB, other than three parts, base64url with padding or stray letters, JSON that is broken,
    /// nests deeper than 16 or has a member twice. Never throws for any text.
    /// </summary>
    public static Result<JwtCredential> Read(string token)
    {
        token = token.Trim();
        if (token.Length > MostCharacters)
            return Unreadable("it is larger than 256 KiB.");
        if (token.Split('.') is not [var first, var second, _] || !JwtKey.TryBytes(first, out var header) || !JwtKey.TryBytes(second, out var payload))
            return Unreadable(NotJwt);
        try
        {
            using var head = JsonDocument.Parse(header, Strict);
            using var body = JsonDocument.Parse(payload, Strict);
            return head.RootElement.ValueKind == JsonValueKind.Object && body.RootElement.ValueKind == JsonValueKind.Object
                ? new JwtCredential(token, head.RootElement.Clone(), body.RootElement.Clone())
                : Unreadable(NotJwt);
        }
        catch (JsonException)
        {
            return Unreadable("its JSON is broken, or nests too deep, or has a member twice.");
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair, or bytes that are not UTF-8.
            return Unreadable("a text has a character that is none.");
        }
    }

    /// <summary>A member that is a text; null when there is none or it is something else.</summary>
    internal static string? Text(JsonElement element, string name)
    {
        if (!element.TryGetProperty(name, out var value) || value.ValueKind != JsonValueKind.String)
            return null;
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    private byte[] WithoutClaims()
    {
        var buffer = new ArrayBufferWriter<byte>(8 * 1024);
        using var json = new Utf8JsonWriter(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
        json.WriteStartObject();
        foreach (var member in Credential.EnumerateObject())
        {
            if (!Claims.Contains(member.Name, StringComparer.Ordinal))
                member.WriteTo(json);
        }

        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private static Problem Unreadable(string why) => new(ProblemKind.Invalid, "credential.unreadable", $"Could not check: {why}");
}
