using Azure;
using Esp.App.Portfolio;

namespace Esp.App.Scoring;

/// <summary>A step that changes the submission and its review saves both in one batch, each against the version that was seen.</summary>
public static class ReviewSaving
{
    /// <summary>Answers the review's new version, or <c>submission.changed-meanwhile</c>.</summary>
    public static async Task<Result<ETag>> SaveReview(this PortfolioStore store, Change change, OpenReview open, Review next, CancellationToken ct)
    {
        var saved = await store.SaveAll(change, open.Folder.Version, batch => batch.Replace(ReviewRows.ToRow(change.Next.Candidate, change.Next.Id, next), open.Version), ct);
        return saved.Map(versions => versions[^1]);
    }
}
