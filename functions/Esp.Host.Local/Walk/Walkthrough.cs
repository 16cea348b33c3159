using System.Diagnostics;
using Esp.App.Platform;
using Esp.Host.Local.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Esp.Host.Local.Walk;

/// <summary>Takes one micro-credential from the catalogue to a verified badge, as clients would, and says what each step took.</summary>
public static class Walkthrough
{
    /// <summary>Answers 0 only when the credential verified.</summary>
    public static async Task<int> Run(WebApplication app)
    {
        var (options, settings) = (app.Services.GetRequiredService<LocalOptions>(), app.Services.GetRequiredService<Settings>());
        if (options.SmtpHost is not null)
        {
            await Console.Error.WriteLineAsync("The walk-through reads the local mailbox: start it without Esp__SmtpHost.");
            return 1;
        }

        await app.Services.GetRequiredService<LocalStorage>().Ready;
        using var mailbox = new Mailbox(new Uri($"http://localhost:{options.MailPort}"));
        try
        {
            return await Walk(new Journey(new Uri(settings.SiteUrl), mailbox), mailbox, settings);
        }
        catch (WalkException e)
        {
            await Console.Error.WriteLineAsync($"Stopped: {e.Message}");
            return 1;
        }
    }

    private static async Task<int> Walk(Journey journey, Mailbox mailbox, Settings settings)
    {
        var email = $"walk-{Guid.NewGuid():N}"[..13] + "@esp.example";
        await Step("A roster with two scorers is imported", () => journey.ImportScorers());
        using var esp = await Step("An ESP signs in and fills in their details", () => journey.Candidate("Robin Walker", email));
        var id = await Step("They start a micro-credential", () => Journey.Start(esp));
        await Step("They write, upload evidence and tick the promises", () => Journey.Fill(esp, id));
        var known = (await mailbox.All()).Select(m => m.Id).ToArray();
        await Step("They send it", () => Journey.Submit(esp, id));
        var (scorer, mail, _) = await Step("A scorer gets an e-mail and opens its link", () => journey.OpenInvitation(known));
        using var session = scorer;
        Console.WriteLine($"        to {mail.To}: {mail.Subject}");
        var outcome = await Step("The scorer reads, scores and sends", () => Journey.Score(scorer));
        Console.WriteLine($"        {outcome}");
        await Step("The ESP gets the decision by e-mail", () => mailbox.WaitFor(m => m.To == email && m.Subject.Contains("earned", StringComparison.OrdinalIgnoreCase), "the decision"));
        await Step("The credential is issued", () => Journey.Eventually(async () => (await esp.Get($"/api/submissions/{id}")).GetProperty("credential").GetProperty("status").GetString() == "issued", "the credential is issued"));
        var credential = (await esp.Get($"/api/submissions/{id}")).GetProperty("credential");
        using var anybody = new PlatformClient(new Uri(settings.SiteUrl));
        var verified = await Step("Anybody verifies it", () => anybody.Get($"/api/credentials/{credential.GetProperty("id").GetString()}/verification"));
        foreach (var check in verified.GetProperty("checks").EnumerateArray())
            Console.WriteLine($"        {check.GetProperty("name").GetString()}: {check.GetProperty("result").GetString()}. {check.GetProperty("reason").GetString()}");

        Console.WriteLine($"\n{credential.GetProperty("verifyUrl").GetString()}");
        return verified.GetProperty("summary").GetString() == "valid" ? 0 : 1;
    }

    private static Task<bool> Step(string what, Func<Task> step) => Step(what, async () =>
    {
        await step();
        return true;
    });

    private static async Task<T> Step<T>(string what, Func<Task<T>> step)
    {
        var watch = Stopwatch.StartNew();
        var result = await step();
        Console.WriteLine($"{watch.ElapsedMilliseconds,6} ms {what}");
        return result;
    }
}
