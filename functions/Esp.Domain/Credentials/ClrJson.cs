using System.Buffers;
using System.Text.Json;

namespace Esp.Domain.Credentials;

/// <summary>The transcript as JSON-LD; contexts in the order that CLR 2.0 asks for. The badges in it keep their own contexts and proofs.</summary>
public static class ClrJson
{
    /// <summary>CLR 2.0, ClrCredential: the second of the first three contexts.</summary>
    public const string Context = "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json";

    /// <summary>UTF-8, indented: people download it.</summary>
    public static byte[] Write(Clr clr)
    {
        var buffer = new ArrayBufferWriter<byte>(32 * 1024);
        using (var json = new Utf8JsonWriter(buffer, CredentialJson.Options(indented: true)))
            Write(json, clr);
        return buffer.WrittenSpan.ToArray();
    }

    private static void Write(Utf8JsonWriter json, Clr clr)
    {
        json.WriteStartObject();
        json.WriteStrings("@context"u8, [CredentialFormat.CredentialsContext, Context, CredentialFormat.BadgeContext]);
        json.WriteString("id"u8, clr.Id);
        json.WriteStrings("type"u8, ["VerifiableCredential", "ClrCredential"]);
        json.WriteString("name"u8, clr.Name);
        BadgeJson.Issuer(json, clr.Issuer);
        json.WriteTime("validFrom"u8, clr.ValidFrom);
        json.WriteStartObject("credentialSubject"u8);
        json.WriteString("id"u8, clr.SubjectId);
        json.WriteStrings("type"u8, ["ClrSubject"]);
        json.WriteObjects("identifier"u8, clr.Identifiers, BadgeJson.Identity);
        json.WriteStartArray("verifiableCredential"u8);
        foreach (var badge in clr.Badges)
            BadgeJson.Write(json, badge);
        json.WriteEndArray();
        json.WriteEndObject();
        if (clr.Proof is { } proof)
        {
            json.WriteStartArray("proof"u8);
            json.WriteProof(proof);
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }
}
