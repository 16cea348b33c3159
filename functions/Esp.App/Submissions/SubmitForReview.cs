using Azure.Storage.Blobs.Models;
using Esp.App.Evidence;
using Esp.App.Platform;
using Esp.App.Portfolio;

namespace Esp.App.Submissions;

/// <summary>The version that the candidate saw when checking their answers: what they saw is what is sent.</summary>
public sealed record SubmitRequest(string Version);

/// <summary>
/// Sends a submission for scoring: every task done, every file still there in its right size, nothing changed since it was
/// looked at. Freezes the attempt in the same batch.
/// </summary>
public sealed class SubmitForReview(PortfolioStore store, Blobs blobs, SubmissionViews views, Settings settings, TimeProvider clock)
{
    public async Task<Result<SubmissionView>> Handle(OwnSubmission own, SubmitRequest request, CancellationToken ct)
    {
        if ((await store.Find(own.Candidate, own.Id, ct)).Failed(out var problem, out var folder))
            return problem;
        if (folder.File(views.Pinned(folder.State)).Submit(settings.MaxAttempts, clock.GetUtcNow()).Failed(out problem, out var sent))
            return problem;
        if (!string.Equals(folder.Version.ToString(), request.Version, StringComparison.Ordinal))
            return PortfolioStore.ChangedMeanwhile;
        if (await Lost(own.Id, sent.Attempt, ct) is { } lost)
            return lost;

        return (await store.Save(sent.Change, folder.Version, batch => batch.Add(AnswerRows.ToRow(own.Candidate, own.Id, sent.Attempt)), ct))
            .Map(version => views.Whole(folder, sent.Change.Next, version, [sent.Change.Event]));
    }

    /// <summary>A file that storage does not hold in its right size must not be sent (edx-ora2#1280). One listing, whatever the number of files.</summary>
    private async Task<Problem?> Lost(SubmissionId submission, Attempt attempt, CancellationToken ct)
    {
        var files = attempt.Evidence.Where(e => e.Kind == EvidenceKind.File).ToArray();
        if (files.Length == 0)
            return null;
        var there = new Dictionary<string, long?>(StringComparer.Ordinal);
        await foreach (var blob in blobs.Evidence.GetBlobsAsync(new GetBlobsOptions { Prefix = EvidenceBlobs.Folder(submission) }, ct))
            there[blob.Name] = blob.Properties.ContentLength;
        var lost = files.Where(f => !there.TryGetValue(EvidenceBlobs.Name(submission, f.Id), out var bytes) || bytes != f.Bytes)
            .Select(f => (f.Criterion, $"The file “{f.Name}” did not arrive whole. Remove it and add it again.")).ToArray();
        return lost.Length == 0 ? null : Problem.OfFields("submission.incomplete", lost);
    }
}

public sealed class SubmitForReviewFunction(SubmitForReview submit)
{
    [Function("SubmitForReview")]
    [Described("Send a submission for scoring", Takes = typeof(SubmitRequest), Gives = typeof(SubmissionView), By = Caller.SignedIn, Problems = ["submission.incomplete", "submission.changed-meanwhile", "submission.step-not-allowed", "submission.no-attempts-left"])]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "submissions/{id}/submit")] HttpRequest request, string id, CancellationToken ct) =>
        OwnSubmission.Of(request, id).Failed(out var problem, out var own) || (await request.Body<SubmitRequest>(ct)).Failed(out problem, out var body)
            ? problem.ToHttp()
            : (await submit.Handle(own, body, ct)).ToHttp();
}
