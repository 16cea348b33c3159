using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Esp.App.Credentials;

/// <summary>The issuer's public document, served at <c>/.well-known/did.json</c> (or <c>…/did.json</c> under a path): each published key, good for <c>assertionMethod</c>:
/// those of embedded proofs as Multikey, those of JWTs as JsonWebKey.</summary>
public static class DidDocument
{
    private static readonly JsonWriterOptions Readable = new() { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The <c>did:web</c> of a site: host, a port after <c>%3A</c>, and path segments after <c>:</c>. Scheme, query and fragment have no place in it.</summary>
    public static string IdOf(Uri site)
    {
        var host = site.IsDefaultPort ? site.IdnHost : $"{site.IdnHost}%3A{site.Port}";
        var path = site.AbsolutePath.Trim('/').Replace('/', ':');
        return path.Length == 0 ? $"did:web:{host}" : $"did:web:{host}:{path}";
    }

    /// <summary>As UTF-8 JSON.</summary>
    public static byte[] Write(SigningKeys keys, JwtKeys? jwtKeys = null)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer, Readable);
        json.WriteStartObject();
        json.WriteStartArray("@context");
        json.WriteStringValue("https://www.w3.org/ns/did/v1");
        json.WriteStringValue("https://w3id.org/security/multikey/v1");
        if (jwtKeys is not null)
            json.WriteStringValue("https://w3id.org/security/jwk/v1");
        json.WriteEndArray();
        json.WriteString("id", keys.IssuerId);
        json.WriteStartArray("verificationMethod");
        foreach (var key in keys.PublicKeys)
        {
            json.WriteStartObject();
            json.WriteString("id", $"{keys.IssuerId}#{key}");
            json.WriteString("type", "Multikey");
            json.WriteString("controller", keys.IssuerId);
            json.WriteString("publicKeyMultibase", key);
            json.WriteEndObject();
        }

        foreach (var key in jwtKeys?.PublicKeys ?? [])
            WebKey(json, jwtKeys!, key);
        json.WriteEndArray();
        json.WriteStartArray("assertionMethod");
        foreach (var key in keys.PublicKeys)
            json.WriteStringValue($"{keys.IssuerId}#{key}");
        foreach (var key in jwtKeys?.PublicKeys ?? [])
            json.WriteStringValue(jwtKeys!.IdOf(key));
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    private static void WebKey(Utf8JsonWriter json, JwtKeys keys, JwtKey key)
    {
        json.WriteStartObject();
        json.WriteString("id", keys.IdOf(key));
        json.WriteString("type", "JsonWebKey");
        json.WriteString("controller", keys.IssuerId);
        json.WriteStartObject("publicKeyJwk");
        json.WriteString("kty", "EC");
        json.WriteString("crv", "P-256");
        json.WriteString("x", key.X);
        json.WriteString("y", key.Y);
        json.WriteString("alg", key.Algorithm);
        json.WriteString("kid", key.Thumbprint);
        json.WriteEndObject();
        json.WriteEndObject();
    }
}
