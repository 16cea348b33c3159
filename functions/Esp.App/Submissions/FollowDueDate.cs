using Esp.App.Platform;
using Esp.App.Portfolio;

namespace Esp.App.Submissions;

/// <summary>Every five minutes: what falls due today, and on days that were missed, goes to the queue.</summary>
public sealed class CollectDueDatesFunction(DueDates due, IQueueSender queue, TimeProvider clock)
{
    [Function("CollectDueDates")]
    public async Task Run([TimerTrigger("0 */5 * * * *")] TimerInfo timer, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        foreach (var day in await due.Open(now, ct))
        {
            await foreach (var (what, row) in due.On(day, ct))
            {
                await queue.Send(Queues.Due, Message.Write(what, clock), TimeSpan.Zero, ct);
                await due.Remove(row, ct);
            }
        }

        await due.Done(now, ct);
    }
}

/// <summary>What a due date brings, if it still has a sense: a reminder, another scorer, the end of a draft, the end of what was kept.</summary>
public sealed class FollowDueDate(PortfolioStore store, RetireWork retire, IQueueSender queue, TimeProvider clock)
{
    public async Task Handle(DueRef due, CancellationToken ct)
    {
        if ((await store.Find(due.Cause.Candidate, due.Cause.Submission, ct)).Failed(out _, out var folder))
            return;
        var open = folder.OpenReview?.Review is { } review && review.Number == due.Cause.Number ? review : null;
        switch (due.Kind)
        {
            case DueKind.FinishSoon or DueKind.FinishNow or DueKind.Finished when folder.History.Last(e => Lifecycle.SetsFinishBy(e.Action)).Number != due.Cause.Number:
                break;   // the date was moved since: the new one has due dates of its own
            case DueKind.FinishSoon or DueKind.FinishNow when Lifecycle.IsEditable(folder.State.Status):
                await Mail(due, MailName.FinishByReminder, ct);
                break;
            case DueKind.AcceptNow when open is { State: ReviewState.Offered }:
            case DueKind.ScoreSoon when open is { State: ReviewState.Accepted }:
                await Mail(due, MailName.ReviewReminder, ct);
                break;
            case DueKind.NotAccepted when open is { State: ReviewState.Offered }:
                await Release(folder, "The invitation was not answered in time.", ct);
                break;
            case DueKind.NotScored when open is not null:
                await Release(folder, "The score did not come in time.", ct);
                break;
            case DueKind.RemoveWork when folder.Ended?.Number == due.Cause.Number:
                await retire.Handle(folder, folder.Ended, ct);
                break;
            case DueKind.Finished when Lifecycle.IsEditable(folder.State.Status) && folder.State.FinishBy < clock.GetUtcNow():
                await Save(folder, folder.State.Expire(clock.GetUtcNow()), ct);
                break;
            default:
                break;
        }
    }

    private Task Mail(DueRef due, string template, CancellationToken ct) =>
        queue.Send(Queues.Email, Message.Write(new MailWanted(due.Cause, template, due.Kind.ToString()), clock), TimeSpan.Zero, ct);

    private Task Release(Folder folder, string why, CancellationToken ct) => Save(folder, folder.State.Release(why, clock.GetUtcNow()), ct);

    private async Task Save(Folder folder, Result<Change> step, CancellationToken ct)
    {
        if (step.Failed(out _, out var change))
            return;
        var saved = await store.Save(change, folder.Version, batch => batch.CloseReview(folder, ReviewState.Released, clock.GetUtcNow()), ct);
        if (saved.Failed(out _, out _))
            throw new InvalidOperationException("The submission changed at this moment; the due date is looked at again.");
    }
}

public sealed class FollowDueDateFunction(FollowDueDate follow)
{
    [Function("FollowDueDate")]
    public Task Run([ServiceBusTrigger(Queues.Due, Connection = "ServiceBus")] string json, CancellationToken ct) =>
        Message.Handle<DueRef>(Queues.Due, json, m => follow.Handle(m.Body, ct));
}
