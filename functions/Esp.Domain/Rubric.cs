namespace Esp.Domain;

/// <summary>What the rubric of one version asks and accepts.</summary>
public static class Rubric
{
    /// <summary>True when the passing rule needs this scored id.</summary>
    public static bool MustPass(this MicroCredential definition, string scoredId) => scoredId switch
    {
        PartIds.Part1 => definition.Passing.Part1MustPass,
        PartIds.Part3 => definition.Passing.Part3MustPass,
        _ => true,
    };

    /// <summary>True when the level reaches the one that the passing rule names; levels are listed from low to high.</summary>
    public static bool Reaches(this MicroCredential definition, string level)
    {
        var keys = definition.Levels.Select(l => l.Key).ToList();
        return keys.IndexOf(level) is >= 0 and var at && at >= keys.IndexOf(definition.Passing.CriteriaAtLeast);
    }

    /// <summary>The part of the submission that an answer belongs to: <c>part1</c>, <c>part3</c> or the criterion's own id; null when the definition has no such answer.</summary>
    public static string? ScoredIdOf(this MicroCredential definition, string answerId) =>
        definition.Part1.Questions.Any(q => q.Id == answerId) ? PartIds.Part1
        : definition.Part3.Questions.Any(q => q.Id == answerId) ? PartIds.Part3
        : definition.Part2.Criteria.Any(c => c.Id == answerId) ? answerId
        : null;

    /// <summary>The heading under which people know a scored id.</summary>
    public static string TitleOf(this MicroCredential definition, string scoredId) => scoredId switch
    {
        PartIds.Part1 => definition.Part1.Title,
        PartIds.Part3 => definition.Part3.Title,
        _ => definition.Part2.Criteria.First(c => c.Id == scoredId).Title,
    };
}

/// <summary>A written part as scored: pass, not yet, or not scored so far.</summary>
public sealed record PartScore(bool? Pass, string Comment)
{
    public static readonly PartScore Open = new(null, "");
}

/// <summary>A criterion as scored: a level's key, or null so far.</summary>
public sealed record CriterionScore(string? Level, string Comment)
{
    public static readonly CriterionScore Open = new(null, "");
}

/// <summary>
/// A scorer's sheet, keyed by scored id: parts pass or not, criteria by level. A comment is required wherever the
/// candidate must do something again. Carried ids are left out.
/// </summary>
public sealed record ScoreSheet(IReadOnlyDictionary<string, PartScore> Parts, IReadOnlyDictionary<string, CriterionScore> Criteria, string General)
{
    /// <summary>Characters a comment may have.</summary>
    public const int MaxComment = 4000;

    public static readonly ScoreSheet Empty = new(new Dictionary<string, PartScore>(StringComparer.Ordinal), new Dictionary<string, CriterionScore>(StringComparer.Ordinal), "");

    /// <summary>The scored ids that this sheet meets.</summary>
    public IEnumerable<string> Met(MicroCredential definition) =>
        Parts.Where(p => p.Value.Pass == true).Select(p => p.Key)
            .Concat(Criteria.Where(c => c.Value.Level is { } level && definition.Reaches(level)).Select(c => c.Key));

    /// <summary>True when this scored id is met here.</summary>
    public bool Meets(MicroCredential definition, string scoredId) => Met(definition).Contains(scoredId, StringComparer.Ordinal);

    /// <summary>
    /// What still stands in the way of sending, by scored id; empty when complete. <paramref name="carried"/> ids are not scored again.
    /// </summary>
    public IReadOnlyDictionary<string, string> Missing(MicroCredential definition, IReadOnlyCollection<string> carried)
    {
        var missing = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var id in definition.ScoredIds.Except(carried, StringComparer.Ordinal))
        {
            var (scored, comment) = Of(id);
            if (!scored)
                missing[id] = $"Score “{definition.TitleOf(id)}”.";
            else if (!Meets(definition, id) && string.IsNullOrWhiteSpace(comment))
                missing[id] = $"Say in “{definition.TitleOf(id)}” what is missing, so that the person can mend it.";
        }

        return missing;
    }

    /// <summary>Refuses what no rubric of this version can hold: unknown ids, unknown levels, comments that are too long. Code <c>sheet.invalid</c>.</summary>
    public Result<ScoreSheet> Check(MicroCredential definition, IReadOnlyCollection<string> carried)
    {
        var allowed = definition.ScoredIds.Except(carried, StringComparer.Ordinal).ToHashSet(StringComparer.Ordinal);
        var criteria = definition.Part2.Criteria.Select(c => c.Id).ToHashSet(StringComparer.Ordinal);
        foreach (var (id, score) in Parts)
        {
            if (!allowed.Contains(id) || criteria.Contains(id))
                return Invalid(id, "This part is not to be scored.");
            if (score.Comment.Length > MaxComment)
                return Invalid(id, $"A comment has at most {MaxComment} characters.");
        }

        foreach (var (id, score) in Criteria)
        {
            if (!allowed.Contains(id) || !criteria.Contains(id))
                return Invalid(id, "This criterion is not to be scored.");
            if (score.Level is { } level && definition.Levels.All(l => l.Key != level))
                return Invalid(id, "The rubric has no such level.");
            if (score.Comment.Length > MaxComment)
                return Invalid(id, $"A comment has at most {MaxComment} characters.");
        }

        return General.Length > MaxComment ? Invalid("general", $"A comment has at most {MaxComment} characters.") : this;
    }

    private (bool Scored, string Comment) Of(string id) =>
        Parts.TryGetValue(id, out var part) ? (part.Pass is not null, part.Comment)
        : Criteria.TryGetValue(id, out var criterion) ? (criterion.Level is not null, criterion.Comment)
        : (false, "");

    private static Problem Invalid(string field, string message) => Problem.OfFields("sheet.invalid", (field, message));
}
