using System.Globalization;
using Esp.Host.Local;
using Esp.Host.Local.Children;
using Esp.Host.Local.Storage;
using Esp.Host.Local.Walk;
using Esp.Journeys;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Sdk;
using Xunit.v3;

[assembly: AssemblyFixture(typeof(Platform))]

// One platform, one mailbox, one browser: journeys go one after another.
[assembly: Parallelization(Mode = ParallelMode.None)]

namespace Esp.Journeys;

/// <summary>
/// The whole platform in this process, on free ports and an empty folder: site, API, queues, storage emulator, mailbox. And a real
/// browser, <c>ESP_CHROMIUM</c> or <c>/usr/bin/chromium</c>.
/// </summary>
public sealed class Platform : IAsyncLifetime
{
    private static readonly string[] Quiet =
        ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run", "--disable-gpu", "--disable-quic"];

    private readonly string _data = Path.Join(Path.GetTempPath(), $"esp-journeys-{Guid.NewGuid():N}");
    private WebApplication? _app;
    private IPlaywright? _playwright;
    private IBrowser? _browser;
    private Mailbox? _mailbox;

    /// <summary>Address of the site, without a trailing slash.</summary>
    public string Site { get; private set; } = "";

    public IBrowser Browser => _browser!;

    public Mailbox Mailbox => _mailbox!;

    public T Get<T>()
        where T : notnull => _app!.Services.GetRequiredService<T>();

    public Journey Journey => new(new Uri(Site), Mailbox);

    public async ValueTask InitializeAsync()
    {
        var port = Ports.Free();
        var mail = Ports.Free();
        Site = $"http://localhost:{port}";
        _app = LocalHost.Build([], new LocalSetup { Settings = Settings(port, mail) });
        await _app.StartAsync();
        await _app.Services.GetRequiredService<LocalStorage>().Ready.WaitAsync(TimeSpan.FromSeconds(60));
        await Ports.Answers(mail, TestContext.Current.CancellationToken);
        _mailbox = new(new Uri($"http://localhost:{mail}"));
        await Journey.ImportScorers();

        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Environment.GetEnvironmentVariable("ESP_CHROMIUM") ?? "/usr/bin/chromium",
            Args = Quiet,
        });
    }

    /// <summary>Somebody with a browser of their own: nothing is shared with anybody else.</summary>
    public async Task<Visitor> Visitor(string name, BrowserNewContextOptions? options = null)
    {
        options ??= new();
        options.BaseURL = Site;
        options.Locale = "en-US";
        options.TimezoneId = "America/Chicago";
        options.ViewportSize ??= Visit.Phone;
        var context = await Browser.NewContextAsync(options);
        context.SetDefaultTimeout(15_000);
        return new(name, context, await context.NewPageAsync());
    }

    /// <summary>Somebody who signed in and whose details are filled in.</summary>
    public async Task<Visitor> Candidate(string name, string email)
    {
        using var client = await Journey.Candidate(name, email);
        var visitor = await Visitor(name);
        await visitor.SignIn(name, email);
        return visitor;
    }

    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
            await _browser.DisposeAsync();
        _playwright?.Dispose();
        _mailbox?.Dispose();
        if (_app is not null)
        {
            await _app.StopAsync();
            await _app.DisposeAsync();
        }

        if (Directory.Exists(_data))
            Directory.Delete(_data, recursive: true);
    }

    private Dictionary<string, string?> Settings(int port, int mail) => new(StringComparer.Ordinal)
    {
        ["ESP_PORT"] = Text(port),
        ["ESP_MAIL_PORT"] = Text(mail),
        ["ESP_SMTP_PORT"] = Text(Ports.Free()),
        ["ESP_BLOB_PORT"] = Text(Ports.Free()),
        ["ESP_QUEUE_PORT"] = Text(Ports.Free()),
        ["ESP_TABLE_PORT"] = Text(Ports.Free()),
        ["ESP_DATA"] = _data,
        ["Logging:LogLevel:Default"] = "Warning",
    };

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
