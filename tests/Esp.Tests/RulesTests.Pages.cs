using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Esp.App.Platform;

namespace Esp.Tests;

/// <summary>The pages that tell the truth: lifecycle, problems, settings.</summary>
public sealed partial class RulesTests
{
    [Fact]
    public void The_lifecycle_page_shows_the_lifecycle() =>
        Assert.Contains($"```mermaid\n{Lifecycle.ToMermaid()}```", Page("lifecycle.md"), StringComparison.Ordinal);

    [Fact]
    public void The_problems_page_lists_each_code_and_no_other() =>
        Assert.Equal(CodesInSource().Order(StringComparer.Ordinal), DocumentedCodes().Select(c => c.Code).Order(StringComparer.Ordinal));

    [Fact]
    public void The_problems_page_gives_each_code_its_status()
    {
        var statuses = DocumentedCodes().ToDictionary(c => c.Code, c => c.Status, StringComparer.Ordinal);
        Assert.NotEmpty(KindsInSource());
        Assert.All(KindsInSource(), found =>
        {
            if (statuses[found.Code] is { } documented)
                Assert.Equal((found.Code, found.Status), (found.Code, documented));
        });
    }

    [Fact]
    public void What_functions_say_they_refuse_is_on_the_problems_page()
    {
        var documented = DocumentedCodes().Select(c => c.Code).ToHashSet(StringComparer.Ordinal);
        Assert.All(GetOpenApiFunction.Functions().SelectMany(f => f.Said?.Problems ?? []), code => Assert.Contains(code, documented));
    }

    [Fact]
    public void The_settings_page_lists_each_setting_with_its_default()
    {
        var plain = new Settings { SiteUrl = "", LinkSecret = "", SigningKey = "", JwtSigningKey = "" };
        var settings = typeof(Settings).GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly).ToArray();
        var rows = RowOfSetting().Matches(Section("settings.md", "## Both hosts")).ToDictionary(m => m.Groups["name"].Value, m => m.Groups["default"].Value, StringComparer.Ordinal);
        Assert.Equal(settings.Select(p => "Esp:" + p.Name).Order(StringComparer.Ordinal), rows.Keys.Order(StringComparer.Ordinal));
        Assert.All(settings, p =>
        {
            var required = p.GetCustomAttribute<RequiredMemberAttribute>() is not null;
            var value = Convert.ToString(p.GetValue(plain), CultureInfo.InvariantCulture);
            Assert.StartsWith(required ? "required" : value is "" ? "empty" : $"`{value}`", rows["Esp:" + p.Name], StringComparison.Ordinal);
        });
    }

    [Fact]
    public void The_settings_page_lists_what_only_the_local_host_reads()
    {
        var source = File.ReadAllText(Path.Join(Root, "functions/Esp.Host.Local/LocalOptions.cs"));
        var rows = RowOfSetting().Matches(Section("settings.md", "## On your machine")).ToDictionary(m => m.Groups["name"].Value, m => m.Groups["default"].Value, StringComparer.Ordinal);
        var read = ReadByLocalHost().Matches(source).Select(m => m.Groups["name"].Value).Distinct(StringComparer.Ordinal).Where(n => n is not "Esp:SmtpHost");
        Assert.Equal(read.Order(StringComparer.Ordinal), rows.Keys.Order(StringComparer.Ordinal));
        Assert.All(ReadByLocalHost().Matches(source).Where(m => m.Groups["number"].Success), m => Assert.Equal($"`{m.Groups["number"].Value}`", rows[m.Groups["name"].Value]));
    }

    private static IEnumerable<string> CodesInSource() =>
        // Names of metrics and of spans' attributes look like codes too.
        Sources("Esp.App").Where(f => !Path.GetFileName(f).StartsWith("Telemetry", StringComparison.Ordinal)).Concat(Sources("Esp.Domain"))
            .SelectMany(file => DottedText().Matches(File.ReadAllText(file)).Select(m => m.Groups["code"].Value))
            .Where(code => !code.EndsWith(".json", StringComparison.Ordinal) && !code.EndsWith(".example", StringComparison.Ordinal) && !code.EndsWith(".pdf", StringComparison.Ordinal))
            .Append(Problem.NotFound.Code)
            .Distinct(StringComparer.Ordinal);

    private static IEnumerable<(string Code, int Status)> KindsInSource() =>
        from file in Sources("Esp.App").Concat(Sources("Esp.Domain"))
        from match in CodeWithKind().Matches(File.ReadAllText(file))
        let kind = match.Groups["kind"] is { Success: true, Value: var name } ? Enum.Parse<ProblemKind>(name) : ProblemKind.Invalid
        select (match.Groups["code"].Value, Http.StatusOf(kind));

    private static IEnumerable<(string Code, int? Status)> DocumentedCodes() =>
        RowOfCode().Matches(Page("problems.md")).Select(m => (m.Groups["code"].Value, m.Groups["status"] is { Success: true, Value: var status } ? int.Parse(status, CultureInfo.InvariantCulture) : (int?)null));

    private static string Page(string name) => File.ReadAllText(Path.Join(Root, "docs", name));

    private static string Section(string page, string heading) => Page(page).Split("\n## ").Select(s => "## " + s).Single(s => s.StartsWith(heading + "\n", StringComparison.Ordinal));

    [GeneratedRegex("""\"(?<code>[a-z]+(-[a-z]+)*\.[a-z]+(-[a-z]+)*)\" """, RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex DottedText();

    [GeneratedRegex("""(ProblemKind\.(?<kind>\w+),|OfFields\()\s*"(?<code>[a-z.-]+)\" """, RegexOptions.IgnorePatternWhitespace | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex CodeWithKind();

    [GeneratedRegex(@"^\| `(?<code>[a-z.-]+)` \|( (?<status>[0-9]{3}) \|)?", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex RowOfCode();

    [GeneratedRegex(@"^\| `(?<name>[\w:]+)` \| (?<default>[^|]*) \|", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex RowOfSetting();

    [GeneratedRegex("""(Text|Number)\("(?<name>[\w:]+)"(,\s*(?<number>[0-9]+))?""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex ReadByLocalHost();
}
