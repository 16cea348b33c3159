using System.Text;
using System.Text.Json;
using Esp.App.Catalog;
using Esp.App.Credentials.Paper;
using Esp.App.Credentials.Paper.Pdf;

namespace Esp.Tests.Credentials.Paper;

/// <summary>The certificate as PDF, read by pdf.js: what it says, in which structure, and that all of it fits.</summary>
public sealed class CertificatePaperTests
{
    private const string Page = "https://esp.example.org/c/crd_0192d3c04d3f7cc0a1f5b2f3c4d5e6f7";

    private static readonly (string, string)[] Four =
        [("Listening to understand", "Proficient"), ("Choosing words for the listener", "Basic"), ("Writing clearly", "Proficient"), ("Following up", "Proficient")];

    [Fact]
    public async Task It_is_tagged_with_headings_a_list_pictures_and_a_link()
    {
        var pdf = await Read(Given());
        Assert.Equal(("en-US", "Certificate: Communicating With Care"), (pdf.GetProperty("lang").GetString(), pdf.GetProperty("title").GetString()));
        Assert.True(pdf.GetProperty("marked").GetBoolean() && pdf.GetProperty("showsTitle").GetBoolean());

        var page = pdf.GetProperty("pages")[0];
        Assert.Equal((792, 612), (page.GetProperty("width").GetInt32(), page.GetProperty("height").GetInt32()));
        var parts = Parts(page.GetProperty("tree")).ToArray();
        Assert.Equal(["Communicating With Care"], parts.Where(p => p.Role == "H1").Select(p => p.Said));
        Assert.Equal(["What was shown, and the level reached", "How to check"], parts.Where(p => p.Role == "H2").Select(p => p.Said));
        Assert.Equal(Four.Select(f => f.Item1), parts.Where(p => p.Role == "Lbl").Select(p => p.Said));
        Assert.Equal(Four.Select(f => f.Item2), parts.Where(p => p.Role == "LBody").Select(p => p.Said));
        Assert.Equal([$"QR code: {Page}"], parts.Where(p => p.Role == "Figure").Select(p => p.Said));
        Assert.Equal([Page], parts.Where(p => p.Role == "Link").Select(p => Squeezed(p.Said)));
        Assert.Equal(["Document", "P", "H1", "P", "P", "P", "P", "H2", "L"], parts.Where(p => p.Role != "Root").Select(p => p.Role).Take(9));
        Assert.Equal(Page, Assert.Single(page.GetProperty("links").EnumerateArray()).GetProperty("url").GetString());
        Assert.All(page.GetProperty("boxes").EnumerateArray(), b => Assert.True(b.GetProperty("marked").GetBoolean(), b.ToString()));
    }

    [Fact]
    public async Task The_code_says_the_address_of_the_page() =>
        Assert.Equal(Page, Assert.Single((await Read(Given())).GetProperty("pages")[0].GetProperty("codes").EnumerateArray()).GetString());

    [Fact]
    public async Task The_badge_is_a_picture_with_its_name()
    {
        var pdf = Certificate.Write(Given() with { Picture = PngPictureTests.Png(40, 30) }, GivenBadge.Now);
        var page = (await Independent.Answers("read-pdf.mjs", [pdf]))[0].GetProperty("pages")[0];
        Assert.Contains(Parts(page.GetProperty("tree")), p => p == ("Figure", "Badge: Communicating With Care"));
        Assert.Contains("/Width 40/Height 30", Encoding.Latin1.GetString(pdf), StringComparison.Ordinal);
    }

    [Fact]
    public async Task However_long_the_texts_nothing_overlaps_or_is_cut()
    {
        string[] names =
        [
            string.Join(' ', Enumerable.Repeat("Maximiliana Wolfeschlegel", 12))[..300], new('W', 300), new('i', 300), string.Join(' ', Enumerable.Repeat("Ñ", 150)),
            string.Join(' ', Enumerable.Repeat("Nguyễn Thị Ánh Ngọc", 15)), "Bo", "A" + new string('W', 299) + " B",
        ];
        var six = Enumerable.Range(1, 6).Select(i => (string.Join(' ', Enumerable.Repeat($"Criterion {i} in many words", 12))[..290], "Proficient in every way")).ToArray();
        var all = names.SelectMany(n => new[] { Given() with { Name = n }, Given() with { Name = n, Title = n, IssuerName = n, Standard = n, Results = six } }).ToArray();

        var pdfs = await Read(all);

        Assert.All(pdfs.Zip(all), pair =>
        {
            var page = Assert.Single(pair.First.GetProperty("pages").EnumerateArray());
            Boxes.AreApart(page);
            Assert.Contains(Parts(page.GetProperty("tree")), p => p.Role == "P" && Squeezed(p.Said) == Squeezed(pair.Second.Name!));
        });
    }

    [Fact]
    public async Task Without_consent_there_is_no_name()
    {
        var text = (await Read(Given() with { Name = null })).GetProperty("pages")[0].GetProperty("text").GetString();
        Assert.Contains("The holder chose not to show a name on this credential.", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Earned by", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_name_in_letters_that_paper_cannot_show_is_said_but_not_drawn()
    {
        string[] names = ["مريم عبد الله", "שלום כהן", "प्रिया शर्मा", "王小明", "Ana 😀", "e\u0301lise", "A\u200dB", "ﷺ", "A\u0007B"];
        var files = names.Select(n => Certificate.Write(Given() with { Name = n }, GivenBadge.Now)).ToArray();
        var pdfs = await Independent.Answers("read-pdf.mjs", files);
        for (var i = 0; i < names.Length; i++)
        {
            var text = pdfs[i].GetProperty("pages")[0].GetProperty("text").GetString();
            Assert.Contains("The name is on the web page; this paper cannot show its letters.", text, StringComparison.Ordinal);
            Assert.DoesNotContain(names[i], text, StringComparison.Ordinal);
            Assert.Contains($"/ActualText<FEFF{Convert.ToHexString(Encoding.BigEndianUnicode.GetBytes(names[i]))}>", Encoding.Latin1.GetString(files[i]), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Names_in_latin_greek_and_cyrillic_letters_are_drawn_and_can_be_copied()
    {
        string[] names = ["Zoë \"Zed\" Núñez", "Ελένη Παπαδοπούλου", "Дарья Ёлкина", "Nguyễn Thị Ánh", "Łukasz Đặng Øre", "O’Neil–Smith & <b>{{x}}"];
        var pdfs = await Read([.. names.Select(n => Given() with { Name = n })]);
        Assert.All(pdfs.Zip(names), pair => Assert.Contains(pair.Second, pair.First.GetProperty("pages")[0].GetProperty("text").GetString(), StringComparison.Ordinal));
    }

    [Fact]
    public void All_that_the_catalogue_says_on_paper_can_be_drawn()
    {
        var catalogue = Catalogue.Load(Path.Join(Independent.Root, "static-site", "catalog"));
        var said = catalogue.Current.SelectMany(m => m.Part2.Criteria.Select(c => c.Title).Concat(m.Levels.Select(l => l.Name)).Append(m.Title).Append(m.Standard).Append(m.Level)).ToArray();
        Assert.True(said.Length > 50);
        Assert.All(said, text => Assert.True(PaperFont.Regular.CanWrite(text) && PaperFont.Bold.CanWrite(text), text));
    }

    [Fact]
    public void Both_fonts_have_the_same_letters()
    {
        for (var letter = 0; letter < 0xffff; letter++)
            Assert.Equal(PaperFont.Regular.Glyph(letter) == 0, PaperFont.Bold.Glyph(letter) == 0);
    }

    [Fact]
    public async Task Many_are_made_at_once()
    {
        var all = await Task.WhenAll(Enumerable.Range(0, 16).Select(i => Task.Run(() => Certificate.Write(Given() with { Name = $"Person {i}" }, GivenBadge.Now))));
        var answers = await Independent.Answers("read-pdf.mjs", all);
        Assert.All(answers.Index(), a => Assert.Contains($"Person {a.Index}", a.Item.GetProperty("pages")[0].GetProperty("text").GetString(), StringComparison.Ordinal));
    }

    internal static IEnumerable<(string Role, string Said)> Parts(JsonElement part)
    {
        var said = part.TryGetProperty("alt", out var alt) ? alt.GetString() : part.TryGetProperty("text", out var text) ? text.GetString() : "";
        yield return (part.GetProperty("role").GetString()!, said!.Trim());
        if (!part.TryGetProperty("children", out var children))
            yield break;
        foreach (var inner in children.EnumerateArray().SelectMany(Parts))
            yield return inner;
    }

    private static string Squeezed(string text) => text.Replace(" ", "", StringComparison.Ordinal);

    private static PrintedCredential Given() => new(
        CredentialId.Parse("crd_0192d3c04d3f7cc0a1f5b2f3c4d5e6f7"), "Communicating With Care", "Communication", "Proficient", 15, GivenBadge.Now, ValidUntil: null, "ESP Micro-credentials",
        "Zoë Núñez", Four, Page, Picture: null);

    private static async Task<JsonElement> Read(PrintedCredential credential) => (await Read([credential]))[0];

    private static Task<IReadOnlyList<JsonElement>> Read(PrintedCredential[] credentials) =>
        Independent.Answers("read-pdf.mjs", [.. credentials.Select(c => Certificate.Write(c, GivenBadge.Now))]);
}
