using System.Text;

namespace Esp.App.Credentials.Paper.Pdf;

/// <summary>
/// A part of the document as it is read aloud (ISO 32000-1, 14.7): its role, what stands for a picture (<see cref="Alt"/>) or for unwritable letters (<see cref="Spoken"/>), and inside it
/// other parts, marked content of the pages, and a link.
/// </summary>
internal sealed class StructureElement(string role)
{
    private readonly List<StructureElement> _parts = [];
    private readonly List<(int Page, int Mark)> _marks = [];
    private (int Page, int Annotation)? _link;

    public string? Alt { get; init; }

    public string? Spoken { get; init; }

    /// <summary>Where a picture is, or what a table's head is the head of, as PDF writes attributes.</summary>
    public string? Attributes { get; init; }

    public StructureElement Add(StructureElement part)
    {
        _parts.Add(part);
        return part;
    }

    public void Mark(int page, int mark) => _marks.Add((page, mark));

    /// <summary><paramref name="annotation"/> is the object number of the link.</summary>
    public void Leads(int page, int annotation) => _link = (page, annotation);

    /// <summary>Writes it and its parts; tells <paramref name="marked"/> and <paramref name="linked"/> which object is whose parent. Gives its object number.</summary>
    public int Write(PdfFile file, int parent, IReadOnlyList<int> pages, Action<int, int, int> marked, Action<int, int> linked)
    {
        var number = file.Reserve();
        var kids = new StringBuilder();
        foreach (var (page, mark) in _marks)
        {
            kids.Append($"<</Type/MCR/Pg {pages[page]} 0 R/MCID {mark}>>");
            marked(page, mark, number);
        }

        if (_link is { } link)
        {
            kids.Append($"<</Type/OBJR/Pg {pages[link.Page]} 0 R/Obj {link.Annotation} 0 R>>");
            linked(link.Annotation, number);
        }

        foreach (var part in _parts)
            kids.Append($"{part.Write(file, number, pages, marked, linked)} 0 R ");
        file.Set(number, $"<</Type/StructElem/S/{role}/P {parent} 0 R{Entry("Alt", Alt)}{Entry("ActualText", Spoken)}{(Attributes is null ? "" : $"/A<<{Attributes}>>")}/K[{kids}]>>");
        return number;
    }

    private static string Entry(string name, string? text) => text is null ? "" : $"/{name}{PdfFile.Text(text)}";
}
