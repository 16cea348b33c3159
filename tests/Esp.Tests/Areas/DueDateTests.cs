using Esp.Host.Local.Functions;
using Esp.Host.Local.Walk;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Esp.Tests.Areas;

/// <summary>Days that pass: reminders come once, late work goes to somebody else, a finish-by date closes what was not sent.</summary>
public sealed class DueDateTests(MailServer mail)
{
    [Fact]
    public async Task A_silent_scorer_is_reminded_and_then_somebody_else_is_asked()
    {
        await using var days = await Days.Start(mail);
        using var esp = await days.Platform.Candidate();
        var id = await Platform.Sent(esp);
        var (scorer, invitation, _) = await days.Platform.Journey.OpenInvitation([]);
        using var session = scorer;

        await days.Pass(2);
        var reminder = await days.Platform.Mailbox.WaitFor(m => m.To == invitation.To && m.Id != invitation.Id, "the reminder");
        Assert.Equal(Mailbox.Token(invitation), Mailbox.Token(reminder)); // the one live link (pkp-lib#11154)
        await days.Pass(0);
        Assert.Equal(2, (await days.Platform.MailsTo(invitation.To)).Count);

        await days.Pass(2);
        var (second, other, _) = await days.Platform.Journey.OpenInvitation([invitation.Id, reminder.Id]);
        using var next = second;
        Assert.NotEqual(invitation.To, other.To);
        Assert.Equal("released", (await scorer.Try(HttpMethod.Post, "/api/scoring/open", new { token = Mailbox.Token(invitation) })).Body.GetProperty("why").GetString());
        Assert.Equal("offered", (await esp.Get($"/api/submissions/{id}")).GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_draft_is_reminded_of_its_finish_by_date_and_closed_after_it()
    {
        await using var days = await Days.Start(mail);
        using var esp = await days.Platform.Candidate();
        var id = await Journey.Start(esp);
        await days.Pass(160);
        await days.Platform.Mailbox.WaitFor(m => m.To == days.Platform.Address("robin") && m.Subject.Contains("days", StringComparison.OrdinalIgnoreCase), "the reminder a month before");
        await days.Pass(30);
        await Journey.Eventually(async () => (await esp.Get($"/api/submissions/{id}")).GetProperty("status").GetString() == "expired", "the draft is closed");
        Assert.NotEqual(id, await Journey.Start(esp));
    }

    /// <summary>A platform whose days the test lets pass.</summary>
    private sealed class Days : IAsyncDisposable
    {
        private readonly FakeTimeProvider _clock;
        private readonly Timer _seconds;

        private Days(Platform platform, FakeTimeProvider clock)
        {
            (Platform, _clock) = (platform, clock);
            // Short waits of the platform are on this clock too.
            _seconds = new Timer(_ => _clock.Advance(TimeSpan.FromMilliseconds(200)), null, 0, 20);
        }

        public Platform Platform { get; }

        public static async Task<Days> Start(MailServer mail)
        {
            var clock = new FakeTimeProvider(DateTimeOffset.UtcNow);
            return new(await Areas.Platform.Start(mail, services: s => s.AddSingleton<TimeProvider>(clock)), clock);
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
