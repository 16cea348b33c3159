using System.Text.Json;
using Azure.Storage.Queues.Models;
using Esp.App.Platform;

namespace Esp.Host.Local.Queues;

/// <summary>
/// Dead letters on storage queues. A storage queue hands out what lies in front and no one in particular, so each look takes
/// messages for a moment, one look at a time, and shows them again; a host that ends meanwhile leaves them hidden for that moment.
/// </summary>
public sealed class StorageDeadLetters(StorageQueues queues) : IDeadLetterBox, IDisposable
{
    private const int PerCall = 32;
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(20);

    private readonly SemaphoreSlim _one = new(1);

    public async Task<IReadOnlyList<DeadMessage>> List(string queue, int atMost, CancellationToken ct)
    {
        // Mostly there are none, or few: a peek shows those without taking anything.
        var front = await queues.Dead(queue).PeekMessagesAsync(PerCall, ct);
        if (front.Value.Length < PerCall)
            return [.. front.Value.Select(m => Read(queue, m.MessageId, m.MessageText)).OrderBy(m => m.Since)];
        var found = new List<DeadMessage>();
        await Look(queue, atMost, message =>
        {
            found.Add(Read(queue, message.MessageId, message.MessageText));
            return Task.FromResult(false);
        }, ct);
        return [.. found.OrderBy(m => m.Since).Take(atMost)];
    }

    public Task<bool> Replay(string queue, string id, CancellationToken ct) => Settle(queue, id, message => queues.Send(queue, message.Body, TimeSpan.Zero, ct), ct);

    public Task<bool> Drop(string queue, string id, CancellationToken ct) => Settle(queue, id, _ => Task.CompletedTask, ct);

    public void Dispose() => _one.Dispose();

    private async Task<bool> Settle(string queue, string id, Func<DeadMessage, Task> first, CancellationToken ct)
    {
        var settled = false;
        await Look(queue, int.MaxValue, async message =>
        {
            if (message.MessageId != id)
                return false;
            await first(Read(queue, id, message.MessageText));
            await queues.Dead(queue).DeleteMessageAsync(message.MessageId, message.PopReceipt, CancellationToken.None);
            return settled = true;
        }, ct);
        return settled;
    }

    /// <summary>Takes messages until <paramref name="stop"/> says so, or there are no more; then shows again all that it took and that is still there.</summary>
    private async Task Look(string queue, int atMost, Func<QueueMessage, Task<bool>> stop, CancellationToken ct)
    {
        await _one.WaitAsync(ct);
        var (client, taken) = (queues.Dead(queue), new List<QueueMessage>());
        try
        {
            QueueMessage[] messages = [];
            do
            {
                messages = await client.ReceiveMessagesAsync(PerCall, Moment, ct);
                for (var at = 0; at < messages.Length; at++)
                {
                    if (await stop(messages[at]))
                    {
                        taken.AddRange(messages.Where((_, other) => other != at));
                        return;
                    }
                }

                taken.AddRange(messages);
            }
            while (messages.Length > 0 && taken.Count < atMost);
        }
        finally
        {
            foreach (var message in taken)
                await client.UpdateMessageAsync(message.MessageId, message.PopReceipt, visibilityTimeout: TimeSpan.Zero, cancellationToken: CancellationToken.None);
            _one.Release();
        }
    }

    private static DeadMessage Read(string queue, string id, string text)
    {
        var letter = JsonSerializer.Deserialize<DeadLetter>(StorageQueues.Decode(text)!, EspJson.Options)!;
        return new(id, queue, letter.Reason, letter.DeadAt, letter.Deliveries, letter.Message);
    }
}
