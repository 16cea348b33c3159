using System.Net.Http.Json;
using System.Text.Json;
using Esp.Host.Local;
using Esp.Host.Local.Children;
using Microsoft.Extensions.Configuration;

[assembly: AssemblyFixture(typeof(Esp.Tests.MailServer))]

namespace Esp.Tests;

/// <summary>A real mail server that keeps what it gets; one for the whole run, on free ports.</summary>
public sealed class MailServer : IAsyncLifetime
{
    private readonly int _webPort = Ports.Free();
    private readonly HttpClient _web;
    private readonly string _folder = Directory.CreateTempSubdirectory("esp-mail-").FullName;
    private Child? _program;

    public MailServer() => _web = new() { BaseAddress = Address };

    public int SmtpPort { get; } = Ports.Free();

    /// <summary>Where the mailbox's page and API are.</summary>
    public Uri Address => new($"http://127.0.0.1:{_webPort}");

    public async ValueTask InitializeAsync()
    {
        _program = LocalChildren.MailServer(LocalOptions.From(new ConfigurationManager()).Tools, _folder, SmtpPort, _webPort);
        await _program.Ready.WaitAsync(TimeSpan.FromSeconds(60));
    }

    public async ValueTask DisposeAsync()
    {
        if (_program is not null)
            await _program.DisposeAsync();
        _web.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    /// <summary>What arrived for an address.</summary>
    public async Task<IReadOnlyList<JsonElement>> For(string address, CancellationToken ct)
    {
        var all = await _web.GetFromJsonAsync<JsonElement[]>("/email", ct);
        return [.. all!.Where(m => m.GetProperty("envelope").GetProperty("to").EnumerateArray().Any(t => t.GetProperty("address").ValueEquals(address)))];
    }

    /// <summary>The mail as it came over the wire.</summary>
    public Task<string> Source(JsonElement mail, CancellationToken ct) => _web.GetStringAsync($"/email/{mail.GetProperty("id").GetString()}/source", ct);
}
