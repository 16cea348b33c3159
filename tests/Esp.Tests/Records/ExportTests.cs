using System.IO.Compression;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Azure.Data.Tables;
using Esp.App.Platform;
using Esp.App.Portfolio;
using Esp.App.Records;
using Esp.Host.Local.Walk;
using Esp.Tests.Areas;

namespace Esp.Tests.Records;

/// <summary>A person gets everything that is kept of them, and nothing that is somebody else's.</summary>
public sealed class ExportTests(MailServer mail)
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_property_of_every_row_is_in_the_export_or_on_the_list_of_internal_columns()
    {
        await using var platform = await Platform.Start(mail);
        using var other = await platform.Journey.Candidate("Zebulon Foreigner", platform.Address("other"));
        await Journey.Start(other, "ethics");
        using var esp = await platform.Candidate();
        var (id, credential) = await platform.Earn(esp);
        var second = await Journey.Start(esp, "technology");
        await Journey.Answer(esp, second, "p1-1", "[not JSON");

        var (status, type, bytes) = await esp.Download(HttpMethod.Get, "/api/portfolio/export");
        Assert.Equal((200, "application/zip"), (status, type));
        using var zip = new ZipArchive(new MemoryStream(bytes));
        var data = JsonNode.Parse(Read(zip, "data.json"))!;
        var found = Objects(data).Where(o => o["RowKey"] is not null).ToDictionary(o => (string)o["RowKey"]!, StringComparer.Ordinal);
        var owner = (await platform.Get<Finder>().Find(SubmissionId.Parse(id), Ct))!.Candidate;
        var rows = await platform.Get<Tables>().Portfolios.QueryAsync<TableEntity>($"PartitionKey eq '{owner}'", cancellationToken: Ct).ToListAsync(Ct);
        Assert.True(rows.Count > 20);
        Assert.All(rows, row =>
        {
            var columns = row.Keys.Where(c => !PersonDocument.IsInternal(row, c)).ToArray();
            if (columns.Length == 0)
                return;
            Assert.Empty(columns.Except(found[row.RowKey].Select(p => p.Key), StringComparer.Ordinal));
            Assert.All(columns, c => Assert.True(Same(row[c], found[row.RowKey][c]), $"{row.RowKey} {c}"));
        });
        Assert.All(PersonDocument.Internal, i => Assert.NotEmpty(i.Why));

        Assert.Equal("I radio ahead, and then I write it down in the route log so that the next driver knows.", Read(zip, $"submissions/{id}/answers/p1-1.txt"));
        Assert.Equal(Journey.Pdf, Bytes(zip, zip.Entries.First(e => e.FullName.StartsWith($"submissions/{id}/evidence/", StringComparison.Ordinal) && e.Name.EndsWith("route log.pdf", StringComparison.Ordinal)).FullName));
        Assert.Equal(await platform.Bytes($"/api/credentials/{credential}"), Bytes(zip, $"credentials/{credential}.json"));
        Assert.Contains(data["mails"]!.AsArray(), m => (string)m!["Template"]! == MailName.CredentialIssued);
        var all = string.Join('\n', zip.Entries.Select(e => Read(zip, e.FullName)));
        foreach (var foreign in new[] { "scr_", "Walk Scorer", "Zebulon Foreigner", "Nonce", "LinkHash" })
            Assert.DoesNotContain(foreign, all, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task What_a_scorer_has_not_decided_yet_is_not_in_it_and_an_unfinished_upload_is_said_to_be_missing()
    {
        await using var platform = await Platform.Start(mail);
        using var esp = await platform.Candidate();
        await Platform.Sent(esp);
        var (scorer, _, _) = await platform.Journey.OpenInvitation([]);
        using var session = scorer;
        var review = await scorer.Post("/api/scoring/accept");
        await scorer.Put("/api/scoring/sheet", new { version = review.GetProperty("version").GetString(), sheet = new { parts = new { part1 = new { pass = false, comment = "Not decided yet." } }, criteria = new { }, general = "Only thinking." } });
        var draft = await Journey.Start(esp, "ethics");
        await esp.Post($"/api/submissions/{draft}/evidence", new { criterion = "c1", kind = "file", name = "../half/done?.pdf", bytes = 500 });

        using var zip = new ZipArchive(new MemoryStream((await esp.Download(HttpMethod.Get, "/api/portfolio/export")).Bytes));
        var data = Read(zip, "data.json");
        Assert.DoesNotContain("Not decided yet.", data, StringComparison.Ordinal);
        Assert.DoesNotContain("Only thinking.", data, StringComparison.Ordinal);
        Assert.Contains("its upload was never finished", Read(zip, "MISSING.txt"), StringComparison.Ordinal);
        Assert.DoesNotContain(zip.Entries, e => e.FullName.Contains("..", StringComparison.Ordinal) || e.FullName.Contains('?', StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_admin_exports_a_person_for_a_reason_and_nobody_else_does()
    {
        await using var platform = await Platform.Start(mail, scorers: false);
        using var esp = await platform.Candidate();
        using var admin = await Earning.Admin(platform);
        var id = await Journey.Start(esp);
        Assert.Equal(401, (await platform.Anybody().Download(HttpMethod.Get, "/api/portfolio/export")).Status);
        Assert.Equal(404, (await esp.Download(HttpMethod.Post, "/api/manage/people/export", new { who = id, reason = "I am curious." })).Status);
        Assert.Equal(404, (await admin.Download(HttpMethod.Post, "/api/manage/people/export", new { who = SubmissionId.New(DateTimeOffset.UtcNow).ToString(), reason = "They asked." })).Status);
        Assert.Equal(400, (await admin.Download(HttpMethod.Post, "/api/manage/people/export", new { who = id, reason = "" })).Status);

        var (status, type, bytes) = await admin.Download(HttpMethod.Post, "/api/manage/people/export", new { who = platform.Address("robin"), reason = "They asked by mail." });
        Assert.Equal((200, "application/zip"), (status, type));
        using var zip = new ZipArchive(new MemoryStream(bytes));
        Assert.Contains(id, Read(zip, "data.json"), StringComparison.Ordinal);
        var line = (await admin.Get("/api/manage/log")).GetProperty("lines").EnumerateArray().Single(l => l.GetProperty("what").GetString() == "export-person" && l.GetProperty("outcome").GetString() == "done");
        Assert.StartsWith("per_", line.GetProperty("on").GetString(), StringComparison.Ordinal);
    }

    private static string Read(ZipArchive zip, string name) => Encoding.UTF8.GetString(Bytes(zip, name));

    private static byte[] Bytes(ZipArchive zip, string name)
    {
        using var entry = zip.GetEntry(name)!.Open();
        using var content = new MemoryStream();
        entry.CopyTo(content);
        return content.ToArray();
    }

    private static IEnumerable<JsonObject> Objects(JsonNode? node) => node switch
    {
        JsonObject o => new[] { o }.Concat(o.SelectMany(p => Objects(p.Value))),
        JsonArray a => a.SelectMany(Objects),
        _ => [],
    };

    private static bool Same(object? value, JsonNode? there) => value switch
    {
        null => there is null,
        DateTimeOffset at => there!.GetValue<DateTimeOffset>() == at,
        string text when there is JsonObject or JsonArray => JsonNode.DeepEquals(JsonNode.Parse(text), there),
        string text => (string)there! == text,
        _ => there!.ToJsonString() == JsonSerializer.Serialize(value, EspJson.Options),
    };
}
