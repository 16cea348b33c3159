using System.Globalization;
using System.Text;
using Esp.Domain.Credentials;

namespace Esp.App.Credentials.Checking;

/// <summary>Texts of documents that anybody may have written, as they are shown: plain, on one line unless told otherwise, not longer than said, and unable to turn the text around them.</summary>
public static class Shown
{
    public static string Text(string? text, int most, bool lines = false)
    {
        var shown = new StringBuilder();
        // Cut first: what is cut off is never looked at.
        foreach (var rune in PlainText.Of(text is null || text.Length <= 2 * most ? text ?? "" : text[..(2 * most)]).EnumerateRunes())
        {
            if (shown.Length + rune.Utf16SequenceLength > most)
                return shown.Append('…').ToString();
            if (rune.Value == '\n')
                shown.Append(lines ? '\n' : ' ');
            else if (!TurnsText(rune))
                shown.Append(rune.ToString());
        }

        return shown.ToString();
    }

    /// <summary>An https address, or null.</summary>
    public static string? Address(string? text) =>
        text is { Length: <= 500 } && Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme == Uri.UriSchemeHttps && address.UserInfo.Length == 0 ? address.AbsoluteUri : null;

    /// <summary>Marks that change the direction of what follows, and line separators.</summary>
    private static bool TurnsText(Rune rune) =>
        rune.Value is 0x061c or 0x200e or 0x200f or (>= 0x202a and <= 0x202e) or (>= 0x2066 and <= 0x2069) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
}
