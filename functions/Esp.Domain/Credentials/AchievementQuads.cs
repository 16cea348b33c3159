namespace Esp.Domain.Credentials;

/// <summary>The achievement's part of <see cref="BadgeQuads"/>.</summary>
internal static class AchievementQuads
{
    private static ReadOnlySpan<byte> AnyUri => "https://www.w3.org/2001/XMLSchema#anyURI"u8;

    public static Node Write(QuadSet quads, Achievement achievement)
    {
        var node = quads.NodeOf(achievement.Id);
        quads.IsA(node, "https://purl.imsglobal.org/spec/vc/ob/vocab.html#Achievement"u8);
        quads.Text(node, CredentialTerms.Name, achievement.Name);
        quads.Text(node, CredentialTerms.Description, achievement.Description);
        quads.Text(node, "https://purl.imsglobal.org/spec/vc/ob/vocab.html#achievementType"u8, achievement.AchievementType);
        if (achievement.Image is { } image)
            quads.Link(node, "https://purl.imsglobal.org/spec/vc/ob/vocab.html#image"u8, Image(quads, image));
        // A whole number stays one, whatever the datatype is called.
        if (achievement.CreditsAvailable is { } credits)
            quads.Text(node, "https://purl.imsglobal.org/spec/vc/ob/vocab.html#creditsAvailable"u8, $"{credits}", "https://www.w3.org/2001/XMLSchema#float"u8);
        quads.Text(node, "https://purl.imsglobal.org/spec/vc/ob/vocab.html#version"u8, achievement.Version);
        foreach (var tag in achievement.Tags)
            quads.Text(node, "https://schema.org/keywords"u8, tag);
        // The context writes the class's name, #Criteria, where one expects #criteria.
        quads.Link(node, "https://purl.imsglobal.org/spec/vc/ob/vocab.html#Criteria"u8, Criteria(quads, achievement.Criteria));
        foreach (var alignment in achievement.Alignments)
            quads.Link(node, "https://purl.imsglobal.org/spec/vc/ob/vocab.html#alignment"u8, Alignment(quads, alignment));
        foreach (var result in achievement.ResultDescriptions)
            quads.Link(node, "https://purl.imsglobal.org/spec/vc/ob/vocab.html#resultDescription"u8, Result(quads, result));
        return node;
    }

    private static Node Image(QuadSet quads, AchievementImage image)
    {
        var node = quads.NodeOf(image.Id);
        quads.IsA(node, "https://purl.imsglobal.org/spec/vc/ob/vocab.html#Image"u8);
        quads.Text(node, "https://schema.org/caption"u8, image.Caption);
        return node;
    }

    private static Node Criteria(QuadSet quads, AchievementCriteria criteria)
    {
        var node = quads.NodeOf(criteria.Id);
        quads.Text(node, "https://purl.imsglobal.org/spec/vc/ob/vocab.html#narrative"u8, criteria.Narrative);
        return node;
    }

    private static Node Alignment(QuadSet quads, Alignment alignment)
    {
        var node = quads.NodeOf(alignment.Id);
        quads.IsA(node, "https://schema.org/AlignmentObject"u8);
        quads.Text(node, "https://schema.org/targetName"u8, alignment.TargetName);
        quads.Text(node, "https://schema.org/targetUrl"u8, alignment.TargetUrl, AnyUri);
        quads.Text(node, "https://schema.org/targetFramework"u8, alignment.TargetFramework);
        quads.Text(node, "https://purl.imsglobal.org/spec/vc/ob/vocab.html#targetType"u8, alignment.TargetType);
        return node;
    }

    private static Node Result(QuadSet quads, ResultDescription result)
    {
        var node = quads.NodeOf(result.Id);
        quads.IsA(node, "https://purl.imsglobal.org/spec/vc/ob/vocab.html#ResultDescription"u8);
        quads.Text(node, CredentialTerms.Name, result.Name);
        quads.Text(node, "https://purl.imsglobal.org/spec/vc/ob/vocab.html#resultType"u8, result.ResultType);
        quads.Text(node, "https://purl.imsglobal.org/spec/vc/ob/vocab.html#requiredLevel"u8, result.RequiredLevel, AnyUri);
        foreach (var level in result.Levels)
            quads.Link(node, "https://purl.imsglobal.org/spec/vc/ob/vocab.html#rubricCriterionLevel"u8, Level(quads, level));
        return node;
    }

    private static Node Level(QuadSet quads, CriterionLevel level)
    {
        var node = quads.NodeOf(level.Id);
        quads.IsA(node, "https://purl.imsglobal.org/spec/vc/ob/vocab.html#RubricCriterionLevel"u8);
        quads.Text(node, CredentialTerms.Name, level.Name);
        quads.Text(node, CredentialTerms.Description, level.Description);
        quads.Text(node, "https://purl.imsglobal.org/spec/vc/ob/vocab.html#level"u8, level.Level);
        return node;
    }
}
