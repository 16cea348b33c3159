using Azure;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Esp.App.Platform;
using Esp.Host.Local.Functions;

namespace Esp.Host.Local.Queues;

/// <summary>
/// One delivery of one message, as Service Bus and the real host do it: returning completes it, throwing gives it back at once, the
/// fifth failure moves it to the dead-letter queue with the last error, and an unreadable one goes there at its first delivery.
/// While the function runs, the lock is renewed.
/// </summary>
internal sealed class Delivery(StorageQueues queues, FunctionRunner runner, FunctionDescription function, TimeSpan hold, ILogger logger)
{
    public const int MaxDeliveries = 5;

    private readonly string _queue = function.Queue!;
    private readonly QueueClient _client = queues.Client(function.Queue!);

    /// <summary>Handles the message; true when it was given back and waits again.</summary>
    /// <param name="message">As received, hidden for the time of the lock.</param>
    /// <param name="ct">Ends the function when the host ends.</param>
    public async Task<bool> Handle(QueueMessage message, CancellationToken ct)
    {
        // Housekeeping goes on for a moment when the host ends: otherwise a finished message would come again.
        if (StorageQueues.Decode(message.MessageText) is not { } text)
        {
            await queues.Bury(_queue, message, message.PopReceipt, DeadLetter.Of("Unreadable: the message is not base64 text.", DateTimeOffset.UtcNow, message, message.MessageText), CancellationToken.None);
            return false;
        }

        if (message.DequeueCount > MaxDeliveries)
        {
            var reason = $"Delivered {MaxDeliveries} times without an end: the host stopped, or lost its lock, each time.";
            await queues.Bury(_queue, message, message.PopReceipt, DeadLetter.Of(reason, DateTimeOffset.UtcNow, message, text), CancellationToken.None);
            return false;
        }

        using var released = new CancellationTokenSource();
        var hidden = KeepHidden(message, released.Token);
        Exception? failure = null;
        try
        {
            await runner.Message(function, text, ct);
        }
        catch (Exception e)
        {
            failure = e;
        }

        await released.CancelAsync();
        return await Settle(message, text, await hidden, failure);
    }

    private async Task<bool> Settle(QueueMessage message, string text, string receipt, Exception? failure)
    {
        try
        {
            switch (failure)
            {
                case null:
                    await _client.DeleteMessageAsync(message.MessageId, receipt);
                    return false;
                case UnreadableMessageException:
                    logger.LogError("{Function}: a message cannot be read and was put aside. {Reason}", function.Name, failure.Message);
                    await queues.Bury(_queue, message, receipt, DeadLetter.Of($"Unreadable: {failure.Message}", DateTimeOffset.UtcNow, message, text), CancellationToken.None);
                    return false;
                case var _ when message.DequeueCount >= MaxDeliveries:
                    logger.LogError(failure, "{Function} failed {Deliveries} times; the message was put aside.", function.Name, message.DequeueCount);
                    await queues.Bury(_queue, message, receipt, DeadLetter.Of($"Failed {message.DequeueCount} times, at last with {failure.GetType().Name}: {failure.Message}", DateTimeOffset.UtcNow, message, text), CancellationToken.None);
                    return false;
                default:
                    logger.LogWarning(failure, "{Function} failed at delivery {Delivery}; the message comes again.", function.Name, message.DequeueCount);
                    await _client.UpdateMessageAsync(message.MessageId, receipt, visibilityTimeout: TimeSpan.Zero);
                    return true;
            }
        }
        catch (RequestFailedException e) when (e.Status is 400 or 404)
        {
            // The lock was lost (a pause longer than it): another delivery has the message now. Handlers are idempotent.
            logger.LogWarning("{Function}: the lock on a message was lost before it was settled; it comes again.", function.Name);
            return true;
        }
    }

    /// <summary>Renews the lock until released; answers the receipt that settles the message.</summary>
    private async Task<string> KeepHidden(QueueMessage message, CancellationToken released)
    {
        var receipt = message.PopReceipt;
        while (true)
        {
            await Task.Delay(hold / 3, released).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (released.IsCancellationRequested)
                return receipt;
            try
            {
                // Not cancelled by the release: a renewal under way changes the receipt, and settling needs the new one.
                UpdateReceipt answer = await _client.UpdateMessageAsync(message.MessageId, receipt, visibilityTimeout: hold, cancellationToken: CancellationToken.None);
                receipt = answer.PopReceipt;
            }
            catch (Exception e) when (e is RequestFailedException || Failures.IsOutage(e))
            {
                logger.LogWarning("A message's lock could not be renewed. {Reason}", e.Message);
            }
        }
    }
}
