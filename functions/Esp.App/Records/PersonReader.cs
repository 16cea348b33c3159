using Azure.Data.Tables;
using Esp.App.Platform;
using Esp.App.Portfolio;

namespace Esp.App.Records;

/// <summary>All rows of one person's partition, as they stand.</summary>
public sealed record Person(CandidateId Candidate, IReadOnlyList<TableEntity> Rows)
{
    public Profile? Profile => Rows.FirstOrDefault(r => r.RowKey == PortfolioKeys.Profile) is { } row ? ProfileRows.FromRow(row) : null;

    /// <summary>True once they are being erased.</summary>
    public bool IsLeaving => Rows.Any(r => r.RowKey == PortfolioKeys.Profile && ProfileRows.IsLeaving(r));

    /// <summary>Their submissions, each with its rows; also one whose state row is gone.</summary>
    public IReadOnlyDictionary<SubmissionId, IReadOnlyList<TableEntity>> Submissions { get; } =
        Rows.Where(r => r.RowKey.StartsWith("sub|", StringComparison.Ordinal))
            .GroupBy(r => SubmissionId.Parse(r.RowKey.Split('|')[1]))
            .ToDictionary(g => g.Key, g => (IReadOnlyList<TableEntity>)[.. g]);

    /// <summary>The ids of their credentials: those of their submissions, whether or not they were issued.</summary>
    public IEnumerable<CredentialId> Credentials => Submissions.Keys.Select(CredentialId.For);

    /// <summary>Rows that belong to no submission: profile, places held, lines of credentials, and whatever else is there.</summary>
    public IEnumerable<TableEntity> Others => Rows.Where(r => !r.RowKey.StartsWith("sub|", StringComparison.Ordinal));
}

/// <summary>Reads a person whole, and finds who is meant.</summary>
public sealed class PersonReader(Tables tables, Finder finder, Links links)
{
    private static readonly Problem Several = new(
        ProblemKind.Conflict, "person.several", "Several people have this address in their profile. Name one of their submissions or credentials instead.");

    /// <summary>One storage call for a thousand rows.</summary>
    public async Task<Person> Read(CandidateId candidate, CancellationToken ct) =>
        new(candidate, await tables.Portfolios.QueryAsync<TableEntity>($"PartitionKey eq '{candidate}'", cancellationToken: ct).ToListAsync(ct));

    /// <summary>
    /// Who is meant by a submission's number, a credential's, or an e-mail address in a profile; <c>not-found</c>, <c>person.several</c>. One
    /// storage call; for an address one more for each person that has or had it.
    /// </summary>
    public async Task<Result<CandidateId>> Find(string who, CancellationToken ct)
    {
        var named = who.Trim();
        if (SubmissionId.TryParse(named, out var submission))
            return await finder.Find(submission, ct) is { } owner ? owner.Candidate : Problem.NotFound;
        if (CredentialId.TryParse(named, out var credential))
            return await finder.Find(credential, ct) is { } holder ? holder.Candidate : Problem.NotFound;
        return (named.Contains('@', StringComparison.Ordinal) ? await finder.FindByAddress(named, ct) : []) switch
        {
            [] => Problem.NotFound,
            [var only] => only,
            _ => Several,
        };
    }

    /// <summary>What the log calls somebody: a keyed hash of the id, which tells nothing once the person is gone.</summary>
    public string Nameless(CandidateId candidate) => "per_" + links.Blind(candidate.ToString())[..32];
}
