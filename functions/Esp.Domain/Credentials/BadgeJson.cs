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

    internal static void Write(Utf8JsonWriter json, Badge badge)
    {
        json.WriteStartObject();
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

        json.WriteEndObject();
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

/// <summary>The achievement as it stands in a badge and, with the contexts, alone at its own address.</summary>
public static class AchievementJson
{
    /// <summary>The achievement published at its id, as UTF-8.</summary>
    public static byte[] Write(Achievement achievement)
    {
        var buffer = new ArrayBufferWriter<byte>(4 * 1024);
        using (var json = new Utf8JsonWriter(buffer, CredentialJson.Options(indented: false)))
            Write(json, achievement, withContext: true);
        return buffer.WrittenSpan.ToArray();
    }

    internal static void Write(Utf8JsonWriter json, Achievement achievement, bool withContext = false)
    {
        json.WriteStartObject();
        if (withContext)
            json.WriteStrings("@context"u8, [CredentialFormat.CredentialsContext, CredentialFormat.BadgeContext]);
        json.WriteString("id"u8, achievement.Id);
        json.WriteStrings("type"u8, ["Achievement"]);
        json.WriteText("achievementType"u8, achievement.AchievementType);
        json.WriteString("name"u8, achievement.Name);
        json.WriteString("description"u8, achievement.Description);
        json.WriteStartObject("criteria"u8);
        json.WriteText("id"u8, achievement.Criteria.Id);
        json.WriteText("narrative"u8, achievement.Criteria.Narrative);
        json.WriteEndObject();
        if (achievement.CreditsAvailable is { } credits)
            json.WriteNumber("creditsAvailable"u8, credits);
        json.WriteText("version"u8, achievement.Version);
        if (achievement.Tags.Count > 0)
            json.WriteStrings("tag"u8, achievement.Tags);
        json.WriteObjects("alignment"u8, achievement.Alignments, Alignment);
        json.WriteObjects("resultDescription"u8, achievement.ResultDescriptions, Result);
        json.WriteEndObject();
    }

    private static void Alignment(Utf8JsonWriter json, Alignment alignment)
    {
        json.WriteText("id"u8, alignment.Id);
        json.WriteStrings("type"u8, ["Alignment"]);
        json.WriteString("targetName"u8, alignment.TargetName);
        json.WriteString("targetUrl"u8, alignment.TargetUrl);
        json.WriteText("targetFramework"u8, alignment.TargetFramework);
        json.WriteText("targetType"u8, alignment.TargetType);
    }

    private static void Result(Utf8JsonWriter json, ResultDescription result)
    {
        json.WriteString("id"u8, result.Id);
        json.WriteStrings("type"u8, ["ResultDescription"]);
        json.WriteString("name"u8, result.Name);
        json.WriteString("resultType"u8, result.ResultType);
        json.WriteObjects("rubricCriterionLevel"u8, result.Levels, Level);
        json.WriteText("requiredLevel"u8, result.RequiredLevel);
    }

    private static void Level(Utf8JsonWriter json, CriterionLevel level)
    {
        json.WriteString("id"u8, level.Id);
        json.WriteStrings("type"u8, ["RubricCriterionLevel"]);
        json.WriteString("name"u8, level.Name);
        json.WriteText("description"u8, level.Description);
        json.WriteText("level"u8, level.Level);
    }
}
