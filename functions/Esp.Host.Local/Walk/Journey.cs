using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Esp.App.Evidence;

namespace Esp.Host.Local.Walk;

/// <summary>The steps of one micro-credential, as clients take them over HTTP and the mailbox. Tests and benchmarks use them as well.</summary>
public sealed class Journey(Uri site, Mailbox mailbox)
{
    /// <summary>A small PDF that says what it is.</summary>
    public static readonly byte[] Pdf = Encoding.ASCII.GetBytes("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj 2 0 obj<</Type/Pages/Kids[]/Count 0>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n");

    private static readonly string[] WrittenParts = ["part1", "part3"];

    /// <summary>Where this journey's scorers have their addresses; several journeys may share one mailbox.</summary>
    public string ScorerDomain { get; init; } = "scorers.example";

    private string Roster => $"""
        number,name,email,employer,state,affiliate,micro-credentials,active,max-open
        walk-1,Walk Scorer One,walk.scorer.one@{ScorerDomain},Far Away Schools,AK,,all,yes,50
        walk-2,Walk Scorer Two,walk.scorer.two@{ScorerDomain},Another Far School,HI,,all,yes,50
        """;

    public async Task ImportScorers(string? csv = null)
    {
        using var admin = await new PlatformClient(site).SignIn("Walk Admin", "admin@esp.example", admin: true);
        await admin.Post("/api/manage/scorers", new { csv = csv ?? Roster });
    }

    /// <summary>Signs an ESP in and fills in their details.</summary>
    public async Task<PlatformClient> Candidate(string name, string email)
    {
        var esp = await new PlatformClient(site).SignIn(name, email);
        var profile = await esp.Get("/api/profile");
        await esp.Put("/api/profile", new { name, email, careerFamily = "Transportation Services", employer = "Prairie Unit District 9", state = "IL", affiliate = "Prairie ESP", nameOnCredential = true, version = profile.GetProperty("version").GetString() });
        return esp;
    }

    public static async Task<string> Start(PlatformClient esp, string slug = "communication") =>
        (await esp.Post("/api/submissions", new { microCredential = slug })).GetProperty("id").GetString()!;

    /// <summary>Answers everything that is not locked, with one file per criterion, and ticks the promises.</summary>
    public static async Task Fill(PlatformClient esp, string id)
    {
        var view = await esp.Get($"/api/submissions/{id}");
        var slug = view.GetProperty("microCredential").GetProperty("slug").GetString();
        var version = view.GetProperty("microCredential").GetProperty("version").GetString();
        var definition = await esp.Get($"/catalog/{slug}.{version}.json");
        var carried = view.GetProperty("carried").EnumerateArray().Select(c => c.GetString()).ToHashSet(StringComparer.Ordinal);
        foreach (var part in WrittenParts.Where(p => !carried.Contains(p)))
        {
            foreach (var question in definition.GetProperty(part).GetProperty("questions").EnumerateArray())
                await Answer(esp, id, question.GetProperty("id").GetString()!, "I radio ahead, and then I write it down in the route log so that the next driver knows.");
        }

        foreach (var criterion in definition.GetProperty("part2").GetProperty("criteria").EnumerateArray().Select(c => c.GetProperty("id").GetString()!).Where(c => !carried.Contains(c)))
        {
            await Answer(esp, id, criterion, "This page shows how I pass on a change of route, with every name covered.");
            await Upload(esp, id, criterion, "route log.pdf", Pdf);
        }

        await esp.Put($"/api/submissions/{id}/statements", new { integrity = true, privacy = true });
        await Eventually(async () => (await esp.Get($"/api/submissions/{id}")).GetProperty("tasks").EnumerateArray().All(t => t.GetProperty("done").GetBoolean()), "every task is done");
    }

    public static async Task<JsonElement> Answer(PlatformClient esp, string id, string answer, string text)
    {
        var answers = (await esp.Get($"/api/submissions/{id}")).GetProperty("answers");
        var version = answers.TryGetProperty(answer, out var there) ? there.GetProperty("version").GetString() : "";
        return await esp.Put($"/api/submissions/{id}/answers/{answer}", new { text, version });
    }

    /// <summary>Uploads a file in blocks and says that it is complete; the content is checked behind.</summary>
    public static async Task<string> Upload(PlatformClient esp, string id, string criterion, string name, byte[] content)
    {
        var added = await esp.Post($"/api/submissions/{id}/evidence", new { criterion, kind = "file", name, bytes = content.Length });
        var evidence = added.GetProperty("evidence").GetProperty("id").GetString()!;
        var url = added.GetProperty("upload").GetProperty("url").GetString()!;
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var (block, n) in content.Chunk(Esp.Domain.Evidence.BlockBytes).Select((b, n) => (b, n)))
        {
            await esp.PutBlock(url, EvidenceBlobs.BlockId(n), block);
            hash.AppendData(SHA256.HashData(block));
        }

        await esp.Post($"/api/submissions/{id}/evidence/{evidence}/complete", new { hash = Convert.ToHexStringLower(hash.GetHashAndReset()) });
        return evidence;
    }

    public static async Task Submit(PlatformClient esp, string id) =>
        await esp.Post($"/api/submissions/{id}/submit", new { version = (await esp.Get($"/api/submissions/{id}")).GetProperty("version").GetString() });

    /// <summary>Waits for an invitation that came after <paramref name="known"/> and opens its link.</summary>
    public async Task<(PlatformClient Scorer, ReceivedMail Mail, JsonElement Review)> OpenInvitation(IReadOnlyCollection<string> known)
    {
        var mail = await mailbox.WaitFor(m => !known.Contains(m.Id, StringComparer.Ordinal) && m.To.EndsWith("@" + ScorerDomain, StringComparison.Ordinal) && m.Text.Contains("/score/#", StringComparison.Ordinal), "an invitation to a scorer");
        var scorer = new PlatformClient(site);
        var opened = await scorer.Post("/api/scoring/open", new { token = Mailbox.Token(mail) });
        scorer.UseSession(opened.GetProperty("session").GetString()!);
        return (scorer, mail, opened.GetProperty("review"));
    }

    /// <summary>Accepts, scores everything that is to be scored, and sends. <paramref name="notYet"/> are scored ids that do not pass.</summary>
    public static async Task<string> Score(PlatformClient scorer, params string[] notYet)
    {
        var review = await scorer.Post("/api/scoring/accept");
        var carried = review.GetProperty("carried").EnumerateArray().Select(c => c.GetString()).ToHashSet(StringComparer.Ordinal);
        const string comment = "Say who was told, when, and how you know that they understood.";
        var parts = WrittenParts.Where(p => !carried.Contains(p)).ToDictionary(p => p, p => new { pass = !notYet.Contains(p), comment = notYet.Contains(p) ? comment : "" }, StringComparer.Ordinal);
        var criteria = review.GetProperty("rubric").GetProperty("part2").GetProperty("criteria").EnumerateArray().Select(c => c.GetProperty("id").GetString()!).Where(c => !carried.Contains(c))
            .ToDictionary(c => c, c => new { level = notYet.Contains(c) ? "basic" : "proficient", comment = notYet.Contains(c) ? comment : "" }, StringComparer.Ordinal);
        var saved = await scorer.Put("/api/scoring/sheet", new { version = review.GetProperty("version").GetString(), sheet = new { parts, criteria, general = "" } });
        return (await scorer.Post("/api/scoring/submit", new { version = saved.GetProperty("version").GetString() })).GetProperty("outcome").GetString()!;
    }

    public static async Task Eventually(Func<Task<bool>> holds, string what)
    {
        var until = DateTime.UtcNow.AddSeconds(30);
        while (!await holds())
        {
            if (DateTime.UtcNow > until)
                throw new WalkException($"It did not come to this: {what}.");
            await Task.Delay(50);
        }
    }
}
