using System.Text;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Esp.App.Credentials;
using Esp.App.Email;
using Esp.App.Figures;
using Esp.App.Platform;
using Esp.Host.Local.Queues;
using Esp.Host.Local.Walk;
using Esp.Tests.Areas;
using Microsoft.Extensions.DependencyInjection;

namespace Esp.Tests.Telemetry;

/// <summary>A journey alone in its process while it runs: what is exported meanwhile is its own.</summary>
[CollectionDefinition(nameof(ToldJourney), DisableParallelization = true)]
public sealed class AloneWithToldJourney : ICollectionFixture<ToldJourney>;

/// <summary>
/// One journey with everything that may go wrong in it, and everything that must not be told: names, addresses, texts, titles, tokens.
/// Two scorers of whom one declines, a not-yet, a second attempt, refused files, a failing mail, a dead letter, an outage.
/// </summary>
public sealed class ToldJourney(MailServer mail) : IAsyncLifetime
{
    private const string Eicar = @"X5O!P%@AP[4\PZX54(P^)7CC)7}$" + "EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*";

    private readonly List<string> _canaries = ["Quillfeather", "quillfeather", "canary", "Canary", "Wrenfield", "Prairie", "route log", "radio ahead", "Say who was told", "EICAR", "sig="];

    public Exported Exported { get; } = new();

    internal Platform Platform { get; private set; } = null!;

    /// <summary>What must stand nowhere.</summary>
    public IReadOnlyList<string> Canaries => _canaries;

    public string All() => Exported.All(Platform.Host.Services);

    public IReadOnlyList<Exported.Point> Points() => Exported.Points(Platform.Host.Services);

    public async ValueTask InitializeAsync()
    {
        var tables = new TableClientOptions { Retry = { MaxRetries = 2, Delay = TimeSpan.FromMilliseconds(50) } };
        tables.AddPolicy(new StorageCount("tables"), HttpPipelinePosition.PerRetry);
        tables.AddPolicy(new OneOutage(), HttpPipelinePosition.BeforeTransport);
        Platform = await Platform.Start(mail, scorers: false, services: services =>
        {
            services.AddSingleton(new TableServiceClient(Azurite.ConnectionString, tables));
            services.AddSingleton<IMailer>(p => new FailsOnce(new SmtpMailer(p.GetRequiredService<Settings>())));
            Exported.Into(services);
        });
        using var esp = await Platform.Journey.Candidate("Canaria Quillfeather", Address("quillfeather"));
        var profile = await esp.Get("/api/profile");
        await esp.Put("/api/profile", new { name = "Canaria Quillfeather", email = Address("quillfeather"), careerFamily = "Clerical Services", employer = "Wrenfield Canary Schools", state = "IL", affiliate = "Canary Affiliate", nameOnCredential = true, version = profile.GetProperty("version").GetString() });
        _canaries.Add(CandidateId.Of("local", Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(Address("quillfeather"))))[..32]).ToString());

        var id = await Journey.Start(esp);
        await Evidence(esp, id);
        await Journey.Fill(esp, id);
        await Journey.Submit(esp, id);
        await Journey.Eventually(async () => await Platform.Get<Esp.App.Scoring.WaitingLine>().Oldest(1, default) is [_], "it waits");
        await Measured();
        await Scored(esp, id);
        await Strangers(esp, id);
        var signer = Platform.Get<Signer>();
        var broken = Credentials.GivenBadge.Plain();
        Assert.True(signer.Sign(broken with { Name = "canary \ud800" }, DateTimeOffset.UtcNow).Failed(out _, out _));
        await Platform.Get<StorageQueues>().Send(Queues.Route, """{"id":"canary-message","body":"canary-body"}""", TimeSpan.Zero, default);
        await Journey.Eventually(async () => (await Platform.Get<StorageQueues>().DeadLetters(Queues.Route, default)).Count == 1, "the dead letter");
        await Measured();
    }

    public async ValueTask DisposeAsync() => await Platform.DisposeAsync();

    private string Address(string name) => $"{name}@canary.{Platform.Host.Prefix}.example";

    private Task<FiguresView> Measured() => Platform.Get<Measure>().Handle(default);

    /// <summary>A link, and files that are refused: by name, by content, by virus.</summary>
    private static async Task Evidence(PlatformClient esp, string id)
    {
        await esp.Post($"/api/submissions/{id}/evidence", new { criterion = "c1", kind = "link", url = "https://canary-link.example/canary?q=canary", title = "Canary title" });
        await esp.Try(HttpMethod.Post, $"/api/submissions/{id}/evidence", new { criterion = "c1", kind = "file", name = "canary refused.exe", bytes = 10 });
        foreach (var (name, content) in new[] { ("canary virus.txt", Eicar), ("canary disguise.pdf", "not a PDF") })
        {
            var evidence = await Journey.Upload(esp, id, "c1", name, Encoding.ASCII.GetBytes(content));
            await Journey.Eventually(async () => (await esp.Get($"/api/submissions/{id}/evidence/{evidence}")).GetProperty("state").GetString() == "refused", name);
            using var nothing = new StringContent("");
            await esp.Try(HttpMethod.Delete, $"/api/submissions/{id}/evidence/{evidence}", null);
        }
    }

    /// <summary>Declined by one, not yet by the other, sent again, earned, checked.</summary>
    private async Task Scored(PlatformClient esp, string id)
    {
        await Platform.Journey.ImportScorers();
        var seen = new List<string>();
        var (first, _) = await Open();
        await first.Post("/api/scoring/decline", new { reason = "other", note = "Canary note" });
        var (second, _) = await Open();
        await second.Post("/api/scoring/accept");
        await second.Post("/api/scoring/evidence/2/read");
        await Journey.Score(second, "c1", "part3");
        await Journey.Fill(esp, id);
        await Journey.Submit(esp, id);
        var (third, _) = await Open();
        Assert.Equal("earned", await Journey.Score(third));
        await Journey.Eventually(async () => (await esp.Get($"/api/submissions/{id}")).GetProperty("credential").GetProperty("status").GetString() == "issued", "the credential is issued");
        using var anybody = Platform.Anybody();
        await anybody.Get($"/api/credentials/{(await esp.Get($"/api/submissions/{id}")).GetProperty("credential").GetProperty("id").GetString()}/verification");
        await Platform.Mailbox.WaitFor(m => m.To == Address("quillfeather") && m.Text.Contains("/c/crd_", StringComparison.Ordinal), "the credential's mail");
        foreach (var document in new[] { """{"type":"canary","name":"Canaria Quillfeather"}""", Encoding.UTF8.GetString(await Platform.Bytes($"/api/credentials/{(await esp.Get($"/api/submissions/{id}")).GetProperty("credential").GetProperty("id").GetString()}")) })
        {
            using var body = new ByteArrayContent(Encoding.UTF8.GetBytes(document)) { Headers = { ContentType = new("application/octet-stream") } };
            using var checkedDocument = await Platform.Host.Http.PostAsync(new Uri("/api/verification", UriKind.Relative), body);
            Assert.Equal(document.Contains("canary", StringComparison.Ordinal) ? 400 : 200, (int)checkedDocument.StatusCode);
        }

        using var admin = await Platform.Admin();
        await admin.Post($"/api/manage/credentials/{(await esp.Get($"/api/submissions/{id}")).GetProperty("credential").GetProperty("id").GetString()}/revoke", new { reason = "Canary reason" });
        await Journey.Eventually(async () => (await esp.Get($"/api/submissions/{id}")).GetProperty("status").GetString() == "revoked", "it is taken back");

        async Task<(PlatformClient, string)> Open()
        {
            var (scorer, invitation, _) = await Platform.Journey.OpenInvitation(seen);
            seen.Add(invitation.Id);
            var token = Mailbox.Token(invitation);
            _canaries.Add(token);
            _canaries.Add(invitation.To);
            var opened = await scorer.Post("/api/scoring/open", new { token });
            _canaries.Add(opened.GetProperty("session").GetString()!);
            return (scorer, token);
        }
    }

    /// <summary>Calls that are refused, with secrets where a careless client might put them.</summary>
    private async Task Strangers(PlatformClient esp, string id)
    {
        using var anybody = Platform.Anybody();
        await anybody.Try(HttpMethod.Get, "/api/submissions/canary-path?token=canary-token", null);
        await anybody.Try(HttpMethod.Get, "/canary-root?canary-token", null);
        await anybody.Try(HttpMethod.Get, "/score/canary-page?token=canary-token", null);
        await anybody.Try(HttpMethod.Post, "/api/scoring/open?token=canary-token", new { token = "canary-token" });
        await esp.Try(HttpMethod.Put, $"/api/submissions/{id}/answers/canary", new { text = 7 });
        await esp.Post("/api/submissions", new { microCredential = "ethics" });
    }

    /// <summary>The network is gone for one call.</summary>
    private sealed class OneOutage : HttpPipelineSynchronousPolicy
    {
        private int _calls;

        public override void OnSendingRequest(HttpMessage message)
        {
            if (Interlocked.Increment(ref _calls) == 40)
                throw new IOException("The connection was closed.");
        }
    }

    private sealed class FailsOnce(IMailer inner) : IMailer
    {
        private int _mails;

        public Task Send(NoticeId notice, string to, RenderedMail mail, CancellationToken ct) =>
            Interlocked.Increment(ref _mails) == 1 ? throw new MailNotSentException("The mail server answered 421.") : inner.Send(notice, to, mail, ct);
    }
}
