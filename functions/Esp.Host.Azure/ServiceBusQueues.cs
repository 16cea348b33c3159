using System.Collections.Concurrent;
using Azure.Messaging.ServiceBus;
using Esp.App.Platform;

namespace Esp.Host.Azure;

/// <summary>
/// The queues on Service Bus. Each send has a message id of its own, so that duplicate detection, if somebody turns it on, drops
/// nothing that was meant. A bus that does not answer is a <see cref="TimeoutException"/>, which callers see as 503.
/// </summary>
internal sealed class ServiceBusQueues(ServiceBusClient client, TimeProvider clock) : IQueueSender, IDeadLetters
{
    private readonly ConcurrentDictionary<string, ServiceBusSender> _senders = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, ServiceBusReceiver> _receivers = new(StringComparer.Ordinal);

    public async Task Send(string queue, string json, TimeSpan delay, CancellationToken ct)
    {
        var message = new ServiceBusMessage(json) { MessageId = Guid.NewGuid().ToString("N"), ContentType = "application/json" };
        if (delay > TimeSpan.Zero)
            message.ScheduledEnqueueTime = clock.GetUtcNow() + delay;
        try
        {
            await _senders.GetOrAdd(queue, client.CreateSender).SendMessageAsync(message, ct);
        }
        catch (ServiceBusException e) when (IsOutage(e))
        {
            throw new TimeoutException($"The queue '{queue}' does not answer.", e);
        }
    }

    /// <summary>Looks at a queue without taking anything: asks for no more than the right to receive, which the functions need anyway.</summary>
    public async Task Peek(string queue, CancellationToken ct)
    {
        try
        {
            await _receivers.GetOrAdd(queue, client.CreateReceiver).PeekMessageAsync(cancellationToken: ct);
        }
        catch (ServiceBusException e) when (IsOutage(e))
        {
            throw new TimeoutException($"The queue '{queue}' does not answer.", e);
        }
    }

    /// <summary>Looks at the dead letters without taking any: asks for no more than the right to receive, where asking for the depth would need the right to manage.</summary>
    public async Task<IReadOnlyList<DeadLetterCount>> Count(CancellationToken ct) =>
        await Task.WhenAll(Queues.All.Select(async queue =>
        {
            try
            {
                var dead = _receivers.GetOrAdd($"{queue}/dead", _ => client.CreateReceiver(queue, new ServiceBusReceiverOptions { SubQueue = SubQueue.DeadLetter }));
                // From the beginning each time: a receiver goes on where it stopped.
                return new DeadLetterCount(queue, (await dead.PeekMessagesAsync(IDeadLetters.CountedUpTo, fromSequenceNumber: 0, ct)).Count);
            }
            catch (ServiceBusException e) when (IsOutage(e))
            {
                throw new TimeoutException($"The queue '{queue}' does not answer.", e);
            }
        }));

    private static bool IsOutage(ServiceBusException e) =>
        e.IsTransient || e.Reason is ServiceBusFailureReason.ServiceBusy or ServiceBusFailureReason.ServiceCommunicationProblem or ServiceBusFailureReason.ServiceTimeout or ServiceBusFailureReason.QuotaExceeded;
}
