using System.Text;
using Esp.App.Catalog;
using Esp.App.Platform;
using Esp.Domain.Credentials;

namespace Esp.App.Credentials;

/// <summary>One criterion and the level that was reached, by their names.</summary>
public sealed record VerifiedResult(string Criterion, string Level);

/// <summary>What a credential of ours says, for people.</summary>
public sealed record VerifiedCredential(
    string Title, string Standard, string Level, DateTimeOffset AwardedAt, int Hours, string IssuerName, string AchievementUrl,
    string? RecipientName, string RubricVersion, IReadOnlyList<VerifiedResult> Results, string CriteriaText);

/// <summary>Four checks apart, and what follows from them: one invalid makes it invalid, one that could not be made leaves it open.</summary>
public sealed record VerificationView(CredentialId Id, DateTimeOffset CheckedAt, IReadOnlyList<BadgeCheck> Checks, CheckResult Summary, string Sentence, VerifiedCredential? Credential);

/// <summary>Checks a credential of ours, for anybody. Two storage calls, and at most once a minute two more that count the checks.</summary>
public sealed class VerifyCredential(CredentialStore store, StatusLists lists, BadgeChecker checker, Catalogue catalogue, SharedCounts counts, TimeProvider clock)
{
    public async Task<Result<VerificationView>> Handle(CredentialId id, CancellationToken ct)
    {
        if (await store.Find(id, ct) is not { } stored)
            return await store.WhyNotFound(id, ct);
        var now = clock.GetUtcNow();
        var json = Encoding.UTF8.GetBytes(stored.Document);
        if (BadgeReader.Read(json).Failed(out var problem, out var badge))
        {
            await Counted(CheckResult.CouldNotCheck, ct);
            BadgeCheck unreadable = new("signature", CheckResult.CouldNotCheck, problem.Detail);
            return new VerificationView(id, now, [unreadable], CheckResult.CouldNotCheck, unreadable.Reason, null);
        }

        BadgeCheck[] checks = [checker.Signature(badge), checker.Status(badge, await lists.Publish(stored.StatusList, ct), now), BadgeChecker.Validity(badge, now), checker.Issuer(badge)];
        var summary = checks.Any(c => c.Result == CheckResult.Invalid) ? CheckResult.Invalid
            : checks.Any(c => c.Result == CheckResult.CouldNotCheck) ? CheckResult.CouldNotCheck
            : CheckResult.Valid;
        await Counted(summary, ct);
        return new VerificationView(id, now, checks, summary, Sentence(summary, checks), Describe(badge));
    }

    private async Task Counted(CheckResult summary, CancellationToken ct)
    {
        Telemetry.CredentialsVerified.Count(System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(summary.ToString()));
        await counts.AddLater(SharedCounts.Verified, ct);
    }

    private static string Sentence(CheckResult summary, BadgeCheck[] checks) => summary switch
    {
        CheckResult.Valid => "This credential is real and valid.",
        CheckResult.Invalid => $"This credential is not valid. {checks.First(c => c.Result == CheckResult.Invalid).Reason}",
        _ => "We could not check all of this credential.",
    };

    private VerifiedCredential Describe(Badge badge)
    {
        var achievement = badge.Subject.Achievement;
        var definition = catalogue.Current.FirstOrDefault(m => achievement.Id.Contains($"/{m.Slug}/", StringComparison.Ordinal)) is { } current
            ? catalogue.Find(current.Slug, achievement.Version ?? "") : null;
        var levels = achievement.ResultDescriptions.ToDictionary(r => r.Id, StringComparer.Ordinal);
        return new(
            achievement.Name,
            definition?.Standard ?? (achievement.Alignments is [var first, ..] ? first.TargetName : ""),
            definition?.Level ?? "",
            badge.AwardedDate ?? badge.ValidFrom,
            achievement.CreditsAvailable ?? 0,
            badge.Issuer.Name ?? badge.Issuer.Id,
            achievement.Id,
            badge.Subject.Identifiers.FirstOrDefault(i => i.IdentityType == "name")?.IdentityHash,
            achievement.Version ?? "",
            [.. badge.Subject.Results.Where(r => levels.ContainsKey(r.ResultDescription)).Select(r => new VerifiedResult(levels[r.ResultDescription].Name, levels[r.ResultDescription].Levels.FirstOrDefault(l => l.Id == r.AchievedLevel)?.Name ?? ""))],
            definition?.Competency ?? achievement.Description);
    }
}

public sealed class VerifyCredentialFunction(VerifyCredential verify)
{
    [Function("VerifyCredential")]
    [Described("Check a credential: signature, status, dates and issuer, each apart", Gives = typeof(VerificationView), Problems = ["credential.removed"])]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "credentials/{id}/verification")] HttpRequest request, string id, CancellationToken ct) =>
        CredentialId.TryParse(id, out var credential) ? (await verify.Handle(credential, ct)).ToHttp() : Problem.NotFound.ToHttp();
}
