using System.Globalization;

namespace Esp.Domain.Credentials;

/// <summary>
/// One OpenBadgeCredential of the fixed shape that is issued here (Open Badges 3.0 as Verifiable Credential 2.0).
/// <see cref="Id"/> is the URL of the public credential. Times are UTC in whole seconds. What is null or an empty list is not written at all.
/// </summary>
public sealed record Badge(string Id, IssuerProfile Issuer, DateTimeOffset ValidFrom, BadgeSubject Subject)
{
    public string? Name { get; init; }

    public string? Description { get; init; }

    /// <summary>When it ends to be valid; null: never.</summary>
    public DateTimeOffset? ValidUntil { get; init; }

    /// <summary>When it was earned. <see cref="ValidFrom"/> changes when a credential is issued again, this does not.</summary>
    public DateTimeOffset? AwardedDate { get; init; }

    public IReadOnlyList<BadgeEvidence> Evidence { get; init; } = [];

    public StatusEntry? Status { get; init; }

    /// <summary>Null until it is signed. No part of what is signed.</summary>
    public DataIntegrityProof? Proof { get; init; }
}

/// <summary>Who issues: <paramref name="Id"/> is a <c>did:web</c>, <paramref name="Url"/> the site for people.</summary>
public sealed record IssuerProfile(string Id, string? Name = null, string? Url = null, string? Email = null);

/// <summary>Who earned what. Either <see cref="Id"/> or at least one of <see cref="Identifiers"/> must be there (Open Badges 3.0, AchievementSubject).</summary>
public sealed record BadgeSubject(Achievement Achievement)
{
    public string? Id { get; init; }

    public IReadOnlyList<RecipientIdentity> Identifiers { get; init; } = [];

    public IReadOnlyList<BadgeResult> Results { get; init; } = [];
}

/// <summary>An IdentityObject: <paramref name="IdentityType"/> is <c>emailAddress</c> or <c>name</c>; hashed as <c>sha256$</c> and hex over identity and <paramref name="Salt"/>.</summary>
public sealed record RecipientIdentity(string IdentityType, string IdentityHash, bool Hashed, string? Salt = null);

/// <summary>What is earned: one version of a micro-credential. <see cref="CreditsAvailable"/> is the effort in whole hours; no claim that anyone granted credit.</summary>
public sealed record Achievement(string Id, string Name, string Description, AchievementCriteria Criteria)
{
    public string? AchievementType { get; init; }

    public AchievementImage? Image { get; init; }

    public int? CreditsAvailable { get; init; }

    public string? Version { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    public IReadOnlyList<Alignment> Alignments { get; init; } = [];

    public IReadOnlyList<ResultDescription> ResultDescriptions { get; init; } = [];
}

/// <summary>Its picture: <paramref name="Id"/> is the picture's URL, <paramref name="Caption"/> what it shows, for those who do not see it.</summary>
public sealed record AchievementImage(string Id, string? Caption = null);

/// <summary>How it is earned: a page (<paramref name="Id"/>), a text in Markdown, or both.</summary>
public sealed record AchievementCriteria(string? Id, string? Narrative);

/// <summary>What the achievement lines up with, for example a Universal Standard.</summary>
public sealed record Alignment(string? Id, string TargetName, string TargetUrl, string? TargetFramework = null, string? TargetType = null);

/// <summary>One scored criterion with its levels from low to high; <paramref name="RequiredLevel"/> is the id of one of them.</summary>
public sealed record ResultDescription(string Id, string Name, string ResultType, IReadOnlyList<CriterionLevel> Levels, string? RequiredLevel = null);

/// <summary>A RubricCriterionLevel: <paramref name="Level"/> is the rubric's key of it, <paramref name="Description"/> what work at this level looks like.</summary>
public sealed record CriterionLevel(string Id, string Name, string? Level = null, string? Description = null);

/// <summary>The level that was reached on one criterion; both are ids of the achievement's <see cref="ResultDescription"/> and <see cref="CriterionLevel"/>.</summary>
public sealed record BadgeResult(string? Id, string ResultDescription, string AchievedLevel);

/// <summary>What was looked at, in words. Never a link to it: evidence is private.</summary>
public sealed record BadgeEvidence(string? Id, string Narrative, string? Name = null);

/// <summary>Where to look up whether it was revoked: bit <paramref name="Index"/> (from 0) of the status list at <paramref name="ListUrl"/>. The purpose is always <c>revocation</c>.</summary>
public sealed record StatusEntry(string Id, int Index, string ListUrl)
{
    public const string Purpose = "revocation";
}

/// <summary>A DataIntegrityProof of suite <c>eddsa-rdfc-2022</c> for <c>assertionMethod</c>; <paramref name="ProofValue"/> is multibase base58-btc of the 64 byte signature.</summary>
public sealed record DataIntegrityProof(DateTimeOffset Created, string VerificationMethod, string ProofValue)
{
    public const string Suite = "eddsa-rdfc-2022";
    public const string Purpose = "assertionMethod";
}

/// <summary>The contexts of what is issued, and how times are written.</summary>
public static class CredentialFormat
{
    public const string CredentialsContext = "https://www.w3.org/ns/credentials/v2";
    public const string BadgeContext = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json";
    public const string MediaType = "application/vc+ld+json";

    private const string TimePattern = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    /// <summary>UTC, whole seconds, <c>Z</c>: the one form in which times are written and read here.</summary>
    public static string Time(DateTimeOffset time) => time.UtcDateTime.ToString(TimePattern, CultureInfo.InvariantCulture);

    public static bool TryTime(string text, out DateTimeOffset time) =>
        DateTimeOffset.TryParseExact(text, TimePattern, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out time);

    /// <summary>Without what <see cref="Time"/> would not write.</summary>
    public static DateTimeOffset WholeSeconds(DateTimeOffset time) => new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerSecond), TimeSpan.Zero);
}
