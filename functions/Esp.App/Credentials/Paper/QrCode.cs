using Esp.App.Credentials.Paper.Pdf;
using QRCoder;

namespace Esp.App.Credentials.Paper;

/// <summary>An address as a QR code: ink on white, drawn as one shape, so that it stays sharp on any printer.</summary>
internal static class QrCode
{
    /// <summary>Into a square area, with the quiet zone of four modules on each side (ISO/IEC 18004). Error correction M: the code survives a fold.</summary>
    public static void Draw(PdfPage page, string address, Area area)
    {
        using var data = QRCodeGenerator.GenerateQrCode(address, QRCodeGenerator.ECCLevel.M);
        var rows = data.ModuleMatrix;   // with its quiet zone
        var module = area.Width / rows.Count;
        var dark = new List<Area>();
        for (var y = 0; y < rows.Count; y++)
        {
            for (var x = 0; x < rows.Count; x++)
            {
                var from = x;
                while (rows[y][x])
                    x++;
                if (x > from)
                    dark.Add(new(area.X + (from * module), area.Y + (y * module), (x - from) * module, module));
            }
        }

        page.Fill(PaperColors.White, area);
        page.Fill(PaperColors.Ink, [.. dark]);
    }
}
