using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Esp.App.Credentials;
using Esp.App.Platform;
using Esp.App.Portfolio;
using Esp.Domain.Credentials;
using Esp.Host.Local.Queues;
using Esp.Host.Local.Walk;
using Microsoft.Extensions.DependencyInjection;

namespace Esp.Tests.Areas;

/// <summary>What breaks in the middle of a revocation loses nothing and doubles nothing.</summary>
public sealed class RevocationFaultTests(MailServer mail)
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private static readonly (string, string) OneSite = ("Esp:SiteUrl", "http://localhost:4280");

    [Fact]
    public async Task A_host_that_ends_between_the_commit_and_its_consequences_leaves_them_to_the_next()
    {
        await using var first = await Platform.Start(mail, settings: OneSite);
        string submission, credential;
        using (var esp = await first.Candidate())
            (submission, credential) = await first.Earn(esp);
        await Drained(first);
        await first.Host.Stop();
        await using var halted = await Platform.Start(mail, scorers: false, queues: false, after: first.Host, settings: OneSite);
        using (var admin = await halted.Admin())
            await admin.Post($"/api/manage/credentials/{credential}/revoke", new { reason = "Issued by mistake." });
        Assert.Equal("valid", await halted.Verdict(credential)); // committed, and nothing followed
        using (var esp = await halted.Anybody().SignIn("Robin Walker", halted.Address("robin")))
            Assert.Equal("revoked", (await esp.Get($"/api/submissions/{submission}")).GetProperty("credential").GetProperty("status").GetString());
        await halted.Host.Stop();

        await using var next = await Platform.Start(mail, scorers: false, after: first.Host, settings: OneSite);
        await Journey.Eventually(async () => await next.Verdict(credential) == "invalid", "the next host takes it back");
        await next.Mailbox.WaitFor(m => m.To == next.Address("robin") && m.Subject.Contains("taken back", StringComparison.Ordinal), "the mail");
    }

    [Fact]
    public async Task Every_message_delivered_twice_takes_back_once()
    {
        await using var platform = await Platform.Start(mail);
        using var esp = await platform.Candidate();
        var (submission, credential) = await platform.Earn(esp);
        using var admin = await platform.Admin();
        await admin.Post($"/api/manage/credentials/{credential}/revoke", new { reason = "Issued by mistake." });
        await platform.Mailbox.WaitFor(m => m.To == platform.Address("robin") && m.Subject.Contains("taken back", StringComparison.Ordinal), "the mail");
        await Drained(platform);
        var (mails, rows, list) = ((await platform.MailsTo(platform.Address("robin"))).Count, await Rows(platform), await platform.Bytes("/api/status-lists/1"));

        var owner = (await platform.Get<CredentialStore>().FindAny(CredentialId.Parse(credential), Ct))!.Owner;
        for (var number = 1; number <= 6; number++)
        {
            foreach (var name in new[] { Queues.Transitions, Queues.Issue, Queues.Revoke, Queues.Revoke })
                await platform.Get<IQueueSender>().Send(name, Message.Write(new EventRef(owner, SubmissionId.Parse(submission), number), TimeProvider.System), TimeSpan.Zero, Ct);
        }

        await Drained(platform);
        Assert.Equal(mails, (await platform.MailsTo(platform.Address("robin"))).Count);
        Assert.Equal(rows, await Rows(platform));
        Assert.Equal(list, await platform.Bytes("/api/status-lists/1"));
    }

    [Fact]
    public async Task Naming_another_event_on_the_queue_takes_nothing_back()
    {
        await using var platform = await Platform.Start(mail);
        using var esp = await platform.Candidate();
        var (submission, credential) = await platform.Earn(esp);
        var owner = (await platform.Get<CredentialStore>().FindAny(CredentialId.Parse(credential), Ct))!.Owner;
        for (var number = 1; number <= 9; number++) // five there are
            await platform.Get<IQueueSender>().Send(Queues.Revoke, Message.Write(new EventRef(owner, SubmissionId.Parse(submission), number), TimeProvider.System), TimeSpan.Zero, Ct);
        await Drained(platform);
        Assert.Equal("valid", await platform.Verdict(credential));
    }

    [Fact]
    public async Task Storage_that_is_away_while_an_admin_revokes_changes_nothing_and_it_can_be_repeated()
    {
        var outage = new Outage(r => r.Uri.ToString().EndsWith("$batch", StringComparison.Ordinal));
        await using var platform = await Platform.Start(mail, services: s => s.AddSingleton(outage.Tables()));
        using var esp = await platform.Candidate();
        var (submission, credential) = await platform.Earn(esp);
        using var admin = await platform.Admin();
        await Drained(platform);
        outage.Left = int.MaxValue;
        var (status, problem) = await admin.Try(HttpMethod.Post, $"/api/manage/credentials/{credential}/revoke", new { reason = "Issued by mistake." });
        outage.Left = 0;
        Assert.Equal((503, "/problems/platform.unavailable"), (status, problem.GetProperty("type").GetString()));
        Assert.Equal("earned", (await esp.Get($"/api/submissions/{submission}")).GetProperty("status").GetString());
        Assert.Equal("valid", await platform.Verdict(credential));

        await admin.Post($"/api/manage/credentials/{credential}/revoke", new { reason = "Issued by mistake." });
        await Journey.Eventually(async () => await platform.Verdict(credential) == "invalid", "it is taken back");
        await Task.Delay(TimeSpan.FromSeconds(3), Ct); // long enough for the first announcement to come again
        Assert.Single(await platform.MailsTo(platform.Address("robin")), m => m.Subject.Contains("taken back", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("StatusLists"), InlineData("Credentials"), InlineData("Portfolios")]
    public async Task Whichever_write_of_a_revocation_fails_for_a_while_it_comes_to_its_end(string table)
    {
        var outage = new Outage(r => r.Uri.ToString().Contains(table + "(", StringComparison.Ordinal) && (r.Method == RequestMethod.Put || r.Method == RequestMethod.Patch));
        await using var platform = await Platform.Start(mail, services: s => s.AddSingleton(outage.Tables()));
        using var esp = await platform.Candidate();
        var (_, credential) = await platform.Earn(esp);
        Assert.Equal("valid", await platform.Verdict(credential));
        using var admin = await platform.Admin();
        outage.Left = 4; // the fifth delivery is the last
        await admin.Post($"/api/manage/credentials/{credential}/revoke", new { reason = "Issued by mistake." });
        await Journey.Eventually(async () => await platform.Verdict(credential) == "invalid", "it is taken back");
        await Drained(platform);
        Assert.Equal((0, "revoked"), (outage.Left, (await esp.Get("/api/portfolio")).GetProperty("credentials")[0].GetProperty("status").GetString()));
        Assert.NotNull((await platform.Get<CredentialStore>().FindAny(CredentialId.Parse(credential), Ct))!.RevokedAt);
    }

    [Fact]
    public async Task Twenty_revocations_at_once_are_all_in_the_list()
    {
        await using var platform = await Platform.Start(mail, scorers: false);
        var (store, indexes) = (platform.Get<CredentialStore>(), platform.Get<StatusIndexes>());
        var places = new List<int>();
        for (var n = 0; n < 20; n++)
        {
            var (owner, submission) = (CandidateId.Of("local", $"erased-{n}"), SubmissionId.New(DateTimeOffset.UtcNow));
            var place = await indexes.Reserve(Ct);
            places.Add(place.Index);
            await store.Add(new(CredentialId.For(submission), "{}", place.List, place.Index), owner, submission, Ct);
            await platform.Get<IQueueSender>().Send(Queues.Revoke, Message.Write(new EventRef(owner, submission, 6), TimeProvider.System), TimeSpan.Zero, Ct);
        }

        await Drained(platform);
        Assert.True(StatusBits.TryDecode(StatusListReader.Read(await platform.Bytes("/api/status-lists/1")).Ok().EncodedList, out var bits));
        Assert.Equal(places.Order(), Enumerable.Range(0, bits.Count).Where(i => bits[i]));
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

    /// <summary>Every key and content of the tables about credentials, and every key of the portfolios.</summary>
    private static async Task<string> Rows(Platform platform)
    {
        var tables = platform.Get<Tables>();
        var lines = new List<string>();
        foreach (var table in new[] { tables.Credentials, tables.StatusLists, tables.Portfolios, tables.Notices })
        {
            await foreach (var row in table.QueryAsync<TableEntity>(cancellationToken: Ct))
                lines.Add($"{table.Name} {row.PartitionKey} {row.RowKey} {row.GetString("Status")} {row.GetDateTimeOffset("RevokedAt")} {(row.TryGetValue("Taken", out var taken) ? Convert.ToHexString((byte[])taken) : "")}");
        }

        return string.Join('\n', lines.Order(StringComparer.Ordinal));
    }

    /// <summary>Answers 503 to the next requests of a kind, as a storage that is out of order would.</summary>
    private sealed class Outage(Func<Request, bool> to) : HttpPipelineSynchronousPolicy
    {
        private int _left;

        public int Left
        {
            get => Volatile.Read(ref _left);
            set => Volatile.Write(ref _left, value);
        }

        public TableServiceClient Tables()
        {
            var options = new TableClientOptions { Retry = { MaxRetries = 0 } };
            options.AddPolicy(this, HttpPipelinePosition.PerCall);
            return new(Azurite.ConnectionString, options);
        }

        public override void OnSendingRequest(HttpMessage message)
        {
            if (Left > 0 && to(message.Request))
            {
                Interlocked.Decrement(ref _left);
                throw new Azure.RequestFailedException(503, "The server is busy.");
            }
        }
    }
}
