using System.Globalization;
using Azure.Data.Tables;
using Esp.App.Platform;
using Esp.Host.Local.Queues;
using Esp.Host.Local.Walk;
using static Microsoft.Playwright.Assertions;

namespace Esp.Journeys;

/// <summary>
/// The admins' pages, on a platform of their own: empty at first, then with work that waits, is late, failed or was earned; and each
/// action as an admin takes it.
/// </summary>
public sealed partial class AdminPages
{
    private const string Why = "The scorer wrote that she is ill.";

    private static readonly (string Path, string Heading, string Name)[] Views =
    [
        ("/admin/", "Today", "today"), ("/admin/flow/", "Flow", "flow"), ("/admin/scorers/", "Scorers", "scorers"),
        ("/admin/credentials/", "Credentials", "credentials"), ("/admin/health/", "Health", "health"), ("/admin/submission/", "Find a submission or a person", "find"),
    ];

    [Fact]
    public async Task An_admin_sees_what_needs_a_person_and_settles_it()
    {
        await using var platform = new Platform();
        await platform.InitializeAsync();
        await using var admin = await platform.Visitor("admin", new() { ViewportSize = Visit.Desk });
        await admin.SignInAsAdmin("/admin/");
        await Expect(admin.Text("Nothing needs a person today")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        foreach (var (path, heading, name) in Views)
            await Looks(admin, path, heading, $"80-admin-empty-{name}");

        var (read, drafted, earned) = await Work(platform);
        await Measured(admin);
        await Reassigns(admin, platform, read);
        await GivesMoreTime(admin, platform, drafted);
        await SendsAgain(admin, platform, drafted);
        await SettlesDeadLetters(admin, platform);
        await TurnsScorersOffAndOn(admin);
        await TakesBack(admin, platform, earned);
        await Measured(admin);
        foreach (var (path, heading, name) in Views)
            await Looks(admin, path, heading, $"86-admin-full-{name}");
        await Expect(admin.Page.Locator("#account .admin-link")).ToBeVisibleAsync();
        await InTheDark(platform, earned);
        admin.NothingWentWrong();
    }

    [Fact]
    public async Task To_everybody_else_the_pages_are_not_there()
    {
        await using var platform = new Platform();
        await platform.InitializeAsync();
        await using var esp = await platform.Candidate("Sam Other", "sam.other@prairie.example");
        foreach (var (path, _, _) in Views)
        {
            await esp.Go(path);
            await esp.On("There is no page at this address");
            Assert.Equal("Page not found – ESP Micro-credentials", await esp.Page.TitleAsync());
            Assert.Equal(0, await esp.Page.Locator(".admin-nav").CountAsync());
        }

        await esp.Look("87-admin-not-there");
        Assert.Equal(0, await esp.Link("Admin").CountAsync());
        await using var anybody = await platform.Visitor("anybody");
        await anybody.Go("/admin/");
        await Expect(anybody.Text("Sign in to see this page")).ToBeVisibleAsync();
        esp.NothingWentWrong();
    }

    private static async Task InTheDark(Platform platform, string id)
    {
        await using var admin = await platform.Visitor("admin by night", new() { ViewportSize = Visit.Desk, ColorScheme = ColorScheme.Dark });
        await admin.SignInAsAdmin("/admin/");
        foreach (var (path, heading, name) in Views.Take(5))
            await Looks(admin, path, heading, $"88-admin-dark-{name}");
        await Looks(admin, $"/admin/submission/?id={id}", "Submission: Communicating Well at Work", "88-admin-dark-submission");
        admin.NothingWentWrong();
    }

    private static async Task Looks(Visitor admin, string path, string heading, string name)
    {
        await admin.Go(path);
        await admin.On(heading);
        await Expect(admin.Page.Locator(".loading")).ToHaveCountAsync(0);
        await Expect(admin.Page.Locator("#content > *").First).ToBeVisibleAsync();
        await admin.Look(name);
    }

    /// <summary>One that is being read, one that is being written, one that was earned; messages that cannot be read; and late reviews.</summary>
    private static async Task<(string Read, string Drafted, string Earned)> Work(Platform platform)
    {
        var journey = platform.Journey;
        using var first = await journey.Candidate("Robin Rivera", "robin.rivera@prairie.example");
        using var second = await journey.Candidate("Lee Lane", "lee.lane@prairie.example");
        var earned = await Journey.Start(first);
        await Journey.Fill(first, earned);
        await Journey.Submit(first, earned);
        var (scorer, mail, _) = await journey.OpenInvitation([]);
        await Journey.Score(scorer);
        scorer.Dispose();
        var read = await Journey.Start(second, "ethics");
        await Journey.Fill(second, read);
        await Journey.Submit(second, read);
        var (next, _, _) = await journey.OpenInvitation([mail.Id]);
        await next.Post("/api/scoring/accept");
        next.Dispose();
        var drafted = await Journey.Start(second, "communication");
        var queues = platform.Get<StorageQueues>();
        await queues.Send(Queues.Route, "{\"id\":\"a-message-by-hand\",\"body\":7}", TimeSpan.Zero, CancellationToken.None);
        await queues.Send(Queues.Email, "{\"id\":\"another\",\"body\":{}}", TimeSpan.Zero, CancellationToken.None);
        await MakeLate(platform);
        return (read, drafted, earned);
    }

    /// <summary>The reviews that are out should have been scored yesterday.</summary>
    private static async Task MakeLate(Platform platform)
    {
        var scorers = platform.Get<Tables>().Scorers;
        await foreach (var work in scorers.QueryAsync<TableEntity>("PartitionKey eq 'pool' and RowKey ge 'work|' and RowKey lt 'work|~'"))
        {
            work["Since"] = DateTimeOffset.UtcNow.AddDays(-9);
            work["DueAt"] = DateTimeOffset.UtcNow.AddDays(-2);
            await scorers.UpdateEntityAsync(work, work.ETag, TableUpdateMode.Replace);
        }
    }

    private static async Task Measured(Visitor admin)
    {
        await admin.Go("/admin/");
        await admin.Button("Measure now").ClickAsync();
        await Expect(admin.Field("announcer")).ToHaveTextAsync("Measured now.", new() { Timeout = 30_000 });
        await Expect(admin.Field("measure-now")).ToBeFocusedAsync();
    }

    /// <summary>Opens a form by its summary, gives the reason, and presses its button.</summary>
    private static async Task Acts(Visitor admin, string id, string button, string reason = Why)
    {
        var form = admin.Page.Locator($"form[data-act='{id}']");
        if (!await form.IsVisibleAsync())
            await admin.Page.Locator("details.act", new() { Has = form }).Locator("summary").First.ClickAsync();
        await form.Locator($"#{id}-reason").FillAsync(reason);
        await form.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();
    }

    private static Task Done(Visitor admin, string sentence) => Expect(admin.Field("done")).ToContainTextAsync(sentence, new() { Timeout = 15_000 });

    private static string Iso(DateTimeOffset day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
