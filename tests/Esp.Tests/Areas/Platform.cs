using Esp.Host.Local.Walk;
using Esp.Tests.Host;
using Walks = Esp.Host.Local.Walk.Journey;
using Microsoft.Extensions.DependencyInjection;

namespace Esp.Tests.Areas;

/// <summary>A running host with its own names on the shared emulator and mail server, and a journey whose scorers are its own.</summary>
public sealed class Platform : IAsyncDisposable
{
    private readonly Mailbox _mailbox;

    private Platform(RunningHost host, MailServer mail)
    {
        Host = host;
        _mailbox = new Mailbox(mail.Address);
        Journey = new Journey(host.Http.BaseAddress!, _mailbox) { ScorerDomain = host.Prefix + ".example" };
    }

    public RunningHost Host { get; }

    public Journey Journey { get; }

    public Mailbox Mailbox => _mailbox;

    public static async Task<Platform> Start(MailServer mail, Action<IServiceCollection>? services = null, bool scorers = true, bool queues = true, RunningHost? after = null, params (string Key, string Value)[] settings)
    {
        var functions = queues ? null : Esp.Host.Local.Functions.FunctionCatalog.In(typeof(Esp.App.AppServices).Assembly).Where(f => f.Queue is null).ToArray();
        var host = await RunningHost.Start(functions, services, [("Esp:SmtpPort", $"{mail.SmtpPort}"), .. settings], after);
        var platform = new Platform(host, mail);
        if (scorers)
            await platform.Journey.ImportScorers();
        return platform;
    }

    /// <summary>An ESP of this test alone, with details filled in.</summary>
    public Task<PlatformClient> Candidate(string name = "robin") => Journey.Candidate("Robin Walker", Address(name));

    public string Address(string name) => $"{name}@esp.{Host.Prefix}.example";

    public PlatformClient Anybody() => new(Host.Http.BaseAddress!);

    /// <summary>A submission that was filled in and sent.</summary>
    public static async Task<string> Sent(PlatformClient esp, string slug = "communication")
    {
        var id = await Walks.Start(esp, slug);
        await Walks.Fill(esp, id);
        await Walks.Submit(esp, id);
        return id;
    }

    public async Task<IReadOnlyList<ReceivedMail>> MailsTo(string address) => [.. (await _mailbox.All()).Where(m => m.To == address)];

    public T Get<T>()
        where T : notnull => Host.Services.GetRequiredService<T>();

    public async ValueTask DisposeAsync()
    {
        _mailbox.Dispose();
        await Host.DisposeAsync();
    }
}
