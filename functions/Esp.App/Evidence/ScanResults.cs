using System.Text.Json;
using Azure;
using Azure.Storage.Blobs;
using Esp.App.Platform;
using Esp.App.Portfolio;

namespace Esp.App.Evidence;

/// <summary>
/// The scanner's news that it has looked at a blob, as Event Grid puts it on the queue <c>evidence</c> (infra/modules/malware-scan.bicep):
/// <c>{"eventType": "Microsoft.Security.MalwareScanningResult", "data": {"blobUri": "…"}}</c>. It is news only: the verdict is
/// read from the blob, and a check that was asked for goes on without it, by asking again.
/// <para>A blob's name tells nothing, so whose evidence it is stands in its index tags. No link of ours may read or write those.</para>
/// </summary>
public sealed class ScanResults(Blobs blobs, TimeProvider clock)
{
    private const string EventType = "Microsoft.Security.MalwareScanningResult";

    /// <summary>The tags that <see cref="Of"/> reads.</summary>
    public static IDictionary<string, string> Tags(OwnSubmission own, EvidenceId evidence) => new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["candidate"] = own.Candidate.ToString(),
        ["submission"] = own.Id.ToString(),
        ["evidence"] = evidence.ToString(),
    };

    /// <summary>Whether a message is such news; one that is none of ours answers false and is read as ours, or refused there.</summary>
    public static bool IsNews(string json)
    {
        try
        {
            return JsonSerializer.Deserialize<ScanEvent>(json, EspJson.Options)?.EventType == EventType;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    /// <summary>The check to make now; null when the blob is gone or is no evidence. One storage call.</summary>
    public async Task<Envelope<EvidenceRef>?> Of(string json, CancellationToken ct)
    {
        var news = JsonSerializer.Deserialize<ScanEvent>(json, EspJson.Options);
        if (!Uri.TryCreate(news?.Data?.BlobUri, UriKind.Absolute, out var uri))
            throw new UnreadableMessageException("The scanner's message names no blob.");
        var named = new BlobUriBuilder(uri);
        if (named.BlobContainerName != blobs.Evidence.Name)
            return null;
        try
        {
            var tags = (await blobs.Evidence.GetBlobClient(named.BlobName).GetTagsAsync(cancellationToken: ct)).Value.Tags;
            string Tag(string key) => tags.TryGetValue(key, out var value) ? value : "";
            return CandidateId.TryParse(Tag("candidate"), out var candidate) && SubmissionId.TryParse(Tag("submission"), out var submission) && EvidenceId.TryParse(Tag("evidence"), out var evidence)
                ? new(news!.Id ?? "scan", clock.GetUtcNow(), 0, new(candidate, submission, evidence))
                : null;
        }
        catch (RequestFailedException e) when (e.Status is 404)
        {
            return null;
        }
    }

    private sealed record ScanEvent(string? Id = null, string? EventType = null, ScanEventData? Data = null);

    private sealed record ScanEventData(string? BlobUri = null);
}
