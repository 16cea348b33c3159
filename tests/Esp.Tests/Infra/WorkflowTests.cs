using System.Text.RegularExpressions;

namespace Esp.Tests.Infra;

/// <summary>What runs on GitHub is pinned, and may do no more than it must.</summary>
public sealed partial class WorkflowTests
{
    public static TheoryData<string> Workflows => [.. Directory.EnumerateFiles(Path.Join(Repository.Root, ".github/workflows"), "*.yml").Select(f => Path.GetFileName(f))];

    [Theory, MemberData(nameof(Workflows))]
    public void Every_action_is_pinned_by_its_commit_with_the_version_beside_it(string file)
    {
        var uses = Text(file).Split('\n').Where(l => l.TrimStart('-', ' ').StartsWith("uses:", StringComparison.Ordinal)).ToArray();
        Assert.NotEmpty(uses);
        Assert.All(uses, line => Assert.Matches(Pinned(), line));
    }

    [Theory, MemberData(nameof(Workflows))]
    public void An_action_has_one_version_everywhere(string file) =>
        Assert.All(Pinned().Matches(Text(file)), m => Assert.All(Workflows, other => Assert.All(
            Pinned().Matches(Text(other.Data)).Where(o => o.Groups["action"].Value == m.Groups["action"].Value),
            o => Assert.Equal(m.Groups["commit"].Value, o.Groups["commit"].Value))));

    [Theory, MemberData(nameof(Workflows))]
    public void A_workflow_may_read_and_nothing_more_unless_a_job_says_so(string file)
    {
        Assert.Contains("\npermissions:\n  contents: read\n", Text(file), StringComparison.Ordinal);
        var wider = WiderRight().Matches(Text(file)).Select(m => m.Groups["right"].Value);
        Assert.Equal(file == "deploy.yml" ? ["id-token"] : [], wider);
    }

    [Theory, MemberData(nameof(Workflows))]
    public void What_people_write_never_becomes_part_of_a_script(string file) =>
        Assert.All(Text(file).Split('\n').SkipWhile(l => !l.Contains("jobs:", StringComparison.Ordinal)), line =>
            Assert.DoesNotMatch(@"run:.*\$\{\{|^\s{10,}\S.*\$\{\{ *(github\.event|inputs|vars)\.(?!.*\}\}$)", line));

    [Fact]
    public void Deploying_comes_after_every_test_and_keeps_no_password_of_Azure()
    {
        var deploy = Text("deploy.yml");
        Assert.Contains("needs: test", deploy, StringComparison.Ordinal);
        Assert.Contains("run: ./test.sh", deploy, StringComparison.Ordinal);
        Assert.Contains("environment: $", deploy, StringComparison.Ordinal);
        Assert.DoesNotMatch("(?i)creds:|client-secret|AZURE_CREDENTIALS", deploy);
        Assert.Equal(["ESP_SMTP_PASSWORD"], SecretUsed().Matches(deploy).Select(m => m.Groups["name"].Value).Distinct(StringComparer.Ordinal));
    }

    private static string Text(string file) => File.ReadAllText(Path.Join(Repository.Root, ".github/workflows", file));

    [GeneratedRegex(@"uses: (?<action>[\w./-]+)@(?<commit>[0-9a-f]{40}) # v\d+(\.\d+){1,2}\s*$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Pinned();

    [GeneratedRegex(@"^\s+(?<right>[a-z-]+): write\s*$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex WiderRight();

    [GeneratedRegex(@"secrets\.(?<name>\w+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex SecretUsed();
}
