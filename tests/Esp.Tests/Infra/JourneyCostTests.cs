using System.Text.Json;
using Esp.Host.Local.Walk;
using Esp.Tests.Areas;
using Journey = Esp.Host.Local.Walk.Journey;

namespace Esp.Tests.Infra;

/// <summary>
/// The figures under docs/cost.md are those of a journey: <c>infra/cost/journey.json</c> says what each function asks of storage and
/// how often each queue function runs, and one micro-credential is walked from start to verification to compare.
/// </summary>
public sealed class JourneyCostTests(MailServer mail)
{
    private static readonly JsonElement Written = JsonDocument.Parse(File.ReadAllText(Path.Join(Repository.Root, "infra/cost/journey.json"))).RootElement;

    [Fact]
    public async Task A_journey_costs_what_the_cost_model_says()
    {
        using var recorder = new StorageRecorder();
        await using var platform = await Platform.Start(mail, recorder.Watch, queues: false);
        recorder.Forget();
        await Walk(platform, () => recorder.Deliver(platform.Host.Functions));

        var runs = recorder.Runs.Where(r => !IsTimer(r.Key)).ToDictionary(StringComparer.Ordinal);
        var measured = runs.OrderBy(r => r.Key, StringComparer.Ordinal).Select(r => $"\"{r.Key}\": {{ \"runs\": {r.Value.Length}, \"table\": {r.Value.Average(t => t.Tables):0.##}, \"blobWrite\": {r.Value.Average(t => t.BlobWrites):0.##}, \"blobRead\": {r.Value.Average(t => t.BlobReads):0.##}, \"send\": {r.Value.Average(t => t.Sends):0.##}, \"rowBytes\": {r.Value.Average(t => t.RowBytes):0} }}");
        TestContext.Current.TestOutputHelper?.WriteLine(string.Join(",\n", measured));
        var functions = Written.GetProperty("functions").EnumerateObject().ToDictionary(f => f.Name, f => f.Value, StringComparer.Ordinal);
        Assert.Equal(functions.Keys.Order(StringComparer.Ordinal), runs.Keys.Order(StringComparer.Ordinal));
        Assert.All(functions, f => Agrees(f.Key, f.Value, runs[f.Key]));
    }

    [Theory]
    [InlineData("CollectDueDates"), InlineData("Measure"), InlineData("RenewStatusLists"), InlineData("RouteWaiting")]
    public async Task A_timer_costs_what_the_cost_model_says(string name)
    {
        using var recorder = new StorageRecorder();
        await using var platform = await Platform.Start(mail, recorder.Watch, scorers: false, queues: false);
        await platform.Host.Functions.Timer(name, TestContext.Current.CancellationToken);
        recorder.Forget();
        await platform.Host.Functions.Timer(name, TestContext.Current.CancellationToken);
        Assert.Equal(Written.GetProperty("timers").GetProperty(name).GetProperty("table").GetInt32(), recorder.Runs[name][^1].Tables);
    }

    /// <summary>To the rounding of the file. How often people call an HTTP function is theirs: the file says it apart.</summary>
    private static void Agrees(string name, JsonElement written, Tally[] runs)
    {
        void Near(string what, double found, double within) =>
            Assert.True(Math.Abs(written.GetProperty(what).GetDouble() - found) <= within, $"{name}: {what} is {found:0.##} a run, and {written.GetProperty(what)} in infra/cost/journey.json.");
        Near("table", runs.Average(r => r.Tables), 0.051);
        Near("blobWrite", runs.Average(r => r.BlobWrites), 0.051);
        Near("blobRead", runs.Average(r => r.BlobReads), 0.051);
        Near("send", runs.Average(r => r.Sends), 0.051);
        Near("rowBytes", runs.Average(r => r.RowBytes), 50 + (written.GetProperty("rowBytes").GetDouble() * 0.1));
        if (written.TryGetProperty("runs", out var often))
            Assert.True(often.GetInt32() == runs.Length, $"{name} ran {runs.Length} times, and {often} in infra/cost/journey.json.");
    }

    /// <summary>Start, a file for each criterion, sent, scored, issued, verified: one ESP and one scorer.</summary>
    private static async Task Walk(Platform platform, Func<Task> deliver)
    {
        using var esp = await platform.Candidate();
        var id = await Journey.Start(esp);
        await deliver();
        await Write(esp, id, deliver);
        await Journey.Submit(esp, id);
        await deliver();
        var (scorer, _, _) = await platform.Journey.OpenInvitation([]);
        using (scorer)
        {
            await scorer.Post("/api/scoring/accept");
            await deliver();
            await scorer.Get("/api/scoring/review");
            await scorer.Post("/api/scoring/evidence/1/read");
            Assert.Equal("earned", await Journey.Score(scorer));
        }

        await deliver();
        Assert.Equal(Written.GetProperty("mailsToTheEsp").GetInt32(), (await platform.MailsTo(platform.Address("robin"))).Count);
        var credential = (await esp.Get($"/api/submissions/{id}")).GetProperty("credential");
        using var anybody = platform.Anybody();
        // The first to check has the status list signed again, the second does not.
        for (var visits = 0; visits < 2; visits++)
            Assert.Equal("valid", (await anybody.Get($"/api/credentials/{credential.GetProperty("id").GetString()}/verification")).GetProperty("summary").GetString());
        await esp.Get("/api/portfolio");
    }

    private static async Task Write(PlatformClient esp, string id, Func<Task> deliver)
    {
        var definition = await esp.Get("/catalog/communication.1.0.json");
        var criteria = definition.GetProperty("part2").GetProperty("criteria").EnumerateArray().Select(c => c.GetProperty("id").GetString()!).ToArray();
        var questions = new[] { "part1", "part3" }.SelectMany(p => definition.GetProperty(p).GetProperty("questions").EnumerateArray()).Select(q => q.GetProperty("id").GetString()!);
        foreach (var answer in questions.Concat(criteria))
            await Journey.Answer(esp, id, answer, "I radio ahead, and then I write it down in the route log so that the next driver knows.");
        Assert.Equal(Written.GetProperty("filesInTheWalk").GetInt32(), criteria.Length);
        foreach (var criterion in criteria)
        {
            await Journey.Upload(esp, id, criterion, "route log.pdf", Journey.Pdf);
            await deliver();
        }

        await esp.Put($"/api/submissions/{id}/statements", new { integrity = true, privacy = true });
    }

    private static bool IsTimer(string function) => Written.GetProperty("timers").TryGetProperty(function, out _);
}
