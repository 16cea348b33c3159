using System.Diagnostics;
using System.Text.RegularExpressions;
using Esp.App.Credentials;

namespace Esp.Tests.Infra;

/// <summary>The scripts that azd runs, with a folder in the place of the vault.</summary>
public sealed class HookTests : IDisposable
{
    /// <summary>Stands for the Azure CLI: secrets are files; every call is written down with its arguments.</summary>
    private const string Az = """
        #!/bin/sh
        echo "$*" >>"$FAKE/calls"
        case "$1 $2 $3" in
          "keyvault secret list") [ ! -e "$FAKE/forbidden" ] || { rm "$FAKE/forbidden"; echo Forbidden >&2; exit 1; }; ls "$FAKE/vault" ;;
          "keyvault secret set")
            while [ $# -gt 0 ]; do case "$1" in --name) name=$2 ;; --file) file=$2 ;; esac; shift; done
            cp "$file" "$FAKE/vault/$name"; ls -l "$file" >>"$FAKE/rights" ;;
          "rest --method post") ;;
          *) echo "not known: $*" >&2; exit 2 ;;
        esac
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("esp-hooks-");

    public HookTests()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "azd runs these scripts with sh.");
        _folder.CreateSubdirectory("vault");
        var bin = _folder.CreateSubdirectory("bin");
        File.WriteAllText(Path.Join(bin.FullName, "az"), Az.ReplaceLineEndings("\n"));
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(Path.Join(bin.FullName, "az"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    [Fact]
    public async Task The_first_time_every_key_is_made_and_none_is_shown()
    {
        var (code, said) = await MakeSecrets();
        Assert.Equal(0, code);
        Assert.Equal(["jwt-signing-key", "link-secret", "signing-key"], Vault().Keys.Order(StringComparer.Ordinal));
        Assert.All(["link-secret", "signing-key"], name => Assert.Equal(32, Convert.FromBase64String(Vault()[name]).Length));
        JwtKeys.From("did:web:credentials.example", Vault()["jwt-signing-key"], []).Ok();
        SigningKeys.From("did:web:credentials.example", Vault()["signing-key"], []).Ok();
        Assert.Distinct(Vault().Values);
        var seen = said + await File.ReadAllTextAsync(Path.Join(_folder.FullName, "calls"), TestContext.Current.CancellationToken);
        Assert.All(Vault().Values, value => Assert.DoesNotContain(value, seen, StringComparison.Ordinal));
        Assert.All(await File.ReadAllLinesAsync(Path.Join(_folder.FullName, "rights"), TestContext.Current.CancellationToken), line => Assert.StartsWith("-rw-------", line, StringComparison.Ordinal));
        Assert.Contains("configreferences/appsettings/refresh", seen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_in_the_vault_stays()
    {
        Put("link-secret", "kept");
        Put("signing-key", "kept as well");
        Put("jwt-signing-key", "and this");
        Assert.Equal(0, (await MakeSecrets()).Code);
        Assert.Equal(["and this", "kept", "kept as well"], Vault().OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => s.Value));
        Assert.DoesNotContain("secret set", await File.ReadAllTextAsync(Path.Join(_folder.FullName, "calls"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_right_that_comes_late_is_waited_for()
    {
        Put("../forbidden", "");
        Assert.Equal(0, (await MakeSecrets()).Code);
        Assert.Equal(3, Vault().Count);
    }

    [Fact]
    public async Task The_mail_password_comes_from_its_variable_and_is_not_shown()
    {
        var (code, said) = await MakeSecrets(("ESP_MAIL_USER", "credentials"), ("ESP_SMTP_PASSWORD", "pass $word\"1"));
        Assert.Equal((0, "pass $word\"1"), (code, Vault()["smtp-password"]));
        Assert.DoesNotContain("pass $word", said + await File.ReadAllTextAsync(Path.Join(_folder.FullName, "calls"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_mail_password_it_says_what_to_do()
    {
        var (code, said) = await MakeSecrets(("ESP_MAIL_USER", "credentials"));
        Assert.Equal(1, code);
        Assert.Contains("ESP_SMTP_PASSWORD", said, StringComparison.Ordinal);
        Assert.DoesNotContain("smtp-password", Vault().Keys);
    }

    [Fact]
    public async Task The_site_goes_out_with_the_address_of_the_storage_in_its_policy()
    {
        var to = Path.Join(_folder.FullName, "site");
        var (code, said) = await Run("fill-in-site.sh", ("ESP_STORAGE_ORIGIN", "https://evidence.blob.core.windows.net/"), ("ESP_SITE_PACKAGE", to));
        Assert.True(code == 0, said);
        var (before, after) = (Config(Path.Join(Repository.Root, "static-site")), Config(to));
        Assert.Equal(before.Replace("{storage-origin}", "https://evidence.blob.core.windows.net", StringComparison.Ordinal), after);
        Assert.NotEqual(before, after);
        Assert.Equal(Names(Path.Join(Repository.Root, "static-site")), Names(to));
    }

    [Theory]
    [InlineData(""), InlineData("http://evidence.example"), InlineData("https://a.example; script-src *"), InlineData("https://a.example/path"), InlineData("*")]
    public async Task What_is_no_origin_does_not_get_into_the_policy(string origin)
    {
        var (code, said) = await Run("fill-in-site.sh", ("ESP_STORAGE_ORIGIN", origin), ("ESP_SITE_PACKAGE", Path.Join(_folder.FullName, "site")));
        Assert.NotEqual(0, code);
        Assert.Contains("ESP_STORAGE_ORIGIN", said, StringComparison.Ordinal);
    }

    [Fact]
    public void Azd_runs_scripts_that_are_there()
    {
        var text = File.ReadAllText(Path.Join(Repository.Root, "azure.yaml"));
        var scripts = Regex.Matches(text, @"run: (\.\./)?(?<path>infra/hooks/[\w-]+\.sh)", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(5)).Select(m => m.Groups["path"].Value).ToArray();
        Assert.Equal(Directory.EnumerateFiles(Path.Join(Repository.Root, "infra/hooks")).Select(f => "infra/hooks/" + Path.GetFileName(f)).Order(StringComparer.Ordinal), scripts.Order(StringComparer.Ordinal));
        Assert.All(Snapshot.Both, s => Assert.Equal(["api", "site"], s.Resources.Where(r => r.TryGetProperty("tags", out var t) && t.TryGetProperty("azd-service-name", out _)).Select(r => r.GetProperty("tags").GetProperty("azd-service-name").GetString()).Order(StringComparer.Ordinal)));
        Assert.Contains("\n  api:\n", text, StringComparison.Ordinal);
        Assert.Contains("\n  site:\n", text, StringComparison.Ordinal);
    }

    public void Dispose() => _folder.Delete(recursive: true);

    private static string Config(string folder) => File.ReadAllText(Path.Join(folder, "staticwebapp.config.json"));

    private static string[] Names(string folder) => [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(folder, f)).Order(StringComparer.Ordinal)];

    private Dictionary<string, string> Vault() => Directory.EnumerateFiles(Path.Join(_folder.FullName, "vault")).ToDictionary(f => Path.GetFileName(f), File.ReadAllText, StringComparer.Ordinal);

    private void Put(string name, string value) => File.WriteAllText(Path.Join(_folder.FullName, "vault", name), value);

    private Task<(int Code, string Said)> MakeSecrets(params (string Name, string Value)[] variables) =>
        Run("make-secrets.sh", [("AZURE_KEY_VAULT_NAME", "kv"), ("AZURE_FUNCTION_APP_NAME", "func"), ("AZURE_RESOURCE_GROUP", "rg"), ("AZURE_SUBSCRIPTION_ID", "sub"), ("ESP_VAULT_PAUSE", "0"), .. variables]);

    private async Task<(int Code, string Said)> Run(string script, params (string Name, string Value)[] variables)
    {
        var ct = TestContext.Current.CancellationToken;
        var start = new ProcessStartInfo("sh", [Path.Join(Repository.Root, "infra/hooks", script)]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.Environment["PATH"] = Path.Join(_folder.FullName, "bin") + ":" + Environment.GetEnvironmentVariable("PATH");
        start.Environment["FAKE"] = _folder.FullName;
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        process.StandardInput.Close();
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(ct), process.StandardError.ReadToEndAsync(ct));
        await process.WaitForExitAsync(ct);
        return (process.ExitCode, await output + await errors);
    }
}
