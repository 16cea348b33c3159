using Azure.Data.Tables;
using Esp.App.Platform;
using Esp.Host.Local.Walk;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Esp.Tests.Areas;

/// <summary>The scorers' links: what mail scanners do changes nothing, many visits work, and an end is an end.</summary>
public sealed class LinkTests(MailServer mail)
{
    [Fact]
    public async Task Scanners_that_fetch_and_open_change_nothing()
    {
        await using var platform = await Platform.Start(mail);
        using var esp = await platform.Candidate();
        var id = await Platform.Sent(esp);
        var (scorer, invitation, _) = await platform.Journey.OpenInvitation([]);
        using var session = scorer;
        var before = (await esp.Get($"/api/submissions/{id}")).GetProperty("version").GetString();
        var token = Mailbox.Token(invitation);
        for (var n = 0; n < 20; n++)
        {
            foreach (var method in new[] { HttpMethod.Get, HttpMethod.Head })
            {
                foreach (var path in new[] { $"/score/#{token}", $"/score/?t={token}", "/api/scoring/open", "/api/scoring/accept", "/api/scoring/decline", "/api/scoring/submit" })
                {
                    using var request = new HttpRequestMessage(method, path);
                    using var answer = await platform.Host.Http.SendAsync(request, TestContext.Current.CancellationToken);
                }
            }

            await scorer.Post("/api/scoring/open", new { token });
        }

        var after = await esp.Get($"/api/submissions/{id}");
        Assert.Equal(before, after.GetProperty("version").GetString());
        Assert.Equal("offered", after.GetProperty("status").GetString());
        Assert.Equal("offered", (await scorer.Get("/api/scoring/review")).GetProperty("state").GetString());
    }

    [Fact]
    public async Task The_page_of_a_link_is_kept_by_nobody()
    {
        await using var platform = await Platform.Start(mail, scorers: false);
        using var answer = await platform.Host.Http.GetAsync(new Uri("/score/", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Contains("no-store", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.Equal("no-referrer", answer.Headers.GetValues("Referrer-Policy").Single());
        Assert.Contains("noindex", answer.Headers.GetValues("X-Robots-Tag").Single(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA"), InlineData(""), InlineData("../../x")]
    public async Task A_made_up_token_opens_nothing(string token)
    {
        await using var platform = await Platform.Start(mail, scorers: false);
        using var anybody = platform.Anybody();
        Assert.Equal("/problems/link.unknown", (await anybody.Try(HttpMethod.Post, "/api/scoring/open", new { token })).Body.GetProperty("type").GetString());
        Assert.Equal(202, (await anybody.Try(HttpMethod.Post, "/api/scoring/links", new { token })).Status);
        anybody.UseSession(token + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
        Assert.Equal(401, (await anybody.Try(HttpMethod.Get, "/api/scoring/review", null)).Status);
    }

    [Fact]
    public async Task A_decision_ends_the_link_and_the_session()
    {
        await using var platform = await Platform.Start(mail);
        using var esp = await platform.Candidate();
        await Platform.Sent(esp);
        var (scorer, invitation, _) = await platform.Journey.OpenInvitation([]);
        using var session = scorer;
        await Journey.Score(scorer);
        Assert.Equal("decided", (await scorer.Try(HttpMethod.Put, "/api/scoring/sheet", new { version = "x", sheet = new { parts = new { }, criteria = new { }, general = "" } })).Body.GetProperty("why").GetString());
        var again = await scorer.Try(HttpMethod.Post, "/api/scoring/open", new { token = Mailbox.Token(invitation) });
        Assert.Equal(("decided", false), (again.Body.GetProperty("why").GetString(), again.Body.GetProperty("canAskForNew").GetBoolean()));
    }

    [Fact]
    public async Task A_new_link_replaces_the_old_one_at_the_same_address()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow) { AutoAdvanceAmount = TimeSpan.FromMilliseconds(1) };
        await using var platform = await Platform.Start(mail, services: s => s.AddSingleton<TimeProvider>(clock));
        using var esp = await platform.Candidate();
        var sending = Platform.Sent(esp);
        while (!sending.IsCompleted)
        {
            clock.Advance(TimeSpan.FromMilliseconds(200)); // the short second looks wait on this clock
            await Task.Delay(20, TestContext.Current.CancellationToken);
        }

        await sending;
        using var moving = new Timer(_ => clock.Advance(TimeSpan.FromMilliseconds(200)), null, 0, 20);
        var (scorer, invitation, _) = await platform.Journey.OpenInvitation([]);
        using var session = scorer;
        var old = Mailbox.Token(invitation);
        await scorer.Post("/api/scoring/links", new { token = old }); // too soon: the mail has just been sent
        clock.Advance(TimeSpan.FromMinutes(11));
        await Task.WhenAll(scorer.Post("/api/scoring/links", new { token = old }), scorer.Post("/api/scoring/links", new { token = old }));
        var fresh = await platform.Mailbox.WaitFor(m => m.To == invitation.To && m.Id != invitation.Id && m.Text.Contains("/score/#", StringComparison.Ordinal), "the new link");
        Assert.Equal("replaced", (await scorer.Try(HttpMethod.Post, "/api/scoring/open", new { token = old })).Body.GetProperty("why").GetString());
        await scorer.Post("/api/scoring/open", new { token = Mailbox.Token(fresh) });
    }

    [Fact]
    public async Task No_table_holds_a_token()
    {
        await using var platform = await Platform.Start(mail);
        using var esp = await platform.Candidate();
        await Platform.Sent(esp);
        var (scorer, invitation, _) = await platform.Journey.OpenInvitation([]);
        using var session = scorer;
        await Journey.Score(scorer);
        var token = Mailbox.Token(invitation);
        foreach (var table in platform.Get<Tables>().All)
        {
            await foreach (var row in table.QueryAsync<TableEntity>(cancellationToken: TestContext.Current.CancellationToken))
                Assert.DoesNotContain(row, p => p.Value is string text && text.Contains(token, StringComparison.Ordinal));
        }
    }
}
