using Azure.Data.Tables;

namespace Esp.App.Portfolio;

/// <summary>A piece of evidence as a row, both ways.</summary>
public static class EvidenceRows
{
    public const string Kind = "evidence";

    public static TableEntity ToRow(CandidateId candidate, SubmissionId submission, Esp.Domain.Evidence e) => new(candidate.ToString(), PortfolioKeys.Evidence(submission, e.Id))
    {
        [nameof(Kind)] = Kind,
        ["Criterion"] = e.Criterion,
        ["EvidenceKind"] = e.Kind.ToString(),
        ["Name"] = e.Name,
        ["State"] = e.State.ToString(),
        ["AddedAt"] = e.AddedAt,
        ["Url"] = e.Url,
        ["Title"] = e.Title,
        ["Bytes"] = e.Bytes,
        ["Type"] = e.Type,
        ["Hash"] = e.Hash,
        ["Frozen"] = e.Frozen,
        ["Refusal"] = e.Refusal,
        ["Before"] = e.Before?.ToString(),
    };

    public static Esp.Domain.Evidence FromRow(TableEntity row) => new(
        EvidenceId.Parse(row.RowKey[(row.RowKey.LastIndexOf('|') + 1)..]),
        row.GetString("Criterion"),
        Enum.Parse<EvidenceKind>(row.GetString("EvidenceKind")),
        row.GetString("Name"),
        Enum.Parse<EvidenceState>(row.GetString("State")),
        row.GetDateTimeOffset("AddedAt")!.Value)
    {
        Url = row.GetString("Url"),
        Title = row.GetString("Title"),
        Bytes = row.GetInt64("Bytes") ?? 0,
        Type = row.GetString("Type") ?? "",
        Hash = row.GetString("Hash") ?? "",
        Frozen = row.GetString("Frozen") ?? "",
        Refusal = row.GetString("Refusal"),
        Before = row.GetString("Before") is { } before ? Enum.Parse<EvidenceState>(before) : null,
    };
}
