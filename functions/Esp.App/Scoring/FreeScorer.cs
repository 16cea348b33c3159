using Esp.App.Platform;
using Esp.App.Portfolio;

namespace Esp.App.Scoring;

/// <summary>A review ended: its scorer has room again, and the first submissions in line are offered. Six storage calls.</summary>
public sealed class FreeScorer(PortfolioStore store, ScorerPool pool, WaitingLine waiting, IQueueSender queue, TimeProvider clock)
{
    private const int OfferedAtOnce = 5;

    public async Task Handle(EventRef ended, CancellationToken ct)
    {
        if ((await store.Find(ended.Candidate, ended.Submission, ct)).Failed(out _, out var folder))
            return;
        var closed = folder.Reviews.Values.Select(r => r.Review).Where(r => r.Number < ended.Number).MaxBy(r => r.Number);
        if (closed is { IsOpen: false } && await pool.GiveBack(closed.Id, ct) is { IsFree: true, Qualified.Count: > 0 } scorer)
            await OfferTo(scorer.Qualified, ct);
    }

    /// <summary>Asks again for the first in line for any of these micro-credentials.</summary>
    public async Task OfferTo(IEnumerable<string> slugs, CancellationToken ct)
    {
        foreach (var asked in await waiting.First(slugs, OfferedAtOnce, ct))
            await queue.Send(Queues.Route, Message.Write(asked, clock), TimeSpan.Zero, ct);
    }
}

public sealed class FreeScorerFunction(FreeScorer free)
{
    [Function("FreeScorer")]
    public Task Run([ServiceBusTrigger(Queues.Free, Connection = "ServiceBus")] string json, CancellationToken ct) =>
        Message.Handle<EventRef>(Queues.Free, json, m => free.Handle(m.Body, ct));
}

/// <summary>Every quarter of an hour everyone in line is asked for again: nothing waits because one message went astray.</summary>
public sealed class RouteWaitingFunction(WaitingLine waiting, IQueueSender queue, TimeProvider clock)
{
    [Function("RouteWaiting")]
    public async Task Run([TimerTrigger("0 */15 * * * *")] TimerInfo timer, CancellationToken ct)
    {
        await foreach (var asked in waiting.Everyone(ct))
            await queue.Send(Queues.Route, Message.Write(asked, clock), TimeSpan.Zero, ct);
    }
}
