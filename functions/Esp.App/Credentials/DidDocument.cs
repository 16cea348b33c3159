using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Esp.App.Credentials;

/// <summary>The issuer's public document, served at <c>/.well-known/did.json</c> (or <c>…/did.json</c> under a path): each published key as Multikey, good for <c>assertionMethod</c>.</summary>
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
    public static byte[] Write(SigningKeys keys)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(buffer, Readable);
        json.WriteStartObject();
        json.WriteStartArray("@context");
        json.WriteStringValue("https://www.w3.org/ns/did/v1");
        json.WriteStringValue("https://w3id.org/security/multikey/v1");
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

        json.WriteEndArray();
        json.WriteStartArray("assertionMethod");
        foreach (var key in keys.PublicKeys)
            json.WriteStringValue($"{keys.IssuerId}#{key}");
        json.WriteEndArray();
        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }
}
