using System.Globalization;
using Azure.Data.Tables;
using Esp.App.Evidence;
using Esp.App.Platform;
using Esp.App.Portfolio;
using Esp.App.Submissions;
using Esp.Host.Local.Walk;
using Esp.Tests.Areas;

namespace Esp.Tests.Records;

/// <summary>Answers and evidence go some days after the work was decided for good; results stay.</summary>
public sealed class RetentionTests(MailServer mail)
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Answers_and_files_go_after_the_announced_day_and_the_result_stays()
    {
        await using var days = await Days.Start(mail);
        using var esp = await days.Platform.Candidate();
        var (id, _) = await days.Platform.Earn(esp);
        var other = await Journey.Start(esp, "ethics");
        await Journey.Upload(esp, other, "c1", "other file.pdf", Journey.Pdf);
        var view = await esp.Get($"/api/submissions/{id}");
        var decided = view.GetProperty("decidedAt").GetDateTimeOffset();
        Assert.Equal(decided.AddDays(180), view.GetProperty("keptUntil").GetDateTimeOffset(), TimeSpan.FromSeconds(1));
        Assert.False((await esp.Get($"/api/submissions/{other}")).TryGetProperty("keptUntil", out _));

        await days.Pass(179);
        Assert.False(await IsRemoved(esp, id));
        Assert.NotEmpty((await days.Platform.Stored()).Holding("I radio ahead"));
        await days.Pass(2);
        await Journey.Eventually(async () => await IsRemoved(esp, id) && !(await days.Platform.Stored()).Holding("I radio ahead").Any(), "answers and files are removed");

        var after = await esp.Get($"/api/submissions/{id}");
        Assert.All(after.GetProperty("answers").EnumerateObject(), a => Assert.Equal("", a.Value.GetProperty("text").GetString()));
        Assert.All(after.GetProperty("evidence").EnumerateArray(), e =>
        {
            Assert.Equal("retired", e.GetProperty("state").GetString());
            Assert.Matches(@"^Removed on \w+ \d+, \d{4}, by the retention rule$", e.GetProperty("name").GetString());
            Assert.Equal(Journey.Pdf.Length, e.GetProperty("bytes").GetInt64());
        });
        Assert.Equal("earned", after.GetProperty("attempts")[0].GetProperty("outcome").GetString());
        Assert.Equal("proficient", after.GetProperty("attempts")[0].GetProperty("results").GetProperty("c1").GetProperty("outcome").GetString());
        Assert.Equal("issued", after.GetProperty("credential").GetProperty("status").GetString());
        Assert.Equal(404, (await esp.Try(HttpMethod.Post, $"/api/submissions/{id}/evidence/{after.GetProperty("evidence")[0].GetProperty("id").GetString()}/read", new { })).Status);

        var stored = await days.Platform.Stored();
        Assert.Empty(stored.Holding("route log"));
        Assert.DoesNotContain(stored.Keys, k => k.Contains(EvidenceBlobs.Folder(SubmissionId.Parse(id)), StringComparison.Ordinal));
        Assert.Contains(stored.Keys, k => k.Contains(EvidenceBlobs.Folder(SubmissionId.Parse(other)), StringComparison.Ordinal));
        Assert.NotEmpty(stored.Holding("other file.pdf"));
        Assert.True(SubmissionEvent.IsWhole((await Folder(days, id)).History));

        // Delivered again, it finds everything done.
        var folder = await Folder(days, id);
        await days.Platform.Get<FollowDueDate>().Handle(new(DueKind.RemoveWork, new(folder.State.Candidate, folder.State.Id, folder.Ended!.Number)), Ct);
        Assert.Equal(stored.Where(s => s.Key.Contains(id, StringComparison.Ordinal)), (await days.Platform.Stored()).Where(s => s.Key.Contains(id, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Nothing_goes_while_the_setting_says_to_keep_everything()
    {
        await using var days = await Days.Start(mail, ("Esp:EvidenceDays", "0"));
        using var esp = await days.Platform.Candidate();
        var (id, _) = await days.Platform.Earn(esp);
        Assert.False((await esp.Get($"/api/submissions/{id}")).TryGetProperty("keptUntil", out _));
        await days.Pass(32);
        await Journey.Eventually(async () => await DueDay(days, id) > days.Now, "it is looked at again later");
        Assert.False(await IsRemoved(esp, id));
        Assert.NotEmpty((await days.Platform.Stored()).Holding("route log.pdf"));
    }

    [Fact]
    public async Task What_is_opened_again_is_kept_and_what_was_removed_is_not_opened_again()
    {
        await using var days = await Days.Start(mail, ("Esp:FinishMonths", "1"), ("Esp:EvidenceDays", "10"));
        using var esp = await days.Platform.Candidate();
        using var admin = await Earning.Admin(days.Platform);
        var id = await Journey.Start(esp);
        await Journey.Answer(esp, id, "p1-1", "Words of an unfinished answer.");
        await days.Pass(34);
        await Status(esp, id, "expired");
        await Journey.Eventually(async () => await DueDay(days, id) > days.Now, "its end has a due date");

        await admin.Post($"/api/manage/submissions/{id}/finish-by", await FinishBy(days, admin, id, 40));
        await days.Pass(12);
        Assert.False(await IsRemoved(esp, id));
        Assert.Equal("Words of an unfinished answer.", (await esp.Get($"/api/submissions/{id}")).GetProperty("answers").GetProperty("p1-1").GetProperty("text").GetString());

        await days.Pass(30);
        await Status(esp, id, "expired");
        await days.Pass(12);
        await Journey.Eventually(async () => await IsRemoved(esp, id), "the work is removed");
        var (status, refused) = await admin.Try(HttpMethod.Post, $"/api/manage/submissions/{id}/finish-by", await FinishBy(days, admin, id, 40));
        Assert.Equal((409, "submission.work-removed"), (status, refused.GetProperty("title").GetString()));
    }

    private static async Task<bool> IsRemoved(PlatformClient esp, string id) =>
        (await esp.Get($"/api/submissions/{id}")).TryGetProperty("workRemovedAt", out _);

    private static Task Status(PlatformClient esp, string id, string status) =>
        Journey.Eventually(async () => (await esp.Get($"/api/submissions/{id}")).GetProperty("status").GetString() == status, $"it is {status}");

    private static async Task<object> FinishBy(Days days, PlatformClient admin, string id, int inDays) => new
    {
        date = days.Now.AddDays(inDays).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        version = (await admin.Get($"/api/manage/submissions/{id}")).GetProperty("version").GetString(),
        reason = "They were ill.",
    };

    private static async Task<Folder> Folder(Days days, string id)
    {
        var found = await days.Platform.Get<Finder>().Find(SubmissionId.Parse(id), Ct);
        return (await days.Platform.Get<PortfolioStore>().Find(found!.Candidate, found.Submission, Ct)).Ok();
    }

    /// <summary>The last day on which the removal of this work falls due; the beginning of time when there is none.</summary>
    private static async Task<DateTimeOffset> DueDay(Days days, string id)
    {
        var rows = await days.Platform.Get<Tables>().Deadlines.QueryAsync<TableEntity>(cancellationToken: Ct).ToListAsync(Ct);
        return rows.Where(r => r.RowKey.StartsWith("RemoveWork|", StringComparison.Ordinal) && r.RowKey.Contains(id, StringComparison.Ordinal))
            .Select(r => DateTimeOffset.ParseExact(r.PartitionKey, "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal)).DefaultIfEmpty().Max();
    }
}
