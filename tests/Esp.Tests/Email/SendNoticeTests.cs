using Esp.App.Email;
using Esp.App.Platform;
using Esp.App.Portfolio;
using Microsoft.Extensions.Time.Testing;

namespace Esp.Tests.Email;

/// <summary>Ledger, templates and mailer together, on a real table emulator and a real mail server.</summary>
public sealed class SendNoticeTests(MailServer server)
{
    private static readonly Notice Invited = new(Given.Scorer, Given.Submission, "000002", MailName.ReviewInvitation);
    private static readonly Mail Invitation = MailSamples.All.OfType<ReviewInvitationMail>().Single();

    private readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_message_delivered_twice_is_mailed_once()
    {
        var send = Sender(await Azurite.NewTables(), server.SmtpPort);
        Assert.True(await send.Handle(Invited, "once@scorers.example", Invitation, _ct));
        Assert.False(await send.Handle(Invited, "once@scorers.example", Invitation, _ct));
        Assert.Single(await server.For("once@scorers.example", _ct));
    }

    [Fact]
    public async Task What_fails_is_thrown_noted_without_the_address_and_sent_by_the_next_delivery()
    {
        var tables = await Azurite.NewTables();
        await Assert.ThrowsAsync<MailNotSentException>(() => Sender(tables, smtpPort: 11449).Handle(Invited, "later@scorers.example", Invitation, _ct));
        await foreach (var row in tables.Notices.QueryAsync<Azure.Data.Tables.TableEntity>("PartitionKey ne 'failing'", cancellationToken: _ct))
            Assert.Equal("The mail server cannot be reached (ConnectionRefused).", row.GetString("LastError"));

        Assert.True(await Sender(tables, server.SmtpPort).Handle(Invited, "later@scorers.example", Invitation, _ct));
        Assert.Single(await server.For("later@scorers.example", _ct));
    }

    [Fact]
    public async Task No_row_holds_what_a_mail_holds()
    {
        var tables = await Azurite.NewTables();
        await Sender(tables, server.SmtpPort).Handle(Invited, "canary@scorers.example", Invitation, _ct);
        await foreach (var row in tables.Notices.QueryAsync<Azure.Data.Tables.TableEntity>(cancellationToken: _ct))
        {
            string[] canaries = ["canary@", "Token_1", "://", "López"];
            Assert.All(canaries, c => Assert.DoesNotContain(row, p => p.Value is string text && text.Contains(c, StringComparison.OrdinalIgnoreCase)));
            Assert.Equal("sent", row.GetString("State"));
        }
    }

    [Fact]
    public async Task A_mail_of_another_template_is_a_mistake() =>
        await Assert.ThrowsAsync<ArgumentException>(() => Sender(null!, 1).Handle(Invited, "a@b.example", MailSamples.All[0], _ct));

    private static SendNotice Sender(Tables tables, int smtpPort) =>
        new(new NoticeLedger(tables, new FakeTimeProvider(Given.Now)), Given.Templates(), new SmtpMailer(Given.Settings(smtpPort)));
}
