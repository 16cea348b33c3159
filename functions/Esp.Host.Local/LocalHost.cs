using Azure.Core;
using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Esp.App;
using Esp.App.Catalog;
using Esp.App.Credentials;
using Esp.App.Email;
using Esp.App.Platform;
using Esp.Host.Local.Children;
using Esp.Host.Local.Functions;
using Esp.Host.Local.Queues;
using Esp.Host.Local.SignIn;
using Esp.Host.Local.Site;
using Esp.Host.Local.Storage;
using Esp.Host.Local.Timers;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging.Console;

namespace Esp.Host.Local;

/// <summary>What a caller of <see cref="LocalHost.Build"/> may change; tests do.</summary>
public sealed record LocalSetup
{
    /// <summary>Settings by configuration key (<c>ESP_PORT</c>, <c>Esp:NamePrefix</c>); they win over the environment.</summary>
    public IReadOnlyDictionary<string, string?> Settings { get; init; } = new Dictionary<string, string?>(StringComparer.Ordinal);

    /// <summary>The functions to run; the app's when null.</summary>
    public IReadOnlyList<FunctionDescription>? Functions { get; init; }

    /// <summary>Registrations that come last, and so win.</summary>
    public Action<IServiceCollection> Services { get; init; } = _ => { };
}

/// <summary>Puts the local platform together: site, API, sign-in, queues, timers, and the helpers beside it.</summary>
public static class LocalHost
{
    /// <summary>
    /// A host that is ready to start on 127.0.0.1. Its helpers start here already, so that they come up while everything else does.
    /// Throws <see cref="StartException"/> with a sentence when a setting is wrong or a helper is missing.
    /// </summary>
    public static WebApplication Build(string[] args, LocalSetup? setup = null)
    {
        setup ??= new();
        var builder = WebApplication.CreateSlimBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        builder.Configuration.AddInMemoryCollection(setup.Settings);
        var options = LocalOptions.From(builder.Configuration);
        var data = new DataFolder(options.Data);
        var children = new LocalChildren(options, data);

        var settings = SettingsOf(builder.Configuration, options, data);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Listen(System.Net.IPAddress.Loopback, options.Port);
        });
        Logs(builder.Logging);
        AddPlatform(builder.Services, options, data, children, settings, setup);
        if (options.Telemetry is not null)
            TelemetryExport.ToCollector(builder.Services);
        setup.Services(builder.Services);

        var app = builder.Build();
        Check(app.Services);
        Pipeline(app);
        return app;
    }

    private static void Check(IServiceProvider services)
    {
        try
        {
            AppServices.Check(services);
        }
        catch (Exception e) when (e is CatalogueException or BrokenMailTemplateException or InvalidOperationException)
        {
            throw new StartException(e.Message, e);
        }
    }

    private static void Pipeline(WebApplication app)
    {
        var site = app.Services.GetRequiredService<StaticSite>();
        // Read once now: a mistake in the site's configuration is said at start.
        _ = site.Config;
        app.Use(KnownHosts.Only);
        app.Use(SignInPages.Recognize);
        app.Use(site.Rules);
        app.UseRouting();
        app.Use(HttpFunctions.Gate);
        app.MapFunctions();
        app.MapSignIn();
        app.MapFallback("{**path}", (RequestDelegate)site.Files);
    }

    private static void AddPlatform(IServiceCollection services, LocalOptions options, DataFolder data, LocalChildren children, Settings settings, LocalSetup setup)
    {
        var storage = options.Storage ?? LocalChildren.ConnectionString(options.BlobPort, options.QueuePort, options.TablePort);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(options).AddSingleton(data).AddSingleton(_ => children);
        services.AddSingleton(new TableServiceClient(storage, Patient(new TableClientOptions(), "tables")));
        services.AddSingleton(new BlobServiceClient(storage, Patient(new BlobClientOptions(), "blobs")));
        services.AddSingleton(new QueueServiceClient(storage, Patient(new QueueClientOptions(), "queues")));
        services.AddSingleton<Wakes>().AddSingleton<StorageQueues>().AddSingleton<IQueueSender>(p => p.GetRequiredService<StorageQueues>())
            .AddSingleton<IDeadLetters>(p => p.GetRequiredService<StorageQueues>()).AddSingleton<IDeadLetterBox, StorageDeadLetters>();
        services.AddSingleton<SignInCookie>();
        services.AddSingleton(p => new StaticSite(options, p.GetRequiredService<BlobServiceClient>().Uri.GetLeftPart(UriPartial.Authority)));
        services.AddSingleton(p => new HealthProbe("queues", ct => p.GetRequiredService<StorageQueues>().Client(App.Platform.Queues.Transitions).ExistsAsync(ct)));
        services.AddSingleton(new HealthProbe("mail", async ct =>
        {
            using var socket = new System.Net.Sockets.TcpClient();
            await socket.ConnectAsync(settings.SmtpHost, settings.SmtpPort, ct);
        }));
        services.AddSingleton<ISignLinks, KeySignedLinks>().AddSingleton<IScanEvidence, TestSignatureScan>();

        var functions = setup.Functions ?? FunctionCatalog.In(typeof(AppServices).Assembly);
        services.AddSingleton(p => new FunctionRunner(p, functions));
        services.AddSingleton<LocalStorage>().AddHostedService(p => p.GetRequiredService<LocalStorage>());
        services.AddHostedService<SampleScorers>();
        services.AddHostedService<QueuePump>().AddHostedService<TimerPump>();
        services.Configure<HostOptions>(host =>
        {
            host.ServicesStartConcurrently = true;
            host.ServicesStopConcurrently = true;
            host.ShutdownTimeout = TimeSpan.FromSeconds(10);
        });
        services.AddEsp(settings);
    }

    /// <summary>An outage shows within seconds, as a 503 that asks to try again, rather than after minutes of trying behind a spinner.</summary>
    private static T Patient<T>(T options, string service)
        where T : ClientOptions
    {
        options.AddPolicy(new StorageCount(service), HttpPipelinePosition.PerRetry);
        (options.Retry.MaxRetries, options.Retry.Delay, options.Retry.MaxDelay) = (2, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(1));
        options.Retry.NetworkTimeout = TimeSpan.FromSeconds(10);
        return options;
    }

    private static void Logs(ILoggingBuilder logging)
    {
        logging.AddSimpleConsole(console => console.SingleLine = true);
        logging.AddFilter("Microsoft", LogLevel.Warning).AddFilter("Azure", LogLevel.Warning);
        // Each change of state is an event for a collector; on the console it would drown the rest.
        logging.AddFilter<ConsoleLoggerProvider>("Esp.App.Figures", LogLevel.Warning);
    }

    private static Settings SettingsOf(ConfigurationManager configuration, LocalOptions options, DataFolder data)
    {
        Default("Esp:SiteUrl", () => $"http://localhost:{options.Port}");
        Default("Esp:LinkSecret", () => data.Key("link-secret"));
        Default("Esp:SigningKey", () => data.Key("signing-key"));
        Default("Esp:JwtSigningKey", () => data.Key("jwt-signing-key", JwtKeys.NewKey));
        Default("Esp:SmtpPort", () => $"{options.SmtpPort}");
        return Settings.From(configuration);

        void Default(string key, Func<string> value)
        {
            if (string.IsNullOrEmpty(configuration[key]))
                configuration[key] = value();
        }
    }
}
