using System.Text;
using Azure.Data.Tables;
using Esp.App.Credentials;
using Esp.App.Platform;
using Esp.App.Portfolio;
using Esp.Host.Local.Walk;
using Platform = Esp.Tests.Areas.Platform;

namespace Esp.Tests.Credentials.Transcript;

/// <summary>The transcript as its owner gets it, in its three forms.</summary>
public sealed class TranscriptTests(MailServer mail)
{
    private static readonly string[] Forms = ["/api/transcript", "/api/transcript.pdf", "/api/transcript.json"];
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_lists_what_was_earned_the_oldest_first()
    {
        await using var platform = await Platform.Start(mail, scorers: false, queues: false);
        using var esp = await platform.Candidate();
        var (later, first) = (await platform.Earned("communication", 9), await platform.Earned("ethics", 2));

        var view = await esp.Get("/api/transcript");

        Assert.Equal(("Robin Walker", "ESP Micro-credentials", 30), (view.GetProperty("name").GetString(), view.GetProperty("issuer").GetString(), view.GetProperty("totalHours").GetInt32()));
        var entries = view.GetProperty("entries").EnumerateArray().ToArray();
        Assert.Equal([$"{first}", $"{later}"], entries.Select(e => e.GetProperty("id").GetString()));
        Assert.Equal(("Ethics", "Proficient", 15), (entries[0].GetProperty("standard").GetString(), entries[0].GetProperty("level").GetString(), entries[0].GetProperty("hours").GetInt32()));
        Assert.Equal($"{platform.Get<Settings>().SiteUrl}/c/{first}", entries[0].GetProperty("verifyUrl").GetString());
        Assert.Equal("2026-02-05T04:05:06", entries[0].GetProperty("awardedAt").GetString()![..19]);
    }

    [Fact]
    public async Task Others_verify_the_signed_one_and_each_badge_in_it()
    {
        await using var platform = await Platform.Start(mail, scorers: false, queues: false);
        using var esp = await platform.Candidate();
        var ids = new[] { await platform.Earned("communication", 1), await platform.Earned("ethics", 2), await platform.Earned("technology", 3) };

        var clr = await esp.Get("/api/transcript.json?download=1");

        var inner = clr.GetProperty("credentialSubject").GetProperty("verifiableCredential").EnumerateArray().ToArray();
        Assert.Equal(ids.Select(i => $"{platform.Get<Settings>().SiteUrl}/api/credentials/{i}"), inner.Select(b => b.GetProperty("id").GetString()));
        var did = await platform.Host.Http.GetByteArrayAsync(new Uri("/.well-known/did.json", UriKind.Relative), Ct);
        var answers = await Independent.Answers("verify-credential.mjs", [.. inner.Prepend(clr).Select(d => Encoding.UTF8.GetBytes(d.GetRawText()))], ("did", did));
        Assert.All(answers, a => Assert.True(a.GetProperty("verified").GetBoolean(), a.ToString()));
        Assert.Equal(clr.GetProperty("id").GetString(), (await esp.Get("/api/transcript.json")).GetProperty("id").GetString());
        Assert.DoesNotContain(platform.Address("robin"), clr.GetRawText(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task On_paper_it_is_a_table_in_which_each_row_leads_to_its_page()
    {
        await using var platform = await Platform.Start(mail, scorers: false, queues: false);
        using var esp = await platform.Candidate();
        var id = await platform.Earned("communication", 1);
        using var signedIn = await SignedIn(platform);
        using var answer = await signedIn.GetAsync(new Uri("/api/transcript.pdf?download=1", UriKind.Relative), Ct);

        Assert.Equal("attachment; filename=\"transcript.pdf\"", answer.Content.Headers.ContentDisposition!.ToString());
        Assert.True(answer.Headers.CacheControl!.NoStore);
        var page = (await Independent.Answers("read-pdf.mjs", [await answer.Content.ReadAsByteArrayAsync(Ct)]))[0].GetProperty("pages")[0];
        Assert.Contains($"Number {id}", page.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Equal($"{platform.Get<Settings>().SiteUrl}/c/{id}", page.GetProperty("links")[0].GetProperty("url").GetString());
    }

    [Fact]
    public async Task What_was_revoked_or_is_hidden_is_left_out()
    {
        await using var platform = await Platform.Start(mail, scorers: false, queues: false);
        using var esp = await platform.Candidate();
        var (revoked, hidden, shown) = (await platform.Earned("communication", 1), await platform.Earned("ethics", 2), await platform.Earned("technology", 3));
        var half = await platform.Earned("reporting", 4);
        var store = platform.Get<CredentialStore>();
        Revocation how = new(DateTimeOffset.UtcNow, "admin", "An error.");
        Assert.True(await store.MarkRevoked(revoked, how, Ct) && await store.TellOwner(GivenEarned.Owner(platform), revoked, how, Ct));
        Assert.True(await store.MarkRevoked(half, how, Ct));
        await esp.Put($"/api/credentials/{hidden}/sharing", new { shown = false });
        Assert.Equal([$"{shown}"], (await esp.Get("/api/transcript")).GetProperty("entries").EnumerateArray().Select(e => e.GetProperty("id").GetString()));
        await esp.Put($"/api/credentials/{shown}/sharing", new { shown = false });
        await Refused(esp, 409, "transcript.empty");
    }

    [Fact]
    public async Task Nothing_earned_is_no_transcript()
    {
        await using var platform = await Platform.Start(mail, scorers: false, queues: false);
        using var esp = await platform.Candidate();
        await Refused(esp, 409, "transcript.empty");
        using var stranger = await new PlatformClient(platform.Host.Http.BaseAddress!).SignIn("New", platform.Address("new"));
        await Refused(stranger, 409, "transcript.empty");
    }

    [Fact]
    public async Task Nobody_gets_the_transcript_of_another()
    {
        await using var platform = await Platform.Start(mail, scorers: false, queues: false);
        using var esp = await platform.Candidate();
        await platform.Earned("communication", 1);
        using var anybody = platform.Anybody();
        await Refused(anybody, 401, "sign-in.needed");
        using var other = await platform.Candidate("kim");
        await Refused(other, 409, "transcript.empty");
    }

    [Fact]
    public async Task Without_consent_the_name_is_in_none_of_its_forms()
    {
        await using var platform = await Platform.Start(mail, scorers: false, queues: false);
        using var esp = await platform.Candidate();
        await platform.Earned("communication", 1, name: null);
        await platform.Get<Tables>().Portfolios.UpdateEntityAsync(
            new TableEntity($"{GivenEarned.Owner(platform)}", PortfolioKeys.Profile) { ["NameOnCredential"] = false }, Azure.ETag.All, TableUpdateMode.Merge, Ct);
        Assert.DoesNotContain("Robin", (await esp.Get("/api/transcript")).GetRawText(), StringComparison.Ordinal);
        Assert.DoesNotContain("Robin", (await esp.Get("/api/transcript.json")).GetRawText(), StringComparison.Ordinal);
        using var signedIn = await SignedIn(platform);
        var pdf = await signedIn.GetByteArrayAsync(new Uri("/api/transcript.pdf", UriKind.Relative), Ct);
        var text = (await Independent.Answers("read-pdf.mjs", [pdf]))[0].GetProperty("pages")[0].GetProperty("text").GetString();
        Assert.Contains("chose not to show a name", text, StringComparison.Ordinal);
        Assert.DoesNotContain("Robin", text, StringComparison.Ordinal);
    }

    /// <summary>Robin's browser: for answers that are not JSON.</summary>
    private static async Task<HttpClient> SignedIn(Platform platform)
    {
        var browser = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = platform.Host.Http.BaseAddress };
        using var form = new FormUrlEncodedContent([new("name", "Robin Walker"), new("email", platform.Address("robin"))]);
        using var answer = await browser.PostAsync(new Uri("/.auth/login/local", UriKind.Relative), form, Ct);
        browser.DefaultRequestHeaders.Add("Cookie", answer.Headers.GetValues("Set-Cookie").First().Split(';')[0]);
        return browser;
    }

    private static async Task Refused(PlatformClient client, int status, string code)
    {
        foreach (var form in Forms)
        {
            var (got, body) = await client.Try(HttpMethod.Get, form, body: null);
            Assert.Equal((status, $"/problems/{code}"), (got, body.GetProperty("type").GetString()));
        }
    }
}
