using System.Collections.Immutable;
using Esp.App.Platform;
using Esp.App.Portfolio;
using static Esp.Domain.SubmissionAction;

namespace Esp.App.Submissions;

/// <summary>Whether a reaction is for every such event, or only when it ended an open review.</summary>
public enum When
{
    Always,
    ReviewEnded,
}

/// <summary>One consequence of an event: a message to a queue, a mail, or a due date.</summary>
public sealed record Reaction(SubmissionAction After, string? Send = null, string? Mail = null, DueKind? Due = null, When If = When.Always);

/// <summary>
/// What follows on what: beside the lifecycle's table, the other half of how the platform works. Every consequence is
/// idempotent by a derived key (a review's id, a credential's id, a notice's id, a due date's row).
/// </summary>
public sealed class Reactions(PortfolioStore store, DueDates due, IQueueSender queue, TimeProvider clock)
{
    public static readonly ImmutableArray<Reaction> Table =
    [
        new(Start, Mail: MailName.Started),
        new(Start, Due: DueKind.FinishSoon),
        new(Start, Due: DueKind.FinishNow),
        new(Start, Due: DueKind.Finished),

        new(Submit, Send: Queues.Route),
        new(Submit, Mail: MailName.SubmissionReceived),

        new(Offer, Mail: MailName.ReviewInvitation),
        new(Offer, Due: DueKind.AcceptNow),
        new(Offer, Due: DueKind.NotAccepted),
        new(Offer, Due: DueKind.ScoreSoon),
        new(Offer, Due: DueKind.NotScored),

        new(Decline, Send: Queues.Route),
        new(Decline, Send: Queues.Free),

        new(Release, Send: Queues.Route),
        new(Release, Send: Queues.Free),
        new(Release, Mail: MailName.ReviewClosed),

        new(Award, Send: Queues.Issue),
        new(Award, Mail: MailName.DecisionEarned),
        new(Award, Send: Queues.Free),
        new(Award, Due: DueKind.RemoveWork),

        new(SubmissionAction.Return, Mail: MailName.DecisionNotYet),
        new(SubmissionAction.Return, Send: Queues.Free),

        new(Withdraw, Mail: MailName.SubmissionWithdrawn),
        new(Withdraw, Mail: MailName.ReviewClosed, If: When.ReviewEnded),
        new(Withdraw, Send: Queues.Free, If: When.ReviewEnded),
        new(Withdraw, Due: DueKind.RemoveWork),

        new(Expire, Mail: MailName.SubmissionExpired),
        new(Expire, Due: DueKind.RemoveWork),

        new(Reassign, Send: Queues.Route),
        new(Reassign, Send: Queues.Free),
        new(Reassign, Mail: MailName.ReviewClosed),

        .. new[] { Extend, Reopen, Resume }.SelectMany(more => new Reaction[]
        {
            new(more, Mail: MailName.FinishByExtended),
            new(more, Due: DueKind.FinishSoon),
            new(more, Due: DueKind.FinishNow),
            new(more, Due: DueKind.Finished),
        }),

        new(Revoke, Send: Queues.Revoke),
        new(Revoke, Mail: MailName.CredentialRevoked),
    ];

    /// <summary>Does everything that follows on an event; may be repeated.</summary>
    public async Task Run(CandidateId candidate, SubmissionEvent happened, CancellationToken ct)
    {
        var named = new EventRef(candidate, happened.Submission, happened.Number);
        var reactions = Table.Where(r => r.After == happened.Action).ToArray();
        Submission? state = null;
        if (reactions.Any(r => r.Due is not null || r.If == When.ReviewEnded || r.Mail == MailName.ReviewClosed))
            state = (await store.FindState(candidate, happened.Submission, ct)).Failed(out _, out var found) ? null : found.State;
        foreach (var reaction in reactions)
        {
            if (reaction.If == When.ReviewEnded && state?.Review is null)
                continue;
            if (reaction.Send is { } to)
                await queue.Send(to, Message.Write(named, clock), TimeSpan.Zero, ct);
            if (reaction.Mail is { } template)
                await queue.Send(Queues.Email, Message.Write(new MailWanted(About(template, named, state), template), clock), TimeSpan.Zero, ct);
        }

        if (state is not null && reactions.Select(r => r.Due).OfType<DueKind>().ToArray() is { Length: > 0 } kinds)
            await due.Set(kinds, named, state, happened.At, ct);

        await queue.Send(Queues.Tally, Message.Write(named, clock), TimeSpan.Zero, ct);
    }

    /// <summary>A mail to a scorer is about the review, which has the number of the event that offered it.</summary>
    private static EventRef About(string template, EventRef named, Submission? state) =>
        template == MailName.ReviewClosed && state?.Review is { } review ? named with { Number = review } : named;
}

/// <summary>Follows up announced changes: committed, its consequences run; not there yet, asked again later; never committed, dropped.</summary>
public sealed partial class FollowTransitionFunction(PortfolioStore store, Reactions reactions, Transitions transitions, TimeProvider clock, ILogger<FollowTransitionFunction> log)
{
    private static readonly TimeSpan SecondLook = TimeSpan.FromMilliseconds(100);

    [Function("FollowTransition")]
    public Task Run([ServiceBusTrigger(Queues.Transitions, Connection = "ServiceBus")] string json, CancellationToken ct) =>
        Message.Handle<EventRef>(Queues.Transitions, json, announced => Follow(announced, ct));

    private async Task Follow(Envelope<EventRef> announced, CancellationToken ct)
    {
        if (await Find(announced.Body, ct) is { } happened)
            await reactions.Run(announced.Body.Candidate, happened, ct);
        else if (announced.Age(clock) < Transitions.GiveUpAfter)
            await transitions.AnnounceAgain(announced, ct);
        else
            NeverCommitted(announced.Id);
    }

    /// <summary>The commit follows the announcement by milliseconds: a second look saves most of them the wait of a whole round.</summary>
    private async Task<SubmissionEvent?> Find(EventRef named, CancellationToken ct)
    {
        if (await store.FindEvent(named, ct) is { } happened)
            return happened;
        await Task.Delay(SecondLook, clock, ct);
        return await store.FindEvent(named, ct);
    }

    [LoggerMessage(Level = LogLevel.Information, Message = "The change announced by {MessageId} was never committed; it is dropped.")]
    private partial void NeverCommitted(string messageId);
}
