using System.Text;

namespace Esp.Journeys;

/// <summary>Files that people add.</summary>
public static class Samples
{
    /// <summary>A PDF of one page with a line of text, that a browser shows.</summary>
    public static byte[] Pdf { get; } = Write("BT /F1 24 Tf 60 700 Td (Route 9 is moved to Oak Street from Monday.) Tj ET");

    /// <summary>A PDF of about this many bytes, most of them padding after its end.</summary>
    public static byte[] LargePdf(int bytes) => [.. Pdf, .. Enumerable.Repeat((byte)'\n', bytes - Pdf.Length)];

    private static byte[] Write(string content)
    {
        string[] objects =
        [
            "<</Type/Catalog/Pages 2 0 R>>",
            "<</Type/Pages/Kids[3 0 R]/Count 1>>",
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>",
            $"<</Length {content.Length}>>stream\n{content}\nendstream",
            "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        ];
        var file = new StringBuilder("%PDF-1.4\n");
        var places = new StringBuilder();
        foreach (var (text, n) in objects.Select((o, i) => (o, i + 1)))
        {
            places.Append($"{file.Length:D10} 00000 n \n");
            file.Append($"{n} 0 obj\n{text}\nendobj\n");
        }

        var table = file.Length;
        file.Append($"xref\n0 {objects.Length + 1}\n0000000000 65535 f \n{places}trailer\n<</Size {objects.Length + 1}/Root 1 0 R>>\nstartxref\n{table}\n%%EOF\n");
        return Encoding.ASCII.GetBytes(file.ToString());
    }
}
