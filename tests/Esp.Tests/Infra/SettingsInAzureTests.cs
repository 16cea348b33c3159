using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Esp.App.Platform;

namespace Esp.Tests.Infra;

/// <summary>What the app reads is what the Bicep files set, in both directions.</summary>
public sealed partial class SettingsInAzureTests
{
    /// <summary>Settings of the app that Azure leaves alone, and why.</summary>
    private static readonly Dictionary<string, string> LeftOut = new(StringComparer.Ordinal)
    {
        ["Esp__NamePrefix"] = "for tests that share one emulator; in Azure the names are the app's own",
    };

    /// <summary>App settings that the platform or an SDK reads, and not our sources.</summary>
    private static readonly Dictionary<string, string> ReadByOthers = new(StringComparer.Ordinal)
    {
        ["AzureWebJobsStorage__blobServiceUri"] = "the Functions host",
        ["AzureWebJobsStorage__credential"] = "the Functions host",
        ["AzureWebJobsStorage__clientId"] = "the Functions host",
        ["ServiceBus__credential"] = "the triggers",
        ["ServiceBus__clientId"] = "the triggers",
        ["AZURE_CLIENT_ID"] = "DefaultAzureCredential",
        ["APPLICATIONINSIGHTS_CONNECTION_STRING"] = "the Functions host",
        ["APPLICATIONINSIGHTS_AUTHENTICATION_STRING"] = "the Functions host",
    };

    /// <summary>Settings whose value in Azure is a choice of the deployment and no default of the app.</summary>
    private static readonly string[] OwnDefault = ["Esp__MailFrom", "Esp__SmtpHost", "Esp__SmtpPort"];

    [Fact]
    public void Every_setting_that_is_read_is_set_and_every_one_that_is_set_is_read() =>
        Assert.All(Snapshot.Both, snapshot => Assert.Equal(
            Read().Except(LeftOut.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal),
            snapshot.Settings.Keys.Except(ReadByOthers.Keys, StringComparer.Ordinal).Order(StringComparer.Ordinal)));

    [Fact]
    public void Exceptions_are_still_exceptions()
    {
        Assert.All(LeftOut.Keys, name => Assert.Contains(name, Read()));
        Assert.All(ReadByOthers.Keys, name => Assert.Contains(name, Snapshot.Smallest.Settings.Keys));
        Assert.DoesNotContain(ReadByOthers.Keys, Read().Contains);
    }

    [Fact]
    public void Defaults_are_the_same_in_Azure_as_in_the_app()
    {
        var plain = new Settings { SiteUrl = "", LinkSecret = "", SigningKey = "", JwtSigningKey = "" };
        var withDefault = OfTheApp().Where(p => p.GetCustomAttribute<RequiredMemberAttribute>() is null)
            .ToDictionary(p => "Esp__" + p.Name, p => Convert.ToString(p.GetValue(plain), CultureInfo.InvariantCulture)!, StringComparer.Ordinal);
        Assert.All(withDefault.Where(d => !LeftOut.ContainsKey(d.Key) && !OwnDefault.Contains(d.Key, StringComparer.Ordinal)), d => Assert.Equal(d.Value, Snapshot.Smallest.Settings[d.Key]));
    }

    [Fact]
    public void What_is_secret_is_a_reference_into_the_vault()
    {
        Assert.All(Snapshot.Both.SelectMany(s => s.Settings).Where(s => SecretName().IsMatch(s.Key) && !s.Key.StartsWith("Esp__Old", StringComparison.Ordinal)), setting =>
            Assert.Matches(setting.Key == "Esp__SmtpPassword" ? "^$|^@Microsoft.KeyVault" : @"^@Microsoft\.KeyVault\(VaultName=kv-esp-\w+;SecretName=[a-z-]+\)$", setting.Value));
        Assert.StartsWith("@Microsoft.KeyVault(", Snapshot.Everything.Settings["Esp__SmtpPassword"], StringComparison.Ordinal);
    }

    [Fact]
    public void No_output_tells_a_secret() =>
        Assert.All(Snapshot.Both.SelectMany(s => s.Outputs), output => Assert.DoesNotMatch("(?i)listKeys|listSecrets|accountkey|sharedaccess|password|connectionstring", output.Name + output.Value));

    [Fact]
    public void No_template_asks_for_a_key() =>
        Assert.DoesNotMatch(@"(?i)listKeys|listSecrets|listAccountSas|SharedAccessKey|AccountKey=", File.ReadAllText(Path.Join(Repository.Root, "infra/azuredeploy.json")));

    [Fact]
    public void The_hook_makes_every_secret_that_is_referred_to()
    {
        var script = File.ReadAllText(Path.Join(Repository.Root, "infra/hooks/make-secrets.sh"));
        var referred = Snapshot.Everything.Settings.Values.SelectMany(v => SecretReference().Matches(v)).Select(m => m.Groups["name"].Value).Distinct(StringComparer.Ordinal);
        Assert.Equal(referred.Order(StringComparer.Ordinal), MadeSecret().Matches(script).Select(m => m.Groups["name"].Value).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_settings_page_names_what_only_Azure_has()
    {
        var page = File.ReadAllText(Path.Join(Repository.Root, "docs/settings.md"));
        var inAzure = page[page.IndexOf("## In Azure", StringComparison.Ordinal)..];
        Assert.All(Snapshot.Everything.Settings.Keys.Where(k => !OfTheApp().Any(p => "Esp__" + p.Name == k)), name =>
            Assert.Contains($"`{(name.StartsWith("Esp__", StringComparison.Ordinal) ? name.Replace("__", ":", StringComparison.Ordinal) : name)}`", inAzure, StringComparison.Ordinal));
    }

    /// <summary>By their names as environment variables: of <see cref="Settings"/>, and what the Azure host reads beside them.</summary>
    private static HashSet<string> Read() =>
        [.. OfTheApp().Select(p => "Esp__" + p.Name), .. ReadByHost().Matches(File.ReadAllText(Path.Join(Repository.Root, "functions/Esp.Host.Azure/Program.cs"))).Select(m => m.Groups["name"].Value.Replace(":", "__", StringComparison.Ordinal))];

    private static PropertyInfo[] OfTheApp() => typeof(Settings).GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly);

    [GeneratedRegex("(Address|Text|Number|Configuration\\[)\\(?\"(?<name>\\w+(:\\w+)+)\"", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex ReadByHost();

    [GeneratedRegex("(?i)key|secret|password|token", RegexOptions.None, matchTimeoutMilliseconds: 5000)]
    private static partial Regex SecretName();

    [GeneratedRegex("SecretName=(?<name>[a-z-]+)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex SecretReference();

    [GeneratedRegex("^\\s*(make|ask)_if_absent (?<name>[a-z-]+)", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex MadeSecret();
}
