namespace Esp.App.Credentials;

/// <summary>Finds the start tag of an SVG's root in its bytes, past what XML allows before it. Knows no document type: such a picture is refused.</summary>
internal static class SvgStart
{
    /// <summary>The place behind the <c>&gt;</c> of <c>&lt;svg …&gt;</c>, or -1 when there is no such tag or it is an empty element.</summary>
    public static int EndOf(ReadOnlySpan<byte> svg)
    {
        var at = svg.StartsWith("\ufeff"u8) ? 3 : 0;
        while (true)
        {
            var next = svg[at..].IndexOfAnyExcept(" \t\r\n"u8);
            if (next < 0)
                return -1;
            at += next;
            var rest = svg[at..];
            var skip = rest.StartsWith("<!--"u8) ? Behind(rest, "-->"u8) : rest.StartsWith("<?"u8) ? Behind(rest, "?>"u8) : 0;
            if (skip < 0)
                return -1;
            if (skip == 0)
                return rest.StartsWith("<svg"u8) && rest.Length > 4 && " \t\r\n>"u8.Contains(rest[4]) && TagEnd(rest) is > 0 and var end ? at + end : -1;
            at += skip;
        }
    }

    private static int Behind(ReadOnlySpan<byte> text, ReadOnlySpan<byte> mark) => text.IndexOf(mark) is >= 0 and var at ? at + mark.Length : -1;

    /// <summary>A <c>&gt;</c> inside quotes is text.</summary>
    private static int TagEnd(ReadOnlySpan<byte> tag)
    {
        byte quote = 0;
        for (var at = 0; at < tag.Length; at++)
        {
            var letter = tag[at];
            if (quote != 0)
                quote = letter == quote ? (byte)0 : quote;
            else if (letter is (byte)'"' or (byte)'\'')
                quote = letter;
            else if (letter == '>')
                return tag[at - 1] == '/' ? -1 : at + 1;
        }

        return -1;
    }
}
