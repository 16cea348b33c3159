using System.Globalization;
using System.Text.Json;
using Azure.Data.Tables;
using Esp.App.Platform;

namespace Esp.App.Portfolio;

/// <summary>A review as a row, both ways. Each score has a property of its own: a sheet as a whole could outgrow 64 KiB.</summary>
public static class ReviewRows
{
    public const string Kind = "review";
    private const string PartPrefix = "P_";
    private const string CriterionPrefix = "C_";

    public static TableEntity ToRow(CandidateId candidate, SubmissionId submission, Review r)
    {
        var row = new TableEntity(candidate.ToString(), PortfolioKeys.Review(submission, r.Number))
        {
            [nameof(Kind)] = Kind,
            ["ReviewId"] = r.Id.ToString(),
            ["Attempt"] = r.Attempt,
            ["ContentHash"] = r.ContentHash,
            ["Scorer"] = r.Scorer.ToString(),
            ["State"] = r.State.ToString(),
            ["OfferedAt"] = r.OfferedAt,
            ["AcceptBy"] = r.AcceptBy,
            ["DueAt"] = r.DueAt,
            ["Nonce"] = r.Nonce,
            ["LinkHash"] = r.LinkHash,
            ["LinkedAt"] = r.LinkedAt,
            ["AcceptedAt"] = r.AcceptedAt,
            ["ClosedAt"] = r.ClosedAt,
            ["DeclineReason"] = r.DeclineReason,
            ["General"] = r.Sheet.General,
            ["SheetSavedAt"] = r.SheetSavedAt,
        };
        foreach (var (id, score) in r.Sheet.Parts)
            row[PartPrefix + id] = JsonSerializer.Serialize(score, EspJson.Options);
        foreach (var (id, score) in r.Sheet.Criteria)
            row[CriterionPrefix + id] = JsonSerializer.Serialize(score, EspJson.Options);
        return row;
    }

    public static Review FromRow(TableEntity row) => new(
        ReviewId.Parse(row.GetString("ReviewId")),
        int.Parse(row.RowKey[(row.RowKey.LastIndexOf('|') + 1)..], CultureInfo.InvariantCulture),
        row.GetInt32("Attempt")!.Value,
        row.GetString("ContentHash"),
        ScorerId.Parse(row.GetString("Scorer")),
        Enum.Parse<ReviewState>(row.GetString("State")),
        row.GetDateTimeOffset("OfferedAt")!.Value,
        row.GetDateTimeOffset("AcceptBy")!.Value,
        row.GetDateTimeOffset("DueAt")!.Value)
    {
        Nonce = row.GetString("Nonce"),
        LinkHash = row.GetString("LinkHash"),
        LinkedAt = row.GetDateTimeOffset("LinkedAt")!.Value,
        AcceptedAt = row.GetDateTimeOffset("AcceptedAt"),
        ClosedAt = row.GetDateTimeOffset("ClosedAt"),
        DeclineReason = row.GetString("DeclineReason"),
        Sheet = new ScoreSheet(Scores<PartScore>(row, PartPrefix), Scores<CriterionScore>(row, CriterionPrefix), row.GetString("General")),
        SheetSavedAt = row.GetDateTimeOffset("SheetSavedAt"),
    };

    private static Dictionary<string, T> Scores<T>(TableEntity row, string prefix) =>
        row.Where(p => p.Key.StartsWith(prefix, StringComparison.Ordinal))
            .ToDictionary(p => p.Key[prefix.Length..], p => JsonSerializer.Deserialize<T>((string)p.Value, EspJson.Options)!, StringComparer.Ordinal);
}
