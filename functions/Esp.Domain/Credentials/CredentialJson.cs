using System.Text.Encodings.Web;
using System.Text.Json;

namespace Esp.Domain.Credentials;

/// <summary>What the writers of badges and status lists share: a member that is null or an empty list is left out.</summary>
internal static class CredentialJson
{
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonWriterOptions ForPeople = Compact with { Indented = true, NewLine = "\n" };

    public static JsonWriterOptions Options(bool indented) => indented ? ForPeople : Compact;

    public static void WriteText(this Utf8JsonWriter json, ReadOnlySpan<byte> name, string? text)
    {
        if (text is not null)
            json.WriteString(name, text);
    }

    public static void WriteTime(this Utf8JsonWriter json, ReadOnlySpan<byte> name, DateTimeOffset? time)
    {
        if (time is { } known)
            json.WriteString(name, CredentialFormat.Time(known));
    }

    public static void WriteStrings(this Utf8JsonWriter json, ReadOnlySpan<byte> name, IReadOnlyList<string> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values)
            json.WriteStringValue(value);
        json.WriteEndArray();
    }

    public static void WriteObjects<T>(this Utf8JsonWriter json, ReadOnlySpan<byte> name, IReadOnlyList<T> values, Action<Utf8JsonWriter, T> members)
    {
        if (values.Count == 0)
            return;

        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteStartObject();
            members(json, value);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    public static void WriteProof(this Utf8JsonWriter json, DataIntegrityProof proof)
    {
        json.WriteStartObject();
        json.WriteString("type"u8, "DataIntegrityProof"u8);
        json.WriteTime("created"u8, proof.Created);
        json.WriteString("verificationMethod"u8, proof.VerificationMethod);
        json.WriteString("cryptosuite"u8, DataIntegrityProof.Suite);
        json.WriteString("proofPurpose"u8, DataIntegrityProof.Purpose);
        json.WriteString("proofValue"u8, proof.ProofValue);
        json.WriteEndObject();
    }
}
