using System.Buffers;
using System.Text.Json;

namespace Esp.Domain.Credentials;

/// <summary>
/// A signed status list for revocation (BitstringStatusListCredential). <see cref="Id"/> is its URL, <see cref="IssuerId"/> must be that of the badges that point to it.
/// <see cref="TimeToLive"/> says how long a verifier may keep it; after <see cref="ValidUntil"/> it must not be believed.
/// </summary>
public sealed record StatusListCredential(
    string Id, string IssuerId, DateTimeOffset ValidFrom, DateTimeOffset ValidUntil, TimeSpan TimeToLive, string EncodedList)
{
    /// <summary>Null until it is signed.</summary>
    public DataIntegrityProof? Proof { get; init; }

    private string ListId => Id + "#list";

    private long Milliseconds => (long)TimeToLive.TotalMilliseconds;

    /// <summary>The JSON-LD as UTF-8, with context https://www.w3.org/ns/credentials/v2 alone.</summary>
    public byte[] ToJson()
    {
        var buffer = new ArrayBufferWriter<byte>(4 * 1024);
        using var json = new Utf8JsonWriter(buffer, CredentialJson.Options(indented: false));
        json.WriteStartObject();
        json.WriteStrings("@context"u8, [CredentialFormat.CredentialsContext]);
        json.WriteString("id"u8, Id);
        json.WriteStrings("type"u8, ["VerifiableCredential", "BitstringStatusListCredential"]);
        json.WriteString("issuer"u8, IssuerId);
        json.WriteTime("validFrom"u8, ValidFrom);
        json.WriteTime("validUntil"u8, ValidUntil);
        json.WriteStartObject("credentialSubject"u8);
        json.WriteString("id"u8, ListId);
        json.WriteString("type"u8, "BitstringStatusList"u8);
        json.WriteString("statusPurpose"u8, StatusEntry.Purpose);
        json.WriteString("encodedList"u8, EncodedList);
        json.WriteNumber("ttl"u8, Milliseconds);
        json.WriteEndObject();
        if (Proof is { } proof)
        {
            json.WritePropertyName("proof"u8);
            json.WriteProof(proof);
        }

        json.WriteEndObject();
        json.Flush();
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>The canonical N-Quads without the proof.</summary>
    public Result<byte[]> Canonical()
    {
        using var quads = ToQuads();
        return quads.Canonical();
    }

    /// <summary>Their SHA-256 into 32 bytes, or the problem.</summary>
    public Problem? Hash(Span<byte> hash)
    {
        using var quads = ToQuads();
        return quads.Hash(hash);
    }

    private QuadSet ToQuads()
    {
        var quads = new QuadSet();
        var credential = quads.NodeOf(Id);
        var list = quads.NodeOf(ListId);
        quads.IsA(credential, CredentialTerms.VerifiableCredential);
        quads.IsA(credential, "https://www.w3.org/ns/credentials/status#BitstringStatusListCredential"u8);
        quads.Link(credential, CredentialTerms.Issuer, quads.NodeOf(IssuerId));
        quads.Text(credential, CredentialTerms.ValidFrom, CredentialFormat.Time(ValidFrom), CredentialTerms.DateTime);
        quads.Text(credential, CredentialTerms.ValidUntil, CredentialFormat.Time(ValidUntil), CredentialTerms.DateTime);
        quads.Link(credential, CredentialTerms.CredentialSubject, list);
        quads.IsA(list, "https://www.w3.org/ns/credentials/status#BitstringStatusList"u8);
        quads.Text(list, CredentialTerms.StatusPurpose, StatusEntry.Purpose);
        quads.Text(list, "https://www.w3.org/ns/credentials/status#encodedList"u8, EncodedList, "https://w3id.org/security#multibase"u8);
        quads.Text(list, "https://www.w3.org/ns/credentials/status#ttl"u8, $"{Milliseconds}", "http://www.w3.org/2001/XMLSchema#integer"u8);
        return quads;
    }
}
