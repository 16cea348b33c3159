using Azure;
using Azure.Data.Tables;
using Esp.App.Email;
using Esp.App.Platform;
using Esp.App.Portfolio;

namespace Esp.App.Records;

/// <summary>
/// Erases a person in two steps (docs/adr/0013-erase.md). First what is open is ended as if it had been withdrawn, and nothing new can be begun.
/// <see cref="QuietAfter"/> later, when no message and no upload link of theirs is alive any more, everything goes: what other tables
/// hold, by keys that the partition names; then the partition's rows; the profile last. Ended in the middle, it is repeated from what is left.
/// Storage calls grow with the person's rows alone, and with the months of the admins' log since they began.
/// </summary>
public sealed class FollowErasure(PersonReader people, EndSubmissions end, EraseSubmission submissions, EraseTraces traces, NoticeLedger ledger, Finder finder, Tables tables, IQueueSender queue, TimeProvider clock)
{
    /// <summary>Longer than an upload link lives (an hour) and than an announcement waits for its commit (ten minutes).</summary>
    public static readonly TimeSpan QuietAfter = TimeSpan.FromMinutes(70);

    public async Task Handle(Envelope<EraseWanted> message, CancellationToken ct)
    {
        var wanted = message.Body;
        var person = await people.Read(wanted.Candidate, ct);
        if (wanted.Quiet && person.Profile is not null && !person.IsLeaving)
            return;   // a message that lay about: they were erased, and have come back since
        if (await end.Handle(person, ct) || !wanted.Quiet)
        {
            await queue.Send(Queues.Erase, Message.Write(new EraseWanted(wanted.Candidate, Quiet: true), clock), QuietAfter, ct);
            return;
        }

        await traces.Handle(person, ct);
        foreach (var (id, rows) in person.Submissions)
            await submissions.Handle(person.Candidate, id, rows, ct);
        await ledger.Forget(person.Candidate, about: null, ct);
        if (person.Others.FirstOrDefault(r => r.RowKey == PortfolioKeys.Profile)?.GetString(ProfileRows.FoundBy) is { } key)
            await finder.ForgetKey(key, person.Candidate, ct);
        await tables.Portfolios.Remove(person.Candidate.ToString(), person.Others.Select(r => r.RowKey).OrderBy(k => k == PortfolioKeys.Profile), ct);
    }
}

/// <summary>Ends what is open, as if its candidate had withdrawn it: its link dies, its scorer is told and has room again.</summary>
public sealed class EndSubmissions(PortfolioStore store, Tables tables, TimeProvider clock)
{
    private const string Why = "All data of this person are being removed, as they asked.";

    /// <summary>True when something was open. One storage call to keep new work away, then a read, a send and a batch for each open submission.</summary>
    public async Task<bool> Handle(Person person, CancellationToken ct)
    {
        if (person.Profile is not null && !person.IsLeaving)
            await tables.Portfolios.UpdateEntityAsync(new TableEntity(person.Candidate.ToString(), PortfolioKeys.Profile) { [ProfileRows.Leaving] = clock.GetUtcNow() }, ETag.All, TableUpdateMode.Merge, ct);
        var open = person.Rows.Where(r => r.GetString("Kind") == SubmissionRows.Kind).Select(SubmissionRows.FromRow).Where(s => !Lifecycle.IsOver(s.Status)).ToArray();
        foreach (var submission in open)
            await End(submission, ct);
        return open.Length > 0;
    }

    private async Task End(Submission named, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        if ((await store.Find(named.Candidate, named.Id, ct)).Failed(out _, out var folder) || folder.State.Withdraw(Why, now).Failed(out _, out var change))
            return;   // over since, or gone
        if ((await store.Save(change, folder.Version, batch => batch.CloseReview(folder, ReviewState.Cancelled, now), ct)).Failed(out _, out _))
            throw new InvalidOperationException("The submission changed at this moment; it is ended at the next delivery.");
    }
}

public sealed class FollowErasureFunction(FollowErasure follow)
{
    [Function("FollowErasure")]
    public Task Run([ServiceBusTrigger(Queues.Erase, Connection = "ServiceBus")] string json, CancellationToken ct) =>
        Message.Handle<EraseWanted>(Queues.Erase, json, m => follow.Handle(m, ct));
}
