using System.Globalization;
using System.Runtime.InteropServices;
using System.Text;

namespace Esp.App.Credentials.Paper.Pdf;

/// <summary>A place in points from the page's top left corner.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Place(double X, double Y);

/// <summary>A rectangle in points; <paramref name="Y"/> is its upper edge, from the page's top.</summary>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Area(double X, double Y, double Width, double Height);

/// <summary>
/// One PDF in US Letter, tagged as ISO 14289-1 (PDF/UA) asks: all that is drawn stands in the structure tree in reading order or is marked as decoration; language en-US, title shown,
/// fonts inside. Calls come in reading order.
/// </summary>
internal sealed class PaperSheet
{
    public const double Short = 612;
    public const double Long = 792;

    private readonly string _title;
    private readonly (double Width, double Height) _size;
    private readonly PdfFile _file = new();
    private readonly Dictionary<PaperFont, PdfFont> _fonts = [];
    private readonly Dictionary<PngPicture, int> _pictures = [];
    private readonly List<PdfPage> _pages = [];
    private readonly StructureElement _document = new("Document");
    private StructureElement _current;

    public PaperSheet(string title, bool landscape)
    {
        _title = title;
        _size = landscape ? (Long, Short) : (Short, Long);
        _current = _document;
        NewPage();
    }

    private PdfPage Page => _pages[^1];

    public void NewPage() => _pages.Add(new(_file.Reserve(), _size.Height));

    /// <summary>What <paramref name="inner"/> draws is one part of the structure: a list, a table, a row.</summary>
    public void Around(string role, Action inner)
    {
        var outer = _current;
        _current = outer.Add(new(role));
        inner();
        _current = outer;
    }

    /// <summary>A text as one part: <c>P</c>, <c>H1</c>, <c>TD</c> …</summary>
    public void Text(string role, SetText text, Place at)
    {
        var part = _current.Add(new(role) { Spoken = text.Spoken, Attributes = role == "TH" ? "/O/Table/Scope/Column" : null });
        Page.Mark(role, _pages.Count - 1, part, () => Write(text, at));
    }

    /// <summary>A text that is a link; its own words say where it leads.</summary>
    public void Link(string role, SetText text, Place at, string address) => Around(role, () =>
    {
        var part = _current.Add(new("Link"));
        Page.Mark("Link", _pages.Count - 1, part, () => Write(text, at));
        var link = _file.Reserve();
        Page.Links.Add((link, new(at.X, at.Y, text.Width, text.Height), address));
        part.Leads(_pages.Count - 1, link);
    });

    /// <summary>What <paramref name="draw"/> draws is a picture that says <paramref name="alt"/>.</summary>
    public void Figure(string alt, Area area, Action<PdfPage> draw)
    {
        var part = _current.Add(new("Figure") { Alt = alt, Attributes = $"/O/Layout/BBox[{Page.Box(area)}]/Placement/Block" });
        Page.Mark("Figure", _pages.Count - 1, part, () => draw(Page));
    }

    /// <summary>Letters that only repeat what the structure says elsewhere.</summary>
    public void Echo(SetText text, Place at) => Decoration(_ => Write(text, at));

    /// <summary>What <paramref name="draw"/> draws says nothing.</summary>
    public void Decoration(Action<PdfPage> draw)
    {
        Page.Add("/Artifact BMC");
        draw(Page);
        Page.Add("EMC");
    }

    public void Picture(PngPicture picture, Area area)
    {
        if (!_pictures.TryGetValue(picture, out var number))
        {
            var size = string.Create(CultureInfo.InvariantCulture, $"/Type/XObject/Subtype/Image/Width {picture.Width}/Height {picture.Height}/BitsPerComponent 8/Filter/FlateDecode");
            var opacity = _file.AddStream(picture.Opacity, size + "/ColorSpace/DeviceGray");
            _pictures[picture] = number = _file.AddStream(picture.Colors, $"{size}/ColorSpace/DeviceRGB/SMask {opacity} 0 R");
        }

        Page.Picture(number, area);
    }

    public byte[] Save()
    {
        var numbers = _pages.Select(p => p.Number).ToArray();
        var tree = _file.Reserve();
        var marks = _pages.Select(_ => new SortedList<int, int>()).ToArray();
        var links = new List<(int Link, int Part)>();
        var document = _document.Write(_file, tree, numbers, (page, mark, part) => marks[page].Add(mark, part), (link, part) => links.Add((link, part)));
        var parents = new StringBuilder();
        foreach (var (page, parts) in marks.Index())
            parents.Append(CultureInfo.InvariantCulture, $"{page}[{string.Join(' ', parts.Values.Select(p => $"{p} 0 R"))}]");
        foreach (var (i, (_, part)) in links.Index())
            parents.Append(CultureInfo.InvariantCulture, $"{_pages.Count + i} {part} 0 R ");
        _file.Set(tree, $"<</Type/StructTreeRoot/K {document} 0 R/ParentTree<</Nums[{parents}]>>/ParentTreeNextKey {_pages.Count + links.Count}>>");

        var fonts = string.Concat(_fonts.Select(f => $"/{FontName(f.Key)} {f.Value.Write(_file)} 0 R"));
        var pages = _file.Add($"<</Type/Pages/Kids[{string.Join(' ', numbers.Select(n => $"{n} 0 R"))}]/Count {numbers.Length}>>");
        foreach (var (i, page) in _pages.Index())
            page.Write(_file, pages, i, _size, fonts, link => _pages.Count + links.FindIndex(l => l.Link == link));
        var metadata = _file.AddStream(Encoding.UTF8.GetBytes(Metadata()), "/Type/Metadata/Subtype/XML");
        return _file.Write(
            _file.Add($"<</Type/Catalog/Pages {pages} 0 R/Lang(en-US)/MarkInfo<</Marked true>>/StructTreeRoot {tree} 0 R/ViewerPreferences<</DisplayDocTitle true>>/Metadata {metadata} 0 R>>"),
            _file.Add($"<</Title{PdfFile.Text(_title)}/Producer{PdfFile.Text("ESP Serverless")}>>"));
    }

    private void Write(SetText text, Place at)
    {
        var y = at.Y;
        foreach (var line in text.Lines)
        {
            if (!_fonts.TryGetValue(text.Font, out var font))
                _fonts[text.Font] = font = new(text.Font);
            Page.Text(FontName(text.Font), text.Size, text.Color, new(at.X, y + (text.LineHeight * 0.8)), font.Codes(line));
            y += text.LineHeight;
        }
    }

    private string Metadata() => $"""
        <?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?>
        <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/">
        <dc:title><rdf:Alt><rdf:li xml:lang="x-default">{System.Security.SecurityElement.Escape(_title)}</rdf:li></rdf:Alt></dc:title>
        </rdf:Description></rdf:RDF></x:xmpmeta>
        <?xpacket end="r"?>
        """;

    private static string FontName(PaperFont font) => ReferenceEquals(font, PaperFont.Bold) ? "Bold" : "Regular";
}
