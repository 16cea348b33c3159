using Esp.App.Admin;
using Esp.App.Platform;
using Esp.Host.Local.Walk;
using Esp.Tests.Areas;

namespace Esp.Tests.Admin;

/// <summary>What admins see: enough to help, nothing about whose work it is unless they say why.</summary>
public sealed class LookTests(MailServer mail)
{
    private static readonly (string Method, string Path, object? Body)[] Calls =
    [
        ("GET", "/api/manage/today", null),
        ("GET", "/api/manage/log", null),
        ("GET", "/api/manage/scorers", null),
        ("GET", "/api/manage/dead-letters", null),
        ("GET", "/api/manage/submissions/{0}", null),
        ("POST", "/api/manage/submissions/{0}/person", new { reason = Admins.Reason }),
        ("POST", "/api/manage/submissions/{0}/mails/started/resend", new { reason = Admins.Reason }),
        ("POST", "/api/manage/scorers", new { csv = "" }),
        ("POST", "/api/manage/scorers/walk-1/active", new { active = false, reason = Admins.Reason }),
        ("POST", "/api/manage/dead-letters/email/1/replay", new { reason = Admins.Reason }),
        ("POST", "/api/manage/dead-letters/email/1/drop", new { reason = Admins.Reason }),
    ];

    [Fact]
    public async Task Nothing_of_it_is_there_for_others()
    {
        await using var platform = await Platform.Start(mail);
        using var esp = await platform.Candidate();
        using var anybody = platform.Anybody();
        var id = await Journey.Start(esp);
        var nowhere = (await esp.Try(HttpMethod.Get, "/api/submissions/sub_0", null)).Body.GetRawText();
        foreach (var (method, path, body) in Calls)
        {
            var (status, problem) = await esp.Try(new(method), string.Format(null, path, id), body);
            Assert.Equal((404, nowhere), (status, problem.GetRawText()));
            Assert.Equal(401, (await anybody.Try(new(method), string.Format(null, path, id), body)).Status);
        }

        using var admin = await platform.Admin();
        Assert.Single(await admin.Log("roster"));
        Assert.Empty(await admin.Log(id));
    }

    [Fact]
    public async Task A_submission_is_seen_without_who_it_is_and_without_a_word_of_it()
    {
        await using var platform = await Platform.Start(mail);
        using var esp = await platform.Candidate();
        using var admin = await platform.Admin();
        var id = await Platform.Sent(esp);
        var (scorer, invitation, _) = await platform.Journey.OpenInvitation([]);
        await scorer.Post("/api/scoring/decline", new { reason = "knowThePerson", note = "It is Robin from the depot." });
        scorer.Dispose();
        var (second, _, _) = await platform.Journey.OpenInvitation([invitation.Id]);
        await second.Post("/api/scoring/accept");
        second.Dispose();
        await esp.Post($"/api/submissions/{id}/withdraw", new { reason = "Robin Walker has a new job." });
        await Journey.Eventually(async () => (await admin.Managed(id)).GetProperty("mails").GetArrayLength() == 6, "six mails are in the ledger");

        var view = await admin.Managed(id);
        Assert.Equal(("withdrawn", 4, true), (view.GetProperty("status").GetString(), view.GetProperty("evidenceCount").GetInt32(), view.GetProperty("whole").GetBoolean()));
        Assert.Equal(["declined", "cancelled"], view.GetProperty("reviews").EnumerateArray().Select(r => r.GetProperty("state").GetString()));
        Assert.All(view.GetProperty("reviews").EnumerateArray(), r => Assert.StartsWith("walk-", r.GetProperty("scorer").GetString(), StringComparison.Ordinal));
        Assert.Equal(
            ["review-closed", "review-invitation", "review-invitation", "started", "submission-received", "submission-withdrawn"],
            view.GetProperty("mails").EnumerateArray().Select(m => m.GetProperty("template").GetString()).Order(StringComparer.Ordinal));
        var lines = view.GetProperty("history").EnumerateArray().Select(l => l.GetProperty("text").GetString()!).ToArray();
        Assert.Equal("Started.", lines[0]);
        Assert.Contains(lines, l => l.EndsWith("declined.", StringComparison.Ordinal));
        Assert.Equal("knowThePerson", view.GetProperty("history")[3].GetProperty("note").GetString());
        var text = view.GetRawText();
        Assert.All(
            ["Robin", "Walker", "@", "Prairie", "route log", "radio ahead", "depot", "can_", "scr_", "new job"],
            word => Assert.DoesNotContain(word, text, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Who_it_is_is_told_for_a_reason_that_is_kept()
    {
        await using var platform = await Platform.Start(mail, scorers: false);
        using var esp = await platform.Candidate();
        using var admin = await platform.Admin();
        var id = await Journey.Start(esp);
        var path = $"/api/manage/submissions/{id}/person";
        Assert.Equal((400, "admin.reason-needed"), await admin.Refused(path, new { reason = " x " }));
        Assert.Equal((400, "admin.reason-needed"), await admin.Refused(path, new { reason = new string('x', 1001) }));
        Assert.Equal((404, "not-found"), await admin.Refused($"/api/manage/submissions/{SubmissionId.New(DateTimeOffset.UtcNow)}/person", new { reason = Admins.Reason }));
        Assert.Empty(await admin.Log(id));

        var person = await admin.Post(path, new { reason = "She wrote to us and cannot sign in." });
        Assert.Equal(("Robin Walker", platform.Address("robin")), (person.GetProperty("name").GetString(), person.GetProperty("email").GetString()));
        Assert.Equal(["read-person: done"], await admin.Log(id));
        var log = (await admin.Get("/api/manage/log")).GetRawText();
        Assert.Contains("cannot sign in", log, StringComparison.Ordinal);
        Assert.DoesNotContain("Robin", log, StringComparison.Ordinal);
        Assert.DoesNotContain("@", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_log_is_read_by_month()
    {
        await using var platform = await Platform.Start(mail);
        using var admin = await platform.Admin();
        Assert.Equal(0, (await admin.Get("/api/manage/log?month=200101")).GetProperty("lines").GetArrayLength());
        Assert.Equal(1, (await admin.Get("/api/manage/log")).GetProperty("lines").GetArrayLength());
        foreach (var month in new[] { "2026", "202613", "november", "202611' or PartitionKey ne '" })
            Assert.Equal(400, (await admin.Try(HttpMethod.Get, $"/api/manage/log?month={Uri.EscapeDataString(month)}", null)).Status);
    }

    [Fact]
    public async Task What_was_interrupted_leaves_its_trace()
    {
        var log = new AdminLog(await Azurite.NewTables(), TimeProvider.System);
        var admin = new SignedIn(CandidateId.Of("local", "ada"), "ada@esp.example", IsAdmin: true);
        await Assert.ThrowsAsync<TimeoutException>(() => log.Take<Nothing>(admin, new(Deed.ReplayDeadLetter, "route 1", Admins.Reason), () => throw new TimeoutException(), TestContext.Current.CancellationToken));
        var line = Assert.Single(await log.Read(AdminLog.Month(DateTimeOffset.UtcNow), TestContext.Current.CancellationToken));
        Assert.Equal((Deed.ReplayDeadLetter, "unknown", Admins.Reason), (line.What, line.Outcome, line.Reason));
    }

    [Fact]
    public async Task A_credential_number_leads_to_its_submission_and_an_unknown_one_nowhere()
    {
        await using var platform = await Platform.Start(mail);
        using var esp = await platform.Candidate();
        using var admin = await platform.Admin();
        var id = await Platform.Sent(esp);
        var (scorer, _, _) = await platform.Journey.OpenInvitation([]);
        await Journey.Score(scorer);
        scorer.Dispose();
        var credential = CredentialId.For(SubmissionId.Parse(id)).ToString();
        await Journey.Eventually(async () => (await admin.Try(HttpMethod.Get, $"/api/manage/submissions/{credential}", null)).Status == 200, "the credential is found");
        Assert.Equal((id, credential), ((await admin.Managed(credential)).GetProperty("id").GetString(), (await admin.Managed(id)).GetProperty("credential").GetString()));
        foreach (var unknown in new[] { "crd_00000000000000000000000000000000", "sub_00000000000000000000000000000000", "x", "can_00000000000000000000000000000000" })
            Assert.Equal(404, (await admin.Try(HttpMethod.Get, $"/api/manage/submissions/{unknown}", null)).Status);
    }
}
