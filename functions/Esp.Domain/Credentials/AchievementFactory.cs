using System.Text;

namespace Esp.Domain.Credentials;

/// <summary>The achievement of one version of a micro-credential: the same in each badge and at its own address.</summary>
public static class AchievementFactory
{
    private const string Framework = "ESP Universal Standards";

    /// <summary>Where it is published; <paramref name="site"/> without the last slash.</summary>
    public static string IdOf(string site, MicroCredential definition) =>
        $"{site}/api/achievements/{Uri.EscapeDataString(definition.Slug)}/{Uri.EscapeDataString(definition.Version)}";

    public static string CriterionId(string achievementId, string criterion) => $"{achievementId}#{Uri.EscapeDataString(criterion)}";

    public static string LevelId(string achievementId, string criterion, string level) => $"{achievementId}#{Uri.EscapeDataString(criterion)}/{Uri.EscapeDataString(level)}";

    public static Achievement Of(MicroCredential definition, string siteUrl)
    {
        var site = siteUrl.TrimEnd('/');
        var id = IdOf(site, definition);
        var page = $"{site}/micro-credentials/{Uri.EscapeDataString(definition.Slug)}/";
        return new(id, PlainText.Of(definition.Title), PlainText.Of(definition.Summary), new(page, Narrative(definition)))
        {
            AchievementType = "MicroCredential",
            Image = new($"{site}/images/badges/{Uri.EscapeDataString(definition.Slug)}.png", PlainText.Of($"Badge: {definition.Title}")),
            CreditsAvailable = definition.Hours > 0 ? definition.Hours : null,
            Version = definition.Version,
            Tags = Tags(definition.Topics),
            Alignments = [new(id + "#standard", PlainText.Of(definition.Standard), page, Framework, "ceasn:Competency")],
            ResultDescriptions = [.. definition.Part2.Criteria.Select(c => Result(id, c, definition))],
        };
    }

    private static ResultDescription Result(string id, Criterion criterion, MicroCredential definition) => new(
        CriterionId(id, criterion.Id),
        PlainText.Of(criterion.Title),
        "RubricCriterionLevel",
        [.. definition.Levels.Select(l => new CriterionLevel(
            LevelId(id, criterion.Id, l.Key),
            PlainText.Of(l.Name),
            l.Key,
            criterion.Descriptors.TryGetValue(l.Key, out var descriptor) && PlainText.Of(descriptor) is { Length: > 0 } text ? text : null))],
        LevelId(id, criterion.Id, definition.Passing.CriteriaAtLeast));

    /// <summary>
    /// Tags are the one place where several free texts stand on one node, and some verifiers sort those by UTF-16 instead of by code point.
    /// The two differ only for characters beyond U+FFFF, which a topic does not need.
    /// </summary>
    private static List<string> Tags(IReadOnlyList<string> topics) =>
        [.. topics.Select(t => PlainText.Of(string.Concat(t.Where(c => !char.IsSurrogate(c))))).Where(t => t.Length > 0).Distinct(StringComparer.Ordinal)];

    private static string Narrative(MicroCredential definition)
    {
        var least = definition.Levels.FirstOrDefault(l => string.Equals(l.Key, definition.Passing.CriteriaAtLeast, StringComparison.Ordinal))?.Name ?? definition.Passing.CriteriaAtLeast;
        var text = new StringBuilder();
        text.Append(definition.Competency).Append("\n\n");
        text.Append("To earn it, a person must:\n\n");
        if (definition.Passing.Part1MustPass)
            text.Append("- pass part 1, ").Append(definition.Part1.Title).Append('\n');
        foreach (var criterion in definition.Part2.Criteria)
            text.Append("- reach ").Append(least).Append(" in: ").Append(criterion.Title).Append('\n');
        if (definition.Passing.Part3MustPass)
            text.Append("- pass part 3, ").Append(definition.Part3.Title).Append('\n');
        if (definition.Hours > 0)
            text.Append("\nIt takes about ").Append(definition.Hours).Append(" hours.");
        return PlainText.Of(text.ToString());
    }
}
