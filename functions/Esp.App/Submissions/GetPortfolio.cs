using Azure.Data.Tables;
using Esp.App.Platform;
using Esp.App.Portfolio;

namespace Esp.App.Submissions;

/// <summary>Everything of one ESP at a glance.</summary>
public sealed record PortfolioView(bool ProfileComplete, string Name, IReadOnlyList<SubmissionSummary> Submissions, IReadOnlyList<EarnedView> Credentials);

/// <summary>My work: one read of the ESP's own partition, without the long texts.</summary>
public sealed class GetPortfolio(Tables tables, SubmissionViews views, PublicAddresses addresses)
{
    private static readonly string[] WithoutTexts =
    [
        "PartitionKey", "RowKey", "Timestamp", "Kind", "Slug", "DefinitionVersion", "PolicyVersion", "Status", "Events", "Attempt", "StartedAt", "FinishBy", "UpdatedAt", "SubmittedAt",
        "DecidedAt", "WorkRemovedAt", "Review", "Integrity", "Privacy", "Carried", "LastHash", "Words", "SavedAt", "Criterion", "EvidenceKind", "Name", "State", "AddedAt", "Email", "CareerFamily", "Employer", "Affiliate",
        "NameOnCredential", "Title", "Standard", "AwardedAt", "Hidden", "RevokedAt", "RevokedReason",
    ];

    public async Task<PortfolioView> Handle(CandidateId by, CancellationToken ct)
    {
        Profile? profile = null;
        var folders = new Dictionary<string, List<TableEntity>>(StringComparer.Ordinal);
        var earned = new List<EarnedView>();
        await foreach (var row in tables.Portfolios.QueryAsync<TableEntity>($"PartitionKey eq '{by}' and Kind ne 'event' and Kind ne 'attempt' and Kind ne 'review' and Kind ne 'link'", select: WithoutTexts, cancellationToken: ct))
        {
            if (row.RowKey == PortfolioKeys.Profile)
                profile = ProfileRows.FromRow(row);
            else if (row.RowKey.StartsWith("crd|", StringComparison.Ordinal))
                earned.Add(EarnedView.Of(row, addresses));
            else if (row.RowKey.StartsWith("sub|", StringComparison.Ordinal))
                (folders.TryGetValue(row.RowKey.Split('|')[1], out var rows) ? rows : folders[row.RowKey.Split('|')[1]] = []).Add(row);
        }

        return new(
            profile?.IsComplete == true,
            profile?.Name ?? "",
            [.. folders.Values.Select(rows => Summary(rows, profile)).OrderByDescending(s => s.UpdatedAt)],
            [.. earned.OrderByDescending(c => c.AwardedAt)]);
    }

    private SubmissionSummary Summary(List<TableEntity> rows, Profile? profile)
    {
        var state = SubmissionRows.FromRow(rows.First(r => r.GetString("Kind") == SubmissionRows.Kind));
        var definition = views.Pinned(state);
        var file = new SubmissionFile(
            state,
            definition,
            rows.Where(r => r.GetString("Kind") == AnswerRows.Kind && r.GetInt32("Words") > 0)
                .Select(r => new Answer(r.RowKey[(r.RowKey.LastIndexOf('|') + 1)..], "written", "", r.GetDateTimeOffset("SavedAt")!.Value))
                .ToDictionary(a => a.Id, StringComparer.Ordinal),
            [.. rows.Where(r => r.GetString("Kind") == EvidenceRows.Kind).Select(EvidenceRows.FromRow)],
            profile?.IsComplete == true);
        return views.Summary(state, (file.Tasks.Count(t => t.Done), file.Tasks.Count));
    }
}

public sealed class GetPortfolioFunction(GetPortfolio portfolio)
{
    [Function("GetPortfolio")]
    [Described("Everything of mine: submissions and credentials", Gives = typeof(PortfolioView), By = Caller.SignedIn)]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "portfolio")] HttpRequest request, CancellationToken ct) =>
        SignedIn.From(request).Failed(out var problem, out var person) ? problem.ToHttp() : Http.Json(await portfolio.Handle(person.Candidate, ct));
}
