using System.Globalization;
using Esp.App.Credentials.Paper.Pdf;

namespace Esp.App.Credentials.Paper;

/// <summary>
/// The certificate: one page, US Letter landscape. Left the badge and the code to scan, right what was earned. However long the texts are, all of them fit: the name shrinks, then
/// wraps; when the page would overflow, all of the right side shrinks alike.
/// </summary>
internal sealed class Certificate
{
    private const double Margin = 54;
    private const double LeftWidth = 172;
    private const double RightX = Margin + LeftWidth + 36;
    private const double RightWidth = PaperSheet.Long - Margin - RightX;
    private const double Bottom = PaperSheet.Short - Margin;

    private readonly PrintedCredential _credential;
    private readonly DateTimeOffset _madeAt;
    private readonly PaperSheet _sheet;

    private Certificate(PrintedCredential credential, DateTimeOffset madeAt, PaperSheet sheet) => (_credential, _madeAt, _sheet) = (credential, madeAt, sheet);

    /// <summary>The PDF.</summary>
    public static byte[] Write(PrintedCredential credential, DateTimeOffset madeAt)
    {
        var sheet = new PaperSheet($"Certificate: {credential.Title}", landscape: true);
        var certificate = new Certificate(credential, madeAt, sheet);
        certificate.Frame();
        certificate.Right();
        certificate.Left();
        return sheet.Save();
    }

    private void Frame() => _sheet.Decoration(page =>
    {
        page.Frame(PaperColors.Line, 0.8, new(24, 24, PaperSheet.Long - 48, PaperSheet.Short - 48));
        page.Fill(PaperColors.Action, new Area(24, 24, PaperSheet.Long - 48, 7));
        page.Fill(PaperColors.Bus, new Area(24, 31, PaperSheet.Long - 48, 2));
        page.Line(PaperColors.Line, 0.8, new(RightX - 18, Margin + 8), new(RightX - 18, Bottom));
    });

    private void Left()
    {
        var badge = new Area(Margin, Margin + 14, LeftWidth, LeftWidth);
        if (_credential.Picture is { } png)
            _sheet.Figure($"Badge: {_credential.Title}", badge, _ => _sheet.Picture(PngPicture.Of(png), badge));

        var look = new TextLook(8.5, Bold: false, PaperColors.Muted);
        var steps = Set("Scan the code or open the address. The page says if this credential is real and if it is still valid today.", look, LeftWidth);
        var address = Set(_credential.PageUrl, look with { Color = PaperColors.Action }, LeftWidth);
        var number = Set($"Number {_credential.Id}", look with { Size = 8 }, LeftWidth);
        var top = Bottom - steps.Height - address.Height - number.Height - 8;
        var code = new Area(Margin - 8, top - 22 - 112, 112, 112);
        _sheet.Figure($"QR code: {_credential.PageUrl}", code, page => QrCode.Draw(page, _credential.PageUrl, code));
        _sheet.Text("H2", Set("How to check", new TextLook(9.5, Bold: true, PaperColors.Ink), LeftWidth), new(Margin, top - 18));
        _sheet.Text("P", steps, new(Margin, top));
        _sheet.Link("P", address, new(Margin, top + steps.Height + 4), _credential.PageUrl);
        _sheet.Text("P", number, new(Margin, top + steps.Height + address.Height + 8));
    }

    private void Right()
    {
        var factor = 1.25;
        while (factor > 0.3 && Flow(Parts(factor), draw: false, factor) > Bottom)
            factor -= 0.05;
        Flow(Parts(factor), draw: true, factor);
    }

    /// <summary>Where the parts end.</summary>
    private double Flow(IEnumerable<Part> parts, bool draw, double factor)
    {
        var y = Margin + (14 * factor);
        foreach (var part in parts)
        {
            y += part.Before * factor;
            if (draw)
                part.Draw(_sheet, new(RightX, y));
            y += part.Height;
        }

        return y;
    }

    private List<Part> Parts(double factor)
    {
        Part Text(WrittenText text, TextLook look, double before, string role = "P")
        {
            var set = Set(text, look.Scaled(factor), RightWidth);
            return new(before, set.Height, (sheet, at) => sheet.Text(role, set, at));
        }

        var small = new TextLook(10.5, Bold: false, PaperColors.Muted);
        var body = new TextLook(12, Bold: false, PaperColors.Ink);
        List<Part> parts =
        [
            Text(WrittenText.Of(_credential.IssuerName, "issuer"), small with { Bold = true, Color = PaperColors.Action }, before: 0),
            Text(WrittenText.Of(_credential.Title, "title"), new TextLook(27, Bold: true, PaperColors.Ink, Least: 20), before: 4, role: "H1"),
            Text(WrittenText.Of(Kind(), "standard"), body with { Least = 9.5 }, before: 3),
        ];
        if (_credential.ValidUntil is { } until)
        {
            parts.Add(until <= _madeAt
                ? Text($"This credential expired on {Dates.InFull(until)}. It was no longer valid when this paper was made.", body with { Bold = true, Color = PaperColors.Bad }, before: 10)
                : Text($"Valid until {Dates.InFull(until)}.", body, before: 3));
        }

        parts.AddRange(_credential.Name is { } name
            ? [Text("Earned by", small, before: 20), Text(WrittenText.Of(name, "name"), new TextLook(24, Bold: true, PaperColors.Action, Least: 12), before: 1)]
            : [Text("The holder chose not to show a name on this credential.", body, before: 20)]);
        parts.Add(Text(Earned(), body, before: 4));
        if (_credential.Results.Count > 0)
        {
            parts.Add(Text("What was shown, and the level reached", body with { Bold = true }, before: 18, role: "H2"));
            parts.Add(List(factor));
        }

        parts.Add(Text($"This paper was made on {Dates.InFull(_madeAt)}. It is a copy for people: the signed credential itself is on the web page.", small with { Size = 8.5 }, before: 16));
        return parts;
    }

    private Part List(double factor)
    {
        const double LevelWidth = 96;
        var rows = _credential.Results.Select(r => (
            Criterion: Set(WrittenText.Of(r.Criterion, "criterion"), new TextLook(11.5, Bold: false, PaperColors.Ink).Scaled(factor), RightWidth - LevelWidth - 12),
            Level: Set(WrittenText.Of(r.Level, "level"), new TextLook(11.5, Bold: true, PaperColors.Action).Scaled(factor), LevelWidth))).ToArray();
        double Height((SetText Criterion, SetText Level) row) => Math.Max(row.Criterion.Height, row.Level.Height) + (7 * factor);
        return new(4, rows.Sum(Height), (sheet, at) => sheet.Around("L", () =>
        {
            var y = at.Y;
            foreach (var row in rows)
            {
                sheet.Decoration(page => page.Line(PaperColors.Line, 0.6, new(RightX, y), new(RightX + RightWidth, y)));
                var top = y + (3.5 * factor);
                sheet.Around("LI", () =>
                {
                    sheet.Text("Lbl", row.Criterion, new(RightX, top));
                    sheet.Text("LBody", row.Level, new(RightX + RightWidth - LevelWidth, top));
                });
                y += Height(row);
            }
        }));
    }

    private string Kind() => (_credential.Level, _credential.Standard) switch
    {
        ("", "") => "Micro-credential",
        ("", var standard) => $"Micro-credential in the Universal Standard {standard}",
        (var level, "") => $"Micro-credential, level {level}",
        var (level, standard) => $"Micro-credential in the Universal Standard {standard}, level {level}",
    };

    private string Earned() => _credential.Hours switch
    {
        0 => $"Awarded on {Dates.InFull(_credential.AwardedAt)}.",
        1 => $"Awarded on {Dates.InFull(_credential.AwardedAt)}, for about 1 hour of work.",
        var hours => string.Create(CultureInfo.InvariantCulture, $"Awarded on {Dates.InFull(_credential.AwardedAt)}, for about {hours} hours of work."),
    };

    private SetText Set(WrittenText text, TextLook look, double width) => SetText.Of(text, look, width);

    private sealed record Part(double Before, double Height, Action<PaperSheet, Place> Draw);
}
