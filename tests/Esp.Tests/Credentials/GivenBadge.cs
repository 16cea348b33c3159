using CsCheck;
using Esp.App.Credentials;
using Esp.Domain.Credentials;

namespace Esp.Tests.Credentials;

/// <summary>Badges to test with: one plain, and generators of many.</summary>
internal static class GivenBadge
{
    public const string Site = "https://esp.example";
    public const string IssuerId = "did:web:esp.example";
    public const string ListUrl = Site + "/api/status-lists/1";

    public static readonly DateTimeOffset Now = new(2026, 2, 3, 4, 5, 6, TimeSpan.Zero);

    /// <summary>What a signed text may hold: scripts, marks that JSON, N-Quads or HTML care about, things that look like keywords.</summary>
    private static readonly string[] Pieces =
    [
        "a", "Z", "0", " ", "é", "ñ", "ß", "®", "ø", "مرحبا", "שלום", "ﷺ", "中文", "日本", "😀", "👩‍🏫", "\u0301", "\u200f", "\u2028", "\u00a0",
        "\"", "\\", "'", "\n", "\\u0041", "\\n", "<b>", "&amp;", "@id", "_:b0", "^^<x>", "{", "}", "[", "]", ".", ",", ":", "/", "%3A", "{{x}}", "\ufb51", "\U00020000",
    ];

    public static readonly Gen<string> Text = Gen.OneOf(Pieces).Array[1, 150].Select(p => string.Concat(p) is var s && s.Length > 300 ? s[..300] : s);

    /// <summary>As <see cref="Text"/>, and with control characters, which the composing function would take out.</summary>
    public static readonly Gen<string> RawText = Gen.OneOf<string>([.. Pieces, "\t", "\r", "\b", "\f", "\0", "\u0001", "\u000b", "\u001f", "\u007f", "\u0080", "\ufffd", "\u0085"]).Array[1, 40].Select(string.Concat);

    private static readonly Gen<string?> Maybe = Gen.Bool.SelectMany(there => there ? RawText.Select(t => (string?)t) : Gen.Const((string?)null));

    /// <summary>Inputs for any definition with one to six criteria.</summary>
    public static readonly Gen<BadgeInput> Input =
        from title in Text
        from summary in Text
        from name in Text
        from criteria in Text.Array[1, 6]
        from levels in Gen.Int[0, 2].Array[6]
        from topics in Text.Array[0, 4]
        from consent in Gen.Bool
        from index in Gen.Int[0, StatusBits.Entries - 1]
        select InputFor(Definition($"T{title}", $"S{summary}", criteria, topics), levels, consent ? name : null, index);

    /// <summary>Badges of the model's whole breadth, each optional part there or not.</summary>
    public static readonly Gen<Badge> Any =
        from texts in RawText.Array[12]
        from maybe in Maybe.Array[16]
        from ids in Gen.Bool.Array[4]
        from counts in Gen.Int[0, 3].Array[6]
        from time in Gen.Long[0, 4_000_000_000]
        from flags in Gen.Bool.Array[7]
        select Compose(texts, maybe, ids, counts, DateTimeOffset.FromUnixTimeSeconds(time), flags);

    public static SigningKeys Keys() => SigningKeys.From(IssuerId, SigningKeys.NewSeed()).Ok();

    public static Badge Plain() => BadgeFactory.Compose(PlainInput()).Ok();

    public static BadgeInput PlainInput() => InputFor(
        Definition("Communicating Well", "Listen well and answer clearly.", ["Listen", "Write", "Follow up"], ["Leadership"]), [2, 2, 2], "Zoë \"Zed\" Núñez", 42);

    public static MicroCredential Definition(string title, string summary, IReadOnlyList<string> criteria, IReadOnlyList<string> topics) => new(
        "communication", "1.0", "Communication", title, "Proficient", summary, "You listen and answer.", "All", [], [], topics, 15, "Blended",
        new("Method", "Listen.", []), [], [new("developing", "Developing"), new("basic", "Basic"), new("proficient", "Proficient")],
        new("You", "", [], ""),
        new("Work", "", [.. criteria.Select((c, i) => new Criterion($"c{i + 1}", $"C{c}", "Ask", [], "", new(1, 2), new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["developing"] = "Not yet.",
            ["basic"] = "Mostly.",
            ["proficient"] = $"Yes: {c}",
        }))]),
        new("Looking back", "", [], ""),
        new(Part1MustPass: true, Part3MustPass: true, "proficient"));

    private static BadgeInput InputFor(MicroCredential definition, int[] levels, string? name, int index) => new(
        CredentialId.For(new SubmissionId(new Guid(index, 7, 7, [1, 2, 3, 4, 5, 6, 7, 8]))),
        definition,
        definition.Part2.Criteria.Select((c, i) => (c.Id, definition.Levels[levels[i]].Key)).ToDictionary(StringComparer.Ordinal),
        Now, "Zoe@Example.org", name, "c2FsdA", new string('a', 64), 3,
        new IssuerProfile(IssuerId, "ESP Örg", Site + "/", "badges@esp.example"), Site,
        new StatusEntry($"{ListUrl}#{index}", index, ListUrl));

    private static Badge Compose(string[] texts, string?[] maybe, bool[] ids, int[] counts, DateTimeOffset time, bool[] flags)
    {
        const string AchievementId = Site + "/api/achievements/a/1";
        string? Id(int which, string id) => ids[which] ? id : null;
        var achievement = new Achievement(AchievementId, texts[0], texts[1], new(Id(0, Site + "/a/"), texts[2]))
        {
            AchievementType = maybe[0],
            Image = flags[6] ? new(Site + "/images/badges/a.png", maybe[15]) : null,
            CreditsAvailable = flags[0] ? counts[0] * 1000 : null,
            Version = maybe[1],
            // Sorted alike by code point and by UTF-16 (AchievementFactory.Tags).
            Tags = [.. Enumerable.Range(0, counts[1]).Select(i => $"{i}{texts[3]}")],
            Alignments = [.. Enumerable.Range(0, counts[2]).Select(i => new Alignment(Id(1, $"{AchievementId}#a{i}"), $"{i}{texts[4]}", texts[5], maybe[2], maybe[3]))],
            ResultDescriptions = [.. Enumerable.Range(0, counts[3]).Select(i => new ResultDescription(
                $"{AchievementId}#c{i}", texts[6], texts[7], [.. Enumerable.Range(0, counts[4]).Select(l => new CriterionLevel($"{AchievementId}#c{i}/{l}", texts[8], maybe[4], maybe[5]))], maybe[6]))],
        };
        var subject = new BadgeSubject(achievement)
        {
            Id = flags[1] ? "did:example:someone" : null,
            Identifiers = flags[1] && flags[2] ? [] : [new("emailAddress", texts[9], flags[2], maybe[7]), new("name", texts[10], Hashed: false)],
            Results = [.. Enumerable.Range(0, counts[5]).Select(i => new BadgeResult(Id(2, $"{Site}/c#r{i}"), $"{AchievementId}#c{i}", texts[11]))],
        };
        return new(Site + "/c", new(IssuerId, maybe[8], maybe[9], maybe[10]), time, subject)
        {
            Name = maybe[11],
            Description = maybe[12],
            ValidUntil = flags[3] ? time.AddDays(30) : null,
            AwardedDate = flags[4] ? time.AddDays(-1) : null,
            Evidence = maybe[13] is { } narrative ? [new(Id(3, Site + "/c#e"), narrative, maybe[14])] : [],
            Status = flags[5] ? new(Site + "/l#7", counts[0] * 77, Site + "/l") : null,
        };
    }
}
