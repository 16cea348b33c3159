using System.Net.Http.Json;
using System.Text.Json;

[assembly: AssemblyFixture(typeof(Esp.Tests.Email.MailServer))]

namespace Esp.Tests.Email;

/// <summary>A real mail server that keeps what it gets.</summary>
public sealed class MailServer : IAsyncLifetime
{
    private const int WebPort = 11402;

    private readonly HttpClient _web = new() { BaseAddress = new Uri($"http://127.0.0.1:{WebPort}") };
    private readonly string _folder = Directory.CreateTempSubdirectory("esp-mail-").FullName;
    private ChildProgram? _program;

    public int SmtpPort { get; } = 11401;

    public async ValueTask InitializeAsync() =>
        _program = await ChildProgram.Start(
            "maildev/bin/maildev", WebPort, "--smtp", $"{SmtpPort}", "--web", $"{WebPort}", "--ip", "127.0.0.1", "--mail-directory", _folder, "--silent");

    public ValueTask DisposeAsync()
    {
        _program?.Dispose();
        _web.Dispose();
        Directory.Delete(_folder, recursive: true);
        return ValueTask.CompletedTask;
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
