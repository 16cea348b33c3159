using Esp.App.Scoring;
using Esp.Host.Local.Walk;
using Esp.Tests.Areas;

namespace Esp.Tests.Admin;

/// <summary>A review that an admin gives to somebody else.</summary>
public sealed class ReassignTests(MailServer mail)
{
    [Theory]
    [InlineData(false), InlineData(true)]
    public async Task The_link_dies_the_scorer_is_told_and_somebody_else_is_asked(bool accepted)
    {
        await using var platform = await Platform.Start(mail);
        using var esp = await platform.Candidate();
        using var admin = await platform.Admin();
        var id = await Platform.Sent(esp);
        var (first, invitation, _) = await platform.Journey.OpenInvitation([]);
        using var holder = first;
        if (accepted)
            await first.Post("/api/scoring/accept");
        Assert.Equal(["reassign"], (await admin.Managed(id)).GetProperty("allowed").EnumerateArray().Select(a => a.GetString()));

        var step = await admin.Post($"/api/manage/submissions/{id}/reassign", new { version = await admin.Version(id), reason = Admins.Reason });
        Assert.Equal("submitted", step.GetProperty("status").GetString());
        var (status, problem) = await first.Try(HttpMethod.Post, "/api/scoring/open", new { token = Mailbox.Token(invitation) });
        Assert.Equal((409, "reassigned", false), (status, problem.GetProperty("why").GetString(), problem.GetProperty("canAskForNew").GetBoolean()));
        Assert.Equal(409, (await first.Try(HttpMethod.Post, "/api/scoring/accept", new { })).Status);

        var (second, other, _) = await platform.Journey.OpenInvitation([invitation.Id]);
        Assert.NotEqual(invitation.To, other.To);
        var told = await platform.Mailbox.WaitFor(m => m.To == invitation.To && m.Text.Contains("gave it to somebody else", StringComparison.Ordinal), "the first scorer is told");
        Assert.DoesNotContain("ill", told.Text.Split(' '));

        var view = await admin.Managed(id);
        Assert.True(view.GetProperty("whole").GetBoolean());
        var line = view.GetProperty("history").EnumerateArray().Single(l => l.GetProperty("by").GetString() == "admin");
        Assert.Equal(Admins.Reason, line.GetProperty("note").GetString());
        Assert.Equal(["reassign: done"], await admin.Log(id));
        Assert.DoesNotContain("ill", (await esp.Get($"/api/submissions/{id}")).GetProperty("history").GetRawText(), StringComparison.Ordinal);

        // Both have had it: nobody is left, and it waits rather than going back.
        second.Dispose();
        await admin.Post($"/api/manage/submissions/{id}/reassign", new { version = await admin.Version(id), reason = Admins.Reason });
        await Journey.Eventually(async () => (await platform.Get<WaitingLine>().Look(5, CancellationToken.None)).Count == 1, "it waits");
        var today = await admin.Get("/api/manage/today");
        Assert.Equal((id, "communication"), (today.GetProperty("waiting")[0].GetProperty("id").GetString(), today.GetProperty("waiting")[0].GetProperty("slug").GetString()));
    }

    [Fact]
    public async Task Without_a_reason_or_on_what_has_changed_or_is_not_out_nothing_happens()
    {
        await using var platform = await Platform.Start(mail);
        using var esp = await platform.Candidate();
        using var admin = await platform.Admin();
        var id = await Journey.Start(esp);
        var path = $"/api/manage/submissions/{id}/reassign";
        Assert.Equal((409, "submission.step-not-allowed"), await admin.Refused(path, new { version = await admin.Version(id), reason = Admins.Reason }));
        await Journey.Fill(esp, id);
        await Journey.Submit(esp, id);
        var (scorer, _, _) = await platform.Journey.OpenInvitation([]);
        using var holder = scorer;
        var seen = await admin.Version(id);
        await scorer.Post("/api/scoring/accept");
        Assert.Equal((409, "submission.changed-meanwhile"), await admin.Refused(path, new { version = seen, reason = Admins.Reason }));
        Assert.Equal((400, "admin.reason-needed"), await admin.Refused(path, new { version = await admin.Version(id), reason = "" }));
        Assert.Equal((400, "request.unreadable"), await admin.Refused(path, new { reason = Admins.Reason }));
        Assert.Equal("accepted", (await scorer.Get("/api/scoring/review")).GetProperty("state").GetString());
        Assert.Equal(["reassign: submission.changed-meanwhile", "reassign: submission.step-not-allowed"], await admin.Log(id));

        // Of two at once, one is told that it came second.
        var version = await admin.Version(id);
        var tries = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => admin.Try(HttpMethod.Post, path, new { version, reason = Admins.Reason })));
        Assert.Single(tries, t => t.Status == 200);
        Assert.Equal(2, tries.Count(t => t.Status == 409));
    }
}
