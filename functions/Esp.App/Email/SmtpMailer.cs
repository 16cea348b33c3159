using System.Globalization;
using System.Net.Sockets;
using Esp.App.Platform;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using MimeKit.Text;

namespace Esp.App.Email;

/// <summary>Hands over one mail to one person, or throws <see cref="MailNotSentException"/>.</summary>
public interface IMailer
{
    /// <summary><paramref name="to"/> is exactly one bare address (<c>name@host</c>). The same notice gives the same Message-ID.</summary>
    Task Send(NoticeId notice, string to, RenderedMail mail, CancellationToken ct);
}

/// <summary>
/// Mail by SMTP: one recipient, never cc or bcc (lessons.md, thread 11), marked as automatic, plain text with an HTML alternative.
/// With a user in the settings TLS is required (port 465: from the first byte, others: STARTTLS). Nothing of a mail is logged.
/// </summary>
public sealed class SmtpMailer(Settings settings) : IMailer
{
    private const int TlsPort = 465;

    /// <summary>For the whole conversation, and for each step of it.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);

    public async Task Send(NoticeId notice, string to, RenderedMail mail, CancellationToken ct)
    {
        using var message = Compose(notice, to, mail);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Timeout);
        using var client = new SmtpClient { Timeout = (int)Timeout.TotalMilliseconds };
        string why;
        try
        {
            await HandOver(client, message, limit.Token);
            return;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            why = "The mail server did not answer in time.";
        }
        catch (SmtpCommandException e)
        {
            why = string.Create(CultureInfo.InvariantCulture, $"The mail server answered {(int)e.StatusCode} ({e.ErrorCode}).");
        }
        catch (SocketException e)
        {
            why = $"The mail server cannot be reached ({e.SocketErrorCode}).";
        }
        catch (Exception e) when (e is IOException or TimeoutException or SslHandshakeException or ProtocolException or AuthenticationException or NotSupportedException or InvalidOperationException)
        {
            why = $"The conversation with the mail server failed ({e.GetType().Name}).";
        }

        // Without the cause: a server's answer may quote the address, and this one is kept and logged.
        throw new MailNotSentException(why);
    }

    private async Task HandOver(SmtpClient client, MimeMessage message, CancellationToken ct)
    {
        var signsIn = settings.SmtpUser.Length > 0;
        var security = !signsIn ? SecureSocketOptions.None
            : settings.SmtpPort == TlsPort ? SecureSocketOptions.SslOnConnect
            : SecureSocketOptions.StartTls;
        await client.ConnectAsync(settings.SmtpHost, settings.SmtpPort, security, ct);
        if (signsIn)
            await client.AuthenticateAsync(settings.SmtpUser, settings.SmtpPassword, ct);
        await client.SendAsync(message, ct);
        try
        {
            await client.DisconnectAsync(quit: true, ct);
        }
        catch (Exception e) when (e is IOException or ProtocolException or OperationCanceledException or SocketException)
        {
            // The mail is handed over; a rude good-bye must not send it again.
        }
    }

    private MimeMessage Compose(NoticeId notice, string to, RenderedMail mail)
    {
        var sender = MailboxAddress.Parse(settings.MailFrom);
        var message = new MimeMessage
        {
            Subject = mail.Subject,
            MessageId = $"{notice}@{sender.Domain}",
            Body = new MultipartAlternative(Part(TextFormat.Plain, mail.Text), Part(TextFormat.Html, mail.Html)),
        };
        message.From.Add(new MailboxAddress(settings.IssuerName, sender.Address));
        message.To.Add(OneAddress(to));
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated");
        message.Headers.Add("X-Auto-Response-Suppress", "All");   // what Exchange reads instead
        message.Headers.Add(HeaderId.ContentLanguage, "en-US");
        return message;
    }

    private static TextPart Part(TextFormat format, string text)
    {
        var part = new TextPart(format) { ContentTransferEncoding = ContentEncoding.QuotedPrintable };
        part.SetText("utf-8", text);
        return part;
    }

    // The address is not quoted in the refusal: it would end up in a log.
    private static MailboxAddress OneAddress(string to) =>
        !to.Any(c => char.IsControl(c) || char.IsWhiteSpace(c) || c is ',' or ';' or ':' or '<' or '>' or '"' or '(' or ')')
        && to.Count(c => c == '@') == 1
        && MailboxAddress.TryParse(to, out var address)
        && string.Equals(address.Address, to, StringComparison.Ordinal)
            ? address
            : throw new MailNotSentException("The recipient is not exactly one address.");
}

/// <summary>A mail was not handed over. The message names no address and nothing of the mail, so it may be kept and logged.</summary>
public sealed class MailNotSentException : Exception
{
    public MailNotSentException()
    {
    }

    public MailNotSentException(string message)
        : base(message)
    {
    }

    public MailNotSentException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
