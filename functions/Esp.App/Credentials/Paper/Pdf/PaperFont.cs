using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Esp.App.Credentials.Paper.Pdf;

/// <summary>
/// One of the two fonts of all paper, from a file that travels with the app (Azure has no system fonts): a TrueType font without hinting, characters in <c>cmap</c> format 4 (OpenType 1.9).
/// Tells which text it can write: letters that it has, one after the other. What joins or stacks its letters would need shaping, which is not done here.
/// </summary>
internal sealed class PaperFont
{
    private readonly byte[] _file;
    private readonly Dictionary<int, ushort> _glyphs = [];
    private readonly ushort[] _advances;

    private PaperFont(string name)
    {
        Name = name;
        _file = Read(name + ".ttf");
        UnitsPerEm = UShort(Table("head") + 18);
        var horizontal = Table("hhea");
        (Ascent, Descent) = (Short(horizontal + 4), Short(horizontal + 6));
        _advances = new ushort[UShort(horizontal + 34)];
        for (var i = 0; i < _advances.Length; i++)
            _advances[i] = UShort(Table("hmtx") + (4 * i));
        ReadCharacters();
    }

    public static PaperFont Regular { get; } = new("NotoSans-Regular");

    public static PaperFont Bold { get; } = new("NotoSans-Bold");

    /// <summary>The PostScript name.</summary>
    public string Name { get; }

    public int UnitsPerEm { get; }

    public int Ascent { get; }

    public int Descent { get; }

    /// <summary>xMin, yMin, xMax, yMax of all letters.</summary>
    public (int Left, int Bottom, int Right, int Top) Box => (Short(Table("head") + 36), Short(Table("head") + 38), Short(Table("head") + 40), Short(Table("head") + 42));

    /// <summary>Can all of the text be written as it should look?</summary>
    public bool CanWrite(string text) => text.EnumerateRunes().All(r => _glyphs.ContainsKey(r.Value) && Rune.GetUnicodeCategory(r) is not
        (UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.Format or UnicodeCategory.Control));

    /// <summary>In points at this size.</summary>
    public double Width(string text, double size)
    {
        var units = 0;
        foreach (var letter in text)
            units += Advance(Glyph(letter));
        return units * size / UnitsPerEm;
    }

    /// <summary>The letter's glyph; 0 is the box for a missing one, which <see cref="CanWrite"/> keeps off the paper.</summary>
    public ushort Glyph(int letter) => _glyphs.GetValueOrDefault(letter);

    public int Advance(ushort glyph) => _advances[Math.Min(glyph, _advances.Length - 1)];

    /// <summary>The glyph's outline, empty for white space.</summary>
    public ReadOnlySpan<byte> Outline(int glyph)
    {
        var (from, to) = (Location(glyph), Location(glyph + 1));
        return _file.AsSpan(Table("glyf") + from, to - from);
    }

    public int GlyphCount => UShort(Table("maxp") + 4);

    public ReadOnlySpan<byte> Bytes(string table) => _file.AsSpan(Table(table), (int)BinaryPrimitives.ReadUInt32BigEndian(_file.AsSpan(Entry(table) + 12)));

    private int Location(int glyph) => Short(Table("head") + 50) == 0
        ? 2 * UShort(Table("loca") + (2 * glyph))
        : (int)BinaryPrimitives.ReadUInt32BigEndian(_file.AsSpan(Table("loca") + (4 * glyph)));

    private void ReadCharacters()
    {
        var cmap = Table("cmap");
        var map = cmap + (int)BinaryPrimitives.ReadUInt32BigEndian(_file.AsSpan(cmap + 8));
        if (UShort(map) != 4)
            throw new InvalidOperationException($"{Name} does not list its characters in format 4.");

        var segments = UShort(map + 6) / 2;
        for (var segment = 0; segment < segments; segment++)
        {
            int Column(int column) => map + 14 + (column == 0 ? 0 : 2) + (2 * ((segments * column) + segment));
            var (last, first, delta, offset) = (UShort(Column(0)), UShort(Column(1)), UShort(Column(2)), UShort(Column(3)));
            for (var letter = (int)first; letter <= last && last != 0xffff; letter++)
            {
                var glyph = offset == 0 ? letter : UShort(Column(3) + offset + (2 * (letter - first)));
                _glyphs[letter] = (ushort)(glyph + delta);
            }
        }
    }

    private int Table(string name) => (int)BinaryPrimitives.ReadUInt32BigEndian(_file.AsSpan(Entry(name) + 8));

    private int Entry(string name)
    {
        for (var i = 0; i < UShort(4); i++)
        {
            if (Encoding.ASCII.GetString(_file, 12 + (16 * i), 4) == name)
                return 12 + (16 * i);
        }

        throw new InvalidOperationException($"{Name} has no table {name}.");
    }

    private ushort UShort(int at) => BinaryPrimitives.ReadUInt16BigEndian(_file.AsSpan(at));

    private short Short(int at) => BinaryPrimitives.ReadInt16BigEndian(_file.AsSpan(at));

    private static byte[] Read(string file)
    {
        using var stream = typeof(PaperFont).Assembly.GetManifestResourceStream("paper/" + file) ?? throw new InvalidOperationException($"The font {file} is missing.");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
