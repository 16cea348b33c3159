using System.Text.Json;

namespace Esp.App.Platform;

/// <summary>The queues, by name. infra/ makes the same ones.</summary>
public static class Queues
{
    /// <summary>Every change of state announces itself here before it commits.</summary>
    public const string Transitions = "transitions";

    /// <summary>Submissions that need a scorer.</summary>
    public const string Route = "route";

    /// <summary>Reviews that ended: their scorers have room again.</summary>
    public const string Free = "free";

    /// <summary>Mails to send.</summary>
    public const string Email = "email";

    /// <summary>Uploaded evidence to check: content, hash, malware.</summary>
    public const string Evidence = "evidence";

    /// <summary>Earned submissions to issue a credential for.</summary>
    public const string Issue = "issue";

    /// <summary>Credentials that were taken back: their status bit is to be set.</summary>
    public const string Revoke = "revoke";

    /// <summary>Due dates that came: reminders, releases, expiries.</summary>
    public const string Due = "due";

    /// <summary>Changes of state to count for the figures.</summary>
    public const string Tally = "tally";

    /// <summary>People to erase.</summary>
    public const string Erase = "erase";

    public static readonly IReadOnlyList<string> All = [Transitions, Route, Free, Email, Evidence, Issue, Revoke, Due, Tally, Erase];
}

/// <summary>Sending to a queue: Service Bus in Azure, storage queues on one machine. A host supplies it.</summary>
public interface IQueueSender
{
    /// <summary>Sends text (at most 20 KiB, so that it fits a storage queue with its dead-letter note) to a queue, to be delivered no earlier than after <paramref name="delay"/>. Throws when the queue does not answer.</summary>
    Task Send(string queue, string json, TimeSpan delay, CancellationToken ct);
}

/// <summary>How many messages of a queue could not be handled.</summary>
public sealed record DeadLetterCount(string Queue, int Count);

/// <summary>The messages that were put aside, wherever the host keeps them.</summary>
public interface IDeadLetters
{
    /// <summary>The most that is counted of one queue: a look at them must not cost more the worse it gets.</summary>
    const int CountedUpTo = 100;

    /// <summary>One count for each queue, in their order; <see cref="CountedUpTo"/> stands for as many or more. One call a queue.</summary>
    Task<IReadOnlyList<DeadLetterCount>> Count(CancellationToken ct);
}

/// <summary>A message that can never be read: it goes to the dead-letter queue at once, with the reason, rather than being tried again.</summary>
public sealed class UnreadableMessageException : Exception
{
    public UnreadableMessageException(string reason, Exception? inner = null)
        : base(reason, inner)
    {
    }

    public UnreadableMessageException()
    {
    }

    public UnreadableMessageException(string message)
        : base(message)
    {
    }
}

/// <summary>
/// What travels on a queue: an id of its own, when it was first sent, how often it was sent again, the body, and the span that caused
/// it (W3C <c>traceparent</c>; absent when nothing is traced). Ids only, never documents.
/// </summary>
public sealed record Envelope<T>(string Id, DateTimeOffset SentAt, int Again, T Body, string? Traceparent = null)
{
    public TimeSpan Age(TimeProvider clock) => clock.GetUtcNow() - SentAt;
}

/// <summary>Writes and reads the one form of message.</summary>
public static class Message
{
    public static string Write<T>(Envelope<T> envelope) => JsonSerializer.Serialize(envelope, EspJson.Options);

    public static string Write<T>(T body, TimeProvider clock) =>
        Write(new Envelope<T>(Guid.NewGuid().ToString("N"), clock.GetUtcNow(), 0, body, Telemetry.Traceparent));

    /// <summary>
    /// What every queue function does: reads the message and works on it inside a span that continues what caused it. What cannot be
    /// read throws <see cref="UnreadableMessageException"/>, and a failure goes on to the host, which delivers the message again.
    /// </summary>
    public static async Task Handle<T>(string queue, string json, Func<Envelope<T>, Task> work)
    {
        var envelope = Read<T>(json);
        using var span = Telemetry.Handling(queue, envelope.Traceparent, envelope.Again);
        try
        {
            await work(envelope);
        }
        catch (Exception e)
        {
            span.Failed(e);
            throw;
        }
    }

    /// <summary>Reads a message; what cannot be read throws <see cref="UnreadableMessageException"/> with the reason.</summary>
    public static Envelope<T> Read<T>(string json)
    {
        try
        {
            var envelope = JsonSerializer.Deserialize<Envelope<T>>(json, EspJson.Options);
            return envelope is { Id.Length: > 0, Body: not null }
                ? envelope
                : throw new UnreadableMessageException($"The message has no id or no body; a {typeof(T).Name} was expected.");
        }
        catch (JsonException e)
        {
            throw new UnreadableMessageException($"The message is not a {typeof(T).Name}: {e.Message}", e);
        }
    }
}
