using Azure.Data.Tables;
using Esp.App.Credentials;
using Esp.App.Email;
using Esp.App.Evidence;
using Esp.App.Figures;
using Esp.App.Platform;
using Esp.App.Portfolio;
using Esp.App.Scoring;
using Esp.App.Submissions;

namespace Esp.App.Records;

/// <summary>
/// Removes one submission and what names it elsewhere, found by keys that its rows hold. Everything else goes before the rows, so that what
/// is left after a crash still leads to what is left elsewhere.
/// </summary>
public sealed class EraseSubmission(Tables tables, EvidenceStore evidence, ScorerPool pool, WaitingLine waiting, ReviewLinks links, NoticeLedger ledger, DueDates due, Finder finder, ErasedCredential credential)
{
    private static readonly SubmissionAction[] AsksForScorer = [SubmissionAction.Submit, SubmissionAction.Decline, SubmissionAction.Release, SubmissionAction.Reassign];

    public async Task Handle(CandidateId candidate, SubmissionId id, IReadOnlyList<TableEntity> rows, CancellationToken ct)
    {
        await evidence.RemoveAll(id, Of(rows, EvidenceRows.Kind).Select(EvidenceRows.FromRow), ct);
        foreach (var review in Of(rows, ReviewRows.Kind).Select(ReviewRows.FromRow))
        {
            await pool.GiveBack(review.Id, ct);
            await ledger.Forget(review.Scorer, id, ct);
        }

        foreach (var link in Of(rows, ReviewLinks.Kind))
            await links.Forget(link.GetString("Hash"), ct);
        await Events(candidate, id, [.. Of(rows, SubmissionRows.EventKind).OrderBy(r => r.RowKey, StringComparer.Ordinal)], ct);
        if (rows.FirstOrDefault(r => r.GetString("Kind") == SubmissionRows.Kind) is { } state)
            await tables.Forget(state.GetString("Slug"), id, ct);
        await finder.Forget(id, ct);
        await credential.Handle(CredentialId.For(id), ct);
        // The state row goes last: a submission without it is not found, one with it can be taken up again here.
        await tables.Portfolios.Remove(candidate.ToString(), rows.Select(r => r.RowKey).OrderBy(k => k == PortfolioKeys.State(id)), ct);
    }

    /// <summary>What events left elsewhere: due dates, and places in the line of those who wait for a scorer.</summary>
    private async Task Events(CandidateId candidate, SubmissionId id, IReadOnlyList<TableEntity> rows, CancellationToken ct)
    {
        DateTimeOffset? sent = null;
        foreach (var row in rows)
        {
            var happened = SubmissionRows.EventFromRow(row);
            var named = new EventRef(candidate, id, happened.Number);
            await due.Forget(row.GetString(SubmissionRows.Due) ?? "", named, ct);
            if (happened.Action == SubmissionAction.Submit)
                sent = happened.At;
            if (sent is { } since && AsksForScorer.Contains(happened.Action))
            {
                await waiting.Leave(since, named, ct);
                await pool.GiveBack(ReviewId.For(id, happened.Number), ct);   // taken, and never offered
            }
        }
    }

    private static IEnumerable<TableEntity> Of(IEnumerable<TableEntity> rows, string kind) => rows.Where(r => r.GetString("Kind") == kind);
}
