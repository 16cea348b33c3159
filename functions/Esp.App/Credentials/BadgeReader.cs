using Esp.Domain.Credentials;
using Members = Esp.App.Credentials.JsonShape.Members;

namespace Esp.App.Credentials;

/// <summary>
/// The JSON of a badge back into the model; takes the shape that <see cref="BadgeJson"/> writes and no other (a proof may stand alone or in a list of one).
/// Refuses with <c>credential.unreadable</c>, "Could not check: …", and never throws. Whoever reads a badge of another shape cannot say what its signature covers.
/// </summary>
public static class BadgeReader
{
    public static Result<Badge> Read(ReadOnlyMemory<byte> utf8) => JsonShape.Read(utf8, Badge);

    internal static DataIntegrityProof Proof(Members proof)
    {
        proof.Is("type", "DataIntegrityProof");
        proof.Is("cryptosuite", DataIntegrityProof.Suite);
        proof.Is("proofPurpose", DataIntegrityProof.Purpose);
        return new(proof.Time("created"), proof.Text("verificationMethod"), proof.Text("proofValue"));
    }

    private static Badge Badge(Members badge)
    {
        badge.Are("@context", CredentialFormat.CredentialsContext, CredentialFormat.BadgeContext);
        badge.Are("type", "VerifiableCredential", "OpenBadgeCredential");
        return new(badge.Text("id"), badge.Object("issuer", Issuer), badge.Time("validFrom"), badge.Object("credentialSubject", Subject))
        {
            Name = badge.OptionalText("name"),
            Description = badge.OptionalText("description"),
            ValidUntil = badge.OptionalTime("validUntil"),
            AwardedDate = badge.OptionalTime("awardedDate"),
            Evidence = badge.Objects("evidence", Evidence),
            Status = badge.OptionalObject("credentialStatus", Status),
            Proof = badge.OptionalOne("proof", Proof),
        };
    }

    private static IssuerProfile Issuer(Members issuer)
    {
        issuer.Are("type", "Profile");
        return new(issuer.Text("id"), issuer.OptionalText("name"), issuer.OptionalText("url"), issuer.OptionalText("email"));
    }

    private static BadgeSubject Subject(Members subject)
    {
        subject.Are("type", "AchievementSubject");
        return new(subject.Object("achievement", Achievement))
        {
            Id = subject.OptionalText("id"),
            Identifiers = subject.Objects("identifier", Identity),
            Results = subject.Objects("result", Result),
        };
    }

    private static RecipientIdentity Identity(Members identity)
    {
        identity.Is("type", "IdentityObject");
        return new(identity.Text("identityType"), identity.Text("identityHash"), identity.Flag("hashed"), identity.OptionalText("salt"));
    }

    private static BadgeResult Result(Members result)
    {
        result.Are("type", "Result");
        return new(result.OptionalText("id"), result.Text("resultDescription"), result.Text("achievedLevel"));
    }

    private static BadgeEvidence Evidence(Members evidence)
    {
        evidence.Are("type", "Evidence");
        return new(evidence.OptionalText("id"), evidence.Text("narrative"), evidence.OptionalText("name"));
    }

    private static StatusEntry Status(Members status)
    {
        status.Is("type", "BitstringStatusListEntry");
        status.Is("statusPurpose", StatusEntry.Purpose);
        return new(status.Text("id"), status.NumberAsText("statusListIndex"), status.Text("statusListCredential"));
    }

    private static Achievement Achievement(Members achievement)
    {
        achievement.Are("type", "Achievement");
        return new(achievement.Text("id"), achievement.Text("name"), achievement.Text("description"), achievement.Object("criteria", Criteria))
        {
            AchievementType = achievement.OptionalText("achievementType"),
            Image = achievement.OptionalObject("image", Image),
            CreditsAvailable = achievement.OptionalNumber("creditsAvailable") switch
            {
                null => null,
                <= int.MaxValue and var hours => (int)hours,
                _ => achievement.Wrong<int>("creditsAvailable", "a number of hours"),
            },
            Version = achievement.OptionalText("version"),
            Tags = achievement.Texts("tag"),
            Alignments = achievement.Objects("alignment", Alignment),
            ResultDescriptions = achievement.Objects("resultDescription", Description),
        };
    }

    private static AchievementImage Image(Members image)
    {
        image.Is("type", "Image");
        return new(image.Text("id"), image.OptionalText("caption"));
    }

    private static AchievementCriteria Criteria(Members criteria)
    {
        var (id, narrative) = (criteria.OptionalText("id"), criteria.OptionalText("narrative"));
        return id is null && narrative is null ? criteria.Wrong<AchievementCriteria>("narrative", "there, and no 'id' either") : new(id, narrative);
    }

    private static Alignment Alignment(Members alignment)
    {
        alignment.Are("type", "Alignment");
        return new(alignment.OptionalText("id"), alignment.Text("targetName"), alignment.Text("targetUrl"), alignment.OptionalText("targetFramework"), alignment.OptionalText("targetType"));
    }

    private static ResultDescription Description(Members result)
    {
        result.Are("type", "ResultDescription");
        return new(result.Text("id"), result.Text("name"), result.Text("resultType"), result.Objects("rubricCriterionLevel", Level), result.OptionalText("requiredLevel"));
    }

    private static CriterionLevel Level(Members level)
    {
        level.Are("type", "RubricCriterionLevel");
        return new(level.Text("id"), level.Text("name"), level.OptionalText("level"), level.OptionalText("description"));
    }
}
