using System.Globalization;
using Azure.Messaging.ServiceBus;
using Esp.App.Platform;

namespace Esp.Host.Azure;

/// <summary>
/// The dead-letter sub-queues of Service Bus; a letter's id is its sequence number there. To settle one, messages are locked from
/// the front until it comes, and the others given back. Needs the rights to receive and to send, which the functions need anyway.
/// </summary>
internal sealed class ServiceBusDeadLetters(ServiceBusClient client, IQueueSender sender) : IDeadLetterBox
{
    private const int PerCall = 100;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly ServiceBusReceiverOptions DeadLetter = new() { SubQueue = SubQueue.DeadLetter, ReceiveMode = ServiceBusReceiveMode.PeekLock };

    public async Task<IReadOnlyList<DeadMessage>> List(string queue, int atMost, CancellationToken ct)
    {
        await using var receiver = client.CreateReceiver(queue, DeadLetter);
        var found = new List<DeadMessage>();
        while (found.Count < atMost)
        {
            var messages = await receiver.PeekMessagesAsync(atMost - found.Count, fromSequenceNumber: null, ct);
            if (messages.Count == 0)
                break;
            found.AddRange(messages.Select(m => Read(queue, m)));
        }

        return found;
    }

    public Task<bool> Replay(string queue, string id, CancellationToken ct) => Settle(queue, id, letter => sender.Send(queue, letter.Body, TimeSpan.Zero, ct), ct);

    public Task<bool> Drop(string queue, string id, CancellationToken ct) => Settle(queue, id, _ => Task.CompletedTask, ct);

    private async Task<bool> Settle(string queue, string id, Func<DeadMessage, Task> first, CancellationToken ct)
    {
        await using var receiver = client.CreateReceiver(queue, DeadLetter);
        var others = new List<ServiceBusReceivedMessage>();
        try
        {
            while (true)
            {
                var messages = await receiver.ReceiveMessagesAsync(PerCall, Patience, ct);
                if (messages.Count == 0)
                    return false;
                var wanted = messages.FirstOrDefault(m => Id(m) == id);
                others.AddRange(messages.Where(m => m != wanted));
                if (wanted is null)
                    continue;
                await first(Read(queue, wanted));
                await receiver.CompleteMessageAsync(wanted, CancellationToken.None);
                return true;
            }
        }
        finally
        {
            foreach (var message in others)
                await receiver.AbandonMessageAsync(message, cancellationToken: CancellationToken.None);
        }
    }

    private static string Id(ServiceBusReceivedMessage message) => message.SequenceNumber.ToString(CultureInfo.InvariantCulture);

    private static DeadMessage Read(string queue, ServiceBusReceivedMessage m) => new(
        Id(m), queue, $"{m.DeadLetterReason ?? "No reason given"}: {m.DeadLetterErrorDescription}".TrimEnd(':', ' '), m.EnqueuedTime, m.DeliveryCount, m.Body.ToString());
}
