using Azure.Core;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Esp.Benchmarks.Watch;
using Esp.Host.Local;
using Esp.Host.Local.Children;
using Esp.Host.Local.Storage;
using Esp.Host.Local.Walk;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Esp.Benchmarks;

/// <summary>The local host in this process, on free ports and with a data folder of its own, with its storage calls under watch.</summary>
internal sealed class Platform : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly string _data;
    private readonly HttpClient _http = new();

    private Platform(WebApplication app, string data, Uri site, Uri mail, string connection, StorageWatch watch)
    {
        (_app, _data, Site, Mail, Watch) = (app, data, site, mail, watch);
        Mailbox = new Mailbox(mail);
        Journey = new Journey(site, Mailbox);
        Replay = new Replay(connection);
    }

    public Uri Site { get; }

    public Uri Mail { get; }

    public Mailbox Mailbox { get; }

    public Journey Journey { get; }

    public StorageWatch Watch { get; }

    public Replay Replay { get; }

    public static async Task<Platform> Start()
    {
        var data = Directory.CreateTempSubdirectory("esp-benchmark-").FullName;
        var settings = PortSettings(data);
        int Port(string key) => int.Parse(settings[key]!, System.Globalization.CultureInfo.InvariantCulture);
        var connection = LocalChildren.ConnectionString(Port("ESP_BLOB_PORT"), Port("ESP_QUEUE_PORT"), Port("ESP_TABLE_PORT"));
        var watch = new StorageWatch();
        var app = LocalHost.Build([], new LocalSetup
        {
            Settings = settings,
            Services = services => services
                .AddSingleton(new TableServiceClient(connection, Watched(new TableClientOptions(), watch, StorageKind.Table)))
                .AddSingleton(new BlobServiceClient(connection, Watched(new BlobClientOptions(), watch, StorageKind.Blob)))
                .AddSingleton(new QueueServiceClient(connection, Watched(new QueueClientOptions(), watch, StorageKind.Queue))),
        });
        await app.StartAsync();
        await app.Services.GetRequiredService<LocalStorage>().Ready;
        await app.Services.GetRequiredService<LocalChildren>().MailReady;
        var platform = new Platform(app, data, new Uri($"http://127.0.0.1:{Port("ESP_PORT")}"), new Uri($"http://127.0.0.1:{Port("ESP_MAIL_PORT")}"), connection, watch);
        await platform.Replay.Begin();
        return platform;
    }

    /// <summary>Settings for a host of its own: free ports and the given data folder.</summary>
    public static Dictionary<string, string?> PortSettings(string data)
    {
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal) { ["ESP_DATA"] = data };
        foreach (var key in new[] { "ESP_PORT", "ESP_MAIL_PORT", "ESP_SMTP_PORT", "ESP_BLOB_PORT", "ESP_QUEUE_PORT", "ESP_TABLE_PORT" })
            settings[key] = Ports.Free().ToString(System.Globalization.CultureInfo.InvariantCulture);
        return settings;
    }

    /// <summary>Empties the mailbox, so that looking into it stays quick.</summary>
    public async Task ForgetMails() => (await _http.DeleteAsync(new Uri(Mail, "/email/all"))).Dispose();

    public Task Quiet() => Watch.Quiet(TimeSpan.FromSeconds(3));

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
        Watch.Dispose();
        Mailbox.Dispose();
        _http.Dispose();
        Directory.Delete(_data, recursive: true);
    }

    private static T Watched<T>(T options, StorageWatch watch, StorageKind kind)
        where T : ClientOptions
    {
        options.AddPolicy(watch.Policy(kind), HttpPipelinePosition.PerCall);
        return options;
    }
}
