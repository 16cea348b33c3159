using Esp.App.Platform;
using Esp.App.Portfolio;

namespace Esp.App.Scoring;

/// <summary>
/// Finds a scorer for a submission: qualified for the micro-credential, free, without a conflict, least busy first; not one who
/// declined or let it lie before, and one who scored an earlier attempt only when there is nobody else. Delivered twice, it
/// offers once: the review's id and its place in the pool derive from the event that asked. Seven storage calls.
/// </summary>
public sealed class RouteSubmission(PortfolioStore store, ScorerPool pool, ReviewLinks links, WaitingLine waiting, Settings settings, TimeProvider clock)
{
    public async Task Handle(EventRef asked, CancellationToken ct)
    {
        if ((await store.Find(asked.Candidate, asked.Submission, ct)).Failed(out _, out var folder))
            return;
        var state = folder.State;
        var since = state.SubmittedAt ?? state.UpdatedAt;
        if (state.Status != SubmissionStatus.Submitted || state.Events != asked.Number)
        {
            await waiting.Leave(since, asked, ct);
            return;
        }

        var review = ReviewId.For(asked.Submission, asked.Number);
        var before = folder.Reviews.Values.Select(r => r.Review).ToArray();
        var now = clock.GetUtcNow();
        var (acceptBy, dueAt) = (Dates.Noon(now.AddDays(settings.AcceptDays)), Dates.Noon(now.AddDays(settings.ScoreDays)));
        var scorer = await pool.Take(
            review,
            state.Slug,
            s => s.ConflictWith(folder.Profile!) is null && !before.Any(r => r.Scorer == s.Id && (r.Attempt == state.Attempt || r.State != ReviewState.Decided)),
            s => before.Any(r => r.Scorer == s.Id),
            now,
            ct,
            new OpenWork(asked.Submission, state.Slug, now, acceptBy, dueAt));
        if (scorer is not { } chosen)
        {
            await waiting.Join(state.Slug, since, asked, ct);
            return;
        }

        if (!await Offer(folder, review, chosen, ct))
            await pool.GiveBack(review, ct);
        await waiting.Leave(since, asked, ct);
    }

    private async Task<bool> Offer(Folder folder, ReviewId id, ScorerId scorer, CancellationToken ct)
    {
        var (state, now) = (folder.State, clock.GetUtcNow());
        if (state.Offer(now).Failed(out _, out var change))
            return false;
        var attempt = folder.Attempts.First(a => a.Number == state.Attempt);
        var link = links.New();
        var review = new Review(id, change.Event.Number, attempt.Number, attempt.ContentHash, scorer, ReviewState.Offered, now, Dates.Noon(now.AddDays(settings.AcceptDays)), Dates.Noon(now.AddDays(settings.ScoreDays)))
        {
            Nonce = link.Nonce,
            LinkHash = link.Hash,
            LinkedAt = now,
        };
        await links.Register(link.Hash, new(state.Candidate, state.Id, review.Number), ct);
        var saved = await store.Save(change, folder.Version, batch => batch.Add(ReviewRows.ToRow(state.Candidate, state.Id, review)), ct);
        return !saved.Failed(out _, out _);
    }
}

public sealed class RouteSubmissionFunction(RouteSubmission route)
{
    [Function("RouteSubmission")]
    public Task Run([ServiceBusTrigger(Queues.Route, Connection = "ServiceBus")] string json, CancellationToken ct) =>
        Message.Handle<EventRef>(Queues.Route, json, m => route.Handle(m.Body, ct));
}
