using Esp.App.Evidence;
using Esp.App.Portfolio;

namespace Esp.App.Scoring;

/// <summary>A piece of evidence as a scorer sees it: a number and a neutral name, never what the candidate called the file.</summary>
public sealed record ReviewEvidence(int Number, string Criterion, EvidenceKind Kind, string Name, string? Title, string? Url, string? Type, long? Bytes, bool Inline);

/// <summary>
/// A review as its scorer sees it: blind. Content, evidence and rubric only after accepting; nothing of the candidate, of other
/// scorers or of earlier scores.
/// </summary>
public sealed record ReviewView(
    ReviewId Id, string State, DefinitionRef MicroCredential, int Attempt, string EffortText, DateTimeOffset DueAt, IReadOnlyList<string> Allowed,
    ScoreSheet Sheet, string Version, DateTimeOffset? SavedAt, MicroCredential? Rubric, IReadOnlyDictionary<string, string>? Answers, IReadOnlyList<ReviewEvidence>? Evidence,
    IReadOnlyList<string> Carried, IReadOnlyDictionary<string, string> Missing)
{
    public static ReviewView Of(OpenReview open)
    {
        var (review, definition, state) = (open.Review, open.Definition, open.Folder.State);
        var accepted = review.State == ReviewState.Accepted;
        var attempt = open.Folder.Attempts.First(a => a.Number == review.Attempt);
        return new(
            review.Id,
            accepted ? "accepted" : "offered",
            DefinitionRef.Of(definition),
            review.Attempt,
            $"about {Minutes(definition, state.Carried)} minutes",
            review.DueAt,
            accepted ? ["submit", "decline"] : ["accept", "decline"],
            review.Sheet,
            open.Version.ToString(),
            review.SheetSavedAt,
            accepted ? definition : null,
            accepted ? attempt.Answers : null,
            accepted ? [.. attempt.Evidence.Select(Numbered)] : null,
            accepted ? state.Carried : [],
            accepted ? review.Sheet.Missing(definition, state.Carried) : new Dictionary<string, string>(StringComparer.Ordinal));
    }

    public static string NeutralName(int number) => $"evidence-{number}";

    private static ReviewEvidence Numbered(Esp.Domain.Evidence e, int at)
    {
        if (e.Kind == EvidenceKind.Link)
            return new(at + 1, e.Criterion, e.Kind, NeutralName(at + 1), e.Title, e.Url, null, null, Inline: false);
        var kind = FileKinds.ByType(e.Type);
        return new(at + 1, e.Criterion, e.Kind, NeutralName(at + 1) + kind.Extension, null, null, e.Type, e.Bytes, kind.Inline);
    }

    /// <summary>A rough guide from what is left to score: ten minutes a part.</summary>
    public static int Minutes(MicroCredential definition, IReadOnlyCollection<string> carried) =>
        definition.ScoredIds.Except(carried, StringComparer.Ordinal).Count() * 10;
}
