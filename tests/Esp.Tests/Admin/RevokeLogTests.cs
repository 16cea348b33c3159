using Esp.Host.Local.Walk;
using Esp.Tests.Areas;

namespace Esp.Tests.Admin;

/// <summary>Taking a credential back stands in the log of admin actions, and in the submission's history without who did it by name.</summary>
public sealed class RevokeLogTests(MailServer mail)
{
    [Fact]
    public async Task It_is_logged_with_what_became_of_it()
    {
        await using var platform = await Platform.Start(mail);
        using var esp = await platform.Candidate();
        using var admin = await platform.Admin();
        var id = await Platform.Sent(esp);
        var (scorer, _, _) = await platform.Journey.OpenInvitation([]);
        await Journey.Score(scorer);
        scorer.Dispose();
        var credential = CredentialId.For(SubmissionId.Parse(id)).ToString();
        await Journey.Eventually(async () => (await admin.Managed(id)).TryGetProperty("credentialStatus", out var s) && s.GetString() == "issued", "the credential is issued");
        Assert.Equal(["revoke"], (await admin.Managed(id)).GetProperty("allowed").EnumerateArray().Select(a => a.GetString()));

        var path = $"/api/manage/credentials/{credential}/revoke";
        Assert.Equal((400, "credential.no-reason"), await admin.Refused(path, new { reason = "x" }));
        await admin.Post(path, new { reason = "Issued by mistake." });
        Assert.Equal((409, "credential.already-revoked"), await admin.Refused(path, new { reason = "Once more." }));
        Assert.Equal(["revoke: credential.already-revoked", "revoke: done"], await admin.Log(credential));

        var view = await admin.Managed(credential);
        Assert.Equal(("revoked", "Issued by mistake.", true), (view.GetProperty("status").GetString(), view.GetProperty("history").EnumerateArray().Last().GetProperty("note").GetString(), view.GetProperty("whole").GetBoolean()));
        Assert.DoesNotContain("ada.admin", view.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mail_that_fails_and_what_waits_are_among_what_needs_a_person()
    {
        await using var platform = await Platform.Start(mail, scorers: false, settings: ("Esp:SmtpPort", "1"));
        using var esp = await platform.Candidate();
        using var admin = await platform.Admin();
        var id = await Journey.Start(esp);
        await Journey.Eventually(async () => (await admin.Get("/api/manage/today")).GetProperty("failedMails").GetArrayLength() == 1, "the mail that failed is listed");
        var failed = (await admin.Get("/api/manage/today")).GetProperty("failedMails")[0];
        Assert.Equal((id, "started"), (failed.GetProperty("id").GetString(), failed.GetProperty("template").GetString()));
        Assert.Equal("failed", (await admin.Managed(id)).GetProperty("mails")[0].GetProperty("state").GetString());
    }
}
