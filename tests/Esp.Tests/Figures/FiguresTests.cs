using System.Text.Json;
using Esp.App.Email;
using Esp.App.Figures;
using Esp.App.Platform;
using Esp.Host.Local.Queues;
using Esp.Host.Local.Walk;
using Esp.Tests.Areas;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace Esp.Tests.Figures;

/// <summary>The figures as admins get them, from a running platform.</summary>
public sealed class FiguresTests(MailServer mail)
{
    [Fact]
    public async Task Only_an_admin_sees_that_there_are_figures()
    {
        await using var platform = await Platform.Start(mail, scorers: false);
        using var esp = await platform.Candidate();
        using var nobody = platform.Anybody();
        foreach (var method in new[] { HttpMethod.Get, HttpMethod.Post })
        {
            Assert.Equal(404, (await esp.Try(method, "/api/manage/figures", new { })).Status);
            Assert.Equal(401, (await nobody.Try(method, "/api/manage/figures", new { })).Status);
        }
    }

    [Fact]
    public async Task What_waits_what_failed_and_what_was_put_aside_is_there_and_goes_when_it_is_seen_to()
    {
        var broken = new BrokenMail();
        await using var platform = await Platform.Start(mail, scorers: false, services: s => s.AddSingleton<IMailer>(broken));
        using var admin = await Admin(platform);
        var empty = await admin.Get("/api/manage/figures");
        Assert.Equal((0, JsonValueKind.Undefined, 0), (Today(empty, "waiting"), empty.GetProperty("today").TryGetProperty("oldestWaitingHours", out var none) ? none.ValueKind : default, Today(empty, "failedMail")));

        using var esp = await platform.Candidate();
        await Platform.Sent(esp);
        await platform.Get<StorageQueues>().Send(Queues.Free, "{}", TimeSpan.Zero, TestContext.Current.CancellationToken);
        var now = await Measured(admin, f => Today(f, "waiting") == 1 && Today(f, "failedMail") == 2 && Dead(f, Queues.Free) == 1 && Status(f, "submitted") == 1);
        Assert.Equal("communication", now.GetProperty("today").GetProperty("waitingFor")[0].GetProperty("slug").GetString());
        Assert.InRange(now.GetProperty("today").GetProperty("oldestWaitingHours").GetDouble(), 0, 0.1);
        Assert.Equal(["started", "submission-received"], now.GetProperty("today").GetProperty("failedMailBy").EnumerateArray().Select(f => f.GetProperty("template").GetString()).Order(StringComparer.Ordinal));
        Assert.Equal(now.GetRawText(), (await admin.Get("/api/manage/figures")).GetRawText());
        Assert.All(now.GetProperty("health").EnumerateArray(), d => Assert.Equal("ok", d.GetProperty("status").GetString()));

        broken.Mended = true;
        await platform.Journey.ImportScorers();
        await Measured(admin, f => Today(f, "waiting") == 0 && Today(f, "failedMail") == 0 && Status(f, "offered") == 1);
    }

    [Fact]
    public async Task A_journey_shows_in_the_funnel_the_scorers_and_the_credentials_and_names_nobody()
    {
        await using var platform = await Platform.Start(mail);
        using var admin = await Admin(platform);
        using var esp = await platform.Candidate();
        var id = await Platform.Sent(esp);
        var (scorer, _, _) = await platform.Journey.OpenInvitation([]);
        using var session = scorer;
        var busy = (await Measured(admin, f => f.GetProperty("scorers").GetProperty("open").GetInt32() == 1)).GetProperty("scorers");
        Assert.Equal((2, 0, 99), (busy.GetProperty("active").GetInt32(), busy.GetProperty("late").GetInt32(), busy.GetProperty("room").GetInt32()));
        Assert.StartsWith("walk-", busy.GetProperty("busiest")[0].GetProperty("number").GetString(), StringComparison.Ordinal);

        await Journey.Score(scorer);
        await Journey.Eventually(async () => (await esp.Get($"/api/submissions/{id}")).GetProperty("credential").GetProperty("status").GetString() == "issued", "the credential is issued");
        using var anybody = platform.Anybody();
        await anybody.Get($"/api/credentials/{(await esp.Get($"/api/submissions/{id}")).GetProperty("credential").GetProperty("id").GetString()}/verification");
        var now = await Measured(admin, f => Credentials(f) == (1, 1, 0, 1));
        var funnel = now.GetProperty("flow").GetProperty("funnel").EnumerateArray().Single(f => f.GetProperty("slug").GetString() == "communication");
        Assert.Equal([1, 1, 1, 1, 0], new[] { "started", "submitted", "decided", "earned", "notYet" }.Select(n => funnel.GetProperty(n).GetInt32()));
        Assert.Equal((1, 0), (now.GetProperty("flow").GetProperty("turnaround").GetProperty("decisions").GetInt32(), now.GetProperty("flow").GetProperty("turnaround").GetProperty("median").GetInt32()));
        Assert.Equal(1, now.GetProperty("credentials").GetProperty("statusLists")[0].GetProperty("n").GetInt32());
        foreach (var name in new[] { "Robin", "Walk Scorer", "@", "can_", id })
            Assert.DoesNotContain(name, now.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_review_is_late_after_noon_of_the_day_that_it_is_due()
    {
        var clock = new FakeTimeProvider(new(2026, 11, 23, 15, 0, 0, TimeSpan.Zero));
        var (tables, settings) = (await Azurite.NewTables(), Azurite.NewSettings());
        var loads = new Esp.App.Scoring.ScorerLoads(tables);
        var pool = new Esp.App.Scoring.ScorerPool(tables);
        var ct = TestContext.Current.CancellationToken;
        await pool.Put(new(ScorerId.For("7"), "7", "Name", "a@b.example", "", "", "", ["communication"], Active: true, MaxOpen: 5, Open: 0), ct);
        Assert.NotNull(await pool.Take(ReviewId.For(SubmissionId.New(clock.GetUtcNow()), 3), "communication", _ => true, _ => false, clock.GetUtcNow(), ct));
        foreach (var (day, hour, late) in new[] { (29, 15, 0), (30, 11, 0), (30, 13, 1) })
        {
            var now = new DateTimeOffset(2026, 11, day, hour, 0, 0, TimeSpan.Zero);
            Assert.Equal(late, (await loads.Read(Measure.LateIfSince(now, settings.ScoreDays), ct)).Single().Late);
        }
    }

    private static Task<PlatformClient> Admin(Platform platform) => platform.Anybody().SignIn("Ada Admin", "admin@esp.example", admin: true);

    /// <summary>Measures until it holds, and answers that measure.</summary>
    private static async Task<JsonElement> Measured(PlatformClient admin, Func<JsonElement, bool> holds)
    {
        JsonElement figures = default;
        await Journey.Eventually(async () => holds(figures = await admin.Post("/api/manage/figures")), "the figures are as they should be");
        return figures;
    }

    private static int Today(JsonElement figures, string name) => figures.GetProperty("today").GetProperty(name).GetInt32();

    private static int Dead(JsonElement figures, string queue) => figures.GetProperty("today").GetProperty("deadLetters").EnumerateArray().Single(q => q.GetProperty("queue").GetString() == queue).GetProperty("count").GetInt32();

    private static int Status(JsonElement figures, string status) => figures.GetProperty("flow").GetProperty("byStatus").EnumerateArray().Where(s => s.GetProperty("status").GetString() == status).Sum(s => s.GetProperty("count").GetInt32());

    private static (int, int, int, int) Credentials(JsonElement figures) =>
        figures.GetProperty("credentials") is var c ? (c.GetProperty("earned").GetInt32(), c.GetProperty("issued").GetInt32(), c.GetProperty("revoked").GetInt32(), c.GetProperty("verified").GetInt32()) : default;

    private sealed class BrokenMail : IMailer
    {
        public bool Mended { get; set; }

        public Task Send(NoticeId notice, string to, RenderedMail mail, CancellationToken ct) =>
            Mended ? Task.CompletedTask : throw new MailNotSentException("The mail server cannot be reached.");
    }
}
