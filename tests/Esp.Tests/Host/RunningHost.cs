using System.Globalization;
using System.Net;
using Esp.Host.Local;
using Esp.Host.Local.Children;
using Esp.Host.Local.Functions;
using Esp.Host.Local.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Esp.Tests.Host;

/// <summary>
/// The local host in this process, on a real port and real storage. Give a second one the first one's prefix and data, and it goes on
/// where the first one stopped.
/// </summary>
public sealed class RunningHost : IAsyncDisposable
{
    private readonly WebApplication _app;

    private RunningHost(WebApplication app, string prefix, string data, int port)
    {
        (_app, Prefix, Data) = (app, prefix, data);
        Http = Client(new Uri($"http://localhost:{port}"));
    }

    public string Prefix { get; }

    public string Data { get; }

    /// <summary>A client that follows no redirect and keeps no cookie.</summary>
    public HttpClient Http { get; }

    public IServiceProvider Services => _app.Services;

    public FunctionRunner Functions => Services.GetRequiredService<FunctionRunner>();

    /// <summary>Starts a host and waits until its storage is ready. Its functions are the app's, unless some are given.</summary>
    /// <param name="functions">Functions to run in place of the app's.</param>
    /// <param name="services">Registrations that come last, and so win.</param>
    /// <param name="settings">By configuration key.</param>
    /// <param name="after">A host that was stopped: the new one has its names and data.</param>
    public static async Task<RunningHost> Start(
        IReadOnlyList<FunctionDescription>? functions = null,
        Action<IServiceCollection>? services = null,
        IEnumerable<(string Key, string Value)>? settings = null,
        RunningHost? after = null)
    {
        var port = Ports.Free();
        var prefix = after?.Prefix ?? Azurite.NewPrefix();
        var data = after?.Data ?? Path.Join(Path.GetTempPath(), $"esp-host-{prefix}");
        var all = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["ESP_PORT"] = port.ToString(CultureInfo.InvariantCulture),
            ["ESP_DATA"] = data,
            ["ESP_LOCK_SECONDS"] = "2",
            ["Esp:Storage"] = Azurite.ConnectionString,
            ["Esp:SmtpHost"] = "127.0.0.1",
            ["Esp:NamePrefix"] = prefix,
            ["Logging:LogLevel:Default"] = "None",
        };
        foreach (var (key, value) in settings ?? [])
            all[key] = value;
        var app = LocalHost.Build([], new LocalSetup { Settings = all, Functions = functions, Services = services ?? (_ => { }) });
        await app.StartAsync(TestContext.Current.CancellationToken);
        await app.Services.GetRequiredService<LocalStorage>().Ready.WaitAsync(TimeSpan.FromSeconds(60), TestContext.Current.CancellationToken);
        return new(app, prefix, data, port);
    }

    /// <summary>Ends the host and leaves its data for another.</summary>
    public async Task Stop()
    {
        Http.Dispose();
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Stop();
        if (Directory.Exists(Data))
            Directory.Delete(Data, recursive: true);
    }

    private static HttpClient Client(Uri address) =>
        new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, AutomaticDecompression = DecompressionMethods.None }) { BaseAddress = address };
}
