using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json;
using Azure.Data.Tables;
using Esp.App.Credentials;
using Esp.App.Platform;
using Esp.App.Portfolio;
using Esp.Host.Local.Walk;
using Esp.Tests.Credentials;

namespace Esp.Tests.Areas;

/// <summary>An admin takes a credential back: for good, with a reason, and everybody sees it.</summary>
public sealed class RevocationTests(MailServer mail)
{
    private const string Reason = "The evidence was another person's work.\nTwo scorers looked at it again.";
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_taken_back_is_seen_by_everybody_within_a_minute()
    {
        await using var platform = await Platform.Start(mail);
        using var esp = await platform.Candidate();
        var (submission, credential) = await platform.Earn(esp);
        using var admin = await platform.Admin();
        Assert.Equal("valid", await platform.Verdict(credential));
        var before = await platform.Bytes("/api/status-lists/1");

        var watch = Stopwatch.StartNew();
        var revoked = await admin.Post($"/api/manage/credentials/{credential}/revoke", new { reason = Reason });
        Assert.Equal((credential, "revoked"), (revoked.GetProperty("id").GetString(), revoked.GetProperty("status").GetString()));
        await Journey.Eventually(async () => !(await platform.Bytes("/api/status-lists/1")).SequenceEqual(before), "the list is published anew");
        Assert.Equal("invalid", await platform.Verdict(credential));
        // What a verifier may keep of the list comes on top: a minute.
        Assert.True(watch.Elapsed < TimeSpan.FromSeconds(30), $"It took {watch.Elapsed}.");
        TestContext.Current.SendDiagnosticMessage($"Published {watch.ElapsedMilliseconds} ms after the admin's click.");

        // Others read the same from what is published.
        var (badge, did, list) = (await platform.Bytes($"/api/credentials/{credential}"), await platform.Bytes("/.well-known/did.json"), await platform.Bytes("/api/status-lists/1"));
        var theirs = (await Independent.Answers("verify-credential.mjs", [badge], ("did", did), ("status", list)))[0];
        Assert.Equal((false, false), (theirs.GetProperty("verified").GetBoolean(), theirs.GetProperty("status").GetBoolean()));
        Assert.True((await Independent.Answers("verify-credential.mjs", [badge], ("did", did), ("status", before)))[0].GetProperty("verified").GetBoolean());
        Assert.Single((await Independent.Answers("status-bits.mjs", [list]))[0].GetProperty("set").EnumerateArray());

        await OwnerIsTold(platform, esp, submission, credential);
        await HistoryTellsWhoAndWhy(platform, submission);
        var publicly = Encoding.UTF8.GetString(badge) + Encoding.UTF8.GetString(list) + (await platform.Anybody().Get($"/api/credentials/{credential}/verification")).GetRawText();
        Assert.DoesNotContain("another person's work", publicly, StringComparison.Ordinal);
        Assert.NotEqual(submission, await Journey.Start(esp)); // and one may start again
    }

    private static async Task OwnerIsTold(Platform platform, PlatformClient esp, string submission, string credential)
    {
        var letter = await platform.Mailbox.WaitFor(m => m.To == platform.Address("robin") && m.Subject.Contains("taken back", StringComparison.Ordinal), "the mail that it was taken back");
        Assert.Contains("> The evidence was another person's work.\n> Two scorers looked at it again.", letter.Text.ReplaceLineEndings("\n"), StringComparison.Ordinal);
        var view = await esp.Get($"/api/submissions/{submission}");
        Assert.Equal(("revoked", "Taken back", "revoked"), (view.GetProperty("status").GetString(), view.GetProperty("statusText").GetString(), view.GetProperty("credential").GetProperty("status").GetString()));
        Assert.Equal("We took the credential back.", view.GetProperty("history").EnumerateArray().Last().GetProperty("text").GetString());
        Assert.Empty(view.GetProperty("allowed").EnumerateArray());
        await Journey.Eventually(async () => (await Line(esp)).GetProperty("status").GetString() == "revoked", "the owner's line says so");
        var line = await Line(esp);
        Assert.Equal((credential, Reason, true), (line.GetProperty("id").GetString(), line.GetProperty("revokedReason").GetString(), line.GetProperty("shown").GetBoolean()));
        Assert.True(line.GetProperty("revokedAt").GetDateTimeOffset() > DateTimeOffset.UtcNow.AddMinutes(-5));
    }

    private static async Task HistoryTellsWhoAndWhy(Platform platform, string submission)
    {
        var history = await platform.Get<Tables>().Portfolios
            .QueryAsync<TableEntity>($"RowKey ge 'sub|{submission}|event|' and RowKey lt 'sub|{submission}|event|~'", cancellationToken: Ct).Select(SubmissionRows.EventFromRow).ToListAsync(Ct);
        Assert.True(SubmissionEvent.IsWhole(history));
        var last = history.MaxBy(e => e.Number)!;
        Assert.Equal((SubmissionAction.Revoke, Role.Admin, platform.AdminId(), Reason), (last.Action, last.By, last.Who, last.Note));
    }

    [Fact]
    public async Task It_is_taken_back_once_by_an_admin_and_with_a_reason()
    {
        await using var platform = await Platform.Start(mail);
        using var esp = await platform.Candidate();
        var (_, credential) = await platform.Earn(esp);
        using var admin = await platform.Admin();
        using var anybody = platform.Anybody();
        var path = $"/api/manage/credentials/{credential}/revoke";

        Assert.Equal(401, (await anybody.Try(HttpMethod.Post, path, new { reason = Reason })).Status);
        Assert.Equal(404, (await esp.Try(HttpMethod.Post, path, new { reason = Reason })).Status);
        foreach (var unknown in new[] { CredentialId.For(SubmissionId.New(DateTimeOffset.UtcNow)).ToString(), "crd_1", "x" })
            Assert.Equal(404, (await admin.Try(HttpMethod.Post, $"/api/manage/credentials/{unknown}/revoke", new { reason = Reason })).Status);
        foreach (var reason in new[] { "", "  no  ", new string('x', 1001) })
        {
            var (status, problem) = await admin.Try(HttpMethod.Post, path, new { reason });
            Assert.Equal((400, "/problems/credential.no-reason"), (status, problem.GetProperty("type").GetString()));
            Assert.True(problem.GetProperty("errors").TryGetProperty("reason", out _));
        }

        Assert.Equal(400, (await admin.Try(HttpMethod.Post, path, new { })).Status);
        Assert.Equal("valid", await platform.Verdict(credential));

        var tries = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => admin.Try(HttpMethod.Post, path, new { reason = Reason })));
        Assert.Single(tries, t => t.Status == 200);
        Assert.All(tries.Where(t => t.Status != 200), t => Assert.Equal(409, t.Status));
        var (again, already) = await admin.Try(HttpMethod.Post, path, new { reason = Reason });
        Assert.Equal((409, "/problems/credential.already-revoked"), (again, already.GetProperty("type").GetString()));
        await Journey.Eventually(async () => await platform.Verdict(credential) == "invalid", "it is invalid");
        Assert.Equal(409, (await admin.Try(HttpMethod.Post, path, new { reason = Reason })).Status);
        await platform.Mailbox.WaitFor(m => m.To == platform.Address("robin") && m.Subject.Contains("taken back", StringComparison.Ordinal), "the mail");
        Assert.Single(await platform.MailsTo(platform.Address("robin")), m => m.Subject.Contains("taken back", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_credential_of_somebody_who_was_erased_can_still_be_taken_back()
    {
        await using var platform = await Platform.Start(mail);
        using var esp = await platform.Candidate();
        var (_, credential) = await platform.Earn(esp);
        var tables = platform.Get<Tables>();
        var owner = (await platform.Get<CredentialStore>().FindAny(CredentialId.Parse(credential), Ct))!.Owner;
        await foreach (var row in tables.Portfolios.QueryAsync<TableEntity>($"PartitionKey eq '{owner}'", cancellationToken: Ct))
            await tables.Portfolios.DeleteEntityAsync(row.PartitionKey, row.RowKey, cancellationToken: Ct);
        Assert.Equal("valid", await platform.Verdict(credential));

        using var admin = await platform.Admin();
        await admin.Post($"/api/manage/credentials/{credential}/revoke", new { reason = Reason });
        Assert.Equal("invalid", await platform.Verdict(credential));
        Assert.Equal(409, (await admin.Try(HttpMethod.Post, $"/api/manage/credentials/{credential}/revoke", new { reason = Reason })).Status);
        var record = (await tables.Credentials.GetEntityAsync<TableEntity>(credential, "public", cancellationToken: Ct)).Value;
        Assert.Equal((Reason, platform.AdminId()), (record.GetString("RevokedReason"), record.GetString("RevokedBy")));
    }

    [Fact]
    public async Task A_published_list_says_how_long_it_may_be_kept_and_tells_who_has_it_already()
    {
        await using var platform = await Platform.Start(mail, scorers: false);
        using var first = await Ask("1", null);
        Assert.Equal((HttpStatusCode.OK, "public, max-age=60", "*"), (first.StatusCode, first.Headers.CacheControl!.ToString(), first.Headers.GetValues("Access-Control-Allow-Origin").Single()));
        Assert.Equal(Esp.Domain.Credentials.CredentialFormat.MediaType, first.Content.Headers.ContentType!.MediaType);
        var json = JsonDocument.Parse(await first.Content.ReadAsStringAsync(Ct)).RootElement;
        Assert.Equal(60_000, json.GetProperty("credentialSubject").GetProperty("ttl").GetInt32());
        Assert.InRange(json.GetProperty("validUntil").GetDateTimeOffset() - DateTimeOffset.UtcNow, TimeSpan.FromDays(2), TimeSpan.FromDays(4));

        var tag = first.Headers.ETag!.ToString();
        foreach (var has in new[] { tag, "W/" + tag, $"\"other\", {tag}", "*" })
        {
            using var same = await Ask("1", has);
            Assert.Equal((HttpStatusCode.NotModified, tag, "public, max-age=60"), (same.StatusCode, same.Headers.ETag!.ToString(), same.Headers.CacheControl!.ToString()));
            Assert.Empty(await same.Content.ReadAsByteArrayAsync(Ct));
        }

        using (var other = await Ask("1", "\"other\""))
            Assert.Equal(HttpStatusCode.OK, other.StatusCode);
        await platform.Get<StatusLists>().Revoke(1, [7], Ct);
        using (var changed = await Ask("1", tag))
            Assert.Equal((HttpStatusCode.OK, false), (changed.StatusCode, changed.Headers.ETag!.ToString() == tag));
        foreach (var none in new[] { "0", "2", "01", "-1", "x", "99999999999" })
        {
            using var answer = await Ask(none, null);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        }

        Task<HttpResponseMessage> Ask(string n, string? has)
        {
            var request = new HttpRequestMessage(HttpMethod.Get, $"/api/status-lists/{n}");
            if (has is not null)
                request.Headers.TryAddWithoutValidation("If-None-Match", has);
            return platform.Host.Http.SendAsync(request, Ct);
        }
    }

    private static async Task<JsonElement> Line(PlatformClient esp) => (await esp.Get("/api/portfolio")).GetProperty("credentials")[0];
}
