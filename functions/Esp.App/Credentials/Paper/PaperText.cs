using Esp.App.Credentials.Paper.Pdf;

namespace Esp.App.Credentials.Paper;

/// <summary>How a text looks: size in points, weight, colour. With <paramref name="Least"/> it may shrink to that size before it takes a second line.</summary>
internal sealed record TextLook(double Size, bool Bold, PaperColor Color, double? Least = null)
{
    public TextLook Scaled(double factor) => this with { Size = Size * factor, Least = Least * factor };
}

/// <summary>A text as it will stand: its lines, all in one size; a line keeps the space at its end, so that words stay apart for who copies or listens. <see cref="Spoken"/> is what it says when the paper cannot show the letters.</summary>
internal sealed record SetText(IReadOnlyList<string> Lines, PaperFont Font, double Size, PaperColor Color, string? Spoken)
{
    private const double Leading = 1.28;

    public double LineHeight => Size * Leading;

    public double Height => Lines.Count * LineHeight;

    public double Width => Lines.Max(l => Font.Width(l.TrimEnd(), Size));

    /// <summary>
    /// The text in lines no wider than <paramref name="width"/>: shrunk while that keeps it on one line, then broken between words, and inside a word that is wider than the paper.
    /// </summary>
    public static SetText Of(WrittenText text, TextLook look, double width)
    {
        var font = look.Bold ? PaperFont.Bold : PaperFont.Regular;
        var size = look.Least is { } least ? Math.Clamp(look.Size * width / Math.Max(1, font.Width(text.Text, look.Size)), least, look.Size) : look.Size;
        // A hair's breadth, so that a text shrunk to the very width stands on its line.
        return new([.. Broken(text.Text, line => font.Width(line, size) <= width + 0.001)], font, size, look.Color, text.Spoken);
    }

    private static IEnumerable<string> Broken(string text, Func<string, bool> fits)
    {
        var line = "";
        foreach (var word in text.Split(' '))
        {
            var longer = line.Length == 0 ? word : $"{line} {word}";
            if (line.Length > 0 && !fits(longer))
            {
                yield return line + " ";
                longer = word;
            }

            foreach (var piece in Pieces(longer, fits))
            {
                yield return piece;
                longer = longer[piece.Length..];
            }

            line = longer;
        }

        yield return line;
    }

    /// <summary>What does not fit of a word, in pieces; the rest of it begins the next line.</summary>
    private static IEnumerable<string> Pieces(string word, Func<string, bool> fits)
    {
        for (var from = 0; !fits(word[from..]);)
        {
            var length = 1;
            while (from + length < word.Length && fits(word.Substring(from, length + 1)))
                length++;
            if (from + length == word.Length)
                yield break;
            yield return word.Substring(from, length);
            from += length;
        }
    }
}

/// <summary>A text that the fonts can write; where they cannot, the sentence that says so, and in <see cref="Spoken"/> what it should have been.</summary>
internal sealed record WrittenText(string Text, string? Spoken = null)
{
    /// <summary><paramref name="what"/> names it in the sentence: "The name is on the web page …". White space of any kind becomes one space.</summary>
    public static WrittenText Of(string text, string what)
    {
        var plain = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return PaperFont.Regular.CanWrite(plain) ? new(plain) : new($"The {what} is on the web page; this paper cannot show its letters.", plain);
    }

    public static implicit operator WrittenText(string ours) => new(ours);
}
