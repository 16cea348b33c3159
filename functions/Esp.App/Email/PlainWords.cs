using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Esp.App.Email;

/// <summary>
/// Makes what somebody typed safe to print in a mail: it stays words. Mail programs turn "evil.example" or "https://…" in plain
/// text into links by themselves, so such text is opened with a space ("evil. example", "https: //…"), which no program reads over.
/// Control and direction characters are dropped. Applying it twice changes nothing more.
/// </summary>
internal static partial class PlainWords
{
    private const int MostCharacters = 200;

    /// <summary>One line of at most 200 characters; line breaks become spaces.</summary>
    public static string Line(string text)
    {
        var line = Spaces().Replace(Unlinked(Visible(text)), " ").Trim();
        if (line.Length <= MostCharacters)
            return line;
        var end = char.IsHighSurrogate(line[MostCharacters - 2]) ? MostCharacters - 2 : MostCharacters - 1;
        return line[..end].TrimEnd() + "…";
    }

    /// <summary>The lines of a longer text, without empty ones.</summary>
    public static IReadOnlyList<string> Lines(string text) =>
        [.. LineBreaks().Split(text)
            .Select(line => Spaces().Replace(Unlinked(Visible(line)), " ").Trim())
            .Where(line => line.Length > 0)];

    private static string Visible(string text)
    {
        var kept = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())   // an unpaired surrogate arrives as U+FFFD
        {
            if (Rune.IsWhiteSpace(rune))
                kept.Append(' ');
            else if (Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format))
                kept.Append(rune.ToString());
        }

        return kept.ToString();
    }

    private static string Unlinked(string text)
    {
        var opened = Dot().Replace(Scheme().Replace(text, ": "), "$0 ");
        return At().Replace(Numbers().Replace(opened, m => m.Value.Replace(".", ". ", StringComparison.Ordinal)), "@ ");
    }

    // "https:", "mailto:", "tel:" – any colon that runs on after a letter; "10:30" stays.
    [GeneratedRegex(@"(?<=[\p{L}\p{N}+.-])(?<!\d(?=:\d)):(?=\S)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Scheme();

    // A dot, or what programs take for one, with the beginning of a domain's last part behind it; "e.g." and "1.5" stay. And any dot after "www".
    [GeneratedRegex(@"(?<=\S)[.\u3002\uFF0E\uFF61\u2024\uFE52](?=[\p{L}\p{M}][\p{L}\p{M}\p{N}-])|(?<=www)\.(?=\S)", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Dot();

    // A numeric address: four numbers with dots, also in the middle of something.
    [GeneratedRegex(@"\d+(\.\d+){3,}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Numbers();

    [GeneratedRegex(@"@(?=\S)", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex At();

    [GeneratedRegex(@"\s+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Spaces();

    [GeneratedRegex(@"\r\n|[\n\r\u0085\u2028\u2029\v\f]", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LineBreaks();
}
