using Esp.App.Catalog;
using Esp.App.Platform;
using Esp.Domain.Credentials;

namespace Esp.App.Credentials.Checking;

/// <summary>Says what a credential says. For ours the catalogue adds standard, level and picture; of others everything is theirs.</summary>
public sealed class DescribeCredential(Catalogue catalogue, PublicAddresses addresses)
{
    private const int Line = 300;
    private const int Paragraph = 3000;
    private const int MostResults = 40;

    public VerifiedCredential Of(Badge badge, bool ours)
    {
        var achievement = badge.Subject.Achievement;
        var definition = ours ? DefinitionOf(achievement) : null;
        return new(
            Shown.Text(achievement.Name, Line),
            definition?.Standard ?? Shown.Text(achievement.Alignments is [var first, ..] ? first.TargetName : "", Line),
            definition?.Level ?? "",
            badge.AwardedDate ?? badge.ValidFrom,
            achievement.CreditsAvailable ?? 0,
            Shown.Text(badge.Issuer.Name ?? badge.Issuer.Id, Line),
            Shown.Address(achievement.Id) ?? (ours ? achievement.Id : ""),
            badge.Subject.Identifiers.FirstOrDefault(i => i is { IdentityType: "name", Hashed: false }) is { } name ? Shown.Text(name.IdentityHash, Line) : null,
            Shown.Text(achievement.Version, 60),
            Results(badge.Subject),
            definition?.Competency ?? Shown.Text(achievement.Criteria.Narrative ?? achievement.Description, Paragraph, lines: true),
            Shown.Text(badge.Description ?? achievement.Description, Paragraph, lines: true),
            definition is null ? null : addresses.BadgeImage(definition.Slug),
            badge.ValidFrom,
            badge.ValidUntil,
            Shown.Text(badge.Issuer.Id, Line),
            ours ? badge.Issuer.Url : Shown.Address(badge.Issuer.Url));
    }

    /// <summary>What was earned, by the catalogue: only an achievement that lies at our own address for it.</summary>
    public MicroCredential? DefinitionOf(Achievement achievement) =>
        catalogue.Current.Select(m => catalogue.Find(m.Slug, achievement.Version ?? "")).FirstOrDefault(m => m is not null && addresses.Achievement(m.Slug, m.Version) == achievement.Id);

    private static VerifiedResult[] Results(BadgeSubject subject)
    {
        var criteria = subject.Achievement.ResultDescriptions.DistinctBy(r => r.Id, StringComparer.Ordinal).ToDictionary(r => r.Id, StringComparer.Ordinal);
        return
        [
            .. subject.Results.Where(r => criteria.ContainsKey(r.ResultDescription)).Take(MostResults).Select(r => new VerifiedResult(
                Shown.Text(criteria[r.ResultDescription].Name, Line),
                Shown.Text(criteria[r.ResultDescription].Levels.FirstOrDefault(l => l.Id == r.AchievedLevel)?.Name, Line))),
        ];
    }
}
