using System.Buffers;
using System.Text.Json;

namespace Esp.Domain.Credentials;

/// <summary>The badge as JSON-LD, in one order of members, without nulls and empty lists. Text is left as it is where JSON allows it, so people can read it.</summary>
public static class BadgeJson
{
    /// <summary>UTF-8. With <paramref name="indented"/> for people who download it.</summary>
    public static byte[] Write(Badge badge, bool indented = false)
    {
        var buffer = new ArrayBufferWriter<byte>(8 * 1024);
        using (var json = new Utf8JsonWriter(buffer, CredentialJson.Options(indented)))
            Write(json, badge);
        return buffer.WrittenSpan.ToArray();
    }

    /// <summary>The badge as part of a larger document.</summary>
    internal static void Write(Utf8JsonWriter json, Badge badge)
    {
        json.WriteStartObject();
        Members(json, badge);
        json.WriteEndObject();
    }

    /// <summary>
    /// The payload of the badge's JWT, as UTF-8: the badge without its proof and, behind its members, what the token says of it: <c>iss</c>, <c>jti</c>, <c>nbf</c>, <c>sub</c> (left out when
    /// the subject has no id), and <c>exp</c> with an end date. Times there are seconds since 1970.
    /// </summary>
    public static byte[] WriteJwtPayload(Badge badge)
    {
        var buffer = new ArrayBufferWriter<byte>(8 * 1024);
        using (var json = new Utf8JsonWriter(buffer, CredentialJson.Options(indented: false)))
        {
            json.WriteStartObject();
            Members(json, badge with { Proof = null });
            json.WriteString("iss"u8, badge.Issuer.Id);
            json.WriteString("jti"u8, badge.Id);
            json.WriteText("sub"u8, badge.Subject.Id);
            json.WriteNumber("nbf"u8, badge.ValidFrom.ToUnixTimeSeconds());
            if (badge.ValidUntil is { } until)
                json.WriteNumber("exp"u8, until.ToUnixTimeSeconds());
            json.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private static void Members(Utf8JsonWriter json, Badge badge)
    {
        json.WriteStrings("@context"u8, [CredentialFormat.CredentialsContext, CredentialFormat.BadgeContext]);
        json.WriteString("id"u8, badge.Id);
        json.WriteStrings("type"u8, ["VerifiableCredential", "OpenBadgeCredential"]);
        json.WriteText("name"u8, badge.Name);
        json.WriteText("description"u8, badge.Description);
        Issuer(json, badge.Issuer);
        json.WriteTime("validFrom"u8, badge.ValidFrom);
        json.WriteTime("validUntil"u8, badge.ValidUntil);
        json.WriteTime("awardedDate"u8, badge.AwardedDate);
        Subject(json, badge.Subject);
        json.WriteObjects("evidence"u8, badge.Evidence, Evidence);
        if (badge.Status is { } status)
            Status(json, status);
        // An array: the published JSON Schema asks for one.
        if (badge.Proof is { } proof)
        {
            json.WriteStartArray("proof"u8);
            json.WriteProof(proof);
            json.WriteEndArray();
        }
    }

    internal static void Issuer(Utf8JsonWriter json, IssuerProfile issuer)
    {
        json.WriteStartObject("issuer"u8);
        json.WriteString("id"u8, issuer.Id);
        json.WriteStrings("type"u8, ["Profile"]);
        json.WriteText("name"u8, issuer.Name);
        json.WriteText("url"u8, issuer.Url);
        json.WriteText("email"u8, issuer.Email);
        json.WriteEndObject();
    }

    private static void Subject(Utf8JsonWriter json, BadgeSubject subject)
    {
        json.WriteStartObject("credentialSubject"u8);
        json.WriteText("id"u8, subject.Id);
        json.WriteStrings("type"u8, ["AchievementSubject"]);
        json.WriteObjects("identifier"u8, subject.Identifiers, Identity);
        json.WritePropertyName("achievement"u8);
        AchievementJson.Write(json, subject.Achievement);
        json.WriteObjects("result"u8, subject.Results, Result);
        json.WriteEndObject();
    }

    internal static void Identity(Utf8JsonWriter json, RecipientIdentity identity)
    {
        json.WriteString("type"u8, "IdentityObject"u8);
        json.WriteBoolean("hashed"u8, identity.Hashed);
        json.WriteString("identityHash"u8, identity.IdentityHash);
        json.WriteString("identityType"u8, identity.IdentityType);
        json.WriteText("salt"u8, identity.Salt);
    }

    private static void Result(Utf8JsonWriter json, BadgeResult result)
    {
        json.WriteText("id"u8, result.Id);
        json.WriteStrings("type"u8, ["Result"]);
        json.WriteString("resultDescription"u8, result.ResultDescription);
        json.WriteString("achievedLevel"u8, result.AchievedLevel);
    }

    private static void Evidence(Utf8JsonWriter json, BadgeEvidence evidence)
    {
        json.WriteText("id"u8, evidence.Id);
        json.WriteStrings("type"u8, ["Evidence"]);
        json.WriteText("name"u8, evidence.Name);
        json.WriteString("narrative"u8, evidence.Narrative);
    }

    private static void Status(Utf8JsonWriter json, StatusEntry status)
    {
        json.WriteStartObject("credentialStatus"u8);
        json.WriteString("id"u8, status.Id);
        json.WriteString("type"u8, "BitstringStatusListEntry"u8);
        json.WriteString("statusPurpose"u8, StatusEntry.Purpose);
        json.WriteString("statusListIndex"u8, $"{status.Index}");
        json.WriteString("statusListCredential"u8, status.ListUrl);
        json.WriteEndObject();
    }
}
