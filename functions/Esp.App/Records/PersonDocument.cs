using System.Text.Json;
using System.Text.Json.Nodes;
using Azure.Data.Tables;
using Esp.App.Platform;
using Esp.App.Portfolio;
using Esp.App.Scoring;

namespace Esp.App.Records;

/// <summary>
/// Everything that rows say of a person, as one document. Rows are taken as they are, so a property that is added to one tomorrow is in it
/// without a line of code; what is left out stands in <see cref="Internal"/> with its reason.
/// </summary>
public static class PersonDocument
{
    /// <summary>Columns that are not handed out: of rows of this kind, with this beginning; and why.</summary>
    public static readonly IReadOnlyList<(string Kind, string Column, string Why)> Internal =
    [
        ("", "odata", "storage's own"),
        ("", "PartitionKey", "storage's own; the same for all rows, and stands once as 'account'"),
        ("", "Timestamp", "storage's own; rows have dates that mean something"),
        ("profile", ProfileRows.FoundBy, "a keyed hash of the address, which is there itself"),
        (ReviewRows.Kind, "Nonce", "opens the scorer's link, together with a secret"),
        (ReviewRows.Kind, "LinkHash", "recognizes the scorer's link"),
        (ReviewRows.Kind, "LinkedAt", "about the scorer's link"),
        (ReviewRows.Kind, "Scorer", "who scores is not told to those who are scored"),
        (ReviewRows.Kind, "DeclineReason", "what a scorer says about themselves"),
        (ReviewLinks.Kind, "", "recognizes a scorer's link"),
        (SubmissionRows.EventKind, SubmissionRows.Due, "where due dates stand in another table"),
    ];

    /// <summary>Columns of a score sheet: handed out with the decision, not before.</summary>
    private static readonly string[] Sheet = ["P_", "C_", "General", "SheetSavedAt"];

    /// <summary>The groups of a submission's rows, by their kind.</summary>
    private static readonly Dictionary<string, string> Groups = new(StringComparer.Ordinal)
    {
        [AnswerRows.Kind] = "answers",
        [EvidenceRows.Kind] = "evidence",
        [AnswerRows.AttemptKind] = "attempts",
        [ReviewRows.Kind] = "reviews",
        [SubmissionRows.EventKind] = "history",
    };

    /// <summary>The document; <paramref name="mails"/> are rows of the mail ledger.</summary>
    public static JsonObject Of(Person person, IReadOnlyList<TableEntity> mails, DateTimeOffset now) => new()
    {
        ["exportedAt"] = now,
        ["account"] = person.Candidate.ToString(),
        ["profile"] = person.Rows.FirstOrDefault(r => r.RowKey == PortfolioKeys.Profile) is { } profile ? Row(profile) : null,
        ["submissions"] = new JsonArray([.. person.Submissions.OrderBy(s => s.Key.ToString(), StringComparer.Ordinal).Select(s => Submission(s.Value))]),
        ["credentials"] = Rows(person.Others.Where(r => r.RowKey.StartsWith("crd|", StringComparison.Ordinal))),
        ["other"] = Rows(person.Others.Where(r => r.RowKey != PortfolioKeys.Profile && !r.RowKey.StartsWith("crd|", StringComparison.Ordinal))),
        ["mails"] = Rows(mails),
    };

    /// <summary>True for what is not handed out of this row.</summary>
    public static bool IsInternal(TableEntity row, string column)
    {
        var kind = row.GetString("Kind") ?? "";
        return Internal.Any(i => (i.Kind.Length == 0 || i.Kind == kind) && (i.Column.Length == 0 || i.Column == column.Split('.')[0]))
            || (kind == ReviewRows.Kind && row.GetString("State") != nameof(ReviewState.Decided) && Sheet.Any(s => column.StartsWith(s, StringComparison.Ordinal)))
            || (kind == SubmissionRows.EventKind && row.GetString("By") == nameof(Role.Scorer) && column is "Who" or "Note")
            || (kind == SubmissionRows.EventKind && row.GetString("By") == nameof(Role.Admin) && column is "Who");
    }

    private static JsonObject Submission(IReadOnlyList<TableEntity> rows)
    {
        var document = rows.FirstOrDefault(r => r.GetString("Kind") == SubmissionRows.Kind) is { } state ? Row(state) : [];
        foreach (var (kind, group) in Groups)
            document[group] = Rows(rows.Where(r => r.GetString("Kind") == kind));
        document["other"] = Rows(rows.Where(r => r.GetString("Kind") is not { } kind || (kind != SubmissionRows.Kind && kind != ReviewLinks.Kind && !Groups.ContainsKey(kind))));
        return document;
    }

    private static JsonArray Rows(IEnumerable<TableEntity> rows) => [.. rows.Select(r => (JsonNode)Row(r))];

    private static JsonObject Row(TableEntity row)
    {
        var document = new JsonObject();
        foreach (var (column, value) in row.Where(p => !IsInternal(row, p.Key)))
            document[column] = Value(value);
        return document;
    }

    /// <summary>Lists and scores are kept as JSON text: they are handed out as what they are.</summary>
    private static JsonNode? Value(object? value) => value switch
    {
        string text when text.StartsWith('[') || text.StartsWith('{') => Parsed(text),
        DateTime at => new DateTimeOffset(at),
        null => null,
        _ => JsonSerializer.SerializeToNode(value, EspJson.Options),
    };

    private static JsonNode? Parsed(string text)
    {
        try
        {
            return JsonNode.Parse(text);
        }
        catch (JsonException)
        {
            return text;   // somebody began their text with a bracket
        }
    }
}
