namespace Esp.App.Scoring;

/// <summary>
/// A trained scorer as the roster lists them. <see cref="Number"/> is the roster's own and never changes; the address may.
/// <see cref="Qualified"/> are slugs; <see cref="Open"/> counts the reviews they hold.
/// </summary>
public sealed record Scorer(ScorerId Id, string Number, string Name, string Email, string Employer, string State, string Affiliate, IReadOnlyList<string> Qualified, bool Active, int MaxOpen, int Open)
{
    /// <summary>True when they may be asked at all now.</summary>
    public bool IsFree => Active && Open < MaxOpen;

    /// <summary>
    /// Why this scorer must not read this candidate's work, or null. Computed from what both sides told, never typed by
    /// anybody: the same person, the same employer, the same local affiliate (domain.md 5.3).
    /// </summary>
    public string? ConflictWith(Profile candidate) =>
        Same(Email, candidate.Email) ? "same person"
        : Same(Employer, candidate.Employer) && Same(State, candidate.State) ? "same employer"
        : Same(Affiliate, candidate.Affiliate) && Same(State, candidate.State) ? "same affiliate"
        : null;

    /// <summary>Equal as people would say: letters and digits alone count, and nothing equals nothing.</summary>
    private static bool Same(string a, string b) => Plain(a) is { Length: > 0 } plain && plain == Plain(b);

    private static string Plain(string text) => new([.. text.Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant)]);
}
