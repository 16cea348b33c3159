using Esp.App.Platform;

namespace Esp.App.Portfolio;

/// <summary>Closing the open review in the same batch as the change that closes it: no link outlives its review.</summary>
public static class ReviewBatches
{
    public static Batch CloseReview(this Batch batch, Folder folder, ReviewState to, DateTimeOffset now) =>
        folder.OpenReview is var (review, version)
            ? batch.Replace(ReviewRows.ToRow(folder.State.Candidate, folder.State.Id, review with { State = to, ClosedAt = now }), version)
            : batch;
}
