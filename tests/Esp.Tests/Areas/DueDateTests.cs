using Esp.Host.Local.Walk;

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
}
