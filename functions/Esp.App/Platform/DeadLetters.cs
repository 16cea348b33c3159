namespace Esp.App.Platform;

/// <summary>
/// A message that was put aside because it failed too often or could not be read. <see cref="Id"/> names it within its queue;
/// <see cref="Body"/> is the message as it was sent.
/// </summary>
public sealed record DeadMessage(string Id, string Queue, string Reason, DateTimeOffset Since, long Deliveries, string Body);

/// <summary>Messages that were put aside, one by one (<see cref="IDeadLetters"/> counts them). A host supplies it: dead-letter sub-queues in Azure, queues called <c>&lt;queue&gt;-dead</c> on one machine.</summary>
public interface IDeadLetterBox
{
    /// <summary>The oldest dead letters of a queue, at most so many; they stay where they are.</summary>
    Task<IReadOnlyList<DeadMessage>> List(string queue, int atMost, CancellationToken ct);

    /// <summary>Sends the same body as a new message, then removes the dead one: ended in between, it is there twice, and done once. False when there is no such dead letter.</summary>
    Task<bool> Replay(string queue, string id, CancellationToken ct);

    /// <summary>Removes a dead letter for good. False when there is no such one.</summary>
    Task<bool> Drop(string queue, string id, CancellationToken ct);
}
