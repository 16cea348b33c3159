using System.Globalization;
using Esp.App.Evidence;
using Esp.App.Platform;
using Esp.App.Portfolio;
using Esp.Host.Local.Queues;
using Esp.Host.Local.Walk;
using Esp.Tests.Areas;

namespace Esp.Tests.Records;

/// <summary>
/// All that can happen to one person: earned with and without their name on it, not yet and again, declined, an upload that was never
/// finished, a file taken out, a link, a withdrawal, a review that is open, one that waits for a scorer, more time, a dead letter, mails sent again.
/// </summary>
internal sealed class Story
{
    public const string Name = "Quillon Wrenfield";
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    private readonly Platform _platform;
    private readonly List<string> _seen = [];

    private Story(Platform platform, PlatformClient esp) => (_platform, Esp) = (platform, esp);

    public PlatformClient Esp { get; }

    /// <summary>The scorer of the review that is open.</summary>
    public PlatformClient Scorer { get; private set; } = null!;

    public string Candidate { get; private set; } = "";

    public List<string> Submissions { get; } = [];

    /// <summary>The first with their name on it, the second without.</summary>
    public List<string> Credentials { get; } = [];

    public IReadOnlyList<string> Canaries => [Name, "quillon", "Canary Unit District", "canary-answer", "canary file", "canary loose", "canary-link", "Canary title", "canary reason", "canary removed", Candidate];

    public static async Task<Story> Live(Platform platform)
    {
        var esp = await platform.Journey.Candidate(Name, platform.Address("quillon"));
        var story = new Story(platform, esp);
        await story.Profile(nameOnCredential: true);
        story._seen.AddRange((await platform.Mailbox.All()).Select(m => m.Id));
        await story.EarnSlowly();
        await story.Profile(nameOnCredential: false);
        await story.Add("ethics", then: "earned");
        await story.Add("technology", then: "draft");
        await story.Add("organization", then: "withdrawn");
        await story.Add("reporting", then: "open");
        await platform.Journey.ImportScorers($"number,name,email,employer,state,affiliate,micro-credentials,active,max-open\nwalk-1,Walk Scorer One,walk.scorer.one@{platform.Journey.ScorerDomain},Far Away Schools,AK,,all,no,50\nwalk-2,Walk Scorer Two,walk.scorer.two@{platform.Journey.ScorerDomain},Another Far School,HI,,all,no,50\n");
        await story.Add("health-and-safety", then: "waiting");
        await story.ByAdmins();
        return story;
    }

    private async Task Profile(bool nameOnCredential)
    {
        var version = (await Esp.Get("/api/profile")).GetProperty("version").GetString();
        await Esp.Put("/api/profile", new { name = Name, email = _platform.Address("quillon"), careerFamily = "Transportation Services", employer = "Canary Unit District", state = "IL", affiliate = "Canary ESP", nameOnCredential, version });
    }

    /// <summary>Declined by the first scorer, not yet by the second, earned at the second attempt.</summary>
    private async Task EarnSlowly()
    {
        var id = await Begin("communication");
        await Journey.Submit(Esp, id);
        using (var first = await Open())
            await first.Post("/api/scoring/decline", new { reason = "noTime", note = "Not this week." });
        using (var second = await Open())
            Assert.Equal("notYet", await Journey.Score(second, "c1"));
        await Journey.Answer(Esp, id, "c1", "canary-answer, better than before");
        await Journey.Submit(Esp, id);
        using (var third = await Open())
            Assert.Equal("earned", await Journey.Score(third));
        await Earned(id);
    }

    private async Task Add(string slug, string then)
    {
        var id = await Begin(slug);
        switch (then)
        {
            case "earned":
                await Journey.Submit(Esp, id);
                using (var scorer = await Open())
                    Assert.Equal("earned", await Journey.Score(scorer));
                await Earned(id);
                break;
            case "withdrawn":
                await Esp.Post($"/api/submissions/{id}/withdraw", new { reason = "canary reason" });
                break;
            case "open":
                await Journey.Submit(Esp, id);
                Scorer = await Open();
                break;
            case "waiting":
                await Journey.Submit(Esp, id);
                await Journey.Eventually(async () => (await _platform.Stored()).Keys.Any(k => k.Contains("Waiting", StringComparison.Ordinal) && k.Contains(id, StringComparison.Ordinal)), "it waits for a scorer");
                break;
            default:
                var loose = await Esp.Post($"/api/submissions/{id}/evidence", new { criterion = "c1", kind = "file", name = "canary loose.pdf", bytes = Journey.Pdf.Length });
                await Esp.PutBlock(loose.GetProperty("upload").GetProperty("url").GetString()!, EvidenceBlobs.BlockId(0), Journey.Pdf);
                break;
        }
    }

    private async Task<string> Begin(string slug)
    {
        var id = await Journey.Start(Esp, slug);
        Submissions.Add(id);
        await Journey.Fill(Esp, id);
        await Journey.Answer(Esp, id, "p1-1", "canary-answer");
        await Journey.Upload(Esp, id, "c1", "canary file.pdf", Journey.Pdf);
        await Esp.Post($"/api/submissions/{id}/evidence", new { criterion = "c1", kind = "link", url = "https://example.org/canary-link", title = "Canary title" });
        var removed = await Journey.Upload(Esp, id, "c1", "canary removed.pdf", Journey.Pdf);
        await Journey.Eventually(async () => (await Esp.Get($"/api/submissions/{id}/evidence/{removed}")).GetProperty("state").GetString() == "ready", "it is checked");
        await Esp.Try(HttpMethod.Delete, $"/api/submissions/{id}/evidence/{removed}", body: null);
        await Journey.Eventually(async () => (await Esp.Get($"/api/submissions/{id}")).GetProperty("tasks").EnumerateArray().All(t => t.GetProperty("done").GetBoolean()), "every task is done");
        return id;
    }

    private async Task<PlatformClient> Open()
    {
        var (scorer, invitation, _) = await _platform.Journey.OpenInvitation(_seen);
        _seen.Add(invitation.Id);
        return scorer;
    }

    private async Task Earned(string id)
    {
        await Journey.Eventually(async () => (await Esp.Get($"/api/submissions/{id}")).GetProperty("credential").GetProperty("status").GetString() == "issued", "the credential is issued");
        Credentials.Add((await Esp.Get($"/api/submissions/{id}")).GetProperty("credential").GetProperty("id").GetString()!);
    }

    /// <summary>More time twice, a look at who it is, a mail again, and a message that nobody can read.</summary>
    private async Task ByAdmins()
    {
        var draft = Submissions[2];
        Candidate = (await _platform.Get<Finder>().Find(SubmissionId.Parse(draft), Ct))!.Candidate.ToString();
        using var admin = await Earning.Admin(_platform);
        foreach (var days in new[] { 300, 400 })
        {
            var version = (await admin.Get($"/api/manage/submissions/{draft}")).GetProperty("version").GetString();
            await admin.Post($"/api/manage/submissions/{draft}/finish-by", new { date = DateTimeOffset.UtcNow.AddDays(days).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), version, reason = "They were ill." });
        }

        await admin.Post($"/api/manage/submissions/{draft}/person", new { reason = $"{Name} called." });
        await _platform.Get<StorageQueues>().Send(Queues.Free, $$"""{"id":"x","body":"{{draft}} {{Candidate}}"}""", TimeSpan.Zero, Ct);
        await Journey.Eventually(async () => (await _platform.Get<StorageQueues>().DeadLetters(Queues.Free, Ct)).Count == 1, "there is a dead letter");
    }
}
