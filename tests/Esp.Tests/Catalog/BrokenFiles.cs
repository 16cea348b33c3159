namespace Esp.Tests.Catalog;

/// <summary>Ways to break the catalogue: the file, a text in it, what it becomes, what stands on the line to be named, and words of the rule.</summary>
public static class BrokenFiles
{
    private const string Ethics = "ethics.1.0.json";
    private const string Index = "index.json";
    private const string Policies = "policies.json";

    public static IEnumerable<TheoryDataRow<string, string, string, string, string>> All() =>
        MicroCredentials().Concat(Others()).Select(b => new TheoryDataRow<string, string, string, string, string>(b.File, b.Was, b.Becomes, b.Where, b.Rule));

    private static IEnumerable<(string File, string Was, string Becomes, string Where, string Rule)> MicroCredentials() =>
    [
        (Ethics, "\"hours\": 15,", "\"hours\": 15", "\"format\"", "Expected"),
        (Ethics, "  \"$schema\": \"schema/micro-credential.schema.json\",\n  \"slug\": \"ethics\",", "  \"hours\" 15,", "\"hours\" 15", "xpected"),
        (Ethics, "{", "null //", "null", "invalid"),
        (Ethics, "\"hours\": 15", "\"hours\": \"15\"", "\"hours\"", "could not be converted"),
        (Ethics, "\"hours\": 15", "\"hours\": 0", "\"hours\"", "more than 0"),
        (Ethics, "\"hours\": 15", "\"hours\": 15, \"hours\": 16", "\"hours\"", "uplicate"),
        (Ethics, "  \"hours\": 15,\n", "", "{", "hours"),
        (Ethics, "\"hours\"", "\"minutes\"", "\"minutes\"", "minutes"),
        (Ethics, "\"hours\"", "\"Hours\"", "\"Hours\"", "Hours"),
        (Ethics, "\"method\": {", "\"method\": {\n    \"tip\": \"x\",", "\"tip\"", "tip"),
        (Ethics, "\"hint\"", "\"clue\"", "\"clue\"", "clue"),
        (Ethics, "\"slug\": \"ethics\"", "\"slug\": \"Ethics!\"", "\"slug\"", "lower-case words"),
        (Ethics, "\"slug\": \"ethics\"", "\"slug\": \"morals\"", "\"slug\"", "is called morals.1.0.json"),
        (Ethics, "\"version\": \"1.0\"", "\"version\": \"1\"", "\"version\"", "two numbers"),
        (Ethics, "\"version\": \"1.0\"", "\"version\": \"1.1\"", "\"slug\"", "is called ethics.1.1.json"),
        (Ethics, "\"standard\": \"Ethics\"", "\"standard\": \"Juggling\"", "\"standard\"", "eight Universal Standards"),
        (Ethics, "\"title\": \"Doing Right by People\"", "\"title\": \" \"", "\"title\"", "$.title has no text"),
        (Ethics, "\"title\": \"Doing Right by People\"", "\"title\": null", "\"title\"", "null"),
        (Ethics, "    \"Food Services\",", "    \"Food Fights\",", "\"Food Fights\"", "nine career families"),
        (Ethics, "    \"Food Services\",", "    \"Clerical Services\",", "    \"Clerical Services\",\n    \"Health", "twice"),
        (Ethics, "    \"Food Services\",", "    null,", "null", "$.careerFamilies[2] has no text"),
        (Ethics, "      \"family\": \"Food Services\"", "      \"family\": \"Paraeducators\"", "      \"family\": \"Paraeducators\",\n      \"example\": \"Teachers", "twice"),
        (Ethics, "    \"Food Services\",\n", "", "      \"family\": \"Food Services\"", "not one of this file's career families"),
        (Ethics, "\"key\": \"basic\"", "\"key\": \"developing\"", "\"key\": \"developing\",\n      \"name\": \"Basic\"", "twice"),
        (Ethics, "\"key\": \"basic\"", "\"key\": \"Level 2\"", "\"key\": \"Level 2\"", "lower-case letters"),
        (Ethics, "\"key\": \"basic\"", "\"key\": \"middling\"", "\"descriptors\"", "'middling' is not described"),
        (Ethics, "\"basic\": \"At least", "\"good\": \"At least", "\"descriptors\"", "'basic' is not described"),
        (Ethics, "\"descriptors\": {", "\"descriptors\": {\n          \"superb\": \"Words.\",", "\"superb\"", "'superb' is not the key of a level"),
        (Ethics, "\"id\": \"p1-2\"", "\"id\": \"p1-1\"", "\"id\": \"p1-1\",\n        \"prompt\": \"Which", "twice"),
        (Ethics, "\"id\": \"p1-2\"", "\"id\": \"p3-2\"", "\"id\": \"p3-2\"", "p1-1, p1-2"),
        (Ethics, "\"id\": \"p3-2\"", "\"id\": \"second\"", "\"id\": \"second\"", "p3-1, p3-2"),
        (Ethics, "\"id\": \"c2\"", "\"id\": \"c1\"", "\"id\": \"c1\",\n        \"title\": \"Keep", "twice"),
        (Ethics, "\"id\": \"c2\"", "\"id\": \"c7\"", "\"id\": \"c7\"", "c1 to c6"),
        (Ethics, "\"from\": 80", "\"from\": 800", "\"words\"", "word guide"),
        (Ethics, "\"from\": 80", "\"from\": 0", "\"words\"", "word guide"),
        (Ethics, "\"noteWords\": {\n          \"from\": 80", "\"noteWords\": {\n          \"from\": 201", "\"noteWords\"", "word guide"),
        (Ethics, "\"criteriaAtLeast\": \"proficient\"", "\"criteriaAtLeast\": \"perfect\"", "\"criteriaAtLeast\"", "'perfect' is not the key"),
        (Ethics, "    \"part1MustPass\": true,\n", "", "\"passing\"", "part1MustPass"),
        (Ethics, "\"part1MustPass\": true", "\"part1MustPass\": \"true\"", "\"part1MustPass\"", "could not be converted"),
    ];

    private static IEnumerable<(string File, string Was, string Becomes, string Where, string Rule)> Others() =>
    [
        (Index, "\"microCredentials\": [", "\"microCredentials\": 8, \"old\": [", "\"microCredentials\"", "could not be converted"),
        (Index, "\"slug\": \"ethics\"", "\"slug\": \"communication\"", "\"slug\": \"communication\",\n      \"version\": \"1.0\",\n      \"standard\": \"Ethics\"", "twice"),
        (Index, "\"slug\": \"ethics\"", "\"slug\": \"morals\"", "\"version\": \"1.0\",\n      \"standard\": \"Ethics\"", "no file morals.1.0.json"),
        (Index, "\"version\": \"1.0\"", "\"version\": \"2.0\"", "\"version\": \"2.0\"", "no file communication.2.0.json"),
        (Index, "\"version\": \"1.0\"", "\"version\": \"one\"", "\"version\": \"one\"", "two numbers"),
        (Index, "\"standard\": \"Communication\"", "\"standard\": \"Talking\"", "\"Talking\"", "eight Universal Standards"),
        (Index, "\"standard\": \"Communication\"", "\"standard\": \"Ethics\"", "\"standard\": \"Cultural Competence\"", "Cultural Competence comes before Ethics"),
        (Index, "\"title\": \"Doing Right by People\"", "\"title\": \"Doing Wrong\"", "Doing Wrong", "The title is not the one of ethics.1.0.json"),
        (Index, "\"summary\": \"Know the rules", "\"summary\": \"Forget the rules", "Forget the rules", "The summary is not the one"),
        (Index, "\"hours\": 15", "\"hours\": 10", "\"hours\": 10", "The hours is not the one of communication"),
        (Index, "\"level\": \"Proficient\"", "\"level\": \"Foundational\"", "Foundational", "The level is not"),
        (Index, "/catalog/ethics.1.0.json", "/catalog/ethics.json", "/catalog/ethics.json", "The href is not"),
        (Policies, "\"version\": \"1.0\"", "\"version\": \"v1\"", "\"v1\"", "two numbers"),
        (Policies, "\"privacy\": {", "\"secrecy\": {", "\"secrecy\"", "secrecy"),
        (Policies, "\"title\": \"This is my own honest work\"", "\"title\": \"\"", "\"title\"", "$.integrity.title has no text"),
        (Policies, "\"No student can be seen", "\"\",\n      \"No student can be seen", "\"\"", "has no text"),
    ];
}
