using System.Buffers.Binary;
using System.Text;

namespace Esp.App.Credentials.Paper.Pdf;

/// <summary>The part of a font that a document needs: the same glyph numbers, but outlines only of the glyphs in use and of those that they are put together from.</summary>
internal static class FontSubset
{
    /// <summary>The tables that a PDF asks for in an embedded TrueType font (ISO 32000-1, 9.9).</summary>
    private static readonly string[] Tables = ["glyf", "head", "hhea", "hmtx", "loca", "maxp"];

    public static byte[] Of(PaperFont font, IEnumerable<ushort> glyphs)
    {
        var needed = new SortedSet<int> { 0 };
        foreach (var glyph in glyphs)
            Add(font, glyph, needed);

        using var outlines = new MemoryStream();
        var locations = new byte[4 * (font.GlyphCount + 1)];
        for (var glyph = 0; glyph < font.GlyphCount; glyph++)
        {
            BinaryPrimitives.WriteInt32BigEndian(locations.AsSpan(4 * glyph), (int)outlines.Length);
            if (needed.Contains(glyph))
                outlines.Write(font.Outline(glyph));
            while (outlines.Length % 4 != 0)
                outlines.WriteByte(0);
        }

        BinaryPrimitives.WriteInt32BigEndian(locations.AsSpan(4 * font.GlyphCount), (int)outlines.Length);
        var head = font.Bytes("head").ToArray();
        BinaryPrimitives.WriteInt16BigEndian(head.AsSpan(50), 1);   // locations are four bytes each
        return File([.. Tables.Select(t => (t, t switch { "glyf" => outlines.ToArray(), "loca" => locations, "head" => head, _ => font.Bytes(t).ToArray() }))]);
    }

    /// <summary>A glyph, and with a composite one (negative number of contours) its components, each after flags that tell how long the entry is.</summary>
    private static void Add(PaperFont font, int glyph, SortedSet<int> needed)
    {
        const int WordArguments = 0x1, Scale = 0x8, More = 0x20, TwoScales = 0x40, Matrix = 0x80;
        if (!needed.Add(glyph))
            return;
        var outline = font.Outline(glyph);
        if (outline.IsEmpty || BinaryPrimitives.ReadInt16BigEndian(outline) >= 0)
            return;
        for (var at = 10; ;)
        {
            var flags = BinaryPrimitives.ReadUInt16BigEndian(outline[at..]);
            Add(font, BinaryPrimitives.ReadUInt16BigEndian(outline[(at + 2)..]), needed);
            at += 4 + ((flags & WordArguments) != 0 ? 4 : 2) + ((flags & Scale) != 0 ? 2 : (flags & TwoScales) != 0 ? 4 : (flags & Matrix) != 0 ? 8 : 0);
            if ((flags & More) == 0)
                return;
        }
    }

    private static byte[] File((string Name, byte[] Bytes)[] tables)
    {
        var file = new byte[12 + (16 * tables.Length) + tables.Sum(t => (t.Bytes.Length + 3) / 4 * 4)];
        var power = (int)Math.Floor(Math.Log2(tables.Length));
        BinaryPrimitives.WriteUInt32BigEndian(file, 0x00010000);
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(4), (ushort)tables.Length);
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(6), (ushort)(16 << power));
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(8), (ushort)power);
        BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(10), (ushort)((16 * tables.Length) - (16 << power)));
        var (entry, at) = (12, 12 + (16 * tables.Length));
        foreach (var (name, bytes) in tables)
        {
            bytes.CopyTo(file, at);
            var length = (bytes.Length + 3) / 4 * 4;
            Encoding.ASCII.GetBytes(name, file.AsSpan(entry));
            BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(entry + 4), Sum(file.AsSpan(at, length)));
            BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(entry + 8), at);
            BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(entry + 12), bytes.Length);
            (entry, at) = (entry + 16, at + length);
        }

        return file;
    }

    private static uint Sum(ReadOnlySpan<byte> words)
    {
        var sum = 0u;
        for (var i = 0; i < words.Length; i += 4)
            sum += BinaryPrimitives.ReadUInt32BigEndian(words[i..]);
        return sum;
    }
}
