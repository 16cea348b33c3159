using System.Text.Json;
using Esp.Host.Local.Walk;

namespace Esp.Tests.Areas;

/// <summary>Who may not know gets the answer of a thing that is not there; what is wrong gets a code and a sentence.</summary>
public sealed class RefusalTests(MailServer mail)
{
    private static readonly (string Method, string Path, object? Body)[] OwnersCalls =
    [
        ("GET", "/api/submissions/{0}", null),
        ("PUT", "/api/submissions/{0}/answers/p1-1", new { text = "x", version = "" }),
        ("PUT", "/api/submissions/{0}/statements", new { integrity = true, privacy = true }),
        ("POST", "/api/submissions/{0}/submit", new { version = "x" }),
        ("POST", "/api/submissions/{0}/withdraw", new { reason = "x" }),
        ("POST", "/api/submissions/{0}/evidence", new { criterion = "c1", kind = "link", url = "https://example.org/", title = "x" }),
        ("GET", "/api/submissions/{0}/evidence/{1}", null),
        ("POST", "/api/submissions/{0}/evidence/{1}/upload", new { }),
        ("POST", "/api/submissions/{0}/evidence/{1}/complete", new { hash = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa" }),
        ("POST", "/api/submissions/{0}/evidence/{1}/read", new { }),
        ("POST", "/api/submissions/{0}/evidence/{1}/restore", new { }),
        ("DELETE", "/api/submissions/{0}/evidence/{1}", null),
    ];

    [Fact]
    public async Task A_foreign_id_answers_exactly_like_an_unknown_one()
    {
        await using var platform = await Platform.Start(mail, scorers: false);
        using var owner = await platform.Candidate("owner");
        using var stranger = await platform.Candidate("stranger");
        var id = await Journey.Start(owner);
        var evidence = await Journey.Upload(owner, id, "c1", "log.pdf", Journey.Pdf);
        var (noId, noEvidence) = (SubmissionId.New(DateTimeOffset.UtcNow).ToString(), EvidenceId.New(DateTimeOffset.UtcNow).ToString());
        foreach (var (method, path, body) in OwnersCalls)
        {
            var foreign = await stranger.Try(new(method), string.Format(null, path, id, evidence), body);
            var unknown = await stranger.Try(new(method), string.Format(null, path, noId, noEvidence), body);
            Assert.Equal(404, foreign.Status);
            Assert.Equal(unknown.Body.GetRawText(), foreign.Body.GetRawText());
        }
    }

    [Fact]
    public async Task Nobody_in_particular_is_asked_to_sign_in()
    {
        await using var platform = await Platform.Start(mail, scorers: false);
        using var anybody = platform.Anybody();
        foreach (var (method, path, body) in OwnersCalls.Append(("GET", "/api/portfolio", null)).Append(("GET", "/api/profile", null)))
        {
            var (status, problem) = await anybody.Try(new(method), string.Format(null, path, "sub_1", "evd_1"), body);
            Assert.Equal((401, "/problems/sign-in.needed"), (status, problem.GetProperty("type").GetString()));
        }
    }

    [Fact]
    public async Task The_admin_functions_do_not_show_themselves()
    {
        await using var platform = await Platform.Start(mail, scorers: false);
        using var esp = await platform.Candidate();
        Assert.Equal(404, (await esp.Try(HttpMethod.Post, "/api/manage/scorers", new { csv = "" })).Status);
    }

    [Theory]
    [InlineData("text/plain", "{}", 415), InlineData("application/x-www-form-urlencoded", "a=b", 415), InlineData("application/json", "{", 400), InlineData("application/json", "[]", 400), InlineData("application/json", "{\"microCredential\":7}", 400), InlineData("application/json", "null", 400), InlineData("application/json", "{\"microCredential\":\"wizardry\"}", 400)]
    public async Task A_body_that_cannot_be_read_gets_a_clear_answer(string type, string body, int status)
    {
        await using var platform = await Platform.Start(mail, scorers: false);
        var cookie = new Esp.Host.Local.SignIn.SignInCookie(platform.Get<Esp.Host.Local.DataFolder>()).Write(Esp.Host.Local.SignIn.Principal.For("Robin", "r@esp.example", false));
        using var request = new HttpRequestMessage(HttpMethod.Post, "/api/submissions") { Content = new StringContent(body, System.Text.Encoding.UTF8) };
        request.Content.Headers.ContentType = new(type);
        request.Headers.Add("Cookie", "StaticWebAppsAuthCookie=" + cookie);
        using var answer = await platform.Host.Http.SendAsync(request, TestContext.Current.CancellationToken);
        var problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).RootElement;
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.NotEmpty(problem.GetProperty("detail").GetString()!);
    }

    [Fact]
    public async Task Two_windows_on_one_answer_lose_nothing()
    {
        await using var platform = await Platform.Start(mail, scorers: false);
        using var esp = await platform.Candidate();
        var path = $"/api/submissions/{await Journey.Start(esp)}/answers/p1-1";
        var first = await esp.Put(path, new { text = "From window one", version = "" });
        var (status, problem) = await esp.Try(HttpMethod.Put, path, new { text = "From window two", version = "" });
        Assert.Equal((409, "/problems/answer.changed-meanwhile", "From window one"), (status, problem.GetProperty("type").GetString(), problem.GetProperty("text").GetString()));

        // The same save again, because its answer was lost, is no conflict.
        var repeated = await esp.Put(path, new { text = "From window one", version = "" });
        Assert.Equal(first.GetProperty("version").GetString(), repeated.GetProperty("version").GetString());
        (status, problem) = await esp.Try(HttpMethod.Put, path, new { text = new string('x', 10_001), version = first.GetProperty("version").GetString() });
        Assert.Equal((400, "/problems/answer.too-long"), (status, problem.GetProperty("type").GetString()));
        Assert.Equal(409, (await esp.Try(HttpMethod.Put, path, new { text = "x", version = "nonsense" })).Status);
        Assert.Equal(404, (await esp.Try(HttpMethod.Put, path.Replace("p1-1", "p9-9", StringComparison.Ordinal), new { text = "x", version = "" })).Status);
    }

    [Fact]
    public async Task Many_answers_at_once_are_all_saved()
    {
        await using var platform = await Platform.Start(mail, scorers: false);
        using var esp = await platform.Candidate();
        var id = await Journey.Start(esp);
        string[] answers = ["p1-1", "p1-2", "p1-3"];
        await Task.WhenAll(answers.Select(a => esp.Put($"/api/submissions/{id}/answers/{a}", new { text = $"Text of {a}", version = "" })));
        var saved = (await esp.Get($"/api/submissions/{id}")).GetProperty("answers");
        Assert.All(answers, a => Assert.Equal($"Text of {a}", saved.GetProperty(a).GetProperty("text").GetString()));
    }

    [Fact]
    public async Task Promises_ticked_while_answers_are_saved_are_kept()
    {
        await using var platform = await Platform.Start(mail, scorers: false);
        using var esp = await platform.Candidate();
        var id = await Journey.Start(esp);
        var answers = Enumerable.Range(1, 3).Select(n => esp.Put($"/api/submissions/{id}/answers/p1-{n}", new { text = $"Text {n}", version = "" }));
        await Task.WhenAll([.. answers, esp.Put($"/api/submissions/{id}/statements", new { integrity = true, privacy = true })]);
        var view = await esp.Get($"/api/submissions/{id}");
        Assert.True(view.GetProperty("statements").GetProperty("privacy").GetBoolean());
        Assert.Equal(3, view.GetProperty("answers").EnumerateObject().Count());
    }

    [Fact]
    public async Task Starting_twice_leads_to_the_one_that_is_open()
    {
        await using var platform = await Platform.Start(mail, scorers: false);
        using var esp = await platform.Candidate();
        var tries = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => esp.Try(HttpMethod.Post, "/api/submissions", new { microCredential = "ethics" })));
        var started = Assert.Single(tries, t => t.Status == 201);
        Assert.All(tries.Where(t => t.Status != 201), t => Assert.Equal(started.Body.GetProperty("id").GetString(), t.Body.GetProperty("submission").GetString()));
    }

    [Fact]
    public async Task What_was_checked_is_what_is_sent()
    {
        await using var platform = await Platform.Start(mail, scorers: false);
        using var esp = await platform.Candidate();
        var id = await Journey.Start(esp);
        var (status, problem) = await esp.Try(HttpMethod.Post, $"/api/submissions/{id}/submit", new { version = "x" });
        Assert.Equal((400, "/problems/submission.incomplete"), (status, problem.GetProperty("type").GetString()));
        Assert.True(problem.GetProperty("errors").TryGetProperty("part1", out _));

        await Journey.Fill(esp, id);
        var seen = (await esp.Get($"/api/submissions/{id}")).GetProperty("version").GetString();
        await Journey.Answer(esp, id, "p1-1", "Changed in another window");
        (status, problem) = await esp.Try(HttpMethod.Post, $"/api/submissions/{id}/submit", new { version = seen });
        Assert.Equal((409, "/problems/submission.changed-meanwhile"), (status, problem.GetProperty("type").GetString()));

        var version = (await esp.Get($"/api/submissions/{id}")).GetProperty("version").GetString();
        var tries = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => esp.Try(HttpMethod.Post, $"/api/submissions/{id}/submit", new { version })));
        Assert.Single(tries, t => t.Status == 200);
        var view = await esp.Get($"/api/submissions/{id}");
        Assert.Equal((1, 1), (view.GetProperty("attempt").GetInt32(), view.GetProperty("attempts").GetArrayLength()));
        Assert.Equal(409, (await esp.Try(HttpMethod.Put, $"/api/submissions/{id}/answers/p1-1", new { text = "late", version = "" })).Status);
    }
}
