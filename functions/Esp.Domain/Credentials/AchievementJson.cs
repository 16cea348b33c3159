using System.Buffers;
using System.Text.Json;

namespace Esp.Domain.Credentials;

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
        if (achievement.Image is { } image)
            Image(json, image);
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

    private static void Image(Utf8JsonWriter json, AchievementImage image)
    {
        json.WriteStartObject("image"u8);
        json.WriteString("id"u8, image.Id);
        json.WriteString("type"u8, "Image"u8);
        json.WriteText("caption"u8, image.Caption);
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
