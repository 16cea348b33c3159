using System.Collections.Immutable;
using System.Text.RegularExpressions;

namespace Esp.App.Catalog;

/// <summary>A broken rule: where in the file (a JSON path), and which, in a sentence that says what is right.</summary>
internal sealed record Breach(string Path, string Rule);

/// <summary>Looks at a file's content and yields what is wrong with it; nothing when all is well.</summary>
internal delegate IEnumerable<Breach> CatalogueRule<in T>(T content, string fileName);

/// <summary>
/// What must hold beyond the shape that the records in <c>MicroCredential.cs</c> give. The schemas in static-site/catalog/schema say the same to
/// editors; these rules also hold what a schema cannot say: uniqueness of ids, agreement between fields, and agreement with the file's name.
/// </summary>
internal static partial class CatalogueRules
{
    public static readonly ImmutableArray<CatalogueRule<MicroCredential>> ForMicroCredential =
    [
        (m, _) => NamedWell("$", m.Slug, m.Version),
        (m, file) => Unless(Same(file, $"{m.Key}.json"), "$.slug", $"The file of {m.Slug} {m.Version} is called {m.Key}.json."),
        (m, _) => KnownStandard("$.standard", m.Standard),
        (m, _) => Unless(m.Hours > 0, "$.hours", "The hours are more than 0."),
        (m, _) => EachOnce("$.careerFamilies", m.CareerFamilies),
        (m, _) => Each("$.careerFamilies", m.CareerFamilies, (at, family) =>
            Unless(Has(Choices.CareerFamilies, family), at, $"'{family}' is not one of the nine career families.")),
        (m, _) => EachOnce("$.gradeBands", m.GradeBands),
        (m, _) => EachOnce("$.topics", m.Topics),
        (m, _) => EachOnce("$.method.steps", m.Method.Steps),
        Examples,
        (m, _) => EachOnce("$.levels", [.. KeysOf(m.Levels)], ".key"),
        (m, _) => Each("$.levels", m.Levels, (at, level) => Unless(LevelKey().IsMatch(level.Key), $"{at}.key", "A level's key is in lower-case letters.")),
        (m, _) => Questions("$.part1", "p1", m.Part1),
        (m, _) => EachOnce("$.part2.criteria", [.. m.Part2.Criteria.Select(c => c.Id)], ".id"),
        (m, _) => Each("$.part2.criteria", m.Part2.Criteria, (at, criterion) => Criterion(at, criterion, m.Levels)),
        (m, _) => Questions("$.part3", "p3", m.Part3),
        (m, _) => Unless(Has(KeysOf(m.Levels), m.Passing.CriteriaAtLeast), "$.passing.criteriaAtLeast", $"'{m.Passing.CriteriaAtLeast}' is not the key of a level."),
    ];

    public static readonly ImmutableArray<CatalogueRule<CatalogueIndex>> ForIndex =
    [
        (index, _) => EachOnce("$.microCredentials", [.. index.MicroCredentials.Select(e => e.Slug)], ".slug"),
        (index, _) => Each("$.microCredentials", index.MicroCredentials, (at, entry) => NamedWell(at, entry.Slug, entry.Version)),
        (index, _) => Each("$.microCredentials", index.MicroCredentials, (at, entry) => KnownStandard($"{at}.standard", entry.Standard)),
        InTheOrderOfTheStandards,
    ];

    public static readonly ImmutableArray<CatalogueRule<Policies>> ForPolicies =
    [
        (p, _) => Unless(Version().IsMatch(p.Version), "$.version", "A version is two numbers with a dot, like 1.0."),
        (p, _) => EachOnce("$.integrity.statements", p.Integrity.Statements),
        (p, _) => EachOnce("$.privacy.statements", p.Privacy.Statements),
    ];

    /// <summary>The index against the files: each entry leads to a file and repeats it, and no micro-credential is left off the shelf.</summary>
    public static IEnumerable<Breach> IndexAgrees(CatalogueIndex index, IReadOnlyDictionary<string, MicroCredential> files) =>
        Each("$.microCredentials", index.MicroCredentials, (at, entry) =>
            !files.TryGetValue($"{entry.Slug}.{entry.Version}", out var file) ? [new($"{at}.version", $"There is no file {entry.Slug}.{entry.Version}.json.")]
            : IndexEntry.Of(file).FirstDifference(entry) is { } field ? [new($"{at}.{field}", $"The {field} is not the one of {file.Key}.json.")]
            : [])
        .Concat(files.Values
            .ExceptBy(index.MicroCredentials.Select(e => e.Slug), file => file.Slug, StringComparer.Ordinal)
            .Select(file => new Breach("$.microCredentials", $"{file.Slug} has a file but no current version here.")));

    private static IEnumerable<Breach> NamedWell(string at, string slug, string version) =>
        Unless(Slug().IsMatch(slug), $"{at}.slug", "A slug is lower-case words joined by hyphens.")
        .Concat(Unless(Version().IsMatch(version), $"{at}.version", "A version is two numbers with a dot, like 1.0."));

    private static IEnumerable<Breach> KnownStandard(string at, string standard) =>
        Unless(Has(Choices.Standards, standard), at, $"'{standard}' is not one of the eight Universal Standards.");

    private static IEnumerable<Breach> Examples(MicroCredential m, string fileName) =>
        EachOnce("$.examples", [.. m.Examples.Select(e => e.Family)], ".family")
        .Concat(Each("$.examples", m.Examples, (at, e) => Unless(Has(m.CareerFamilies, e.Family), $"{at}.family", $"'{e.Family}' is not one of this file's career families.")))
        .Concat(m.CareerFamilies.Except(m.Examples.Select(e => e.Family), StringComparer.Ordinal).Select(family => new Breach("$.examples", $"There is no example for {family}.")));

    private static IEnumerable<Breach> Questions(string at, string prefix, QuestionsPart part) =>
        EachOnce($"{at}.questions", [.. part.Questions.Select(q => q.Id)], ".id")
        .Concat(Each($"{at}.questions", part.Questions, (place, q) =>
            Unless(QuestionId().IsMatch(q.Id) && q.Id.StartsWith(prefix, StringComparison.Ordinal), $"{place}.id", $"A question's id here is {prefix}-1, {prefix}-2 and so on.")
            .Concat(Words($"{place}.words", q.Words))));

    private static IEnumerable<Breach> Criterion(string at, Criterion criterion, IReadOnlyList<RubricLevel> levels) =>
        Unless(CriterionId().IsMatch(criterion.Id), $"{at}.id", "A criterion's id is c1 to c6.")
        .Concat(EachOnce($"{at}.evidenceIdeas", criterion.EvidenceIdeas))
        .Concat(Words($"{at}.noteWords", criterion.NoteWords))
        .Concat(KeysOf(levels).Except(criterion.Descriptors.Keys, StringComparer.Ordinal).Select(key => new Breach($"{at}.descriptors", $"The level '{key}' is not described.")))
        .Concat(criterion.Descriptors.Keys.Except(KeysOf(levels), StringComparer.Ordinal).Select(key => new Breach($"{at}.descriptors.{key}", $"'{key}' is not the key of a level.")));

    private static IEnumerable<Breach> Words(string at, WordGuide guide) =>
        Unless(guide.From > 0 && guide.From <= guide.To, at, "A word guide goes from a number above 0 to one that is not smaller.");

    private static IEnumerable<Breach> InTheOrderOfTheStandards(CatalogueIndex index, string fileName) =>
        index.MicroCredentials.Zip(index.MicroCredentials.Skip(1)).Index()
            .Where(p => PlaceOf(p.Item.First) > PlaceOf(p.Item.Second))
            .Select(p => new Breach($"$.microCredentials[{p.Index + 1}].standard", $"{p.Item.Second.Standard} comes before {p.Item.First.Standard}."));

    private static IEnumerable<Breach> EachOnce(string at, IReadOnlyList<string> values, string field = "") =>
        values.Count == 0
            ? [new(at, "At least one is needed here.")]
            : values.Index().Where(v => Has(values.Take(v.Index), v.Item)).Select(v => new Breach($"{at}[{v.Index}]{field}", $"'{v.Item}' is here twice."));

    private static IEnumerable<Breach> Each<T>(string at, IReadOnlyList<T> items, Func<string, T, IEnumerable<Breach>> rule) =>
        items.Index().SelectMany(i => rule($"{at}[{i.Index}]", i.Item));

    private static int PlaceOf(IndexEntry entry) => Choices.Standards.IndexOf(entry.Standard, StringComparer.Ordinal);

    private static IEnumerable<string> KeysOf(IEnumerable<RubricLevel> levels) => levels.Select(l => l.Key);

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.Ordinal);

    private static bool Has(IEnumerable<string> values, string value) => values.Contains(value, StringComparer.Ordinal);

    private static IEnumerable<Breach> Unless(bool holds, string at, string rule) => holds ? [] : [new(at, rule)];

    [GeneratedRegex(@"^[a-z]+(-[a-z]+)*\z", RegexOptions.ExplicitCapture | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Slug();

    [GeneratedRegex(@"^[0-9]+\.[0-9]+\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Version();

    [GeneratedRegex(@"^p[13]-[1-9]\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex QuestionId();

    [GeneratedRegex(@"^c[1-6]\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex CriterionId();

    [GeneratedRegex(@"^[a-z]+\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LevelKey();
}
