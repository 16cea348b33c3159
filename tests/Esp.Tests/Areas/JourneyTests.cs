using System.Text.Json;
using Esp.Host.Local.Walk;

namespace Esp.Tests.Areas;

/// <summary>The story whole, over HTTP and mail.</summary>
public sealed class JourneyTests(MailServer mail)
{
    [Fact]
    public async Task Not_yet_then_earned_with_what_passed_carried_over()
    {
        await using var platform = await Platform.Start(mail);
        using var esp = await platform.Candidate();
        var id = await Platform.Sent(esp);
        var (first, invitation, review) = await platform.Journey.OpenInvitation([]);
        Assert.False(review.TryGetProperty("answers", out _), "Nothing is shown before accepting.");
        Assert.Equal("notYet", await Journey.Score(first, "c1", "part3"));
        first.Dispose();

        var returned = await esp.Get($"/api/submissions/{id}");
        Assert.Equal("returned", returned.GetProperty("status").GetString());
        Assert.Equal("basic", returned.GetProperty("attempts")[0].GetProperty("results").GetProperty("c1").GetProperty("outcome").GetString());
        Assert.Contains("Say who was told", returned.GetProperty("attempts")[0].GetProperty("results").GetProperty("c1").GetProperty("comment").GetString(), StringComparison.Ordinal);
        var (status, refused) = await esp.Try(HttpMethod.Put, $"/api/submissions/{id}/answers/p1-1", new { text = "Changed", version = "" });
        Assert.Equal((409, "/problems/answer.locked"), (status, refused.GetProperty("type").GetString()));

        await Journey.Fill(esp, id);
        await Journey.Submit(esp, id);
        var (second, next, again) = await platform.Journey.OpenInvitation([invitation.Id]);
        Assert.NotEqual(invitation.To, next.To);
        Assert.Equal(JsonValueKind.Undefined, again.TryGetProperty("rubric", out var rubric) ? rubric.ValueKind : default);
        Assert.Equal("earned", await Journey.Score(second));
        second.Dispose();

        await Journey.Eventually(async () => (await esp.Get($"/api/submissions/{id}")).GetProperty("credential").GetProperty("status").GetString() == "issued", "the credential is issued");
        var credential = (await esp.Get($"/api/submissions/{id}")).GetProperty("credential").GetProperty("id").GetString();
        using var anybody = platform.Anybody();
        var verified = await anybody.Get($"/api/credentials/{credential}/verification");
        Assert.Equal("valid", verified.GetProperty("summary").GetString());
        Assert.All(verified.GetProperty("checks").EnumerateArray(), c => Assert.Equal("valid", c.GetProperty("result").GetString()));
        Assert.All(verified.GetProperty("credential").GetProperty("results").EnumerateArray(), r => Assert.Equal("Proficient", r.GetProperty("level").GetString()));

        // An independent implementation says the same of what was published.
        var http = platform.Host.Http;
        var (badge, did, list) = (await Bytes($"/api/credentials/{credential}"), await Bytes("/.well-known/did.json"), await Bytes("/api/status-lists/1"));
        Assert.True((await Credentials.Independent.Answers("verify-credential.mjs", [badge], ("did", did), ("status", list)))[0].GetProperty("verified").GetBoolean());
        var changed = System.Text.Encoding.UTF8.GetBytes(System.Text.Encoding.UTF8.GetString(badge).Replace("Robin", "Robyn", StringComparison.Ordinal));
        Assert.False((await Credentials.Independent.Answers("verify-credential.mjs", [changed], ("did", did), ("status", list)))[0].GetProperty("verified").GetBoolean());

        Task<byte[]> Bytes(string path) => http.GetByteArrayAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

        await platform.Mailbox.WaitFor(m => m.To == platform.Address("robin") && m.Text.Contains($"/c/{credential}", StringComparison.Ordinal), "the credential's mail");
        var subjects = (await platform.MailsTo(platform.Address("robin"))).Select(m => m.Subject).ToArray();
        Assert.Equal(6, subjects.Length); // welcome, received twice, not yet, earned, credential
        Assert.Equal("issued", (await esp.Get("/api/portfolio")).GetProperty("credentials")[0].GetProperty("status").GetString());
    }

    [Fact]
    public async Task A_scorer_learns_nothing_of_the_candidate()
    {
        await using var platform = await Platform.Start(mail);
        using var esp = await platform.Candidate();
        var id = await Platform.Sent(esp);
        var (scorer, invitation, _) = await platform.Journey.OpenInvitation([]);
        using var session = scorer;
        var review = await scorer.Post("/api/scoring/accept");
        var read = await scorer.Post("/api/scoring/evidence/1/read");
        var seen = review.GetRawText() + read.GetRawText() + invitation.Text + invitation.Subject;
        var candidate = CandidateId.Of("local", Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(platform.Address("robin"))))[..32]).ToString();
        foreach (var secret in new[] { "Robin", "Walker", platform.Address("robin"), "Prairie", "route log.pdf", id, candidate })
            Assert.DoesNotContain(secret, seen, StringComparison.OrdinalIgnoreCase);
        Assert.Equal("evidence-1.pdf", read.GetProperty("name").GetString());
    }

    [Fact]
    public async Task Somebody_new_is_welcomed_before_they_filled_in_anything()
    {
        await using var platform = await Platform.Start(mail, scorers: false);
        using var esp = await platform.Anybody().SignIn("New Person", platform.Address("new"));
        await Journey.Start(esp);
        await platform.Mailbox.WaitFor(m => m.To == platform.Address("new"), "the welcome");
        var profile = await esp.Get("/api/profile");
        Assert.Equal((false, false), (profile.GetProperty("complete").GetBoolean(), profile.GetProperty("nameOnCredential").GetBoolean()));
    }

    [Fact]
    public async Task Withdrawing_closes_the_link_and_tells_the_scorer()
    {
        await using var platform = await Platform.Start(mail);
        using var esp = await platform.Candidate();
        var id = await Platform.Sent(esp);
        var (scorer, invitation, _) = await platform.Journey.OpenInvitation([]);
        using var session = scorer;
        await esp.Post($"/api/submissions/{id}/withdraw", new { reason = "I changed jobs." });
        var (status, problem) = await scorer.Try(HttpMethod.Post, "/api/scoring/accept", new { });
        Assert.Equal((409, "cancelled"), (status, problem.GetProperty("why").GetString()));
        await platform.Mailbox.WaitFor(m => m.To == invitation.To && m.Id != invitation.Id, "the mail that it is no longer needed");
        Assert.Equal("withdrawn", (await esp.Get($"/api/submissions/{id}")).GetProperty("status").GetString());
        Assert.NotEqual(id, await Journey.Start(esp)); // and one may start again
    }
}
