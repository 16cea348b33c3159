using System.Text.Json;
using Esp.App.Credentials.Transcript;
using Esp.Tests.Credentials.Paper;

namespace Esp.Tests.Credentials.Transcript;

/// <summary>The transcript as PDF, read by pdf.js.</summary>
public sealed class TranscriptPaperTests
{
    [Fact]
    public async Task Eight_entries_stand_on_one_page_as_a_table()
    {
        var pdf = await Read(Given(8));
        Assert.Equal(("en-US", "Transcript of micro-credentials"), (pdf.GetProperty("lang").GetString(), pdf.GetProperty("title").GetString()));
        var page = Assert.Single(pdf.GetProperty("pages").EnumerateArray());
        Assert.Equal((612, 792), (page.GetProperty("width").GetInt32(), page.GetProperty("height").GetInt32()));
        Boxes.AreApart(page);
        var parts = CertificatePaperTests.Parts(page.GetProperty("tree")).ToArray();
        Assert.Equal(["What was earned", "Awarded", "Hours"], parts.Where(p => p.Role == "TH").Select(p => p.Said));
        Assert.Equal((9, 24, 8), (parts.Count(p => p.Role == "TR"), parts.Count(p => p.Role == "TD"), parts.Count(p => p.Role == "Link")));
        Assert.Equal(8, page.GetProperty("links").EnumerateArray().Select(l => l.GetProperty("url").GetString()).Distinct().Count());
        Assert.Contains("8 micro-credentials, about 120 hours of work. Made on February 3, 2026.", page.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Empty(page.GetProperty("codes").EnumerateArray());
    }

    [Fact]
    public async Task More_go_on_with_the_table_on_further_pages()
    {
        var pages = (await Read(Given(30))).GetProperty("pages").EnumerateArray().ToArray();
        Assert.InRange(pages.Length, 3, 4);
        Assert.All(pages, Boxes.AreApart);
        // One table, and a head only once in the structure, though each page shows it.
        var parts = pages.SelectMany(p => CertificatePaperTests.Parts(p.GetProperty("tree"))).ToArray();
        Assert.Equal(30, parts.Count(p => p.Role == "Link" && p.Said.Length > 0));
        Assert.Equal(3, parts.Count(p => p.Role == "TH" && p.Said.Length > 0));
        Assert.All(pages, p => Assert.Contains("What was earned", p.GetProperty("text").GetString(), StringComparison.Ordinal));
        Assert.Contains("Page 2", pages[1].GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_entry_is_said_in_the_singular()
    {
        var text = (await Read(Given(1) with { TotalHours = 1 })).GetProperty("pages")[0].GetProperty("text").GetString();
        Assert.Contains("1 micro-credential, about 1 hour of work.", text, StringComparison.Ordinal);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Long_texts_wrap_and_nothing_overlaps(bool words)
    {
        var name = words ? string.Join(' ', Enumerable.Repeat("Maximiliana Wolfeschlegel", 12))[..300] : new string('W', 300);
        var view = Given(6);
        var pdf = await Read(view with { Name = name, Issuer = name, Entries = [.. view.Entries.Select(e => e with { Title = name, Standard = name })] });
        Assert.All(pdf.GetProperty("pages").EnumerateArray(), Boxes.AreApart);
    }

    [Fact]
    public async Task A_name_that_paper_cannot_show_is_told_to_be_on_the_web()
    {
        var text = (await Read(Given(2) with { Name = "مريم عبد الله" })).GetProperty("pages")[0].GetProperty("text").GetString();
        Assert.Contains("this paper cannot show its letters", text, StringComparison.Ordinal);
    }

    private static TranscriptView Given(int entries)
    {
        var all = Enumerable.Range(0, entries).Select(i =>
        {
            var id = CredentialId.For(new SubmissionId(new Guid(i, 1, 1, [1, 2, 3, 4, 5, 6, 7, 8])));
            return new TranscriptEntry(id, $"Handling Technology With Confidence {i + 1}", "Health and Safety", "Proficient", GivenBadge.Now.AddDays(i), 15, $"https://micro-credentials.example.org/c/{id}");
        }).ToArray();
        return new("Zoë Núñez", "ESP Micro-credentials", all, 15 * entries);
    }

    private static async Task<JsonElement> Read(TranscriptView view) => (await Independent.Answers("read-pdf.mjs", [TranscriptPaper.Write(view, GivenBadge.Now)]))[0];
}
