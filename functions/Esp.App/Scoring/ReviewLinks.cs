using Azure.Data.Tables;
using Esp.App.Platform;
using Esp.App.Portfolio;

namespace Esp.App.Scoring;

/// <summary>
/// The scorers' links: <c>&lt;site&gt;/score/#&lt;token&gt;</c>. Tables hold the hash alone (partition: its first two digits).
/// The row stays when a link is replaced or its review ends, so that an old link can be explained.
/// </summary>
public sealed class ReviewLinks(Tables tables, Links links, PublicAddresses addresses)
{
    /// <summary>A new link: the nonce for the review's row, and the hash to register.</summary>
    public (string Nonce, string Hash) New()
    {
        var nonce = Links.NewNonce();
        return (nonce, Links.Hash(links.Token(nonce)));
    }

    /// <summary>The address for the mail. Everything after # stays in the browser.</summary>
    public Uri Url(Review review) => addresses.Page($"score/#{links.Token(review.Nonce)}");

    public async Task Register(string hash, EventRef review, CancellationToken ct) =>
        await tables.Links.UpsertEntityAsync(
            new TableEntity(hash[..2], hash) { ["Candidate"] = review.Candidate.ToString(), ["Submission"] = review.Submission.ToString(), ["Number"] = review.Number },
            TableUpdateMode.Replace,
            ct);

    /// <summary>Which review a token was made for, or null for a token that was never made. One storage call.</summary>
    public async Task<EventRef?> Find(string hash, CancellationToken ct)
    {
        var row = await tables.Links.GetEntityIfExistsAsync<TableEntity>(hash[..2], hash, cancellationToken: ct);
        return row.HasValue && CandidateId.TryParse(row.Value!.GetString("Candidate"), out var candidate)
            ? new(candidate, SubmissionId.Parse(row.Value.GetString("Submission")), row.Value.GetInt32("Number")!.Value)
            : null;
    }
}
