using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Esp.App.Platform;
using Esp.App.Portfolio;
using Esp.App.Submissions;
using Esp.Host.Local;
using Esp.Host.Local.Children;
using Esp.Host.Local.Queues;
using Esp.Host.Local.Walk;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;

namespace Esp.Tests.Areas;

/// <summary>What breaks in between loses nothing and doubles nothing.</summary>
public sealed class FaultTests(MailServer mail)
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_message_delivered_twice_is_done_once()
    {
        await using var platform = await Platform.Start(mail);
        using var esp = await platform.Candidate();
        var id = await Platform.Sent(esp);
        var (scorer, invitation, _) = await platform.Journey.OpenInvitation([]);
        using var session = scorer;
        await Journey.Score(scorer);
        await Journey.Eventually(async () => (await platform.MailsTo(platform.Address("robin"))).Count == 4, "all four mails are there");
        await Drained(platform);
        var before = await Rows(platform);

        var queue = platform.Get<IQueueSender>();
        Assert.True(CandidateId.TryParse((await FirstRow(platform)).PartitionKey, out var candidate));
        for (var number = 1; number <= 5; number++)
        {
            var named = new EventRef(candidate, SubmissionId.Parse(id), number);
            foreach (var name in new[] { Queues.Transitions, Queues.Route, Queues.Free, Queues.Issue })
                await queue.Send(name, Message.Write(named, TimeProvider.System), TimeSpan.Zero, Ct);
        }

        await Drained(platform);
        Assert.Equal(4, (await platform.MailsTo(platform.Address("robin"))).Count);
        Assert.Single(await platform.MailsTo(invitation.To));
        Assert.Equal(before, await Rows(platform));
    }

    [Fact]
    public async Task What_was_committed_is_followed_up_by_the_next_host()
    {
        string id;
        await using var halted = await Platform.Start(mail, queues: false);
        using (var esp = await halted.Candidate())
        {
            id = await Journey.Start(esp);
            await esp.Put($"/api/submissions/{id}/answers/p1-1", new { text = "Words", version = "" });
        }

        Assert.Empty(await halted.MailsTo(halted.Address("robin")));
        await halted.Host.Stop(); // ended between the commit and its consequences
        await using var next = await Platform.Start(mail, scorers: false, after: halted.Host);
        await next.Mailbox.WaitFor(m => m.To == halted.Address("robin"), "the welcome of a submission that the first host committed");
        using var again = await next.Anybody().SignIn("Robin Walker", halted.Address("robin"));
        Assert.Equal("Words", (await again.Get($"/api/submissions/{id}")).GetProperty("answers").GetProperty("p1-1").GetProperty("text").GetString());
    }

    [Fact]
    public async Task A_commit_that_fails_after_its_announcement_changes_nothing_and_can_be_repeated()
    {
        var outage = new BatchOutage();
        var options = new TableClientOptions { Retry = { MaxRetries = 0 } };
        options.AddPolicy(outage, HttpPipelinePosition.PerCall);
        await using var platform = await Platform.Start(mail, services: s => s.AddSingleton(new TableServiceClient(Azurite.ConnectionString, options)));
        using var esp = await platform.Candidate();
        var id = await Journey.Start(esp);
        await Journey.Fill(esp, id);
        var version = (await esp.Get($"/api/submissions/{id}")).GetProperty("version").GetString();
        outage.On = true;
        var (status, problem) = await esp.Try(HttpMethod.Post, $"/api/submissions/{id}/submit", new { version });
        Assert.Equal((503, "/problems/platform.unavailable"), (status, problem.GetProperty("type").GetString()));
        Assert.Equal("draft", (await esp.Get($"/api/submissions/{id}")).GetProperty("status").GetString());

        outage.On = false;
        await esp.Post($"/api/submissions/{id}/submit", new { version });
        var (scorer, invitation, _) = await platform.Journey.OpenInvitation([]);
        scorer.Dispose();
        await Task.Delay(TimeSpan.FromSeconds(3), Ct); // long enough for the first announcement to come again
        Assert.Single(await platform.MailsTo(invitation.To));
        Assert.Equal(2, (await platform.MailsTo(platform.Address("robin"))).Count);
    }

    [Fact]
    public async Task A_change_that_never_committed_has_no_consequences()
    {
        var clock = new FakeTimeProvider(DateTimeOffset.UtcNow) { AutoAdvanceAmount = TimeSpan.Zero };
        var (tables, queue) = (await Azurite.NewTables(), new RecordingQueue());
        var transitions = new Transitions(queue, clock);
        var store = new PortfolioStore(tables, transitions, new Finder(tables, new Links(Azurite.NewSettings())));
        var function = new FollowTransitionFunction(store, new Reactions(store, new DueDates(tables, Azurite.NewSettings(), clock), queue, clock), transitions, clock, NullLogger<FollowTransitionFunction>.Instance);
        var message = Message.Write(new EventRef(CandidateId.Of("local", "x"), SubmissionId.New(clock.GetUtcNow()), 1), clock);
        await Run(message);
        Assert.Equal((Queues.Transitions, TimeSpan.FromSeconds(2)), (queue.Sent[0].Queue, queue.Sent[0].Delay));
        await Run(queue.Sent[0].Json);
        Assert.Equal(TimeSpan.FromSeconds(4), queue.Sent[1].Delay);

        clock.Advance(Transitions.GiveUpAfter);
        await Run(queue.Sent[1].Json);
        Assert.Equal(2, queue.Sent.Count);

        async Task Run(string json)
        {
            var run = function.Run(json, Ct);
            while (!run.IsCompleted)
            {
                clock.Advance(TimeSpan.FromMilliseconds(100));
                await Task.Delay(5, Ct);
            }

            await run;
        }
    }

    [Fact]
    public async Task Storage_gone_for_ten_seconds_loses_nothing()
    {
        var (folder, blob, queue, table) = (Directory.CreateTempSubdirectory("esp-outage-").FullName, Ports.Free(), Ports.Free(), Ports.Free());
        var tools = LocalOptions.From(new ConfigurationManager()).Tools;
        var storage = LocalChildren.Azurite(tools, folder, blob, queue, table);
        await storage.Ready;
        await using (var platform = await Platform.Start(mail, settings: [("Esp:Storage", LocalChildren.ConnectionString(blob, queue, table))]))
        {
            using var esp = await platform.Candidate();
            var id = await Journey.Start(esp);
            await Journey.Fill(esp, id);
            await Task.Delay(TimeSpan.FromSeconds(6), Ct); // the emulator writes to disk behind its answers
            await storage.DisposeAsync();
            var (status, problem) = await esp.Try(HttpMethod.Put, $"/api/submissions/{id}/answers/p1-1", new { text = "While it was gone", version = "" });
            Assert.Equal((503, "/problems/platform.unavailable"), (status, problem.GetProperty("type").GetString()));
            using var health = await platform.Host.Http.GetAsync(new Uri("/api/health", UriKind.Relative), Ct);
            Assert.Equal(503, (int)health.StatusCode);
            await Task.Delay(TimeSpan.FromSeconds(10), Ct);

            storage = LocalChildren.Azurite(tools, folder, blob, queue, table);
            await storage.Ready;
            await Journey.Submit(esp, id);
            var (scorer, _, _) = await platform.Journey.OpenInvitation([]);
            Assert.Equal("earned", await Journey.Score(scorer));
            scorer.Dispose();
            await Journey.Eventually(async () => (await esp.Get($"/api/submissions/{id}")).GetProperty("credential").GetProperty("status").GetString() == "issued", "the credential is issued");
        }

        await storage.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_mail_server_that_is_gone_delays_the_mail_and_loses_none()
    {
        var (smtp, web) = (Ports.Free(), Ports.Free());
        await using var platform = await Platform.Start(mail, scorers: false, settings: [("Esp:SmtpPort", $"{smtp}")]);
        using var esp = await platform.Candidate();
        await Journey.Start(esp);
        await Task.Delay(TimeSpan.FromSeconds(1), Ct);
        var folder = Directory.CreateTempSubdirectory("esp-late-mail-").FullName;
        await using (var late = LocalChildren.MailServer(LocalOptions.From(new ConfigurationManager()).Tools, folder, smtp, web))
        {
            await late.Ready;
            using var mailbox = new Mailbox(new Uri($"http://127.0.0.1:{web}"));
            await mailbox.WaitFor(m => m.To == platform.Address("robin"), "the mail that had to wait");
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task What_cannot_be_read_goes_to_the_dead_letters_with_its_reason()
    {
        await using var platform = await Platform.Start(mail, scorers: false);
        var queues = platform.Get<StorageQueues>();
        foreach (var name in Queues.All)
            await queues.Send(name, "{\"id\":\"x\",\"body\":7}", TimeSpan.Zero, Ct);
        foreach (var name in Queues.All)
        {
            await Journey.Eventually(async () => (await queues.DeadLetters(name, Ct)).Count == 1, $"{name} has a dead letter");
            Assert.NotEmpty((await queues.DeadLetters(name, Ct))[0].Reason);
        }
    }

    private static async Task Drained(Platform platform)
    {
        var queues = platform.Get<StorageQueues>();
        await Journey.Eventually(async () =>
        {
            await Task.Delay(300, Ct);
            foreach (var name in Queues.All)
            {
                if ((await queues.Client(name).GetPropertiesAsync(Ct)).Value.ApproximateMessagesCount > 0)
                    return false;
            }

            return true;
        }, "every message is handled");
        foreach (var name in Queues.All)
            Assert.Empty(await queues.DeadLetters(name, Ct));
    }

    private static async Task<TableEntity> FirstRow(Platform platform)
    {
        await foreach (var row in platform.Get<Tables>().Portfolios.QueryAsync<TableEntity>($"RowKey ge 'sub|' and RowKey lt 'sub|~'", cancellationToken: Ct))
            return row;
        throw new InvalidOperationException("There is no submission.");
    }

    /// <summary>Every key of every table but the due dates', which go when they came.</summary>
    private static async Task<string> Rows(Platform platform)
    {
        var keys = new List<string>();
        foreach (var table in platform.Get<Tables>().All)
        {
            await foreach (var row in table.QueryAsync<TableEntity>(select: ["PartitionKey", "RowKey"], cancellationToken: Ct))
                keys.Add($"{table.Name} {row.PartitionKey} {row.RowKey}");
        }

        return string.Join('\n', keys.Order(StringComparer.Ordinal));
    }

    /// <summary>Answers 503 to every batch, as a storage that is out of order would.</summary>
    private sealed class BatchOutage : HttpPipelineSynchronousPolicy
    {
        public bool On { get; set; }

        public override void OnSendingRequest(HttpMessage message)
        {
            if (On && message.Request.Uri.ToString().EndsWith("$batch", StringComparison.Ordinal))
                throw new Azure.RequestFailedException(503, "The server is busy.");
        }
    }

    private sealed class RecordingQueue : IQueueSender
    {
        public List<(string Queue, string Json, TimeSpan Delay)> Sent { get; } = [];

        public Task Send(string queue, string json, TimeSpan delay, CancellationToken ct)
        {
            Sent.Add((queue, json, delay));
            return Task.CompletedTask;
        }
    }
}
