using System.Text.Json;
using Esp.App.Credentials;
using Esp.App.Platform;
using Esp.App.Portfolio;
using Esp.Host.Local.Walk;

namespace Esp.Tests.Areas;

/// <summary>Owners decide who sees a credential; what they hide is not there for anybody else.</summary>
public sealed class SharingTests(MailServer mail)
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_hidden_is_not_there_until_it_is_shown_again()
    {
        await using var platform = await Platform.Start(mail);
        using var esp = await platform.Candidate();
        var (submission, credential) = await platform.Earn(esp);
        using var anybody = platform.Anybody();
        string[] addresses = ["/api/credentials/{0}", "/api/credentials/{0}?download=1", "/api/credentials/{0}/verification"];
        var document = await platform.Bytes($"/api/credentials/{credential}");
        Assert.True(Line(await esp.Get("/api/portfolio")).Shown);

        var hidden = await esp.Put($"/api/credentials/{credential}/sharing", new { shown = false });
        Assert.Equal((false, "issued", $"{platform.Get<Settings>().SiteUrl}/c/{credential}"), (hidden.GetProperty("shown").GetBoolean(), hidden.GetProperty("status").GetString(), hidden.GetProperty("verifyUrl").GetString()));
        Assert.False(Line(await esp.Get("/api/portfolio")).Shown);
        var unknown = CredentialId.For(SubmissionId.New(DateTimeOffset.UtcNow)).ToString();
        foreach (var address in addresses)
        {
            foreach (var who in new[] { anybody, esp })
            {
                var (status, answer) = await who.Try(HttpMethod.Get, string.Format(null, address, credential), body: null);
                Assert.Equal(404, status);
                Assert.Equal((await who.Try(HttpMethod.Get, string.Format(null, address, unknown), body: null)).Body.GetRawText(), answer.GetRawText());
            }
        }

        // Issuing that comes again finds it, hidden as it is.
        var owner = (await platform.Get<CredentialStore>().FindAny(CredentialId.Parse(credential), Ct))!.Owner;
        await platform.Get<IssueCredential>().Handle(new EventRef(owner, SubmissionId.Parse(submission), 5), Ct);
        Assert.Equal("404", await platform.Verdict(credential));
        Assert.False(Line(await esp.Get("/api/portfolio")).Shown);

        await esp.Put($"/api/credentials/{credential}/sharing", new { shown = true });
        Assert.Equal("valid", await platform.Verdict(credential));
        Assert.Equal(document, await platform.Bytes($"/api/credentials/{credential}"));
        Assert.True(Line(await esp.Get("/api/portfolio")).Shown);
    }

    [Fact]
    public async Task Only_its_owner_shows_or_hides_it()
    {
        await using var platform = await Platform.Start(mail);
        using var esp = await platform.Candidate();
        var (_, credential) = await platform.Earn(esp);
        using var stranger = await platform.Candidate("stranger");
        using var admin = await platform.Admin();
        using var anybody = platform.Anybody();
        var unknown = CredentialId.For(SubmissionId.New(DateTimeOffset.UtcNow)).ToString();
        foreach (var who in new[] { stranger, admin })
        {
            var (status, answer) = await who.Try(HttpMethod.Put, $"/api/credentials/{credential}/sharing", new { shown = false });
            Assert.Equal(404, status);
            foreach (var other in new[] { unknown, "crd_1" })
                Assert.Equal(answer.GetRawText(), (await who.Try(HttpMethod.Put, $"/api/credentials/{other}/sharing", new { shown = false })).Body.GetRawText());
        }

        Assert.Equal(401, (await anybody.Try(HttpMethod.Put, $"/api/credentials/{credential}/sharing", new { shown = false })).Status);
        Assert.Equal(400, (await esp.Try(HttpMethod.Put, $"/api/credentials/{credential}/sharing", new { })).Status);
        Assert.Equal("valid", await platform.Verdict(credential));
    }

    [Fact]
    public async Task Two_windows_that_disagree_leave_one_answer()
    {
        await using var platform = await Platform.Start(mail);
        using var esp = await platform.Candidate();
        var (_, credential) = await platform.Earn(esp);
        for (var round = 0; round < 5; round++)
        {
            await Task.WhenAll(Enumerable.Range(0, 6).Select(n => esp.Put($"/api/credentials/{credential}/sharing", new { shown = n % 2 == 0 })));
            Assert.Equal(Line(await esp.Get("/api/portfolio")).Shown ? "valid" : "404", await platform.Verdict(credential));
        }
    }

    [Fact]
    public async Task Hiding_does_not_keep_a_credential_from_being_taken_back()
    {
        await using var platform = await Platform.Start(mail);
        using var esp = await platform.Candidate();
        var (_, credential) = await platform.Earn(esp);
        await esp.Put($"/api/credentials/{credential}/sharing", new { shown = false });
        var before = await platform.Bytes("/api/status-lists/1");
        using var admin = await platform.Admin();
        await admin.Post($"/api/manage/credentials/{credential}/revoke", new { reason = "Issued by mistake." });
        await Journey.Eventually(async () => !(await platform.Bytes("/api/status-lists/1")).SequenceEqual(before), "its bit is set for those who have a copy");
        await Journey.Eventually(async () => Line(await esp.Get("/api/portfolio")).Status == "revoked", "its owner is told");
        Assert.Equal("404", await platform.Verdict(credential));
        await esp.Put($"/api/credentials/{credential}/sharing", new { shown = true });
        Assert.Equal("invalid", await platform.Verdict(credential));
    }

    private static (bool Shown, string? Status) Line(JsonElement portfolio) =>
        (portfolio.GetProperty("credentials")[0].GetProperty("shown").GetBoolean(), portfolio.GetProperty("credentials")[0].GetProperty("status").GetString());
}
