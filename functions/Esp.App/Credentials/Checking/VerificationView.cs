namespace Esp.App.Credentials.Checking;

/// <summary>In what form a credential came.</summary>
public enum DocumentKind
{
    Json,
    Jwt,
    Png,
    Svg,
}

/// <summary>One criterion and the level that was reached, by their names.</summary>
public sealed record VerifiedResult(string Criterion, string Level);

/// <summary>
/// What a credential says, for people: what a displayer must show (Open Badges 3.0, displayer requirements) and what ours have beside it. Plain texts, cut to size.
/// <paramref name="ImageUrl"/> is given for what we signed alone: pictures of other places are not shown.
/// </summary>
public sealed record VerifiedCredential(
    string Title, string Standard, string Level, DateTimeOffset AwardedAt, int Hours, string IssuerName, string AchievementUrl,
    string? RecipientName, string RubricVersion, IReadOnlyList<VerifiedResult> Results, string CriteriaText,
    string Description, string? ImageUrl, DateTimeOffset ValidFrom, DateTimeOffset? ValidUntil, string IssuerId, string? IssuerUrl);

/// <summary>
/// Four checks apart (signature, status, validity, issuer), and what follows from them: one invalid makes it invalid, one that could not be made leaves it open.
/// <paramref name="Id"/> is our number for it (<c>crd_…</c>) when it was asked for by number, else the id that the document has itself, cut to size. <paramref name="Ours"/>: we signed it.
/// </summary>
public sealed record VerificationView(
    string Id, DocumentKind Kind, bool Ours, DateTimeOffset CheckedAt, IReadOnlyList<BadgeCheck> Checks, CheckResult Summary, string Sentence, VerifiedCredential? Credential)
{
    private const int LongestReason = 300;

    /// <summary>Composes the view; reasons are cut, as they may name what stands in the document.</summary>
    public static VerificationView Of(string id, DocumentKind kind, bool ours, DateTimeOffset now, IReadOnlyList<BadgeCheck> checks, VerifiedCredential? credential)
    {
        BadgeCheck[] shown = [.. checks.Select(c => c with { Reason = Shown.Text(c.Reason, LongestReason) })];
        var summary = shown.Any(c => c.Result == CheckResult.Invalid) ? CheckResult.Invalid
            : shown.Any(c => c.Result == CheckResult.CouldNotCheck) ? CheckResult.CouldNotCheck
            : CheckResult.Valid;
        return new(Shown.Text(id, LongestReason), kind, ours, now, shown, summary, SentenceOf(summary, shown), credential);
    }

    private static string SentenceOf(CheckResult summary, BadgeCheck[] checks) => summary switch
    {
        CheckResult.Valid => "This credential is real and valid.",
        CheckResult.Invalid => $"This credential is not valid. {checks.First(c => c.Result == CheckResult.Invalid).Reason}",
        _ when checks.All(c => c.Result == CheckResult.Valid || c.Name == "issuer") => "This credential is unchanged and in force, but we do not know who issued it.",
        _ => "We could not check all of this credential.",
    };
}
