using System.Text;

namespace Esp.Domain.Credentials;

/// <summary>
/// Text as every verifier reads it alike. Letters of any script, emoji, quotes and new lines stay as they are; line ends become LF, tabs become spaces,
/// other control characters and U+FFFE/U+FFFF go, half a surrogate pair becomes U+FFFD. White space at both ends goes too.
/// </summary>
public static class PlainText
{
    public static string Of(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\0', '\u001f') && !text.AsSpan().ContainsAnyInRange('\u007f', '\u009f') && !text.AsSpan().ContainsAnyInRange('\ud800', '\udfff') && !text.AsSpan().ContainsAny('\ufffe', '\uffff'))
            return text.Trim();

        var clean = new StringBuilder(text.Length);
        foreach (var rune in text.Replace("\r\n", "\n", StringComparison.Ordinal).EnumerateRunes())
        {
            if (rune.Value is '\n' or '\r')
                clean.Append('\n');
            else if (rune.Value is '\t')
                clean.Append(' ');
            else if (!Rune.IsControl(rune) && rune.Value is not (0xfffe or 0xffff))
                clean.Append(rune.ToString());
        }

        return clean.ToString().Trim();
    }
}
