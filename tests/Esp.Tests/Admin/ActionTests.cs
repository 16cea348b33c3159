using System.Text.Json;
using Esp.App.Platform;
using Esp.App.Scoring;
using Esp.Host.Local.Queues;
using Esp.Host.Local.Walk;
using Esp.Tests.Areas;
using Microsoft.Extensions.DependencyInjection;

namespace Esp.Tests.Admin;

/// <summary>Mails again, dead letters, scorers on and off, what is late.</summary>
public sealed class ActionTests(MailServer mail)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_mail_comes_again_once_a_minute_with_the_same_live_link()
    {
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var platform = await Platform.Start(mail, services: s => s.AddSingleton<TimeProvider>(clock));
        await using var seconds = new Timer(_ => clock.Advance(TimeSpan.FromMilliseconds(20)), null, 0, 20);
        using var esp = await platform.Candidate();
        using var admin = await platform.Admin();
        var id = await Platform.Sent(esp);
        var (scorer, invitation, _) = await platform.Journey.OpenInvitation([]);
        using var holder = scorer;
        await Journey.Eventually(async () => (await admin.Managed(id)).GetProperty("mails").EnumerateArray().Count(m => m.GetProperty("state").GetString() == "sent") == 3, "three mails were sent");

        var path = $"/api/manage/submissions/{id}/mails/review-invitation/resend";
        Assert.Equal((409, "mail.just-sent"), await admin.Refused(path, new { reason = Admins.Reason }));
        clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal((400, "admin.reason-needed"), await admin.Refused(path, new { reason = "" }));
        Assert.Equal("scorer", (await admin.Post(path, new { reason = "The scorer's mailbox was full." })).GetProperty("to").GetString());
        var again = await platform.Mailbox.WaitFor(m => m.To == invitation.To && m.Id != invitation.Id, "the invitation again");
        Assert.Equal(Mailbox.Token(invitation), Mailbox.Token(again));
        await Journey.Eventually(async () => (await admin.Managed(id)).GetProperty("mails").EnumerateArray().Count(m => m.GetProperty("state").GetString() == "sent") == 4, "the ledger has both");
        Assert.Equal((409, "mail.just-sent"), await admin.Refused(path, new { reason = Admins.Reason }));

        // What it was about is over; what was never sent; what does not exist.
        await scorer.Post("/api/scoring/decline", new { reason = "noTime" });
        clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal((409, "mail.never-sent"), await admin.Refused(path.Replace("review-invitation", "decision-earned", StringComparison.Ordinal), new { reason = Admins.Reason }));
        Assert.Equal((404, "not-found"), await admin.Refused(path.Replace("review-invitation", "letter", StringComparison.Ordinal), new { reason = Admins.Reason }));
        Assert.Equal("candidate", (await admin.Post(path.Replace("review-invitation", "submission-received", StringComparison.Ordinal), new { reason = Admins.Reason })).GetProperty("to").GetString());
        Assert.DoesNotContain("@", (await admin.Get("/api/manage/log")).GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mail_about_what_is_over_is_not_sent_again()
    {
        await using var platform = await Platform.Start(mail);
        using var esp = await platform.Candidate();
        using var admin = await platform.Admin();
        var id = await Platform.Sent(esp);
        var (scorer, _, _) = await platform.Journey.OpenInvitation([]);
        scorer.Dispose();
        await esp.Post($"/api/submissions/{id}/withdraw", new { reason = "A new job." });
        var ledger = platform.Get<Tables>().Notices;
        await foreach (var row in ledger.QueryAsync<Azure.Data.Tables.TableEntity>($"Template eq '{Esp.App.Portfolio.MailName.ReviewInvitation}'", cancellationToken: Ct))
        {
            row["TriedAt"] = DateTimeOffset.UtcNow.AddHours(-1);
            await ledger.UpdateEntityAsync(row, row.ETag, Azure.Data.Tables.TableUpdateMode.Replace, Ct);
        }

        Assert.Equal((409, "mail.nothing-to-say"), await admin.Refused($"/api/manage/submissions/{id}/mails/review-invitation/resend", new { reason = Admins.Reason }));
    }

    [Fact]
    public async Task A_dead_letter_is_sent_again_or_dropped_and_its_text_is_kept()
    {
        await using var platform = await Platform.Start(mail, scorers: false);
        using var admin = await platform.Admin();
        var queues = platform.Get<StorageQueues>();
        await queues.Send(Queues.Route, "{\"id\":\"one\",\"body\":7}", TimeSpan.Zero, Ct);
        await queues.Send(Queues.Email, "{\"id\":\"two\",\"body\":7}", TimeSpan.Zero, Ct);
        await Journey.Eventually(async () => (await Letters(admin)).Length == 2, "two letters are dead");
        var letters = await Letters(admin);
        var (one, two) = (letters.Single(l => l.GetProperty("queue").GetString() == "route"), letters.Single(l => l.GetProperty("queue").GetString() == "email"));
        Assert.Equal(("{\"id\":\"one\",\"body\":7}", 1), (one.GetProperty("body").GetString(), one.GetProperty("deliveries").GetInt32()));
        Assert.StartsWith("Unreadable", one.GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.Equal(["email", "route"], (await admin.Get("/api/manage/today")).GetProperty("deadLetters").EnumerateArray().Select(q => q.GetProperty("queue").GetString()!).Order(StringComparer.Ordinal));

        var (first, second) = ($"/api/manage/dead-letters/route/{one.GetProperty("id").GetString()}", $"/api/manage/dead-letters/email/{two.GetProperty("id").GetString()}");
        Assert.Equal((400, "admin.reason-needed"), await admin.Refused(first + "/replay", new { reason = "" }));
        Assert.Equal((404, "not-found"), await admin.Refused(first.Replace("route", "email", StringComparison.Ordinal) + "/replay", new { reason = Admins.Reason }));
        Assert.Equal((404, "not-found"), await admin.Refused(first.Replace("route", "nowhere", StringComparison.Ordinal) + "/drop", new { reason = Admins.Reason }));
        Assert.Equal(2, (await Letters(admin)).Length);

        Assert.Equal("replayed", (await admin.Post(first + "/replay", new { reason = "The cause is mended." })).GetProperty("outcome").GetString());
        Assert.Equal((404, "not-found"), await admin.Refused(first + "/replay", new { reason = "Once more." }));
        await Journey.Eventually(async () => (await Letters(admin)).Any(l => l.GetProperty("queue").GetString() == "route" && !first.EndsWith(l.GetProperty("id").GetString()!, StringComparison.Ordinal)), "it was tried again, and is dead again");

        Assert.Equal("dropped", (await admin.Post(second + "/drop", new { reason = "A test by hand." })).GetProperty("outcome").GetString());
        Assert.DoesNotContain(await Letters(admin), l => l.GetProperty("queue").GetString() == "email");
        var line = (await admin.Get("/api/manage/log")).GetProperty("lines")[0];
        Assert.Equal(("drop-dead-letter", "{\"id\":\"two\",\"body\":7}"), (line.GetProperty("what").GetString(), line.GetProperty("detail").GetString()));
    }

    [Fact]
    public async Task Of_many_dead_letters_each_one_can_be_found()
    {
        await using var platform = await Platform.Start(mail, scorers: false, queues: false);
        var (queues, dead) = (platform.Get<StorageQueues>(), platform.Get<IDeadLetterBox>());
        for (var n = 0; n < 70; n++)
            await queues.Dead(Queues.Free).SendMessageAsync(StorageQueues.Encode(JsonSerializer.Serialize(new DeadLetter("x", DateTimeOffset.UtcNow.AddMinutes(n), 5, $"body {n}"), EspJson.Options)), Ct);
        var all = await dead.List(Queues.Free, 100, Ct);
        Assert.Equal(Enumerable.Range(0, 70).Select(n => $"body {n}"), all.Select(l => l.Body));
        Assert.Equal(Enumerable.Range(0, 50).Select(n => $"body {n}"), (await dead.List(Queues.Free, 50, Ct)).Select(l => l.Body));

        Assert.True(await dead.Replay(Queues.Free, all[64].Id, Ct));
        Assert.False(await dead.Replay(Queues.Free, all[64].Id, Ct));
        Assert.True(await dead.Drop(Queues.Free, all[1].Id, Ct));
        Assert.Equal("body 64", StorageQueues.Decode((await queues.Client(Queues.Free).PeekMessageAsync(Ct)).Value.MessageText));
        Assert.Equal(68, (await dead.List(Queues.Free, 100, Ct)).Count);
        Assert.All(await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => dead.List(Queues.Free, 100, Ct))), seen => Assert.Equal(68, seen.Count));
    }

    [Fact]
    public async Task A_scorer_who_is_off_is_not_asked_and_one_who_is_on_again_gets_what_waits()
    {
        await using var platform = await Platform.Start(mail);
        using var esp = await platform.Candidate();
        using var admin = await platform.Admin();
        foreach (var number in new[] { "walk-1", "walk-2" })
            Assert.False((await admin.Post($"/api/manage/scorers/{number}/active", new { active = false, reason = "Away until June." })).GetProperty("active").GetBoolean());
        var id = await Platform.Sent(esp);
        await Journey.Eventually(async () => (await platform.Get<WaitingLine>().Look(5, Ct)).Count == 1, "it waits");
        Assert.Equal((400, "admin.reason-needed"), await admin.Refused("/api/manage/scorers/walk-1/active", new { active = true, reason = "" }));
        Assert.Equal((404, "not-found"), await admin.Refused("/api/manage/scorers/nobody/active", new { active = true, reason = Admins.Reason }));

        await admin.Post("/api/manage/scorers/walk-2/active", new { active = true, reason = "Back again." });
        var (scorer, invitation, _) = await platform.Journey.OpenInvitation([]);
        scorer.Dispose();
        Assert.StartsWith("walk.scorer.two@", invitation.To, StringComparison.Ordinal);

        var roster = (await admin.Get("/api/manage/scorers")).GetProperty("scorers");
        Assert.Equal([("walk-1", false, 0), ("walk-2", true, 1)], roster.EnumerateArray().Select(s => (s.GetProperty("number").GetString()!, s.GetProperty("active").GetBoolean(), s.GetProperty("open").GetInt32())));
        Assert.Equal("w•••@" + platform.Journey.ScorerDomain, roster[0].GetProperty("email").GetString());
        Assert.Equal(["set-scorer-active: done", "set-scorer-active: done"], await admin.Log("walk-2"));
        Assert.NotEmpty(id);
    }

    [Fact]
    public async Task What_is_late_is_seen_with_whose_turn_it_is()
    {
        var clock = new Microsoft.Extensions.Time.Testing.FakeTimeProvider(DateTimeOffset.UtcNow);
        await using var platform = await Platform.Start(mail, services: s => s.AddSingleton<TimeProvider>(clock));
        await using var seconds = new Timer(_ => clock.Advance(TimeSpan.FromMilliseconds(200)), null, 0, 20);
        using var esp = await platform.Candidate();
        using var admin = await platform.Admin();
        var (answered, silent) = (await Platform.Sent(esp), "");
        var (scorer, invitation, _) = await platform.Journey.OpenInvitation([]);
        using var holder = scorer;
        await scorer.Post("/api/scoring/accept");
        silent = await Platform.Sent(esp, "ethics");
        (await platform.Journey.OpenInvitation([invitation.Id])).Scorer.Dispose();
        Assert.Equal(0, (await admin.Get("/api/manage/today")).GetProperty("overdue").GetArrayLength());

        clock.Advance(TimeSpan.FromDays(4));
        var late = (await admin.Get("/api/manage/today")).GetProperty("overdue");
        Assert.Equal([(silent, "notAnswered")], late.EnumerateArray().Select(l => (l.GetProperty("id").GetString()!, l.GetProperty("why").GetString()!)));
        clock.Advance(TimeSpan.FromDays(4));
        late = (await admin.Get("/api/manage/today")).GetProperty("overdue");
        Assert.Equal([(answered, "notScored"), (silent, "notScored")], late.EnumerateArray().Select(l => (l.GetProperty("id").GetString()!, l.GetProperty("why").GetString()!)));
        Assert.All(late.EnumerateArray(), l => Assert.StartsWith("walk-", l.GetProperty("scorer").GetString(), StringComparison.Ordinal));
        Assert.Equal(2, (await admin.Get("/api/manage/scorers")).GetProperty("scorers").EnumerateArray().Sum(s => s.GetProperty("late").GetInt32()));
        Assert.True((await admin.Managed(silent)).GetProperty("reviews")[0].GetProperty("late").GetBoolean());
    }

    private static async Task<JsonElement[]> Letters(PlatformClient admin) => [.. (await admin.Get("/api/manage/dead-letters")).GetProperty("letters").EnumerateArray()];
}
