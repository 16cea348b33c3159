using System.Text.Json.Serialization;

namespace Esp.Domain;

/// <summary>
/// One version of a micro-credential as the catalogue holds it (static-site/catalog/*.json, schema beside them).
/// A submission pins <see cref="Slug"/> and <see cref="Version"/> when it starts; a published version never changes.
/// </summary>
public sealed record MicroCredential(
    string Slug,
    string Version,
    string Standard,
    string Title,
    string Level,
    string Summary,
    string Competency,
    string WhoFor,
    IReadOnlyList<string> CareerFamilies,
    IReadOnlyList<string> GradeBands,
    IReadOnlyList<string> Topics,
    int Hours,
    string Format,
    MethodSection Method,
    IReadOnlyList<FamilyExample> Examples,
    IReadOnlyList<RubricLevel> Levels,
    QuestionsPart Part1,
    EvidencePart Part2,
    QuestionsPart Part3,
    PassingRule Passing)
{
    /// <summary>The name under which storage and credentials know this version, for example <c>communication.1.0</c>.</summary>
    [JsonIgnore]
    public string Key => $"{Slug}.{Version}";

    /// <summary>Every answer field of the submission in reading order: the questions of part 1, one note per criterion, the prompts of part 3.</summary>
    [JsonIgnore]
    public IEnumerable<string> AnswerIds =>
        Part1.Questions.Select(q => q.Id).Concat(Part2.Criteria.Select(c => c.Id)).Concat(Part3.Questions.Select(q => q.Id));

    /// <summary>What a scorer decides on, in reading order: <c>part1</c>, each criterion's id, <c>part3</c>.</summary>
    [JsonIgnore]
    public IEnumerable<string> ScoredIds => Part2.Criteria.Select(c => c.Id).Prepend(PartIds.Part1).Append(PartIds.Part3);
}

/// <summary>The ids of the parts that are scored as a whole.</summary>
public static class PartIds
{
    public const string Part1 = "part1";
    public const string Part3 = "part3";
}

/// <summary>How the work is done, in steps.</summary>
public sealed record MethodSection(string Title, string Summary, IReadOnlyList<string> Steps);

/// <summary>What the micro-credential looks like in one career family's day.</summary>
public sealed record FamilyExample(string Family, string Example);

/// <summary>One level of the rubric, listed from low to high; <see cref="Key"/> is what scores are stored as.</summary>
public sealed record RubricLevel(string Key, string Name);

/// <summary>A part answered in writing and scored pass or not yet as a whole.</summary>
public sealed record QuestionsPart(string Title, string Intro, IReadOnlyList<Question> Questions, string PassingLooksLike);

/// <summary>One question; the word range is a guide, never a limit (domain.md 2.2).</summary>
public sealed record Question(string Id, string Prompt, string Hint, WordGuide Words);

/// <summary>A guide to how long a complete answer tends to be, in words.</summary>
public sealed record WordGuide(int From, int To);

/// <summary>The part with evidence: each criterion is shown by evidence and a short note, and scored by level.</summary>
public sealed record EvidencePart(string Title, string Intro, IReadOnlyList<Criterion> Criteria);

/// <summary>One row of the rubric. <see cref="Descriptors"/> maps a level's key to what that level looks like.</summary>
public sealed record Criterion(
    string Id,
    string Title,
    string Ask,
    IReadOnlyList<string> EvidenceIdeas,
    string NotePrompt,
    WordGuide NoteWords,
    IReadOnlyDictionary<string, string> Descriptors);

/// <summary>What earns it: the two written parts pass, and every criterion reaches <see cref="CriteriaAtLeast"/> (a level's key). Unverified in public sources (domain.md 2.2), so it is data.</summary>
public sealed record PassingRule(bool Part1MustPass, bool Part3MustPass, string CriteriaAtLeast);
