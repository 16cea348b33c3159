using System.Net;
using System.Text.Json;
using Azure.Data.Tables;
using Esp.App.Credentials;
using Esp.App.Platform;
using Esp.Tests.Credentials.Transcript;
using Platform = Esp.Tests.Areas.Platform;

namespace Esp.Tests.Credentials.Paper;

/// <summary>The certificate as anybody gets it.</summary>
public sealed class CertificateTests(MailServer mail)
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Anybody_gets_the_certificate_of_a_credential()
    {
        await using var platform = await Platform.Start(mail, scorers: false, queues: false);
        var id = await platform.Earned("communication", 1, "Zoë Núñez");

        using var answer = await platform.Host.Http.GetAsync(Address(id), Ct);

        Assert.Equal("application/pdf", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal($"inline; filename=\"certificate-{id}.pdf\"", answer.Content.Headers.ContentDisposition!.ToString());
        Assert.Equal(["*"], answer.Headers.GetValues("Access-Control-Allow-Origin"));
        Assert.Equal(TimeSpan.FromMinutes(1), answer.Headers.CacheControl!.MaxAge);
        var pdf = (await Independent.Answers("read-pdf.mjs", [await answer.Content.ReadAsByteArrayAsync(Ct)]))[0];
        var page = Assert.Single(pdf.GetProperty("pages").EnumerateArray());
        var text = page.GetProperty("text").GetString();
        foreach (var said in new[] { "Zoë Núñez", "level Proficient", "February 4, 2026", "about 15 hours", $"Number {id}", "ESP Micro-credentials" })
            Assert.Contains(said, text, StringComparison.Ordinal);
        Assert.Equal($"{platform.Get<Settings>().SiteUrl}/c/{id}", Assert.Single(page.GetProperty("codes").EnumerateArray()).GetString());
    }

    [Fact]
    public async Task It_can_be_saved()
    {
        await using var platform = await Platform.Start(mail, scorers: false, queues: false);
        var id = await platform.Earned("ethics", 1);
        using var answer = await platform.Host.Http.GetAsync(new Uri($"{Address(id)}?download=1", UriKind.Relative), Ct);
        Assert.Equal($"attachment; filename=\"certificate-{id}.pdf\"", answer.Content.Headers.ContentDisposition!.ToString());
    }

    [Theory]
    [InlineData("crd_0192d3c04d3f7cc0a1f5b2f3c4d5e6f7"), InlineData("crd_x"), InlineData("sub_0192d3c04d3f7cc0a1f5b2f3c4d5e6f7")]
    public async Task What_is_not_there_has_no_certificate(string id)
    {
        await using var platform = await Platform.Start(mail, scorers: false, queues: false);
        await Refused(platform, new Uri($"/api/credentials/{id}/certificate.pdf", UriKind.Relative), HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task What_its_owner_hides_has_no_certificate()
    {
        await using var platform = await Platform.Start(mail, scorers: false, queues: false);
        using var esp = await platform.Candidate();
        var id = await platform.Earned("communication", 1);
        await esp.Put($"/api/credentials/{id}/sharing", new { shown = false });
        await Refused(platform, Address(id), HttpStatusCode.NotFound, "not-found");
    }

    [Fact]
    public async Task A_revoked_credential_gets_no_certificate()
    {
        await using var platform = await Platform.Start(mail, scorers: false, queues: false);
        var (listed, marked, other) = (await platform.Earned("communication", 7), await platform.Earned("technology", 6), await platform.Earned("ethics", 8));
        await platform.Get<StatusLists>().Revoke(1, [7], Ct);
        await platform.Get<CredentialStore>().MarkRevoked(marked, new(DateTimeOffset.UtcNow, "admin", "An error."), Ct);
        await Refused(platform, Address(listed), HttpStatusCode.Conflict, "credential.revoked");
        await Refused(platform, Address(marked), HttpStatusCode.Conflict, "credential.revoked");
        using var answer = await platform.Host.Http.GetAsync(Address(other), Ct);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task What_does_not_check_gets_no_certificate()
    {
        await using var platform = await Platform.Start(mail, scorers: false, queues: false);
        var id = await platform.Earned("communication", 3);
        var table = platform.Get<Tables>().Credentials;
        var row = (await table.GetEntityAsync<TableEntity>(id.ToString(), "public", cancellationToken: Ct)).Value;
        row["Document"] = row.GetString("Document").Replace("Robin Walker", "Robin Talker", StringComparison.Ordinal);
        await table.UpdateEntityAsync(row, row.ETag, cancellationToken: Ct);
        await Refused(platform, Address(id), HttpStatusCode.ServiceUnavailable, "credential.unchecked");
        row["Document"] = "{}";
        await table.UpdateEntityAsync(row, Azure.ETag.All, cancellationToken: Ct);
        await Refused(platform, Address(id), HttpStatusCode.ServiceUnavailable, "credential.unchecked");
    }

    [Fact]
    public async Task An_expired_one_says_so()
    {
        await using var platform = await Platform.Start(mail, scorers: false, queues: false);
        var id = await platform.Earned("communication", 3, change: b => b with { ValidUntil = new DateTimeOffset(2026, 2, 20, 0, 0, 0, TimeSpan.Zero) });
        var pdf = await platform.Host.Http.GetByteArrayAsync(Address(id), Ct);
        var text = (await Independent.Answers("read-pdf.mjs", [pdf]))[0].GetProperty("pages")[0].GetProperty("text").GetString();
        Assert.Contains("expired on February 20, 2026", text, StringComparison.Ordinal);
    }

    private static Uri Address(CredentialId id) => new($"/api/credentials/{id}/certificate.pdf", UriKind.Relative);

    private static async Task Refused(Platform platform, Uri address, HttpStatusCode status, string code)
    {
        using var answer = await platform.Host.Http.GetAsync(address, Ct);
        Assert.Equal(status, answer.StatusCode);
        Assert.Equal($"/problems/{code}", JsonElement.Parse(await answer.Content.ReadAsByteArrayAsync(Ct)).GetProperty("type").GetString());
    }
}
