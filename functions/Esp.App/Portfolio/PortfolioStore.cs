using Azure;
using Azure.Data.Tables;
using Esp.App.Platform;

namespace Esp.App.Portfolio;

/// <summary>
/// Reads and saves an ESP's partition. One read gives a submission whole; every save is one batch that names the version it
/// saw, so of two at once one is told that it came second. A foreign id is simply not in the partition that is asked.
/// </summary>
public sealed class PortfolioStore(Tables tables, Transitions transitions, Finder finder)
{
    public static readonly Problem ChangedMeanwhile = new(
        ProblemKind.Conflict, "submission.changed-meanwhile", "This was changed in another window meanwhile. Look at it again, then repeat the step.");

    /// <summary>The submission whole, or <c>not-found</c>. One storage call.</summary>
    public async Task<Result<Folder>> Find(CandidateId candidate, SubmissionId id, CancellationToken ct)
    {
        var (from, to) = (PortfolioKeys.State(id), PortfolioKeys.State(id) + "|~");
        var rows = tables.Portfolios.QueryAsync<TableEntity>(
            $"PartitionKey eq '{candidate}' and ((RowKey ge '{from}' and RowKey lt '{to}') or RowKey eq '{PortfolioKeys.Profile}' or RowKey eq '{PortfolioKeys.Credential(CredentialId.For(id))}')", cancellationToken: ct);
        return Folder.From(await rows.ToListAsync(ct)) is { } folder ? folder : Problem.NotFound;
    }

    /// <summary>The state row alone, with its version. One storage call.</summary>
    public async Task<Result<(Submission State, ETag Version)>> FindState(CandidateId candidate, SubmissionId id, CancellationToken ct)
    {
        var row = await tables.Portfolios.GetEntityIfExistsAsync<TableEntity>(candidate.ToString(), PortfolioKeys.State(id), cancellationToken: ct);
        return row.HasValue ? (SubmissionRows.FromRow(row.Value!), row.Value!.ETag) : Problem.NotFound;
    }

    /// <summary>One event, or null when it has not been committed.</summary>
    public async Task<SubmissionEvent?> FindEvent(EventRef named, CancellationToken ct)
    {
        var row = await tables.Portfolios.GetEntityIfExistsAsync<TableEntity>(named.Candidate.ToString(), PortfolioKeys.Event(named.Submission, named.Number), cancellationToken: ct);
        return row.HasValue ? SubmissionRows.EventFromRow(row.Value!) : null;
    }

    /// <summary>The state and the events up to the named one, in their order; null when that one is not there. One storage call.</summary>
    public async Task<(Submission State, IReadOnlyList<SubmissionEvent> History)?> FindHistory(EventRef named, CancellationToken ct)
    {
        var (state, first, last) = (PortfolioKeys.State(named.Submission), PortfolioKeys.Event(named.Submission, 1), PortfolioKeys.Event(named.Submission, named.Number));
        var rows = await tables.Portfolios.QueryAsync<TableEntity>(
            $"PartitionKey eq '{named.Candidate}' and (RowKey eq '{state}' or (RowKey ge '{first}' and RowKey le '{last}'))", cancellationToken: ct).ToListAsync(ct);
        var history = rows.Where(r => r.GetString("Kind") == SubmissionRows.EventKind).Select(SubmissionRows.EventFromRow).ToList();
        return rows.Find(r => r.RowKey == state) is { } found && history.Count == named.Number ? (SubmissionRows.FromRow(found), history) : null;
    }

    /// <summary>A new submission with its first event; <c>submission.already-started</c> when one for the same micro-credential is open, <c>person.being-erased</c>.</summary>
    public async Task<Result<ETag>> Add(Submission started, SubmissionEvent happened, string email, CancellationToken ct)
    {
        // Somebody new is known by the address they signed in with, so that the first mail reaches them too.
        var profile = await tables.Portfolios.GetEntityIfExistsAsync<TableEntity>(started.Candidate.ToString(), PortfolioKeys.Profile, ["PartitionKey", ProfileRows.Leaving], ct);
        if (profile.HasValue && ProfileRows.IsLeaving(profile.Value!))
            return ProfileRows.BeingErased;
        if (!profile.HasValue)
            await AddProfile(started.Candidate, email, ct);
        await finder.Note(started.Id, started.Candidate, ct);
        await Announced(started, happened, ct);
        try
        {
            var versions = await Batch.In(started.Candidate.ToString())
                .Add(SubmissionRows.ToRow(started))
                .Add(SubmissionRows.ToRow(started.Candidate, happened))
                .Add(new TableEntity(started.Candidate.ToString(), PortfolioKeys.Open(started.Slug)) { ["Submission"] = started.Id.ToString() })
                .Commit(tables.Portfolios, ct);
            return versions[0];
        }
        catch (RequestFailedException e) when (e.Status is 409)
        {
            await finder.Forget(started.Id, ct);
            var open = await tables.Portfolios.GetEntityIfExistsAsync<TableEntity>(started.Candidate.ToString(), PortfolioKeys.Open(started.Slug), cancellationToken: ct);
            return new Problem(ProblemKind.Conflict, "submission.already-started", "You have already started this one. Go on where you left off.")
            {
                Facts = new Dictionary<string, object>(StringComparer.Ordinal) { ["submission"] = open.Value?.GetString("Submission") ?? "" },
            };
        }
    }

    /// <summary>What could not be announced will never be: nothing is to lead to it.</summary>
    private async Task Announced(Submission started, SubmissionEvent happened, CancellationToken ct)
    {
        try
        {
            await transitions.Announce(new(started.Candidate, started.Id, happened.Number), ct);
        }
        catch
        {
            await finder.Forget(started.Id, CancellationToken.None);
            throw;
        }
    }

    private async Task AddProfile(CandidateId candidate, string email, CancellationToken ct)
    {
        if (email.Length > 0)
            await finder.Note(email, candidate, ct);
        try
        {
            var row = ProfileRows.ToRow(candidate, Profile.New(email));
            row[ProfileRows.FoundBy] = email.Length > 0 ? finder.KeyOf(email) : null;
            await tables.Portfolios.AddEntityAsync(row, ct);
        }
        catch (RequestFailedException e) when (e.Status is 409)
        {
            // Filled in at the same moment: theirs stands.
        }
    }

    /// <summary>
    /// A change of state: announced, then committed with its event and whatever <paramref name="also"/> adds to the batch.
    /// The loser of a race gets <see cref="ChangedMeanwhile"/> and leaves nothing behind.
    /// </summary>
    public async Task<Result<ETag>> Save(Change change, ETag version, Action<Batch>? also, CancellationToken ct) =>
        (await SaveAll(change, version, also, ct)).Map(versions => versions[0]);

    /// <summary>As <see cref="Save"/>, answering the version of every row in the batch: the state's first, those of <paramref name="also"/> last.</summary>
    public async Task<Result<ETag[]>> SaveAll(Change change, ETag version, Action<Batch>? also, CancellationToken ct)
    {
        var (next, happened) = change;
        await transitions.Announce(new(next.Candidate, next.Id, happened.Number), ct);
        var batch = Batch.In(next.Candidate.ToString())
            .Replace(SubmissionRows.ToRow(next), version)
            .Add(SubmissionRows.ToRow(next.Candidate, happened));
        if (Lifecycle.Ends(happened.Action))
            batch.Delete(PortfolioKeys.Open(next.Slug), ETag.All);
        also?.Invoke(batch);
        return await Commit(batch, ct);
    }

    /// <summary>
    /// A change of content, without a change of state: moves the state's version, so that nobody can send what they have not
    /// seen and nothing can slip in after sending.
    /// </summary>
    public async Task<Result<ETag>> Touch(Submission state, ETag version, DateTimeOffset now, Action<Batch> also, CancellationToken ct)
    {
        var batch = Batch.In(state.Candidate.ToString())
            .Merge(new TableEntity(state.Candidate.ToString(), PortfolioKeys.State(state.Id)) { ["UpdatedAt"] = now }, version);
        also(batch);
        return (await Commit(batch, ct)).Map(versions => versions[0]);
    }

    /// <summary>A change of the state row's own content (the promises), without a change of status.</summary>
    public async Task<Result<ETag>> Amend(Submission next, ETag version, CancellationToken ct) =>
        (await Commit(Batch.In(next.Candidate.ToString()).Replace(SubmissionRows.ToRow(next), version), ct)).Map(versions => versions[0]);

    private async Task<Result<ETag[]>> Commit(Batch batch, CancellationToken ct)
    {
        try
        {
            return await batch.Commit(tables.Portfolios, ct);
        }
        catch (RequestFailedException e) when (e.Status is 412 or 409)
        {
            return ChangedMeanwhile;
        }
    }
}
