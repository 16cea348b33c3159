using Azure.Data.Tables;
using Esp.App.Platform;
using Esp.App.Portfolio;

namespace Esp.App.Scoring;

/// <summary>The sheet as far as it is filled in, and the version last seen.</summary>
public sealed record SaveSheetRequest(string Version, ScoreSheet Sheet);

/// <summary>The sheet's new version, and what is still missing by scored id.</summary>
public sealed record SavedSheet(string Version, DateTimeOffset SavedAt, IReadOnlyDictionary<string, string> Missing);

/// <summary>Saves a scorer's draft. One review, one row, one version: of two windows the second is told and loses nothing.</summary>
public sealed class SaveSheet(Tables tables, TimeProvider clock)
{
    public async Task<Result<SavedSheet>> Handle(OpenReview open, SaveSheetRequest request, CancellationToken ct)
    {
        if (open.Review.State != ReviewState.Accepted)
            return new Problem(ProblemKind.Conflict, "review.not-accepted", "Accept the review first.");
        var carried = open.Folder.State.Carried;
        if (request.Sheet.Check(open.Definition, carried).Failed(out var problem, out var sheet))
            return problem;
        if (!string.Equals(request.Version, open.Version.ToString(), StringComparison.Ordinal))
            return Meanwhile(open, request);

        var now = clock.GetUtcNow();
        var row = ReviewRows.ToRow(open.Folder.State.Candidate, open.Folder.State.Id, open.Review with { Sheet = sheet, SheetSavedAt = now });
        try
        {
            var answer = await tables.Portfolios.UpdateEntityAsync(row, open.Version, TableUpdateMode.Replace, ct);
            return new SavedSheet(answer.Headers.ETag!.Value.ToString(), now, sheet.Missing(open.Definition, carried));
        }
        catch (Azure.RequestFailedException e) when (e.Status is 412)
        {
            return Meanwhile(open, request);
        }
    }

    /// <summary>The same sheet sent twice because the answer was lost is no conflict.</summary>
    private static Result<SavedSheet> Meanwhile(OpenReview open, SaveSheetRequest request) =>
        System.Text.Json.JsonSerializer.Serialize(open.Review.Sheet, EspJson.Options) == System.Text.Json.JsonSerializer.Serialize(request.Sheet, EspJson.Options) && open.Review.SheetSavedAt is { } savedAt
            ? new SavedSheet(open.Version.ToString(), savedAt, open.Review.Sheet.Missing(open.Definition, open.Folder.State.Carried))
            : new Problem(ProblemKind.Conflict, "sheet.changed-meanwhile", "These scores were changed in another window. Both are kept: choose which to go on with.")
            {
                Facts = new Dictionary<string, object>(StringComparer.Ordinal) { ["sheet"] = open.Review.Sheet, ["version"] = open.Version.ToString() },
            };
}

public sealed class SaveSheetFunction(ReviewSessions sessions, SaveSheet save)
{
    [Function("SaveSheet")]
    [Described("Save the scores so far", Takes = typeof(SaveSheetRequest), Gives = typeof(SavedSheet), By = Caller.Scorer, Problems = ["link.session-over", "link.closed", "review.not-accepted", "sheet.invalid", "sheet.changed-meanwhile"])]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "scoring/sheet")] HttpRequest request, CancellationToken ct) =>
        (await request.Body<SaveSheetRequest>(ct)).Failed(out var problem, out var body) || (await sessions.Of(request, ct)).Failed(out problem, out var open)
            ? problem.ToHttp()
            : (await save.Handle(open, body, ct)).ToHttp();
}
