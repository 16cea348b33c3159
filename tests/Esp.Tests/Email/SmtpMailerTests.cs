using System.Net.Sockets;
using System.Net;
using System.Text;
using Esp.App.Email;
using Esp.App.Portfolio;

namespace Esp.Tests.Email;

/// <summary>Against a real mail server.</summary>
public sealed class SmtpMailerTests(MailServer server)
{
    private readonly CancellationToken _ct = TestContext.Current.CancellationToken;
    private readonly SmtpMailer _mailer = new(Given.Settings(server.SmtpPort));
    private readonly NoticeId _notice = NoticeId.For(Given.Scorer, Given.Submission, Guid.NewGuid().ToString("N"), MailName.ReviewInvitation);

    [Fact]
    public async Task A_mail_arrives_whole_and_marked_as_automatic()
    {
        var rendered = Given.Templates().Render(MailSamples.All.OfType<ReviewInvitationMail>().Single());
        await _mailer.Send(_notice, "whole@scorers.example", rendered, _ct);

        var mail = Assert.Single(await server.For("whole@scorers.example", _ct));
        Assert.Equal(rendered.Subject, mail.GetProperty("subject").GetString());
        Assert.Equal(Given.Issuer, mail.GetProperty("from")[0].GetProperty("name").GetString());
        Assert.Equal(rendered.Text.Trim(), mail.GetProperty("text").GetString()!.ReplaceLineEndings("\n").Trim());
        Assert.Contains("https://site.example/score/#invitation-Token_1", mail.GetProperty("html").GetString(), StringComparison.Ordinal);

        var headers = mail.GetProperty("headers");
        Assert.Equal("auto-generated", headers.GetProperty("auto-submitted").GetString());
        Assert.Equal($"<{_notice}@site.example>", headers.GetProperty("message-id").GetString());
        Assert.StartsWith("multipart/alternative", headers.GetProperty("content-type").GetString(), StringComparison.Ordinal);
        Assert.Single(mail.GetProperty("envelope").GetProperty("to").EnumerateArray());
        Assert.DoesNotContain("\ncc:", (await server.Source(mail, _ct)).ToLowerInvariant(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_same_notice_has_the_same_message_id()
    {
        await _mailer.Send(_notice, "twice@scorers.example", new("One", "text", "<p>text</p>"), _ct);
        await _mailer.Send(_notice, "twice@scorers.example", new("One", "text", "<p>text</p>"), _ct);
        var ids = (await server.For("twice@scorers.example", _ct)).Select(m => m.GetProperty("headers").GetProperty("message-id").GetString()).ToList();
        Assert.Equal(2, ids.Count);
        Assert.Single(ids.Distinct(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(""), InlineData("nobody"), InlineData("@b.example"), InlineData("a@"), InlineData("a@b.example,c@d.example"), InlineData("a@b.example;c@d.example")]
    [InlineData("a@b.example c@d.example"), InlineData("a@b.example\r\nBcc: c@d.example"), InlineData("group: a@b.example;"), InlineData("Name <a@b.example>"), InlineData("\"a,c\"@b.example")]
    public async Task Anything_but_one_bare_address_is_refused_and_not_repeated(string to)
    {
        var refusal = await Assert.ThrowsAsync<MailNotSentException>(() => _mailer.Send(_notice, to, new("One", "text", "<p>text</p>"), _ct));
        Assert.Equal("The recipient is not exactly one address.", refusal.Message);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_a_failure() =>
        await Assert.ThrowsAsync<MailNotSentException>(() =>
            new SmtpMailer(Given.Settings(smtpPort: 11449)).Send(_notice, "a@b.example", new("One", "text", "<p>text</p>"), _ct));

    [Fact]
    public async Task A_server_that_says_nothing_is_not_waited_for()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        var mailer = new SmtpMailer(Given.Settings(((IPEndPoint)silent.LocalEndpoint).Port)) { Timeout = TimeSpan.FromMilliseconds(300) };
        var failure = await Assert.ThrowsAsync<MailNotSentException>(() => mailer.Send(_notice, "a@b.example", new("One", "text", "<p>text</p>"), _ct));
        Assert.DoesNotContain("b.example", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task With_a_user_a_server_without_tls_is_refused_before_the_password_is_said()
    {
        using var plain = new TcpListener(IPAddress.Loopback, 0);
        plain.Start();
        var talk = Talk(plain);
        var mailer = new SmtpMailer(Given.Settings(((IPEndPoint)plain.LocalEndpoint).Port) with { SmtpUser = "user", SmtpPassword = "canary" });
        var failure = await Assert.ThrowsAsync<MailNotSentException>(() => mailer.Send(_notice, "tls@b.example", new("One", "text", "<p>text</p>"), _ct));

        Assert.DoesNotContain("canary", failure.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain(await talk, line => line.StartsWith("AUTH", StringComparison.Ordinal) || line.StartsWith("MAIL", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_server_that_refuses_the_address_is_told_on_without_the_address()
    {
        using var refusing = new TcpListener(IPAddress.Loopback, 0);
        refusing.Start();
        var talk = Talk(refusing);
        var mailer = new SmtpMailer(Given.Settings(((IPEndPoint)refusing.LocalEndpoint).Port));
        var failure = await Assert.ThrowsAsync<MailNotSentException>(() => mailer.Send(_notice, "gone@b.example", new("One", "text", "<p>text</p>"), _ct));

        Assert.Contains(await talk, line => line.StartsWith("RCPT", StringComparison.Ordinal));
        Assert.Equal("The mail server answered 550 (RecipientNotAccepted).", failure.Message);
        Assert.DoesNotContain("gone@", failure.ToString(), StringComparison.Ordinal);
    }

    // Speaks just enough SMTP to offer a sign-in without TLS, and to refuse a recipient, quoting the address as servers do. Answers with what it was told.
    private static async Task<List<string>> Talk(TcpListener listener)
    {
        using var client = await listener.AcceptTcpClientAsync();
        using var reader = new StreamReader(client.GetStream(), Encoding.ASCII);
        await using var writer = new StreamWriter(client.GetStream(), Encoding.ASCII) { NewLine = "\r\n", AutoFlush = true };
        var told = new List<string>();
        await writer.WriteLineAsync("220 mail.example");
        while (await reader.ReadLineAsync() is { } line)
        {
            told.Add(line);
            if (line.StartsWith("QUIT", StringComparison.Ordinal))
                break;
            await writer.WriteLineAsync(line[..4] switch
            {
                "EHLO" => "250-mail.example\r\n250 AUTH PLAIN",
                "AUTH" => "235 ok",
                "RCPT" => "550 <gone@b.example>: no such user",
                _ => "250 ok",
            });
        }

        return told;
    }
}
