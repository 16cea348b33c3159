using System.Globalization;
using Esp.App.Platform;
using Esp.App.Portfolio;

namespace Esp.App.Email;

/// <summary>
/// Sends one wanted mail once. A mail server that does not answer is no reason to lose a mail: the message waits and comes
/// again, for up to three days, before it counts as failed and goes to the dead-letter queue.
/// </summary>
public sealed class SendEmail(ComposeMail compose, SendNotice send, IQueueSender queue, TimeProvider clock)
{
    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromDays(3);

    public async Task Handle(Envelope<MailWanted> message, CancellationToken ct)
    {
        var wanted = message.Body;
        if (await compose.Handle(wanted, ct) is not { } composed)
            return;
        var key = wanted.Cause.Number.ToString("D6", CultureInfo.InvariantCulture) + wanted.Which;
        try
        {
            await send.Handle(new Notice(composed.To, wanted.Cause.Submission, key, wanted.Template), composed.Address, composed.Mail, ct);
        }
        catch (MailNotSentException) when (message.Age(clock) < GiveUpAfter)
        {
            await Again(message, TimeSpan.FromSeconds(Math.Min(900, 5 << Math.Min(message.Again, 8))), ct);
        }
        catch (NoticeBeingSentException e)
        {
            await Again(message, e.TryAfter, ct);
        }
    }

    private async Task Again(Envelope<MailWanted> message, TimeSpan pause, CancellationToken ct)
    {
        await queue.Send(Queues.Email, Message.Write(message with { Again = message.Again + 1 }), pause, ct);
        Telemetry.MailRetried.Count(message.Body.Template);
    }
}

public sealed class SendEmailFunction(SendEmail send)
{
    [Function("SendEmail")]
    public Task Run([ServiceBusTrigger(Queues.Email, Connection = "ServiceBus")] string json, CancellationToken ct) =>
        Message.Handle<MailWanted>(Queues.Email, json, m => send.Handle(m, ct));
}
