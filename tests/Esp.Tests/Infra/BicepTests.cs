using System.Text.Json;
using System.Text.RegularExpressions;

namespace Esp.Tests.Infra;

/// <summary>The Bicep files compile without a word, look as the formatter writes them, and make what the snapshots show. <c>infra/renew.sh</c> renews all of it.</summary>
public sealed class BicepTests
{
    private static readonly string Folder = Path.Join(Repository.Root, "infra");

    [Fact]
    public async Task The_files_compile_without_a_warning_to_the_template_of_the_deploy_button()
    {
        // Linter rules are errors or off (bicepconfig.json), and compiling runs them all.
        var (code, output, errors) = await Bicep.Run(Folder, "build", "main.bicep", "--stdout");
        Assert.Equal((0, ""), (code, errors.Trim()));
        Assert.Equal(File.ReadAllText(Path.Join(Folder, "azuredeploy.json")).TrimEnd(), output.TrimEnd());
    }

    [Fact]
    public async Task The_files_are_formatted()
    {
        var copy = Directory.CreateTempSubdirectory("esp-bicep-");
        try
        {
            foreach (var file in Files())
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Path.Join(copy.FullName, file))!);
                File.Copy(Path.Join(Folder, file), Path.Join(copy.FullName, file));
            }

            Assert.Equal(0, (await Bicep.Run(copy.FullName, "format", "--pattern", "**/*.bicep")).Code);
            Assert.Equal(0, (await Bicep.Run(copy.FullName, "format", "--pattern", "**/*.bicepparam")).Code);
            Assert.All(Files(), file => Assert.Equal(File.ReadAllText(Path.Join(copy.FullName, file)), File.ReadAllText(Path.Join(Folder, file))));
        }
        finally
        {
            copy.Delete(recursive: true);
        }
    }

    [Theory]
    [InlineData("smallest"), InlineData("everything")]
    public async Task What_would_be_deployed_is_what_the_snapshot_shows(string name)
    {
        // The same invented places as in renew.sh.
        var (code, output, errors) = await Bicep.Run(
            Folder, "snapshot", $"snapshots/{name}.bicepparam", "--mode", "validate", "--location", "eastus2", "--resource-group", "rg-esp",
            "--subscription-id", "00000000-0000-0000-0000-000000000001", "--tenant-id", "00000000-0000-0000-0000-000000000002");
        Assert.True(code == 0, output + errors);
    }

    [Fact]
    public async Task What_azd_deploys_compiles_with_what_must_be_said()
    {
        var (code, output, errors) = await Bicep.Run(Folder, "build-params", "main.bicepparam", "--stdout");
        Assert.NotEqual(0, code);
        Assert.Equal(["AZURE_ENV_NAME", "ESP_MAIL_FROM", "ESP_SMTP_HOST"], Regex.Matches(output + errors, "Environment variable \"(?<name>\\w+)\" does not exist", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5)).Select(m => m.Groups["name"].Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_azd_leaves_unsaid_has_the_defaults_of_the_template()
    {
        var (code, output, errors) = await Bicep.Run(Folder, [("AZURE_ENV_NAME", "test"), ("ESP_MAIL_FROM", "a@example.org"), ("ESP_SMTP_HOST", "smtp.example.org")], ["build-params", "main.bicepparam", "--stdout"]);
        Assert.True(code == 0, errors);
        var said = JsonDocument.Parse(JsonDocument.Parse(output).RootElement.GetProperty("parametersJson").GetString()!).RootElement.GetProperty("parameters").EnumerateObject().ToDictionary(p => p.Name, p => p.Value.GetProperty("value").GetRawText(), StringComparer.Ordinal);
        var parameters = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Join(Folder, "azuredeploy.json"), TestContext.Current.CancellationToken)).RootElement.GetProperty("parameters").EnumerateObject().ToDictionary(p => p.Name, p => p.Value, StringComparer.Ordinal);
        // The group's own region, and tags, are what the template says.
        Assert.Equal(parameters.Keys.Except(["location", "extraTags"], StringComparer.Ordinal).Order(StringComparer.Ordinal), said.Keys.Order(StringComparer.Ordinal));
        Assert.All(said, p =>
        {
            if (parameters[p.Key].TryGetProperty("defaultValue", out var value))
                Assert.Equal((p.Key, value.GetRawText()), (p.Key, p.Value));
        });
    }

    [Fact]
    public void Every_module_is_used() =>
        Assert.All(Files().Where(f => f.StartsWith("modules", StringComparison.Ordinal)), module =>
            Assert.Contains(Files(), file => File.ReadAllText(Path.Join(Folder, file)).Contains($"'{(file.StartsWith("modules", StringComparison.Ordinal) ? Path.GetFileName(module) : module)}'", StringComparison.Ordinal)));

    [Fact]
    public void Every_parameter_and_output_says_what_it_is() =>
        Assert.All(Files().Where(f => f.EndsWith(".bicep", StringComparison.Ordinal)), file =>
        {
            var lines = File.ReadAllLines(Path.Join(Folder, file));
            Assert.All(lines.Index().Where(l => l.Item.StartsWith("param ", StringComparison.Ordinal) || l.Item.StartsWith("output ", StringComparison.Ordinal)), l =>
                Assert.True(lines[..l.Index].Reverse().TakeWhile(before => before.Length > 0).Any(before => before.StartsWith("@description(", StringComparison.Ordinal)), $"{file}: {l.Item}"));
        });

    [Fact]
    public void Rules_are_errors_but_for_four()
    {
        var rules = JsonDocument.Parse(File.ReadAllText(Path.Join(Folder, "bicepconfig.json"))).RootElement.GetProperty("analyzers").GetProperty("core").GetProperty("rules").EnumerateObject().ToArray();
        Assert.Equal(
            ["no-module-name", "use-recent-api-versions", "use-recent-module-versions", "use-user-defined-types"],
            rules.Where(r => r.Value.GetProperty("level").GetString() != "error").Select(r => r.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Names_do_not_depend_on_the_time_of_day() =>
        Assert.All(Files(), file => Assert.DoesNotMatch(@"\b(utcNow|newGuid)\s*\(", File.ReadAllText(Path.Join(Folder, file))));

    private static IEnumerable<string> Files() =>
        Directory.EnumerateFiles(Folder, "*.bicep*", SearchOption.AllDirectories)
            .Where(f => Path.GetExtension(f) is ".bicep" or ".bicepparam")
            .Select(f => Path.GetRelativePath(Folder, f).Replace('\\', '/'))
            .Order(StringComparer.Ordinal);
}
