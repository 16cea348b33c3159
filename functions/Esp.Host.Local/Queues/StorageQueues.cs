using System.Text;
using System.Text.Json;
using Azure.Storage.Queues;
using Azure.Storage.Queues.Models;
using Esp.App.Platform;

namespace Esp.Host.Local.Queues;

/// <summary>
/// The queues on storage: text as base64 (XML cannot carry every character), never expiring, delayed by staying hidden.
/// What a message's body cannot be, is refused here: over 20 KiB, so that with its dead-letter note it still fits storage's 64 KiB;
/// or a delay over 7 days, the longest that storage hides a message.
/// </summary>
public sealed class StorageQueues(QueueServiceClient service, Settings settings, Wakes wakes, ILogger<StorageQueues> log) : IQueueSender, IDeadLetters
{
    private const int MaxBytes = 20 * 1024;
    private static readonly TimeSpan Forever = TimeSpan.FromSeconds(-1);
    private static readonly TimeSpan LongestDelay = TimeSpan.FromDays(7);
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    public async Task Send(string queue, string json, TimeSpan delay, CancellationToken ct)
    {
        if (Strict.GetByteCount(json) > MaxBytes)
            throw new ArgumentException($"A message of {Strict.GetByteCount(json)} bytes is too large for '{queue}': {MaxBytes} is the most.", nameof(json));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(delay, LongestDelay);

        await Client(queue).SendMessageAsync(Encode(json), delay > TimeSpan.Zero ? delay : TimeSpan.Zero, Forever, ct);
        if (delay <= TimeSpan.Zero)
            wakes.Wake(queue);
    }

    /// <summary>The queue with its prefix.</summary>
    public QueueClient Client(string queue) => service.GetQueueClient((settings.NamePrefix + queue).ToLowerInvariant());

    /// <summary>Where messages of a queue lie that could not be handled.</summary>
    public QueueClient Dead(string queue) => Client(queue + "-dead");

    /// <summary>The dead letters of a queue, oldest first, up to 32; they stay where they are.</summary>
    public async Task<IReadOnlyList<DeadLetter>> DeadLetters(string queue, CancellationToken ct)
    {
        var messages = await Dead(queue).PeekMessagesAsync(32, ct);
        return [.. messages.Value.Select(m => JsonSerializer.Deserialize<DeadLetter>(Decode(m.MessageText)!, EspJson.Options)!)];
    }

    /// <inheritdoc />
    public async Task<IReadOnlyList<DeadLetterCount>> Count(CancellationToken ct) =>
        await Task.WhenAll(Esp.App.Platform.Queues.All.Select(async queue =>
        {
            QueueProperties depth = await Dead(queue).GetPropertiesAsync(ct);
            return new DeadLetterCount(queue, Math.Min(IDeadLetters.CountedUpTo, depth.ApproximateMessagesCount));
        }));

    /// <summary>Makes the queues that are not there, each with its dead-letter queue.</summary>
    public async Task CreateMissing(IEnumerable<string> queues, CancellationToken ct)
    {
        var there = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var queue in service.GetQueuesAsync(cancellationToken: ct))
            there.Add(queue.Name);
        var wanted = queues.Distinct(StringComparer.Ordinal).SelectMany(q => new[] { Client(q), Dead(q) });
        await Task.WhenAll(wanted.Where(q => !there.Contains(q.Name)).Select(q => q.CreateIfNotExistsAsync(cancellationToken: ct)));
    }

    /// <summary>Puts a message aside with the reason, then removes it: ended in between, it is there twice rather than not at all.</summary>
    internal async Task Bury(string queue, QueueMessage message, string popReceipt, DeadLetter letter, CancellationToken ct)
    {
        await Dead(queue).SendMessageAsync(Encode(JsonSerializer.Serialize(letter, EspJson.Options)), TimeSpan.Zero, Forever, ct);
        await Client(queue).DeleteMessageAsync(message.MessageId, popReceipt, ct);
        Telemetry.DeadLettered.Log(log, queue, letter.Reason.Split(':')[0].Split(' ')[0].ToLowerInvariant());
    }

    internal static string Encode(string text) => Convert.ToBase64String(Strict.GetBytes(text));

    /// <summary>The text of a message, or null when it is none of ours.</summary>
    internal static string? Decode(string body)
    {
        try
        {
            return Strict.GetString(Convert.FromBase64String(body));
        }
        catch (Exception e) when (e is FormatException or DecoderFallbackException)
        {
            return null;
        }
    }
}

/// <summary>A message that could not be handled: why, when it was given up, how often it was delivered, and the message itself.</summary>
public sealed record DeadLetter(string Reason, DateTimeOffset DeadAt, long Deliveries, string Message)
{
    private const int LongestReason = 2000;

    public static DeadLetter Of(string reason, DateTimeOffset at, QueueMessage message, string text) =>
        new(reason.Length > LongestReason ? reason[..LongestReason] : reason, at, message.DequeueCount, text);
}
