namespace Esp.Domain;

/// <summary>
/// Warns, before sending, when the candidate's own name or e-mail address stands in what a scorer will read: scoring is
/// blind, and we cannot take it out for them. A warning, not a refusal: a name may be an ordinary word.
/// </summary>
public static class NameGuard
{
    private const int ShortestTelling = 3;

    public static IReadOnlyList<string> Warnings(Profile? profile, SubmissionFile file)
    {
        if (profile is null)
            return [];
        var warnings = new List<string>();
        foreach (var part in file.Answers.Values.Where(a => Mentions(a.Text, profile)).Select(a => file.Definition.ScoredIdOf(a.Id)).OfType<string>().Distinct(StringComparer.Ordinal))
            warnings.Add($"Your name or e-mail address seems to be in “{file.Definition.TitleOf(part)}”. Scorers should not know who you are: please take it out.");
        foreach (var link in file.Current.Where(e => e.Kind == EvidenceKind.Link && (Mentions(e.Url ?? "", profile) || Mentions(e.Title ?? "", profile))))
            warnings.Add($"The link “{link.Title}” seems to show your name. Scorers will see it.");
        return warnings;
    }

    /// <summary>True when the text holds the address, the whole name, or its last word as a word of its own.</summary>
    public static bool Mentions(string text, Profile profile)
    {
        if (profile.Email.Length > 0 && text.Contains(profile.Email, StringComparison.OrdinalIgnoreCase))
            return true;
        var words = profile.Name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return words.Length > 1
            && (HoldsWord(text, string.Join(' ', words)) || (words[^1].Length >= ShortestTelling && HoldsWord(text, words[^1])));
    }

    private static bool HoldsWord(string text, string word)
    {
        for (var at = text.IndexOf(word, StringComparison.OrdinalIgnoreCase); at >= 0; at = text.IndexOf(word, at + 1, StringComparison.OrdinalIgnoreCase))
        {
            if ((at == 0 || !char.IsLetterOrDigit(text[at - 1])) && (at + word.Length == text.Length || !char.IsLetterOrDigit(text[at + word.Length])))
                return true;
        }

        return false;
    }
}
