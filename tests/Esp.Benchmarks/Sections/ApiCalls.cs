using System.Diagnostics;
using System.Security.Cryptography;
using System.Text.Json;
using Esp.App.Evidence;
using Esp.Host.Local.Walk;

namespace Esp.Benchmarks.Sections;

/// <summary>The journey's API calls: whole journeys for what happens once in each, then many calls of what can be repeated.</summary>
internal sealed class ApiCalls(Platform platform, TimeSpan atMost)
{
    private const int Journeys = 26;
    private const int Repeats = 103;
    private const string Text = "I radio ahead, and then I write it down in the route log so that the next driver knows.";
    private readonly Steps _steps = new(platform);
    private readonly List<double> _mails = [];
    private readonly Stopwatch _clock = Stopwatch.StartNew();

    public async Task Run(Report report)
    {
        await platform.Journey.ImportScorers();
        string? credential = null;
        for (var n = 0; n < Journeys && _clock.Elapsed < atMost * 0.7; n++)
            credential = await OneJourney(n);
        await Repeatable(credential!);

        Report.Title("2. API calls and what they ask of storage");
        _steps.Print(report);
        Report.Title("3. From \"send\" to the scorer's e-mail in the mailbox");
        var (p50, max) = (Sample.Median(_mails), _mails.Max());
        Report.Table(["", "n", "p50", "max", "reached"], [["submit → e-mail", $"{_mails.Count}", Report.Ms(p50), Report.Ms(max), report.Reach(max < 3000, $"Scorer's e-mail: {Report.Ms(max)} at most (under 3 s).")]]);
    }

    /// <summary>One micro-credential from start to credential; answers the credential's id.</summary>
    private async Task<string> OneJourney(int n)
    {
        await platform.ForgetMails();
        using var esp = await platform.Journey.Candidate("Bench Walker", $"bench-{n}@esp.example");
        var started = await _steps.Time("Start", "StartSubmission", () => esp.Post("/api/submissions", new { microCredential = "communication" }));
        var id = started.GetProperty("id").GetString()!;
        await Write(esp, id);
        var version = (await esp.Get($"/api/submissions/{id}")).GetProperty("version").GetString();
        await platform.Quiet();
        await platform.ForgetMails();

        ReceivedMail? invitation = null;
        await _steps.Time("Send", "SubmitForReview", () => esp.Post($"/api/submissions/{id}/submit", new { version }), async watch =>
        {
            invitation = await platform.Mailbox.WaitFor(m => m.Text.Contains("/score/#", StringComparison.Ordinal), "the invitation");
            _mails.Add(watch.Elapsed.TotalMilliseconds);
        });
        using var scorer = new PlatformClient(platform.Site);
        await Score(scorer, Mailbox.Token(invitation!));
        JsonElement credential = default;
        await Journey.Eventually(async () => (credential = (await esp.Get($"/api/submissions/{id}")).GetProperty("credential")).GetProperty("status").GetString() == "issued", "the credential is issued");
        return credential.GetProperty("id").GetString()!;
    }

    /// <summary>Answers every question, one file per criterion, the promises.</summary>
    private async Task Write(PlatformClient esp, string id)
    {
        var definition = await esp.Get("/catalog/communication.1.0.json");
        foreach (var answer in Questions(definition, "part1").Concat(Questions(definition, "part3")).Concat(Criteria(definition)))
            await esp.Put($"/api/submissions/{id}/answers/{answer}", new { text = Text, version = "" });
        var hash = Convert.ToHexStringLower(SHA256.HashData(SHA256.HashData(Journey.Pdf)));
        foreach (var criterion in Criteria(definition))
        {
            var added = await _steps.Time("Add evidence", "AddEvidence", () => esp.Post($"/api/submissions/{id}/evidence", new { criterion, kind = "file", name = "route log.pdf", bytes = Journey.Pdf.Length }));
            var evidence = added.GetProperty("evidence").GetProperty("id").GetString()!;
            await esp.PutBlock(added.GetProperty("upload").GetProperty("url").GetString()!, EvidenceBlobs.BlockId(0), Journey.Pdf);
            await _steps.Time("Complete upload", "CompleteUpload", () => esp.Post($"/api/submissions/{id}/evidence/{evidence}/complete", new { hash }));
        }

        await esp.Put($"/api/submissions/{id}/statements", new { integrity = true, privacy = true });
        await Journey.Eventually(async () => (await esp.Get($"/api/submissions/{id}")).GetProperty("tasks").EnumerateArray().All(t => t.GetProperty("done").GetBoolean()), "every task is done");
    }

    private async Task Score(PlatformClient scorer, string token)
    {
        // Opens the connection: the storage calls beside it run on open ones too.
        await scorer.Get("/api/profile/choices");
        var opened = await _steps.Time("Open link", "OpenReview", () => scorer.Post("/api/scoring/open", new { token }));
        scorer.UseSession(opened.GetProperty("session").GetString()!);
        var review = await _steps.Time("Accept", "AcceptReview", () => scorer.Post("/api/scoring/accept"));
        var sheet = new
        {
            parts = new { part1 = new { pass = true, comment = "" }, part3 = new { pass = true, comment = "" } },
            criteria = Criteria(review.GetProperty("rubric")).ToDictionary(c => c, _ => new { level = "proficient", comment = "" }, StringComparer.Ordinal),
            general = "",
        };
        var version = review.GetProperty("version").GetString();
        for (var n = 0; n < 4; n++)
        {
            // Each saving differs from the one before, as it does while a scorer types.
            var typed = new { sheet.parts, sheet.criteria, general = $"Well done{new string('!', n)}" };
            version = (await _steps.Time("Save sheet", "SaveSheet", () => scorer.Put("/api/scoring/sheet", new { version, sheet = typed }))).GetProperty("version").GetString();
        }

        await _steps.Time("Send score", "SubmitScore", () => scorer.Post("/api/scoring/submit", new { version }));
    }

    private async Task Repeatable(string credential)
    {
        const string name = "Bench Reader";
        const string email = "reader@esp.example";
        using var esp = await platform.Journey.Candidate(name, email);
        var id = await Journey.Start(esp);
        await Journey.Fill(esp, id);
        using var anybody = new PlatformClient(platform.Site);
        var (profile, answer) = ((await esp.Get("/api/profile")).GetProperty("version").GetString(), "");
        answer = (await esp.Get($"/api/submissions/{id}")).GetProperty("answers").GetProperty("p1-1").GetProperty("version").GetString()!;
        for (var n = 0; n < Repeats && _clock.Elapsed < atMost; n++)
        {
            await _steps.Time("Get profile", "GetProfile", () => esp.Get("/api/profile"));
            profile = (await _steps.Time("Save profile", "SaveProfile", () => esp.Put("/api/profile", new { name, email, careerFamily = "Transportation Services", employer = $"Prairie District {n}", state = "IL", affiliate = "Prairie ESP", nameOnCredential = true, version = profile }))).GetProperty("version").GetString();
            await _steps.Time("Get submission", "GetSubmission", () => esp.Get($"/api/submissions/{id}"));
            answer = (await _steps.Time("Save answer", "SaveAnswer", () => esp.Put($"/api/submissions/{id}/answers/p1-1", new { text = $"{Text} {n}", version = answer }))).GetProperty("version").GetString()!;
            await _steps.Time("Portfolio", "GetPortfolio", () => esp.Get("/api/portfolio"));
            await _steps.Time("Verify", "VerifyCredential", () => anybody.Get($"/api/credentials/{credential}/verification"));
        }
    }

    private static IEnumerable<string> Questions(JsonElement definition, string part) =>
        definition.GetProperty(part).GetProperty("questions").EnumerateArray().Select(q => q.GetProperty("id").GetString()!);

    private static IEnumerable<string> Criteria(JsonElement definition) =>
        definition.GetProperty("part2").GetProperty("criteria").EnumerateArray().Select(c => c.GetProperty("id").GetString()!);
}
