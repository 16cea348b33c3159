using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace Esp.App.Credentials.Paper.Pdf;

/// <summary>A font as one document uses it: each letter gets the next code, so what is copied or read aloud is exactly the letter that was meant, whatever glyph it shares.</summary>
internal sealed class PdfFont(PaperFont font)
{
    private readonly List<int> _letters = [' '];

    /// <summary>The text as a string of codes for <c>Tj</c>.</summary>
    public string Codes(string text)
    {
        var codes = new StringBuilder("<");
        foreach (var letter in text)
        {
            var code = _letters.IndexOf(letter);
            if (code < 0)
            {
                code = _letters.Count;
                _letters.Add(letter);
            }

            codes.Append(CultureInfo.InvariantCulture, $"{code:X4}");
        }

        return codes.Append('>').ToString();
    }

    /// <summary>Type 0 font with its descendant, widths, map to Unicode and embedded subset (ISO 32000-1, 9.7); gives its object number.</summary>
    public int Write(PdfFile file)
    {
        var glyphs = _letters.Select(l => font.Glyph(l)).ToArray();
        var name = "ESPAPR+" + font.Name;
        var subset = FontSubset.Of(font, glyphs);
        var program = file.AddStream(subset, $"/Length1 {subset.Length}");
        var map = new byte[2 * glyphs.Length];
        for (var i = 0; i < glyphs.Length; i++)
            BinaryPrimitives.WriteUInt16BigEndian(map.AsSpan(2 * i), glyphs[i]);
        var toGlyph = file.AddStream(map);
        var box = font.Box;
        var descriptor = file.Add(
            $"<</Type/FontDescriptor/FontName/{name}/Flags 32/FontBBox[{PdfFile.Numbers(Em(box.Left), Em(box.Bottom), Em(box.Right), Em(box.Top))}]/ItalicAngle 0" +
            $"/Ascent {PdfFile.Number(Em(font.Ascent))}/Descent {PdfFile.Number(Em(font.Descent))}/CapHeight 714/StemV {(ReferenceEquals(font, PaperFont.Bold) ? 140 : 80)}/FontFile2 {program} 0 R>>");
        var widths = string.Join(' ', glyphs.Select(g => PdfFile.Number(Em(font.Advance(g)))));
        var descendant = file.Add(
            $"<</Type/Font/Subtype/CIDFontType2/BaseFont/{name}/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>/FontDescriptor {descriptor} 0 R" +
            $"/W[0[{widths}]]/CIDToGIDMap {toGlyph} 0 R>>");
        var toUnicode = file.AddStream(Encoding.ASCII.GetBytes(ToUnicode()));
        return file.Add($"<</Type/Font/Subtype/Type0/BaseFont/{name}/Encoding/Identity-H/DescendantFonts[{descendant} 0 R]/ToUnicode {toUnicode} 0 R>>");
    }

    private double Em(int units) => units * 1000.0 / font.UnitsPerEm;

    /// <summary>At most a hundred letters to a block (ISO 32000-1, 9.10.3).</summary>
    private string ToUnicode()
    {
        var map = new StringBuilder(
            "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n/CIDSystemInfo <</Registry (Adobe)/Ordering (UCS)/Supplement 0>> def\n" +
            "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n");
        foreach (var block in _letters.Index().Chunk(100))
        {
            map.Append(CultureInfo.InvariantCulture, $"{block.Length} beginbfchar\n");
            foreach (var (code, letter) in block)
                map.Append(CultureInfo.InvariantCulture, $"<{code:X4}> <{letter:X4}>\n");
            map.Append("endbfchar\n");
        }

        return map.Append("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n").ToString();
    }
}
