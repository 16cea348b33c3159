using System.Globalization;
using Esp.App.Evidence;
using Esp.App.Platform;
using Esp.App.Portfolio;

namespace Esp.App.Submissions;

/// <summary>
/// The retention rule: <c>Esp:EvidenceDays</c> after the work was decided for good, its answers and evidence go. Counts, hashes, scores,
/// comments, history and credential stay. May be repeated: the state says first that it was removed, so that nobody opens it again, then the
/// files go, then the texts and names. Storage calls: one for the state, one listing and one a file, one for fifty rows.
/// </summary>
public sealed class RetireWork(Tables tables, PortfolioStore store, EvidenceStore evidence, DueDates due, Settings settings, TimeProvider clock)
{
    /// <summary>What a row says in place of what it said: <c>Removed on May 23, 2027, by the retention rule</c>.</summary>
    private const string Words = "'Removed on 'MMMM d, yyyy', by the retention rule'";

    private const int RowsAtOnce = 50;

    /// <summary>The last day on which answers and evidence of what ended then are kept; null when they are kept for ever.</summary>
    public static DateTimeOffset? KeptUntil(DateTimeOffset ended, Settings settings) => settings.EvidenceDays == 0 ? null : ended.AddDays(settings.EvidenceDays);

    /// <summary>Removes what is due. Too early, because the setting has changed since, or a legal hold: looks again later.</summary>
    public async Task Handle(Folder folder, SubmissionEvent ended, CancellationToken ct)
    {
        var (state, now) = (folder.State, clock.GetUtcNow());
        if (state.WorkRemovedAt is null)
        {
            if (KeptUntil(ended.At, settings) is not { } until || until > now)
            {
                await due.Set([DueKind.RemoveWork], new(state.Candidate, state.Id, ended.Number), state, ended.At, ct);
                return;
            }

            state = state with { WorkRemovedAt = now };
            if ((await store.Amend(state, folder.Version, ct)).Failed(out _, out _))
                throw new InvalidOperationException("The submission changed at this moment; it is looked at again.");
        }

        await evidence.RemoveAll(state.Id, folder.Evidence, ct);
        await RemoveTexts(folder, state.WorkRemovedAt!.Value.ToString(Words, CultureInfo.InvariantCulture), ct);
    }

    private async Task RemoveTexts(Folder folder, string note, CancellationToken ct)
    {
        var (candidate, id) = (folder.State.Candidate, folder.State.Id);
        Action<Batch>[] changes =
        [
            .. folder.Answers.Keys.Select(a => (Action<Batch>)(batch => batch.Merge(AnswerRows.Retired(candidate, id, a, note), default))),
            .. folder.Attempts.Select(a => (Action<Batch>)(batch => batch.Merge(AnswerRows.Retired(candidate, id, a, note), default))),
            .. folder.Evidence.Select(e => (Action<Batch>)(batch => batch.Put(EvidenceRows.ToRow(candidate, id, e.Retire(note))))),
        ];
        foreach (var some in changes.Chunk(RowsAtOnce))
        {
            var batch = Batch.In(candidate.ToString());
            foreach (var change in some)
                change(batch);
            await batch.Commit(tables.Portfolios, ct);
        }
    }
}
