using Esp.App.Platform;

namespace Esp.App.Email;

/// <summary>Sends a notice once: ledger, render, hand over, ledger. Whatever fails is noted and thrown, so that the queue tries again.</summary>
public sealed class SendNotice(NoticeLedger ledger, MailTemplates templates, IMailer mailer)
{
    /// <summary>
    /// True when it was sent now, false when it had been before. <paramref name="mail"/> must be of the notice's template.
    /// Throws <see cref="NoticeBeingSentException"/> while another delivery is at it.
    /// </summary>
    public async Task<bool> Handle(Notice notice, string address, Mail mail, CancellationToken ct)
    {
        if (!string.Equals(notice.Template, mail.Template, StringComparison.Ordinal))
            throw new ArgumentException($"The notice is a {notice.Template}, the mail a {mail.Template}.", nameof(mail));

        var claim = await ledger.Claim(notice, ct);
        if (claim.AlreadySent)
            return false;

        using var span = Telemetry.Mailing(notice.Template);
        try
        {
            await mailer.Send(notice.Id, address, templates.Render(mail), ct);
        }
        catch (Exception e)
        {
            span.Failed(e);
            Telemetry.MailFailed.Count(notice.Template);
            await ledger.Failed(claim, e, CancellationToken.None);   // also when the host is going down: the next start need not wait
            throw;
        }

        Telemetry.MailSent.Count(notice.Template);
        await ledger.Sent(claim, CancellationToken.None);
        return true;
    }
}
