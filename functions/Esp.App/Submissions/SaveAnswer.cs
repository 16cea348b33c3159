using Azure.Data.Tables;
using Esp.App.Platform;
using Esp.App.Portfolio;

namespace Esp.App.Submissions;

/// <summary>An answer's text and the version that the writer last saw (empty: none yet).</summary>
public sealed record SaveAnswerRequest(string Text, string Version);

/// <summary>The answer as saved, with the version that the next save names.</summary>
public sealed record SavedAnswer(string AnswerId, string Text, string Version, DateTimeOffset SavedAt, int Words, string SubmissionVersion);

/// <summary>
/// Saves one answer. Two windows: the second is told what stands there and loses nothing. A save that is repeated because its
/// answer was lost is recognised by its text. Costs one read and one batch.
/// </summary>
public sealed class SaveAnswer(PortfolioStore store, SubmissionViews views, Tables tables, TimeProvider clock)
{
    private const int Tries = 4;

    public async Task<Result<SavedAnswer>> Handle(OwnSubmission own, string answerId, SaveAnswerRequest request, CancellationToken ct)
    {
        if (request.Text.Length > Answer.MaxCharacters)
            return Problem.OfFields("answer.too-long", ("text", $"This is {request.Text.Length:N0} characters. At most {Answer.MaxCharacters:N0} can be saved; nothing was lost, please shorten it."));
        for (var tries = 0; tries < Tries; tries++)
        {
            if ((await store.FindState(own.Candidate, own.Id, ct)).Failed(out var problem, out var found))
                return problem;
            if (Editing.Guard(found.State, views.Pinned(found.State), answerId) is { } refusal)
                return refusal;

            var now = clock.GetUtcNow();
            var row = AnswerRows.ToRow(own.Candidate, own.Id, answerId, request.Text, now);
            var seen = Versions.Parse(request.Version);
            var saved = seen is null && request.Version.Length > 0 ? Attempted.Refused : await Commit(found, row, seen, now, ct);
            if (saved is { Answer: { } version, State: { } state })
                return new SavedAnswer(answerId, request.Text, version.ToString(), now, Answer.Words(request.Text), state.ToString());

            // The state moved (another answer was saved at the same moment), or this answer did: only the second is the writer's business.
            var stands = await tables.Portfolios.GetEntityIfExistsAsync<TableEntity>(row.PartitionKey, row.RowKey, cancellationToken: ct);
            if (stands.HasValue && !stands.Value!.ETag.ToString().Equals(request.Version, StringComparison.Ordinal))
                return Meanwhile(AnswerRows.FromRow(stands.Value), request, found.Version.ToString());
            if (!stands.HasValue && request.Version.Length > 0)
                request = request with { Version = "" };
        }

        return PortfolioStore.ChangedMeanwhile;
    }

    private async Task<Attempted> Commit((Submission State, Azure.ETag Version) found, TableEntity row, Azure.ETag? seen, DateTimeOffset now, CancellationToken ct)
    {
        try
        {
            var batch = Batch.In(row.PartitionKey).Merge(new TableEntity(row.PartitionKey, PortfolioKeys.State(found.State.Id)) { ["UpdatedAt"] = now }, found.Version);
            var versions = await (seen is { } version ? batch.Replace(row, version) : batch.Add(row)).Commit(tables.Portfolios, ct);
            return new(versions[0], versions[1]);
        }
        catch (Azure.RequestFailedException e) when (e.Status is 412 or 409 or 404)
        {
            return Attempted.Refused;
        }
    }

    private static Result<SavedAnswer> Meanwhile(Answer stands, SaveAnswerRequest request, string submissionVersion) =>
        string.Equals(stands.Text, request.Text, StringComparison.Ordinal)
            ? new SavedAnswer(stands.Id, stands.Text, stands.Version, stands.SavedAt, Answer.Words(stands.Text), submissionVersion)
            : new Problem(ProblemKind.Conflict, "answer.changed-meanwhile", "This answer was changed in another window. Both texts are kept: choose which one to go on with.")
            {
                Facts = new Dictionary<string, object>(StringComparer.Ordinal) { ["text"] = stands.Text, ["version"] = stands.Version, ["savedAt"] = stands.SavedAt },
            };

    private sealed record Attempted(Azure.ETag? State, Azure.ETag? Answer)
    {
        public static readonly Attempted Refused = new(null, null);
    }
}

public sealed class SaveAnswerFunction(SaveAnswer save)
{
    [Function("SaveAnswer")]
    [Described("Save one answer", Takes = typeof(SaveAnswerRequest), Gives = typeof(SavedAnswer), By = Caller.SignedIn, Problems = ["answer.too-long", "answer.changed-meanwhile", "answer.locked", "submission.not-editable"])]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "submissions/{id}/answers/{answerId}")] HttpRequest request, string id, string answerId, CancellationToken ct) =>
        OwnSubmission.Of(request, id).Failed(out var problem, out var own) || (await request.Body<SaveAnswerRequest>(ct)).Failed(out problem, out var body)
            ? problem.ToHttp()
            : (await save.Handle(own, answerId, body, ct)).ToHttp();
}
