using System.Globalization;
using Esp.Host.Local.Functions;
using Esp.Host.Local.Walk;
using Esp.Tests.Areas;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Esp.Tests.Admin;

/// <summary>More time, given by an admin.</summary>
public sealed class ExtendTests(MailServer mail)
{
    [Fact]
    public async Task The_candidate_is_told_and_the_due_dates_of_before_have_lost_their_sense()
    {
        await using var days = await Days.Start(mail);
        var platform = days.Platform;
        using var esp = await platform.Candidate();
        using var admin = await platform.Admin();
        var id = await Journey.Start(esp);
        var until = days.Today.AddDays(400);
        var step = await admin.Post($"/api/manage/submissions/{id}/finish-by", new { date = Text(until), version = await admin.Version(id), reason = Admins.Reason });
        Assert.Equal(("draft", until), (step.GetProperty("status").GetString(), DateOnly.FromDateTime(step.GetProperty("finishBy").GetDateTimeOffset().UtcDateTime)));
        var told = await platform.Mailbox.WaitFor(m => m.To == platform.Address("robin") && m.Text.Contains("You have more time", StringComparison.Ordinal), "the mail about more time");
        Assert.Contains(until.ToString("MMMM d, yyyy", CultureInfo.InvariantCulture), told.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("had closed", told.Text, StringComparison.Ordinal);

        // Six months and a day: the old reminders and the old end come and go.
        await days.Pass(160);
        await days.Pass(30);
        Assert.Equal("draft", (await esp.Get($"/api/submissions/{id}")).GetProperty("status").GetString());
        Assert.Equal(2, (await platform.MailsTo(platform.Address("robin"))).Count);

        await days.Pass(182); // 28 days before the new one
        await platform.Mailbox.WaitFor(m => m.To == platform.Address("robin") && m.Subject.Contains("days left", StringComparison.Ordinal), "the reminder of the new date");
        await days.Pass(30);
        await Journey.Eventually(async () => (await esp.Get($"/api/submissions/{id}")).GetProperty("status").GetString() == "expired", "the draft is closed after the new date");

        // What has expired is open again, with all that was written.
        await Journey.Eventually(async () => (await admin.Managed(id)).GetProperty("allowed")[0].GetString() == "reopen", "it can be opened again");
        step = await admin.Post($"/api/manage/submissions/{id}/finish-by", new { date = Text(days.Today.AddDays(10)), version = await admin.Version(id), reason = Admins.Reason });
        Assert.Equal("draft", step.GetProperty("status").GetString());
        await platform.Mailbox.WaitFor(m => m.To == platform.Address("robin") && m.Text.Contains("it is open again", StringComparison.Ordinal), "the mail says that it is open again");
        await Journey.Answer(esp, id, "p1-1", "I go on.");
        Assert.Equal((409, id), await StartAgain(esp));
        Assert.Equal(["extend: done"], await admin.Log(id)); // the other one is a year ago
    }

    [Fact]
    public async Task What_was_started_again_since_keeps_its_place()
    {
        await using var days = await Days.Start(mail);
        using var esp = await days.Platform.Candidate();
        using var admin = await days.Platform.Admin();
        var id = await Journey.Start(esp);
        await days.Pass(200);
        await Journey.Eventually(async () => (await esp.Get($"/api/submissions/{id}")).GetProperty("status").GetString() == "expired", "the draft is closed");
        var newer = await Journey.Start(esp);
        Assert.Equal((409, "submission.another-open"), await admin.Refused($"/api/manage/submissions/{id}/finish-by", new { date = Text(days.Today.AddDays(10)), version = await admin.Version(id), reason = Admins.Reason }));
        Assert.Equal((409, newer), await StartAgain(esp));
    }

    [Fact]
    public async Task A_date_that_cannot_be_is_refused_beside_its_field()
    {
        await using var platform = await Platform.Start(mail);
        using var esp = await platform.Candidate();
        using var admin = await platform.Admin();
        var id = await Journey.Start(esp);
        var (path, version, today) = ($"/api/manage/submissions/{id}/finish-by", await admin.Version(id), DateOnly.FromDateTime(DateTime.UtcNow));
        foreach (var date in new[] { "", "soon", "2027-02-30", "01.02.2027", Text(today), Text(today.AddDays(20)), Text(today.AddMonths(25)), Text(today.AddDays(-9)) })
        {
            var (status, problem) = await admin.Try(HttpMethod.Post, path, new { date, version, reason = Admins.Reason });
            Assert.Equal((400, "submission.finish-by"), (status, problem.GetProperty("title").GetString()));
            Assert.NotEmpty(problem.GetProperty("errors").GetProperty("date").GetString()!);
        }

        Assert.Equal((409, "submission.changed-meanwhile"), await admin.Refused(path, new { date = Text(today.AddDays(300)), version = "W/\"x\"", reason = Admins.Reason }));
        await Journey.Fill(esp, id);
        await Journey.Submit(esp, id);
        Assert.Equal((409, "submission.step-not-allowed"), await admin.Refused(path, new { date = Text(today.AddDays(300)), version = await admin.Version(id), reason = Admins.Reason }));
    }

    private static string Text(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static async Task<(int Status, string Id)> StartAgain(PlatformClient esp)
    {
        var (status, answer) = await esp.Try(HttpMethod.Post, "/api/submissions", new { microCredential = "communication" });
        return (status, answer.GetProperty("submission").GetString()!);
    }

    /// <summary>A platform whose days the test lets pass.</summary>
    private sealed class Days : IAsyncDisposable
    {
        private readonly FakeTimeProvider _clock;
        private readonly Timer _seconds;

        private Days(Platform platform, FakeTimeProvider clock)
        {
            (Platform, _clock) = (platform, clock);
            _seconds = new Timer(_ => _clock.Advance(TimeSpan.FromMilliseconds(200)), null, 0, 20);
        }

        public Platform Platform { get; }

        public DateOnly Today => DateOnly.FromDateTime(_clock.GetUtcNow().UtcDateTime);

        public static async Task<Days> Start(MailServer mail)
        {
            var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
            return new(await Platform.Start(mail, services: s => s.AddSingleton<TimeProvider>(clock)), clock);
        }

        public async Task Pass(int days)
        {
            await Task.Delay(500); // what is under way comes first
            _clock.Advance(TimeSpan.FromDays(days));
            await Platform.Get<FunctionRunner>().Timer("CollectDueDates", CancellationToken.None);
            await Task.Delay(500);
        }

        public async ValueTask DisposeAsync()
        {
            await _seconds.DisposeAsync();
            await Platform.DisposeAsync();
        }
    }
}
