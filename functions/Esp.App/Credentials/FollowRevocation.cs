using Esp.App.Platform;
using Esp.App.Portfolio;

namespace Esp.App.Credentials;

/// <summary>
/// Takes a credential back for everybody who checks it: its bit first, then its public record, so that a record which says revoked has
/// its bit set. Needs nothing of its owner's. May be repeated. Three storage calls.
/// </summary>
public sealed class TakeBack(StatusLists lists, CredentialStore store)
{
    public async Task Handle(StoredCredential credential, Revocation how, CancellationToken ct)
    {
        await lists.Revoke(credential.StatusList, [credential.StatusIndex], ct);
        await store.MarkRevoked(credential.Id, how, ct);
    }
}

/// <summary>
/// What follows on a revocation: bit, public record, the owner's line. Delivered twice, done once. A credential that is not issued to the end yet
/// is waited for. Six storage calls; three when it was done before.
/// </summary>
public sealed class FollowRevocation(PortfolioStore portfolio, CredentialStore store, TakeBack takeBack, IQueueSender queue, TimeProvider clock)
{
    /// <summary>Issuing takes seconds; what is not there after a day needs a human: the message goes to the dead letters.</summary>
    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromDays(1);

    public async Task Handle(Envelope<EventRef> message, CancellationToken ct)
    {
        var (candidate, submission, _) = message.Body;
        if (await Happened(message.Body, ct) is not { } how)
            return;
        var id = CredentialId.For(submission);
        var credential = await store.FindAny(id, ct);
        if (credential is { RevokedAt: null })
            await takeBack.Handle(credential, new(how.Revocation.At, "", ""), ct); // who and why stand in the history, and go with it
        if (how.OwnerIsGone || (credential is not null && await store.TellOwner(candidate, id, how.Revocation, ct)))
            return;
        if (message.Age(clock) > GiveUpAfter)
            throw new InvalidOperationException($"{id} was taken back and is not issued after {GiveUpAfter.TotalHours} hours.");
        await queue.Send(Queues.Revoke, Message.Write(message with { Again = message.Again + 1 }), Transitions.Pause(message.Again), ct);
    }

    /// <summary>When and why; null when the message names anything but a revocation. The event of somebody who was erased since is gone with the rest, and still holds.</summary>
    private async Task<(Revocation Revocation, bool OwnerIsGone)?> Happened(EventRef named, CancellationToken ct)
    {
        if (await portfolio.FindEvent(named, ct) is { } happened)
            return happened.Action == SubmissionAction.Revoke ? (new(happened.At, happened.Who, happened.Note), false) : null;
        return (await portfolio.FindState(named.Candidate, named.Submission, ct)).Failed(out _, out _) ? (new(clock.GetUtcNow(), "", ""), true) : null;
    }
}

public sealed class FollowRevocationFunction(FollowRevocation follow)
{
    [Function("FollowRevocation")]
    public Task Run([ServiceBusTrigger(Queues.Revoke, Connection = "ServiceBus")] string json, CancellationToken ct) =>
        Message.Handle<EventRef>(Queues.Revoke, json, m => follow.Handle(m, ct));
}
