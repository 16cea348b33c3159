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
    /// <summary>The kind of row that names a link in the candidate's partition.</summary>
    public const string Kind = "link";

    /// <summary>A new link: the nonce for the review's row, and the hash to register.</summary>
    public (string Nonce, string Hash) New()
    {
        var nonce = Links.NewNonce();
        return (nonce, Links.Hash(links.Token(nonce)));
    }

    /// <summary>The address for the mail. Everything after # stays in the browser.</summary>
    public Uri Url(Review review) => addresses.Page($"score/#{links.Token(review.Nonce)}");

    /// <summary>Makes a hash lead to its review. Its name stands in the candidate's partition first, so that no link outlives what it names. Two storage calls.</summary>
    public async Task Register(string hash, EventRef review, CancellationToken ct)
    {
        await tables.Portfolios.UpsertEntityAsync(
            new TableEntity(review.Candidate.ToString(), PortfolioKeys.Link(review.Submission, hash)) { ["Kind"] = Kind, ["Hash"] = hash, ["Number"] = review.Number },
            TableUpdateMode.Replace,
            ct);
        await tables.Links.UpsertEntityAsync(
            new TableEntity(hash[..2], hash) { ["Candidate"] = review.Candidate.ToString(), ["Submission"] = review.Submission.ToString(), ["Number"] = review.Number },
            TableUpdateMode.Replace,
            ct);
    }

    /// <summary>Removes what leads to a review: its person is erased. One storage call.</summary>
    public Task Forget(string hash, CancellationToken ct) => tables.Links.Remove(hash[..2], hash, ct);

    /// <summary>Which review a token was made for, or null for a token that was never made. One storage call.</summary>
    public async Task<EventRef?> Find(string hash, CancellationToken ct)
    {
        var row = await tables.Links.GetEntityIfExistsAsync<TableEntity>(hash[..2], hash, cancellationToken: ct);
        return row.HasValue && CandidateId.TryParse(row.Value!.GetString("Candidate"), out var candidate)
            ? new(candidate, SubmissionId.Parse(row.Value.GetString("Submission")), row.Value.GetInt32("Number")!.Value)
            : null;
    }
}
