using System.Diagnostics;
using System.Net.Sockets;
using Esp.App.Credentials;
using Esp.Host.Local;
using Esp.Host.Local.Children;

namespace Esp.Tests.Host;

/// <summary>The program as a person starts it.</summary>
public sealed class StartTests
{
    private readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_taken_port_is_named_with_its_variable()
    {
        using var taken = new TcpListener(System.Net.IPAddress.Loopback, 0);
        taken.Start();
        var port = ((System.Net.IPEndPoint)taken.LocalEndpoint).Port;
        using var host = Start(("ESP_PORT", $"{Ports.Free()}"), ("ESP_BLOB_PORT", $"{port}"));
        var said = await host.StandardError.ReadToEndAsync(_ct);
        await host.WaitForExitAsync(_ct);
        Assert.Equal((1, $"Port {port} (blob storage) is taken: end the program that uses it, or set ESP_BLOB_PORT to another port."), (host.ExitCode, said.Trim()));
    }

    [Fact]
    public async Task An_unknown_word_is_refused()
    {
        using var host = Start([], "--frseh");
        await host.WaitForExitAsync(_ct);
        Assert.Equal(2, host.ExitCode);
    }

    [Fact]
    public async Task Fresh_keys_are_printed_with_the_public_halves_that_belong_to_them_and_nothing_starts()
    {
        using var host = Start([], "--new-keys");
        var lines = (await host.StandardOutput.ReadToEndAsync(_ct)).Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        await host.WaitForExitAsync(_ct);
        Assert.Equal(0, host.ExitCode);

        using var proofs = SigningKeys.From("did:web:esp.example", Value("Esp__SigningKey=")).Ok();
        using var tokens = JwtKeys.From("did:web:esp.example", Value("Esp__JwtSigningKey=")).Ok();
        Assert.Contains(proofs.CurrentPublicKey, lines);
        var old = lines[^1];
        using var later = JwtKeys.From("did:web:esp.example", JwtKeys.NewKey(), [old]).Ok();
        Assert.Equal(tokens.CurrentId, later.IdOf(later.PublicKeys[1]));

        string Value(string name) => Assert.Single(lines, l => l.StartsWith(name, StringComparison.Ordinal))[name.Length..];
    }

    [Fact]
    public async Task Nothing_outlives_a_host_that_is_killed()
    {
        var data = Directory.CreateTempSubdirectory("esp-start-");
        int[] ports = [.. Enumerable.Range(0, 6).Select(_ => Ports.Free())];
        using var host = Start(
            [("ESP_PORT", $"{ports[0]}"), ("ESP_MAIL_PORT", $"{ports[1]}"), ("ESP_SMTP_PORT", $"{ports[2]}"), ("ESP_BLOB_PORT", $"{ports[3]}"), ("ESP_QUEUE_PORT", $"{ports[4]}"), ("ESP_TABLE_PORT", $"{ports[5]}"), ("ESP_DATA", data.FullName)]);
        foreach (var port in ports)
            await Ports.Answers(port, _ct).WaitAsync(TimeSpan.FromSeconds(60), _ct);
        foreach (var key in new[] { "signing-key", "jwt-signing-key" })
        {
            if (!OperatingSystem.IsWindows())
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path.Join(data.FullName, "keys", key)));
        }

        host.Kill(entireProcessTree: false);
        await host.WaitForExitAsync(_ct);
        // Free again, all of them: what was started beside the host has ended.
        foreach (var port in ports)
            await Eventually.True(() => IsFree(port));
        data.Delete(recursive: true);
    }

    [Fact]
    public void Forgetting_removes_what_the_host_made_and_nothing_else()
    {
        var folder = Directory.CreateTempSubdirectory("esp-data-");
        var data = new DataFolder(folder.FullName);
        var (first, again) = (data.Key("a"), data.Key("a"));
        File.WriteAllText(Path.Join(folder.FullName, "theirs.txt"), "kept");
        data.Forget();
        Assert.Equal(["theirs.txt"], folder.EnumerateFileSystemInfos().Select(f => f.Name));
        Assert.Equal(first, again);
        Assert.NotEqual(first, data.Key("a"));
        folder.Delete(recursive: true);
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(System.Net.IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static Process Start(params (string Name, string Value)[] variables) => Start(variables, []);

    private static Process Start((string Name, string Value)[] variables, params string[] arguments)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(LocalHost).Assembly.Location, .. arguments]) { UseShellExecute = false, RedirectStandardError = true, RedirectStandardOutput = true };
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        return Process.Start(start)!;
    }
}
