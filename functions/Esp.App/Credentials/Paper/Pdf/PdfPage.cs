using System.Globalization;
using System.Text;

namespace Esp.App.Credentials.Paper.Pdf;

/// <summary>A colour as 0xRRGGBB.</summary>
internal readonly record struct PaperColor(int Rgb)
{
    /// <summary>The three numbers from 0 to 1 as PDF writes them.</summary>
    public override string ToString() => PdfFile.Numbers((Rgb >> 16) / 255.0, ((Rgb >> 8) & 255) / 255.0, (Rgb & 255) / 255.0);
}

/// <summary>What is drawn on one page: the content stream. Places are from the top left, as people think of paper; here they become PDF's, from the bottom left.</summary>
internal sealed class PdfPage(int number, double height)
{
    private readonly StringBuilder _content = new();
    private readonly List<int> _pictures = [];
    private int _marks;

    /// <summary>The page's object number.</summary>
    public int Number => number;

    public List<(int Number, Area Area, string Address)> Links { get; } = [];

    public void Add(string operators) => _content.Append(operators).Append('\n');

    /// <summary>What is drawn inside belongs to that part of the structure.</summary>
    public void Mark(string role, int page, StructureElement part, Action inner)
    {
        Add(string.Create(CultureInfo.InvariantCulture, $"/{role} <</MCID {_marks}>> BDC"));
        part.Mark(page, _marks++);
        inner();
        Add("EMC");
    }

    public void Text(string font, double size, PaperColor color, Place baseline, string codes) =>
        Add($"BT /{font} {PdfFile.Number(size)} Tf {color} rg 1 0 0 1 {PdfFile.Numbers(baseline.X, height - baseline.Y)} Tm {codes} Tj ET");

    public void Fill(PaperColor color, params ReadOnlySpan<Area> areas)
    {
        Add($"{color} rg");
        foreach (var area in areas)
            Add($"{PdfFile.Numbers(area.X, height - area.Y - area.Height, area.Width, area.Height)} re");
        Add("f");
    }

    public void Line(PaperColor color, double thick, Place from, Place to) =>
        Add($"{color} RG {PdfFile.Number(thick)} w {PdfFile.Numbers(from.X, height - from.Y)} m {PdfFile.Numbers(to.X, height - to.Y)} l S");

    public void Frame(PaperColor color, double thick, Area area) =>
        Add($"{color} RG {PdfFile.Number(thick)} w {PdfFile.Numbers(area.X, height - area.Y - area.Height, area.Width, area.Height)} re S");

    public void Picture(int picture, Area area)
    {
        if (!_pictures.Contains(picture))
            _pictures.Add(picture);
        Add($"q {PdfFile.Numbers(area.Width, 0, 0, area.Height, area.X, height - area.Y - area.Height)} cm /Im{picture} Do Q");
    }

    /// <summary>The area's corners in the page's own measure.</summary>
    public string Box(Area area) => PdfFile.Numbers(area.X, height - area.Y - area.Height, area.X + area.Width, height - area.Y);

    /// <summary>Writes page, content and links; <paramref name="linkParent"/> gives a link's place in the structure's parent tree.</summary>
    public void Write(PdfFile file, int pages, int index, (double Width, double Height) size, string fonts, Func<int, int> linkParent)
    {
        var content = file.AddStream(Encoding.ASCII.GetBytes(_content.ToString()));
        foreach (var (link, area, address) in Links)
            file.Set(link, $"<</Type/Annot/Subtype/Link/Rect[{Box(area)}]/Border[0 0 0]/F 4/A<</Type/Action/S/URI/URI({Escaped(address)})>>/Contents{PdfFile.Text("Open " + address)}/StructParent {linkParent(link)}>>");
        var pictures = string.Concat(_pictures.Select(p => $"/Im{p} {p} 0 R"));
        file.Set(
            number,
            $"<</Type/Page/Parent {pages} 0 R/MediaBox[0 0 {PdfFile.Numbers(size.Width, size.Height)}]/Contents {content} 0 R/Resources<</Font<<{fonts}>>/XObject<<{pictures}>>>>" +
            $"/StructParents {index}/Tabs/S/Annots[{string.Join(' ', Links.Select(l => $"{l.Number} 0 R"))}]>>");
    }

    /// <summary>An address in round brackets; it is ASCII, as all our addresses are.</summary>
    private static string Escaped(string address) =>
        address.Replace("\\", "\\\\", StringComparison.Ordinal).Replace("(", "\\(", StringComparison.Ordinal).Replace(")", "\\)", StringComparison.Ordinal);
}
