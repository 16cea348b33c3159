using Azure.Core;
using Azure.Data.Tables;
using Esp.App.Evidence;
using Esp.App.Platform;
using Esp.App.Portfolio;
using Esp.App.Records;
using Esp.App.Scoring;
using Esp.Host.Local.Queues;
using Esp.Host.Local.Walk;
using Esp.Tests.Areas;
using Microsoft.Extensions.DependencyInjection;

namespace Esp.Tests.Records;

/// <summary>One person is erased after a whole journey; nothing of them is left, and nobody else has lost anything.</summary>
public sealed class EraseTests(MailServer mail)
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Nothing_is_left_of_an_erased_person_and_everything_of_the_other()
    {
        var breaks = new Breaks();
        await using var platform = await Start(breaks);
        using var other = await platform.Journey.Candidate("Other Person", platform.Address("other"));
        var (others, _) = await platform.Earn(other);
        var story = await Story.Live(platform);
        using var admin = await Earning.Admin(platform);
        await Drained(platform);
        var before = await platform.Stored();
        Assert.All(story.Canaries, canary => Assert.NotEmpty(before.Holding(canary)));
        Assert.All(story.Submissions, s => Assert.Contains(before.Keys, k => k.Contains(s, StringComparison.Ordinal)));
        var copies = await Task.WhenAll(story.Credentials.Select(c => platform.Bytes($"/api/credentials/{c}")));

        var held = (Held)platform.Get<IQueueSender>();
        await admin.Post("/api/manage/people/erase", new { who = story.Submissions[0], reason = $"Asked by mail, as {Story.Name}.", confirm = story.Submissions[0] });
        await Journey.Eventually(() => Task.FromResult(!held.Later.IsEmpty), "what was open is ended");
        Assert.All(held.Later, m => Assert.Equal(FollowErasure.QuietAfter, m.Delay));
        var (status, refused) = await story.Esp.Try(HttpMethod.Post, "/api/submissions", new { microCredential = "professionalism" });
        Assert.Equal((409, "person.being-erased"), (status, refused.GetProperty("title").GetString()));
        Assert.Equal("cancelled", (await story.Scorer.Try(HttpMethod.Post, "/api/scoring/accept", new { })).Body.GetProperty("why").GetString());
        await Drained(platform);

        // Killed four times on its way.
        breaks.Arm(7, 31, 78, 140);
        await held.Release(Ct);
        await Journey.Eventually(async () => (await platform.Get<PersonReader>().Read(new CandidateId(story.Candidate), Ct)).Rows.Count == 0, "the person is erased");
        await Drained(platform);
        Assert.Equal(4, breaks.Broken);

        var after = await platform.Stored();
        Assert.Empty(story.Canaries.Concat(story.Submissions).SelectMany(after.Holding));
        Assert.DoesNotContain(after.Keys, k => story.Submissions.Any(s => k.Contains(EvidenceBlobs.Folder(SubmissionId.Parse(s)), StringComparison.Ordinal)));
        Assert.All(before.Where(t => t.Key.Contains(others, StringComparison.Ordinal)), thing => Assert.Equal(thing.Value, after[thing.Key]));
        Assert.Equal(Files(before, others), Files(after, others));
        Assert.All(await platform.Get<ScorerLoads>().Read(DateTimeOffset.MinValue, Ct), scorer => Assert.Equal(0, scorer.Open));

        await Credentials(platform, story, copies, admin);
        var log = (await admin.Get("/api/manage/log")).GetProperty("lines").EnumerateArray().Where(l => l.GetProperty("what").GetString() == "erase-person").ToArray();
        Assert.Matches("^per_[0-9a-f]{32}$", Assert.Single(log).GetProperty("on").GetString());

        // They may come back, and a message that lay about does not erase them again.
        var again = await Journey.Start(story.Esp);
        await platform.Get<StorageQueues>().Send(Queues.Erase, Message.Write(new EraseWanted(new CandidateId(story.Candidate), Quiet: true), TimeProvider.System), TimeSpan.Zero, Ct);
        await Drained(platform);
        Assert.Equal("draft", (await story.Esp.Get($"/api/submissions/{again}")).GetProperty("status").GetString());
    }

    [Fact]
    public async Task Erasing_needs_an_admin_a_reason_and_the_same_name_twice()
    {
        await using var platform = await Platform.Start(mail, scorers: false);
        using var esp = await platform.Candidate();
        using var twin = await platform.Journey.Candidate("Twin", platform.Address("twin"));
        using var admin = await Earning.Admin(platform);
        var id = await Journey.Start(esp);

        async Task<(int, string)> Refused(PlatformClient by, object body, string what = "erase")
        {
            var (status, problem) = await by.Try(HttpMethod.Post, $"/api/manage/people/{what}", body);
            return (status, problem.GetProperty("title").GetString()!);
        }

        Assert.Equal((404, "not-found"), await Refused(esp, new { who = id, reason = "I want to go.", confirm = id }));
        Assert.Equal((400, "person.not-confirmed"), await Refused(admin, new { who = id, reason = "They asked.", confirm = "" }));
        Assert.Equal((400, "admin.reason-needed"), await Refused(admin, new { who = id, reason = " ", confirm = id }));
        Assert.Equal((404, "not-found"), await Refused(admin, new { who = "nobody@esp.example", reason = "They asked.", confirm = "nobody@esp.example" }));
        Assert.Equal((404, "not-found"), await Refused(admin, new { who = "Robin", reason = "They asked.", confirm = "Robin" }));
        var profile = await twin.Get("/api/profile");
        await twin.Put("/api/profile", new { name = "Twin", email = platform.Address("robin"), careerFamily = "Transportation Services", employer = "E", state = "IL", affiliate = "", nameOnCredential = false, version = profile.GetProperty("version").GetString() });
        Assert.Equal((409, "person.several"), await Refused(admin, new { who = platform.Address("robin"), reason = "They asked.", confirm = platform.Address("robin") }));
        Assert.Equal((409, "person.several"), await Refused(admin, new { who = platform.Address("robin"), reason = "They asked." }, "export"));
        Assert.Equal("draft", (await esp.Get($"/api/submissions/{id}")).GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_start_that_is_refused_leaves_nothing_that_names_its_person()
    {
        await using var platform = await Platform.Start(mail, scorers: false);
        using var esp = await platform.Candidate();
        var id = await Journey.Start(esp);
        Assert.Equal(409, (await esp.Try(HttpMethod.Post, "/api/submissions", new { microCredential = "communication" })).Status);
        var rows = await platform.Get<Tables>().Finder.QueryAsync<TableEntity>("PartitionKey gt 'sub_'", cancellationToken: Ct).ToListAsync(Ct);
        Assert.Equal([id], rows.Select(r => r.PartitionKey));
    }

    [Fact]
    public async Task An_address_is_forgotten_also_when_the_secret_that_hid_it_has_changed()
    {
        static (string, string) Secret(byte of) => ("Esp:LinkSecret", Convert.ToBase64String(Enumerable.Repeat(of, 32).ToArray()));
        await using var first = await Platform.Start(mail, scorers: false, settings: Secret(1));
        string id;
        using (var esp = await first.Candidate())
            id = await Journey.Start(esp);
        await Drained(first);
        await first.Host.Stop();

        await using var second = await Platform.Start(mail, services: s => s.AddSingleton<IQueueSender>(p => new Held(p.GetRequiredService<StorageQueues>())), scorers: false, after: first.Host, settings: Secret(2));
        using var admin = await Earning.Admin(second);
        var candidate = (await second.Get<Finder>().Find(SubmissionId.Parse(id), Ct))!.Candidate;
        Assert.Empty(await second.Get<Finder>().FindByAddress(second.Address("robin"), Ct));
        await admin.Post("/api/manage/people/erase", new { who = id, reason = "They asked.", confirm = id });
        var held = (Held)second.Get<IQueueSender>();
        await Journey.Eventually(() => Task.FromResult(!held.Later.IsEmpty), "what was open is ended");
        await Drained(second);
        await held.Release(Ct);
        await Journey.Eventually(async () => (await second.Get<PersonReader>().Read(candidate, Ct)).Rows.Count == 0, "the person is erased");
        await Drained(second);
        Assert.Empty((await second.Stored()).Holding(candidate.ToString()));
    }

    private static IEnumerable<string> Files(Dictionary<string, string> all, string submission) =>
        all.Keys.Where(k => k.Contains(EvidenceBlobs.Folder(SubmissionId.Parse(submission)), StringComparison.Ordinal)).Order(StringComparer.Ordinal);

    private async Task<Platform> Start(Breaks breaks)
    {
        var options = new TableClientOptions();
        options.AddPolicy(breaks, HttpPipelinePosition.PerCall);
        return await Platform.Start(mail, services: services =>
        {
            services.AddSingleton(new TableServiceClient(Azurite.ConnectionString, options));
            services.AddSingleton<IQueueSender>(p => new Held(p.GetRequiredService<StorageQueues>()));
        });
    }

    /// <summary>A document with a name is gone from view, one without stays; copies of both check on, by an independent implementation; and either can still be taken back.</summary>
    private static async Task Credentials(Platform platform, Story story, byte[][] copies, PlatformClient admin)
    {
        Assert.Equal("410", await platform.Verdict(story.Credentials[0]));
        using var anybody = platform.Anybody();
        var (status, gone) = await anybody.Try(HttpMethod.Get, $"/api/credentials/{story.Credentials[0]}", body: null);
        Assert.Equal((410, "credential.removed"), (status, gone.GetProperty("title").GetString()));
        Assert.Equal("valid", await platform.Verdict(story.Credentials[1]));
        Assert.Equal(copies[1], await platform.Bytes($"/api/credentials/{story.Credentials[1]}"));
        Assert.All(await Check(), valid => Assert.True(valid));
        foreach (var credential in story.Credentials)
            await admin.Post($"/api/manage/credentials/{credential}/revoke", new { reason = "Issued by mistake." });
        Assert.Equal("invalid", await platform.Verdict(story.Credentials[1]));
        Assert.All(await Check(), valid => Assert.False(valid));

        async Task<IEnumerable<bool>> Check()
        {
            var (did, list) = (await platform.Bytes("/.well-known/did.json"), await platform.Bytes("/api/status-lists/1"));
            var answers = await Esp.Tests.Credentials.Independent.Answers("verify-credential.mjs", copies, ("did", did), ("status", list));
            return answers.Select(a => a.GetProperty("verified").GetBoolean());
        }
    }

    private static async Task Drained(Platform platform)
    {
        var queues = platform.Get<StorageQueues>();
        await Journey.Eventually(async () =>
        {
            await Task.Delay(400, Ct);
            var waiting = await Task.WhenAll(Queues.All.Select(async name => (await queues.Client(name).GetPropertiesAsync(Ct)).Value.ApproximateMessagesCount));
            return waiting.Sum() == 0;
        }, "every message is handled");
    }
}
