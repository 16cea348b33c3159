using System.Text;
using System.Text.Json;
using Esp.App.Evidence;
using Esp.Host.Local.Walk;

namespace Esp.Tests.Areas;

/// <summary>Evidence: straight to storage, checked by content, never lost and never shown as what it is not.</summary>
public sealed class EvidenceTests(MailServer mail)
{
    [Theory]
    [InlineData("malware.exe", 10, 400, "type-not-allowed"), InlineData("page.html", 10, 400, "type-not-allowed"), InlineData("drawing.svg", 10, 400, "type-not-allowed"), InlineData("empty.pdf", 0, 400, "empty")]
    [InlineData("big.pdf", 26 * 1024 * 1024, 413, "too-large"), InlineData("", 10, 400, "name-invalid")]
    public async Task What_cannot_be_taken_is_refused_before_the_upload(string name, int bytes, int status, string code)
    {
        await using var platform = await Platform.Start(mail, scorers: false);
        using var esp = await platform.Candidate();
        var answer = await esp.Try(HttpMethod.Post, $"/api/submissions/{await Journey.Start(esp)}/evidence", new { criterion = "c1", kind = "file", name, bytes });
        Assert.Equal((status, $"/problems/evidence.{code}"), (answer.Status, answer.Body.GetProperty("type").GetString()));
        Assert.True(answer.Body.GetProperty("errors").TryGetProperty("name", out _));
    }

    public static IEnumerable<TheoryDataRow<string, string, string>> Frauds() =>
        new (string, string, string)[]
        {
            ("page.pdf", "<!doctype html><script>alert(1)</script>", "type"),
            ("picture.png", "<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "type"),
            ("virus.txt", @"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*", "virus"),
        }.Select(f => new TheoryDataRow<string, string, string>(f.Item1, f.Item2, f.Item3));

    [Theory, MemberData(nameof(Frauds))]
    public async Task What_is_not_what_it_says_never_reaches_a_scorer(string name, string content, string reason)
    {
        await using var platform = await Platform.Start(mail, scorers: false);
        using var esp = await platform.Candidate();
        var id = await Journey.Start(esp);
        var evidence = await Journey.Upload(esp, id, "c1", name, Encoding.UTF8.GetBytes(content));
        var refused = await Judged(esp, id, evidence);
        Assert.Equal("refused", refused.GetProperty("state").GetString());
        Assert.Contains(reason, refused.GetProperty("refusal").GetString(), StringComparison.Ordinal);
        Assert.Equal(404, (await esp.Try(HttpMethod.Post, $"/api/submissions/{id}/evidence/{evidence}/read", new { })).Status);
        var task = (await esp.Get($"/api/submissions/{id}")).GetProperty("tasks").EnumerateArray().First(t => t.GetProperty("id").GetString() == "c1");
        Assert.Contains(task.GetProperty("missing").EnumerateArray(), m => m.GetString()!.Contains("could not be taken", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_large_file_goes_in_blocks_and_is_resumed_where_it_stopped()
    {
        await using var platform = await Platform.Start(mail, scorers: false);
        using var esp = await platform.Candidate();
        var id = await Journey.Start(esp);
        var content = new byte[(2 * Esp.Domain.Evidence.BlockBytes) + 77];
        Random.Shared.NextBytes(content);
        "%PDF-1.4"u8.CopyTo(content);
        var blocks = content.Chunk(Esp.Domain.Evidence.BlockBytes).ToArray();
        var added = await esp.Post($"/api/submissions/{id}/evidence", new { criterion = "c1", kind = "file", name = "long.pdf", bytes = content.Length });
        var path = $"/api/submissions/{id}/evidence/{added.GetProperty("evidence").GetProperty("id").GetString()}";
        await esp.PutBlock(added.GetProperty("upload").GetProperty("url").GetString()!, EvidenceBlobs.BlockId(1), blocks[1]);

        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData([.. blocks.SelectMany(b => System.Security.Cryptography.SHA256.HashData(b))]));
        var early = await esp.Try(HttpMethod.Post, path + "/complete", new { hash });
        Assert.Equal((409, "[0,2]"), (early.Status, early.Body.GetProperty("missing").GetRawText()));

        var resumed = await esp.Post(path + "/upload");
        Assert.Equal("[1]", resumed.GetProperty("evidence").GetProperty("uploadedBlocks").GetRawText());
        foreach (var n in new[] { 2, 0 })
            await esp.PutBlock(resumed.GetProperty("upload").GetProperty("url").GetString()!, EvidenceBlobs.BlockId(n), blocks[n]);
        await esp.Post(path + "/complete", new { hash });
        await esp.Post(path + "/complete", new { hash }); // the first answer was lost
        var ready = await Judged(esp, id, path[(path.LastIndexOf('/') + 1)..]);
        Assert.Equal(("ready", content.Length), (ready.GetProperty("state").GetString(), ready.GetProperty("bytes").GetInt32()));
    }

    [Fact]
    public async Task A_file_that_changed_on_the_way_is_refused()
    {
        await using var platform = await Platform.Start(mail, scorers: false);
        using var esp = await platform.Candidate();
        var id = await Journey.Start(esp);
        var added = await esp.Post($"/api/submissions/{id}/evidence", new { criterion = "c1", kind = "file", name = "a.pdf", bytes = Journey.Pdf.Length });
        var evidence = added.GetProperty("evidence").GetProperty("id").GetString()!;
        await esp.PutBlock(added.GetProperty("upload").GetProperty("url").GetString()!, EvidenceBlobs.BlockId(0), Journey.Pdf);
        await esp.Post($"/api/submissions/{id}/evidence/{evidence}/complete", new { hash = new string('0', 64) });
        Assert.Contains("did not arrive whole", (await Judged(esp, id, evidence)).GetProperty("refusal").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Removing_can_be_undone_and_a_file_is_read_as_an_attachment_unless_it_is_safe()
    {
        await using var platform = await Platform.Start(mail, scorers: false);
        using var esp = await platform.Candidate();
        var id = await Journey.Start(esp);
        var evidence = await Journey.Upload(esp, id, "c1", "notes.txt", "Plain words."u8.ToArray());
        await Judged(esp, id, evidence);
        Assert.Equal(204, (await esp.Try(HttpMethod.Delete, $"/api/submissions/{id}/evidence/{evidence}", null)).Status);
        Assert.Empty((await esp.Get($"/api/submissions/{id}")).GetProperty("evidence").EnumerateArray());
        Assert.Equal("ready", (await esp.Post($"/api/submissions/{id}/evidence/{evidence}/restore")).GetProperty("state").GetString());

        var link = await esp.Post($"/api/submissions/{id}/evidence/{evidence}/read");
        using var plain = new HttpClient();
        using var answer = await plain.GetAsync(new Uri(link.GetProperty("url").GetString()!), TestContext.Current.CancellationToken);
        Assert.Equal(("Plain words.", "attachment"), (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), answer.Content.Headers.ContentDisposition!.DispositionType));
        Assert.Equal("text/plain", answer.Content.Headers.ContentType!.MediaType);
        using var bare = await plain.GetAsync(new Uri(new Uri(link.GetProperty("url").GetString()!).GetLeftPart(UriPartial.Path)), TestContext.Current.CancellationToken);
        Assert.False(bare.IsSuccessStatusCode, "Without a signature nothing is readable.");
    }

    [Fact]
    public async Task What_is_written_after_the_check_is_read_by_nobody()
    {
        await using var platform = await Platform.Start(mail, scorers: false);
        using var esp = await platform.Candidate();
        var id = await Journey.Start(esp);
        var added = await esp.Post($"/api/submissions/{id}/evidence", new { criterion = "c1", kind = "file", name = "a.txt", bytes = 4 });
        var evidence = added.GetProperty("evidence").GetProperty("id").GetString()!;
        var url = added.GetProperty("upload").GetProperty("url").GetString()!;
        await esp.PutBlock(url, EvidenceBlobs.BlockId(0), "good"u8.ToArray());
        await esp.Post($"/api/submissions/{id}/evidence/{evidence}/complete", new { hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Security.Cryptography.SHA256.HashData("good"u8))) });
        Assert.Equal("ready", (await Judged(esp, id, evidence)).GetProperty("state").GetString());

        using var plain = new HttpClient();
        using var over = new HttpRequestMessage(HttpMethod.Put, url) { Content = new StringContent("evil") };
        over.Headers.Add("x-ms-version", "2021-12-02");
        over.Headers.Add("x-ms-blob-type", "BlockBlob");
        using var written = await plain.SendAsync(over, TestContext.Current.CancellationToken);
        var link = await esp.Post($"/api/submissions/{id}/evidence/{evidence}/read");
        Assert.Equal("good", await plain.GetStringAsync(new Uri(link.GetProperty("url").GetString()!), TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("http://example.org/"), InlineData("https://127.0.0.1/"), InlineData("javascript:alert(1)"), InlineData("")]
    public async Task A_link_that_no_scorer_could_open_is_refused(string url)
    {
        await using var platform = await Platform.Start(mail, scorers: false);
        using var esp = await platform.Candidate();
        var answer = await esp.Try(HttpMethod.Post, $"/api/submissions/{await Journey.Start(esp)}/evidence", new { criterion = "c1", kind = "link", url, title = "My page" });
        Assert.Equal((400, "/problems/evidence.link-invalid"), (answer.Status, answer.Body.GetProperty("type").GetString()));
    }

    [Fact]
    public async Task The_number_of_pieces_has_a_limit()
    {
        await using var platform = await Platform.Start(mail, scorers: false, settings: [("Esp:MaxFiles", "2")]);
        using var esp = await platform.Candidate();
        var id = await Journey.Start(esp);
        foreach (var n in new[] { 1, 2 })
            await esp.Post($"/api/submissions/{id}/evidence", new { criterion = "c1", kind = "link", url = $"https://example.org/{n}", title = "My page" });
        var answer = await esp.Try(HttpMethod.Post, $"/api/submissions/{id}/evidence", new { criterion = "c1", kind = "link", url = "https://example.org/3", title = "My page" });
        Assert.Equal("/problems/evidence.too-many", answer.Body.GetProperty("type").GetString());
    }

    private static async Task<JsonElement> Judged(PlatformClient esp, string id, string evidence)
    {
        await Journey.Eventually(async () => (await esp.Get($"/api/submissions/{id}/evidence/{evidence}")).GetProperty("state").GetString() is "ready" or "refused", "the file is checked");
        return await esp.Get($"/api/submissions/{id}/evidence/{evidence}");
    }
}
