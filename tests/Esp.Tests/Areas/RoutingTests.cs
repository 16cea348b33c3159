using Esp.App.Scoring;
using Esp.Host.Local.Walk;

namespace Esp.Tests.Areas;

/// <summary>Who gets what to score, and what becomes of it.</summary>
public sealed class RoutingTests(MailServer mail)
{
    private const string Header = "number,name,email,employer,state,affiliate,micro-credentials,active,max-open\n";

    [Theory]
    [InlineData("1,Pat,pat@{0},Prairie Unit District 9,IL,,all,yes,5", "employer"), InlineData("1,Pat,pat@{0},Elsewhere,IL,prairie esp,all,yes,5", "affiliate"), InlineData("1,Robin,robin@esp.{1}.example,Elsewhere,AK,,all,yes,5", "person")]
    [InlineData("1,Pat,pat@{0},Elsewhere,AK,,ethics,yes,5", "not qualified"), InlineData("1,Pat,pat@{0},Elsewhere,AK,,all,no,5", "not active")]
    public async Task Who_must_not_score_it_is_not_asked_and_it_waits_until_somebody_may(string line, string why)
    {
        await using var platform = await Platform.Start(mail, scorers: false);
        await platform.Journey.ImportScorers(Header + string.Format(null, line, platform.Journey.ScorerDomain, platform.Host.Prefix));
        using var esp = await platform.Candidate();
        var id = await Platform.Sent(esp);
        await Journey.Eventually(async () => (await platform.Get<WaitingLine>().First(["communication"], 5, CancellationToken.None)).Count == 1, $"it waits ({why})");
        Assert.Contains("finding a scorer", (await esp.Get($"/api/submissions/{id}")).GetProperty("nextText").GetString(), StringComparison.Ordinal);

        await platform.Journey.ImportScorers(Header + $"2,Free,free@{platform.Journey.ScorerDomain},Elsewhere,AK,,communication,yes,5");
        var (scorer, invitation, _) = await platform.Journey.OpenInvitation([]);
        scorer.Dispose();
        Assert.StartsWith("free@", invitation.To, StringComparison.Ordinal);
        await Journey.Eventually(async () => (await platform.Get<WaitingLine>().First(["communication"], 5, CancellationToken.None)).Count == 0, "nobody waits any more");
    }

    [Fact]
    public async Task Work_is_spread_and_nobody_holds_more_than_they_may()
    {
        await using var platform = await Platform.Start(mail, scorers: false);
        await platform.Journey.ImportScorers(Header + string.Join('\n', Enumerable.Range(1, 3).Select(n => $"{n},Scorer {n},s{n}@{platform.Journey.ScorerDomain},Elsewhere {n},AK,,all,yes,2")));
        var pool = platform.Get<ScorerPool>();
        var reviews = Enumerable.Range(1, 7).Select(n => ReviewId.For(SubmissionId.New(DateTimeOffset.UtcNow), n)).ToArray();
        var taken = await Task.WhenAll(reviews.Take(3).Select(r => pool.Take(r, "communication", _ => true, _ => false, DateTimeOffset.UtcNow, CancellationToken.None)));
        Assert.Distinct(taken);
        foreach (var review in reviews.Skip(3).Take(3))
            Assert.NotNull(await pool.Take(review, "communication", _ => true, _ => false, DateTimeOffset.UtcNow, CancellationToken.None));
        Assert.Null(await pool.Take(reviews[6], "communication", _ => true, _ => false, DateTimeOffset.UtcNow, CancellationToken.None));

        // Asking again for the same review finds the same scorer and counts once; giving back twice gives back once.
        Assert.Equal(2, (await pool.Find(taken[0]!.Value, CancellationToken.None))!.Open);
        Assert.Equal(1, (await pool.GiveBack(reviews[0], CancellationToken.None))!.Open);
        Assert.Null(await pool.GiveBack(reviews[0], CancellationToken.None));
        Assert.Equal(taken[0], await pool.Take(reviews[6], "communication", _ => true, _ => false, DateTimeOffset.UtcNow, CancellationToken.None));
        Assert.Equal(taken[0], await pool.Take(reviews[6], "communication", _ => true, _ => false, DateTimeOffset.UtcNow, CancellationToken.None));
        Assert.Equal(2, (await pool.Find(taken[0]!.Value, CancellationToken.None))!.Open);
    }

    [Fact]
    public async Task Declined_work_goes_to_somebody_else_and_never_back()
    {
        await using var platform = await Platform.Start(mail);
        using var esp = await platform.Candidate();
        var id = await Platform.Sent(esp);
        var (first, one, _) = await platform.Journey.OpenInvitation([]);
        Assert.Equal(400, (await first.Try(HttpMethod.Post, "/api/scoring/decline", new { reason = "because" })).Status);
        await first.Post("/api/scoring/decline", new { reason = "knowThePerson", note = "We drove together." });
        var (second, two, _) = await platform.Journey.OpenInvitation([one.Id]);
        Assert.NotEqual(one.To, two.To);
        await second.Post("/api/scoring/decline", new { reason = "noTime" });
        await Journey.Eventually(async () => (await platform.Get<WaitingLine>().First(["communication"], 5, CancellationToken.None)).Count == 1, "it waits");
        Assert.Equal("declined", (await first.Try(HttpMethod.Post, "/api/scoring/accept", new { })).Body.GetProperty("why").GetString());
        var history = (await esp.Get($"/api/submissions/{id}")).GetProperty("history").GetRawText();
        Assert.DoesNotContain("declin", history, StringComparison.OrdinalIgnoreCase);
        first.Dispose();
        second.Dispose();
        await Journey.Eventually(async () => (await platform.Get<ScorerPool>().Find(ScorerId.For("walk-1"), CancellationToken.None))!.Open == 0, "the scorers are free again");
    }

    [Fact]
    public async Task A_roster_keeps_its_good_lines_and_names_its_bad_ones()
    {
        await using var platform = await Platform.Start(mail, scorers: false);
        using var admin = await platform.Anybody().SignIn("Admin", "admin@esp.example", admin: true);
        var csv = Header + $"1,\"Good, Pat\",pat@{platform.Journey.ScorerDomain},Elsewhere,AK,,communication;ethics,yes,\n2,No Mail,nonsense,X,AK,,all,yes,5\n3,Unknown,u@x.example,X,AK,,wizardry,yes,5\n4,Short\n1,Twice,t@x.example,X,AK,,all,yes,5\n5,Big,b@x.example,X,AK,,all,perhaps,5\n6,Big,b@x.example,X,AK,,all,yes,0\n";
        var result = await admin.Post("/api/manage/scorers", new { csv });
        Assert.Equal((1, 0), (result.GetProperty("imported").GetInt32(), result.GetProperty("updated").GetInt32()));
        Assert.Equal([3, 4, 5, 6, 7, 8], result.GetProperty("refused").EnumerateArray().Select(r => r.GetProperty("line").GetInt32()));
        Assert.Equal(1, (await admin.Post("/api/manage/scorers", new { csv })).GetProperty("updated").GetInt32());
        Assert.Equal("Good, Pat", (await platform.Get<ScorerPool>().Find(ScorerId.For("1"), CancellationToken.None))!.Name);
        Assert.Equal("/problems/roster.header", (await admin.Try(HttpMethod.Post, "/api/manage/scorers", new { csv = "name,email\n" })).Body.GetProperty("type").GetString());
    }
}
