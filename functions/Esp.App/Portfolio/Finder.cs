using Azure;
using Azure.Data.Tables;
using Esp.App.Platform;

namespace Esp.App.Portfolio;

/// <summary>Whose work something is: the partition, and the submission in it.</summary>
public sealed record Found(CandidateId Candidate, SubmissionId Submission);

/// <summary>
/// From what a person can name to the partition that it lies in, without a scan (table Finder). PK submission id, RK <c>owner</c>:
/// written before the start commits, so that no submission is without it; a row without its submission is harmless. PK <c>adr_</c>
/// and the keyed hash of an e-mail address in lower case (never the address itself), RK candidate id: a hint, which the profile
/// confirms. A credential's record names its owner and submission itself.
/// </summary>
public sealed class Finder(Tables tables, Links links)
{
    private const string Owner = "owner";

    /// <summary>Remembers whose submission it will be. One storage call.</summary>
    public async Task Note(SubmissionId submission, CandidateId candidate, CancellationToken ct) =>
        await tables.Finder.UpsertEntityAsync(new TableEntity(submission.ToString(), Owner) { ["Candidate"] = candidate.ToString() }, TableUpdateMode.Replace, ct);

    /// <summary>Whose submission it is, or null for one that was never started. One storage call.</summary>
    public async Task<Found?> Find(SubmissionId submission, CancellationToken ct)
    {
        var row = await tables.Finder.GetEntityIfExistsAsync<TableEntity>(submission.ToString(), Owner, cancellationToken: ct);
        return row.HasValue && CandidateId.TryParse(row.Value!.GetString("Candidate"), out var candidate) ? new(candidate, submission) : null;
    }

    /// <summary>Whose credential it is and which submission earned it, from its record; null when there is none, or its owner was erased. One storage call.</summary>
    public async Task<Found?> Find(CredentialId credential, CancellationToken ct)
    {
        var row = await tables.Credentials.GetEntityIfExistsAsync<TableEntity>(credential.ToString(), "public", ["Owner", "Submission"], ct);
        return row.HasValue && CandidateId.TryParse(row.Value!.GetString("Owner"), out var owner) && SubmissionId.TryParse(row.Value.GetString("Submission"), out var submission)
            ? new(owner, submission)
            : null;
    }

    /// <summary>Who has this address in their profile now. One storage call, and one for each candidate that is named.</summary>
    public async Task<IReadOnlyList<CandidateId>> FindByAddress(string email, CancellationToken ct)
    {
        var found = new List<CandidateId>();
        await foreach (var row in tables.Finder.QueryAsync<TableEntity>($"PartitionKey eq '{AddressKey(email)}'", cancellationToken: ct))
        {
            var profile = await tables.Portfolios.GetEntityIfExistsAsync<TableEntity>(row.RowKey, PortfolioKeys.Profile, ["Email"], ct);
            if (profile.HasValue && AddressKey(profile.Value!.GetString("Email") ?? "") == row.PartitionKey && CandidateId.TryParse(row.RowKey, out var candidate))
                found.Add(candidate);
        }

        return found;
    }

    /// <summary>
    /// Makes an address lead to its candidate: before the profile says so. Answers the version of the row, for
    /// <see cref="Forget(string, CandidateId, ETag, CancellationToken)"/>. One storage call.
    /// </summary>
    public async Task<ETag> Note(string email, CandidateId candidate, CancellationToken ct) =>
        (await tables.Finder.UpsertEntityAsync(new TableEntity(AddressKey(email), candidate.ToString()), TableUpdateMode.Replace, ct)).Headers.ETag!.Value;

    /// <summary>The version of an address's row, or null when there is none. One storage call.</summary>
    public async Task<ETag?> VersionOf(string email, CandidateId candidate, CancellationToken ct)
    {
        var row = await tables.Finder.GetEntityIfExistsAsync<TableEntity>(AddressKey(email), candidate.ToString(), ["PartitionKey"], ct);
        return row.HasValue ? row.Value!.ETag : null;
    }

    /// <summary>Removes an address that is the candidate's no more, unless it was noted again since that version. One storage call.</summary>
    public Task Forget(string email, CandidateId candidate, ETag version, CancellationToken ct) => Remove(AddressKey(email), candidate.ToString(), version, ct);

    /// <summary>Removes what leads to a submission: its person is erased. One storage call.</summary>
    public Task Forget(SubmissionId submission, CancellationToken ct) => Remove(submission.ToString(), Owner, ETag.All, ct);

    /// <summary>True when two texts are the same address, as this table sees it.</summary>
    public static bool SameAddress(string one, string other) => string.Equals(Plain(one), Plain(other), StringComparison.Ordinal);

    /// <summary>Under what an address is found, as the profile's row remembers it: also after the secret has changed.</summary>
    public string KeyOf(string email) => AddressKey(email);

    /// <summary>Removes what leads to a candidate under this key. One storage call.</summary>
    public Task ForgetKey(string key, CandidateId candidate, CancellationToken ct) => Remove(key, candidate.ToString(), ETag.All, ct);

    private async Task Remove(string partition, string row, ETag version, CancellationToken ct)
    {
        try
        {
            await tables.Finder.DeleteEntityAsync(partition, row, version, ct);
        }
        catch (RequestFailedException e) when (e.Status is 404 or 412)
        {
            // Gone already, or in use again.
        }
    }

    private string AddressKey(string email) => "adr_" + links.Blind(Plain(email));

    private static string Plain(string email) => email.Trim().ToLowerInvariant();
}
