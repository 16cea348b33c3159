using System.Globalization;
using Esp.App.Credentials.Paper;
using Esp.App.Credentials.Paper.Pdf;

namespace Esp.App.Credentials.Transcript;

/// <summary>The transcript on paper: US Letter upright, eight entries to the first page, as many pages as it takes. A table: each row with its number and the address where it is checked.</summary>
internal sealed class TranscriptPaper
{
    private const double Margin = 54;
    private const double Width = PaperSheet.Short - (2 * Margin);
    private const double Bottom = PaperSheet.Long - Margin;
    private const double AwardedX = Margin + 318;
    private const double HoursX = Margin + 436;
    private const double HoursWidth = Width - 436;

    private static readonly TextLook Small = new(8, Bold: false, PaperColors.Muted);
    private static readonly TextLook Body = new(10, Bold: false, PaperColors.Ink);

    private readonly TranscriptView _transcript;
    private readonly PaperSheet _sheet = new("Transcript of micro-credentials", landscape: false);
    private double _y = Margin;
    private int _pages = 1;

    private TranscriptPaper(TranscriptView transcript) => _transcript = transcript;

    /// <summary>The PDF.</summary>
    public static byte[] Write(TranscriptView transcript, DateTimeOffset madeAt)
    {
        var paper = new TranscriptPaper(transcript);
        paper.Band();
        paper.Top(madeAt);
        paper._sheet.Around("Table", paper.Rows);
        return paper._sheet.Save();
    }

    private void Band() => _sheet.Decoration(page =>
    {
        page.Fill(PaperColors.Action, new Area(24, 24, PaperSheet.Short - 48, 7));
        page.Fill(PaperColors.Bus, new Area(24, 31, PaperSheet.Short - 48, 2));
    });

    private void Top(DateTimeOffset madeAt)
    {
        var count = _transcript.Entries.Count == 1 ? "1 micro-credential" : string.Create(CultureInfo.InvariantCulture, $"{_transcript.Entries.Count} micro-credentials");
        var hours = _transcript.TotalHours switch
        {
            0 => "",
            1 => ", about 1 hour of work",
            var all => string.Create(CultureInfo.InvariantCulture, $", about {all} hours of work"),
        };
        Down("P", WrittenText.Of(_transcript.Issuer, "issuer"), new(10, Bold: true, PaperColors.Action));
        Down("H1", "Transcript of micro-credentials", new(22, Bold: true, PaperColors.Ink));
        if (_transcript.Name is { } name)
            Down("P", WrittenText.Of(name, "name"), new(17, Bold: true, PaperColors.Action, Least: 10));
        else
            Down("P", "The holder chose not to show a name.", Body);
        Down("P", $"{count}{hours}. Made on {Dates.InFull(madeAt)}.", Body);
        Down("P", "To check a line, open its address: the page says if that credential is real and if it is still valid today.", Small with { Size = 9 });
        _y += 8;
    }

    private void Rows()
    {
        var head = new TextLook(9, Bold: true, PaperColors.Muted);
        (SetText Text, double X)[] heads = [(Set("What was earned", head, 300), Margin), (Set("Awarded", head, 110), AwardedX), (Set("Hours", head, HoursWidth), HoursX)];
        _sheet.Around("TR", () =>
        {
            foreach (var (text, x) in heads)
                _sheet.Text("TH", text, new(x, _y));
        });
        _y += heads[0].Text.Height + 3;
        foreach (var row in _transcript.Entries.Select(Row))
        {
            if (_y + row.Height > Bottom)
            {
                _sheet.NewPage();
                Band();
                _y = Margin;
                _pages++;
                foreach (var (text, x) in heads)
                    _sheet.Echo(text, new(x, _y));
                var number = Set(string.Create(CultureInfo.InvariantCulture, $"Page {_pages}"), Small, 60);
                _sheet.Echo(number, new(Margin + Width - number.Width, Bottom + 8));
                _y += heads[0].Text.Height + 3;
            }

            var top = _y;
            _sheet.Decoration(page => page.Line(PaperColors.Line, 0.6, new(Margin, top), new(Margin + Width, top)));
            _sheet.Around("TR", () => row.Draw(top + 4));
            _y += row.Height;
        }
    }

    private (double Height, Action<double> Draw) Row(TranscriptEntry entry)
    {
        const double TextWidth = AwardedX - Margin - 12;
        var title = Set(WrittenText.Of(entry.Title, "title"), new(11, Bold: true, PaperColors.Ink), TextWidth);
        var kind = Set(WrittenText.Of(entry.Level.Length > 0 ? $"{entry.Standard}, level {entry.Level}" : entry.Standard, "standard"), Body with { Size = 9 }, TextWidth);
        var number = Set($"Number {entry.Id}", Small, Width);
        var address = Set(entry.VerifyUrl, Small with { Color = PaperColors.Action }, Width);
        var (awarded, hours) = (Set(Dates.InFull(entry.AwardedAt), Body, HoursX - AwardedX - 6), Set(entry.Hours > 0 ? $"{entry.Hours}" : "not stated", Body, HoursWidth));
        var lines = title.Height + kind.Height;
        return (lines + number.Height + address.Height + 9, y =>
        {
            _sheet.Around("TD", () =>
            {
                _sheet.Text("P", title, new(Margin, y));
                _sheet.Text("P", kind, new(Margin, y + title.Height));
                _sheet.Text("P", number, new(Margin, y + lines + 1));
                _sheet.Link("P", address, new(Margin, y + lines + number.Height + 1), entry.VerifyUrl);
            });
            _sheet.Text("TD", awarded, new(AwardedX, y + 1));
            _sheet.Text("TD", hours, new(HoursX, y + 1));
        }
        );
    }

    private void Down(string role, WrittenText text, TextLook look)
    {
        var set = Set(text, look, Width);
        _sheet.Text(role, set, new(Margin, _y));
        _y += set.Height + 3;
    }

    private static SetText Set(WrittenText text, TextLook look, double width) => SetText.Of(text, look, width);
}
