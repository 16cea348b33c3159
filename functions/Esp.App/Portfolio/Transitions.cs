using Esp.App.Platform;

namespace Esp.App.Portfolio;

/// <summary>Names one event of one submission: what travels on the queues.</summary>
public sealed record EventRef(CandidateId Candidate, SubmissionId Submission, int Number);

/// <summary>
/// Announces changes of state before they commit, so that no change is ever without its consequences: what was announced and
/// committed is followed up; what was announced and not committed is dropped after <see cref="GiveUpAfter"/>.
/// </summary>
public sealed class Transitions(IQueueSender queue, TimeProvider clock)
{
    /// <summary>Longer than any commit can take.</summary>
    public static readonly TimeSpan GiveUpAfter = TimeSpan.FromMinutes(10);

    /// <summary>Announces one event, under a message id of its own.</summary>
    public Task Announce(EventRef happened, CancellationToken ct) =>
        queue.Send(Queues.Transitions, Message.Write(happened, clock), TimeSpan.Zero, ct);

    /// <summary>Asks again later: 2 s, then 4, 8, … at most two minutes.</summary>
    public Task AnnounceAgain(Envelope<EventRef> announced, CancellationToken ct) =>
        queue.Send(Queues.Transitions, Message.Write(announced with { Again = announced.Again + 1 }), Pause(announced.Again), ct);

    public static TimeSpan Pause(int again) => TimeSpan.FromSeconds(Math.Min(120, 2 << Math.Min(again, 10)));
}
