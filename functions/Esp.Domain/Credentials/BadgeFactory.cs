using System.Security.Cryptography;
using System.Text;

namespace Esp.Domain.Credentials;

/// <summary>
/// All that one badge is made of. <paramref name="AchievedLevels"/> maps each criterion's id to the key of the level that was reached.
/// <paramref name="RecipientName"/> only with the person's consent, else null. <paramref name="Salt"/> is random and new for each badge.
/// <paramref name="EvidenceDigest"/> is the hex SHA-256 of the evidence record. <paramref name="SiteUrl"/> is the site's public address, with or without the last slash.
/// </summary>
public sealed record BadgeInput(
    CredentialId Id,
    MicroCredential Definition,
    IReadOnlyDictionary<string, string> AchievedLevels,
    DateTimeOffset AwardedAt,
    string RecipientEmail,
    string? RecipientName,
    string Salt,
    string EvidenceDigest,
    int EvidenceCount,
    IssuerProfile Issuer,
    string SiteUrl,
    StatusEntry Status);

/// <summary>Composes the badge of an earned micro-credential, with the level reached on each criterion and why it was given. Nodes get ids wherever they may have one.</summary>
public static class BadgeFactory
{
    /// <summary>
    /// The unsigned badge. Refuses a criterion without a level (<c>credential.result-missing</c>), a level that the rubric does not have
    /// (<c>credential.level-unknown</c>), and what <see cref="QuadSet"/> refuses.
    /// </summary>
    public static Result<Badge> Compose(BadgeInput input)
    {
        var site = input.SiteUrl.TrimEnd('/');
        if (Results(input, $"{site}/api/credentials/{input.Id}", AchievementFactory.IdOf(site, input.Definition)).Failed(out var problem, out var results))
            return problem;

        var id = $"{site}/api/credentials/{input.Id}";
        var definition = input.Definition;
        var awarded = CredentialFormat.WholeSeconds(input.AwardedAt);
        var subject = new BadgeSubject(AchievementFactory.Of(definition, site)) { Id = $"{id}#recipient", Identifiers = Identifiers(input), Results = results };
        var badge = new Badge(id, input.Issuer, awarded, subject)
        {
            Name = PlainText.Of(definition.Title),
            Description = PlainText.Of(definition.Summary),
            AwardedDate = awarded,
            Evidence = [Evidence(input, id)],
            Status = input.Status,
        };
        return BadgeQuads.Check(badge) is { } refused ? refused : badge;
    }

    /// <summary>How a recipient's address is hashed: SHA-256 over the lower-case address followed by the salt, written <c>sha256$</c> and hex (Open Badges 3.0, IdentityHash).</summary>
    public static string HashOf(string email, string salt) =>
        "sha256$" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(email.Trim().ToLowerInvariant() + salt)));

    private static List<RecipientIdentity> Identifiers(BadgeInput input) => Identifiers(input.RecipientEmail, input.RecipientName, input.Salt);

    internal static List<RecipientIdentity> Identifiers(string email, string? recipientName, string salt)
    {
        List<RecipientIdentity> identities = [new("emailAddress", HashOf(email, salt), Hashed: true, salt)];
        if (PlainText.Of(recipientName ?? "") is { Length: > 0 } name)
            identities.Add(new("name", name, Hashed: false));
        return identities;
    }

    private static Result<List<BadgeResult>> Results(BadgeInput input, string badgeId, string achievementId)
    {
        var results = new List<BadgeResult>();
        foreach (var criterion in input.Definition.Part2.Criteria)
        {
            if (!input.AchievedLevels.TryGetValue(criterion.Id, out var level))
                return new Problem(ProblemKind.Invalid, "credential.result-missing", $"There is no score for '{criterion.Title}'.");
            if (!input.Definition.Levels.Any(l => string.Equals(l.Key, level, StringComparison.Ordinal)))
                return new Problem(ProblemKind.Invalid, "credential.level-unknown", $"The rubric has no level '{level}'.");

            results.Add(new(
                $"{badgeId}#result-{Uri.EscapeDataString(criterion.Id)}",
                AchievementFactory.CriterionId(achievementId, criterion.Id),
                AchievementFactory.LevelId(achievementId, criterion.Id, level)));
        }

        return results;
    }

    private static BadgeEvidence Evidence(BadgeInput input, string badgeId)
    {
        var pieces = input.EvidenceCount == 1 ? "1 piece of evidence" : $"{input.EvidenceCount} pieces of evidence";
        return new(
            badgeId + "#evidence",
            $"""
            A trained scorer looked at {pieces} and at written answers, without knowing whose they were, and scored each criterion against the rubric.

            The evidence is private, so there is no link to it. The SHA-256 digest of its record is {input.EvidenceDigest}.
            """.ReplaceLineEndings("\n"),
            "Evidence scored");
    }
}
