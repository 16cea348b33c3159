using Azure;
using Azure.Storage.Blobs.Models;
using Esp.App.Platform;
using Esp.App.Portfolio;

namespace Esp.App.Evidence;

/// <summary>Hex SHA-256 over the SHA-256 (32 bytes each) of every 4 MiB block in order, as the browser computed it from what it read.</summary>
public sealed record CompleteRequest(string Hash);

/// <summary>Names one piece of evidence on the queue.</summary>
public sealed record EvidenceRef(CandidateId Candidate, SubmissionId Submission, EvidenceId Evidence);

/// <summary>
/// Puts the blocks of an upload together and has the content checked. May be called again after a lost answer: what is put
/// together already stays, and the check is asked for once more.
/// </summary>
public sealed class CompleteUpload(EvidenceStore evidence, IQueueSender queue, TimeProvider clock)
{
    public async Task<Result<EvidenceView>> Handle(OwnSubmission own, EvidenceId id, CompleteRequest request, CancellationToken ct)
    {
        if (request.Hash.Length != 64 || !request.Hash.All(char.IsAsciiHexDigitLower))
            return Problem.OfFields("evidence.hash-invalid", ("hash", "The upload's checksum cannot be read."));
        if ((await evidence.Find(own, id, ct)).Failed(out var problem, out var found))
            return problem;
        if (found.Kind == EvidenceKind.Link || found.State is EvidenceState.Ready or EvidenceState.Refused or EvidenceState.Removed)
            return EvidenceView.Of(found);

        if (found.State == EvidenceState.Uploading && await PutTogether(own, found, ct) is { } missing)
            return missing;
        await queue.Send(Queues.Evidence, Message.Write(new EvidenceRef(own.Candidate, own.Id, id), clock), TimeSpan.Zero, ct);
        return (await evidence.Change(
            own, id, (_, now) => now.State == EvidenceState.Uploading ? now with { State = EvidenceState.Checking, Hash = request.Hash } : now, ct)).Map(EvidenceView.Of);
    }

    private async Task<Problem?> PutTogether(OwnSubmission own, Esp.Domain.Evidence found, CancellationToken ct)
    {
        var blocks = await evidence.UploadedBlocks(own.Id, found, ct);
        var missing = Enumerable.Range(0, found.Blocks).Except(blocks).ToArray();
        var blob = evidence.Blob(own.Id, found.Id);
        if (missing.Length > 0)
        {
            // Put together before, and only the answer was lost? Then there are no loose blocks any more, and the blob is whole.
            return blocks.Count == 0 && await Bytes(blob, ct) == found.Bytes ? null
                : new Problem(ProblemKind.Conflict, "evidence.blocks-missing", "Part of the file has not arrived yet. The upload goes on.")
                {
                    Facts = new Dictionary<string, object>(StringComparer.Ordinal) { ["missing"] = missing },
                };
        }

        // Tagged with whose it is: the scanner's news names the blob alone.
        var options = new CommitBlockListOptions { Tags = ScanResults.Tags(own, found.Id) };
        await blob.CommitBlockListAsync(Enumerable.Range(0, found.Blocks).Select(EvidenceBlobs.BlockId), options, ct);
        return null;
    }

    private static async Task<long?> Bytes(Azure.Storage.Blobs.Specialized.BlockBlobClient blob, CancellationToken ct)
    {
        try
        {
            return (await blob.GetPropertiesAsync(cancellationToken: ct)).Value.ContentLength;
        }
        catch (RequestFailedException e) when (e.Status is 404)
        {
            return null;
        }
    }
}

public sealed class CompleteUploadFunction(CompleteUpload complete)
{
    [Function("CompleteUpload")]
    [Described("Say that every block of a file is sent", Takes = typeof(CompleteRequest), Gives = typeof(EvidenceView), By = Caller.SignedIn, Problems = ["evidence.blocks-missing", "evidence.hash-invalid"])]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "submissions/{id}/evidence/{eid}/complete")] HttpRequest request, string id, string eid, CancellationToken ct) =>
        OwnEvidence.Of(request, id, eid).Failed(out var problem, out var own) || (await request.Body<CompleteRequest>(ct)).Failed(out problem, out var body)
            ? problem.ToHttp()
            : (await complete.Handle(own.Submission, own.Id, body, ct)).ToHttp();
}
