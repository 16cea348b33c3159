using System.IO.Compression;
using Esp.App.Platform;
using Esp.App.Portfolio;
using Esp.App.Records;
using Esp.Domain;
using Esp.Host.Local.Queues;
using Esp.Host.Local.Walk;
using static Microsoft.Playwright.Assertions;

namespace Esp.Journeys;

/// <summary>One person's data are handed out, by the person and by an admin; then the person is erased.</summary>
public sealed partial class AdminPages
{
    private const string Leaving = "robin.rivera@prairie.example";

    [Fact]
    public async Task An_admin_gives_a_person_their_data_and_erases_them()
    {
        await using var platform = new Platform();
        await platform.InitializeAsync();
        using var client = await platform.Journey.Candidate("Robin Rivera", Leaving);
        var id = await Journey.Start(client);
        await Journey.Fill(client, id);
        await using var esp = await platform.Visitor("Robin Rivera");
        await esp.SignIn("Robin Rivera", Leaving);
        await TakesTheirOwn(esp, id);

        await using var admin = await platform.Visitor("admin", new() { ViewportSize = Visit.Desk });
        await admin.SignInAsAdmin("/admin/submission/");
        await FindsByAddress(admin, id);
        await HandsOut(admin, id);
        await InTheDarkBeforeErasing(platform, id);
        await ErasesByKeyboard(admin, id);
        await IsQuiet(platform, id);

        await esp.Go("/my-work/");
        await Expect(esp.Text("Next: choose your first micro-credential")).ToBeVisibleAsync();
        await esp.Look("94-my-work-after-erasing");
        esp.NothingWentWrong();
        await IsUnknown(admin, id);
    }

    private static async Task TakesTheirOwn(Visitor esp, string id)
    {
        await esp.Go("/profile/");
        await Expect(esp.Link("Download everything we keep about you")).ToBeVisibleAsync();
        await esp.Look("90-profile-your-data");
        var saved = await esp.Page.RunAndWaitForDownloadAsync(() => esp.Link("Download everything we keep about you").ClickAsync());
        await Holds(saved, id);
    }

    private static async Task FindsByAddress(Visitor admin, string id)
    {
        await admin.On("Find a submission or a person");
        await admin.Field("find-number").FillAsync("nobody@prairie.example");
        await admin.Page.Keyboard.PressAsync("Enter");
        await Expect(admin.Field("one-person")).ToBeFocusedAsync();
        await Acts(admin, "export", "Get the ZIP file", reason: "");
        await Expect(admin.Field("export-reason-error")).ToBeVisibleAsync();
        await Acts(admin, "export", "Get the ZIP file", reason: "They asked by mail.");
        await Expect(admin.Page.Locator("form[data-act=export] .error-summary")).ToBeFocusedAsync();
        await Expect(admin.Page.Locator("form[data-act=export] .error-summary")).ToContainTextAsync("Nobody is known by this e-mail address");
        await admin.Look("91-admin-person-unknown");
        admin.ForgetComplaints();   // the browser notes each 404

        await admin.Field("find-number").FillAsync(Leaving);
        await admin.Page.Keyboard.PressAsync("Enter");
        await Expect(admin.Field("one-person")).ToContainTextAsync(Leaving);
        var saved = await admin.Page.RunAndWaitForDownloadAsync(() => Acts(admin, "export", "Get the ZIP file", reason: "They asked by mail."));
        await Holds(saved, id);
        await Done(admin, "saved in your downloads");
        await Expect(admin.Field("done")).ToBeFocusedAsync();
        await admin.Look("91-admin-person-by-address");
        Assert.DoesNotContain("@", Uri.UnescapeDataString(admin.Page.Url), StringComparison.Ordinal);
    }

    private static async Task HandsOut(Visitor admin, string id)
    {
        await admin.Go($"/admin/submission/?id={id}");
        await admin.On("Submission: Communicating Well at Work");
        var seen = new TaskCompletionSource();
        await admin.Page.RouteAsync("**/api/manage/people/export", async route =>
        {
            await seen.Task;   // until its picture is taken
            await route.ContinueAsync();
        });
        var saved = await admin.Page.RunAndWaitForDownloadAsync(async () =>
        {
            await Acts(admin, "export", "Get the ZIP file", reason: "They asked by mail.");
            await Expect(admin.Button("Working …")).ToBeDisabledAsync();
            await admin.Look("92-admin-person-working");
            seen.SetResult();
        });
        Assert.StartsWith($"records-{id}-", saved.SuggestedFilename, StringComparison.Ordinal);
        await Holds(saved, id);
        await Done(admin, "Give it to this person and to nobody else");
        await Expect(admin.Field("announcer")).ToContainTextAsync("saved in your downloads");
        await admin.Look("92-admin-person-handed-out");
    }

    private static async Task InTheDarkBeforeErasing(Platform platform, string id)
    {
        await using var admin = await platform.Visitor("admin by night", new() { ViewportSize = Visit.Desk, ColorScheme = ColorScheme.Dark });
        await admin.SignInAsAdmin($"/admin/submission/?id={id}");
        await admin.On("Submission: Communicating Well at Work");
        await admin.Text("Give the person their data").ClickAsync();
        await Acts(admin, "erase", "Erase this person for good", reason: "");
        await Expect(admin.Field("erase-typed-error")).ToBeVisibleAsync();
        await admin.Look("93-admin-dark-erase-errors");
        admin.NothingWentWrong();
    }

    /// <summary>No mouse: from the summary of the form to its button, with one slip in what is typed.</summary>
    private static async Task ErasesByKeyboard(Visitor admin, string id)
    {
        var keys = admin.Page.Keyboard;
        await admin.Page.Locator("details.act > summary", new() { HasText = "Erase this person" }).FocusAsync();
        await keys.PressAsync("Enter");
        await keys.PressAsync("Tab");
        await keys.TypeAsync("They asked by mail.");
        await keys.PressAsync("Tab");
        await keys.TypeAsync(id[..^1]);
        await keys.PressAsync("Enter");
        await Expect(admin.Page.Locator("form[data-act=erase] .error-summary")).ToBeFocusedAsync();
        await keys.PressAsync("Tab");
        await keys.PressAsync("Enter");   // the summary's link leads to the field
        await Expect(admin.Field("erase-typed")).ToBeFocusedAsync();
        await Expect(admin.Field("erase-reason")).ToHaveValueAsync("They asked by mail.");
        await admin.Field("erase-typed").PressAsync("End");
        await keys.TypeAsync(id[^1..]);
        await keys.PressAsync("Tab");
        await keys.PressAsync("Enter");
        await Done(admin, "The erasure has begun.");
        await Expect(admin.Field("done")).ToBeFocusedAsync();
        await Expect(admin.Field("done")).ToContainTextAsync("calls this person per_");
        await admin.On("Find a submission or a person");
        await admin.Look("93-admin-erasing");
        admin.NothingWentWrong();
    }

    /// <summary>Lets the seventy minutes be over once what was open has ended, and waits until everything is gone.</summary>
    private static async Task IsQuiet(Platform platform, string id)
    {
        var ct = TestContext.Current.CancellationToken;
        var (people, queues) = (platform.Get<PersonReader>(), platform.Get<StorageQueues>());
        var candidate = (await platform.Get<Finder>().Find(SubmissionId.Parse(id), ct))!.Candidate;
        await Journey.Eventually(async () => await people.Read(candidate, ct) is { IsLeaving: true } p && p.Rows.Where(r => r.RowKey == PortfolioKeys.State(SubmissionId.Parse(id))).All(r => r.GetString("Status") == nameof(SubmissionStatus.Withdrawn)), "what was open is ended");
        await queues.Send(Queues.Erase, Message.Write(new EraseWanted(candidate, Quiet: true), TimeProvider.System), TimeSpan.Zero, ct);
        await Journey.Eventually(async () => (await people.Read(candidate, ct)).Rows.Count == 0, "the person is erased");
    }

    private static async Task IsUnknown(Visitor admin, string id)
    {
        await admin.Link("look for it then").ClickAsync();
        await Expect(admin.Text("There is no such number")).ToBeVisibleAsync();
        await admin.Look("94-admin-unknown");
        await admin.Field("find-number").FillAsync(Leaving);
        await admin.Button("Look").ClickAsync();
        await Acts(admin, "export", "Get the ZIP file", reason: "Is it done?");
        await Expect(admin.Page.Locator("form[data-act=export] .error-summary")).ToContainTextAsync("Nobody is known by this e-mail address");
        await admin.Go("/admin/health/");
        await Expect(admin.Text("Erased one person")).ToBeVisibleAsync();
        Assert.DoesNotContain(id, await admin.Page.ContentAsync(), StringComparison.Ordinal);
    }

    private static async Task Holds(IDownload saved, string id)
    {
        await using var zip = await ZipFile.OpenReadAsync((await saved.PathAsync())!, TestContext.Current.CancellationToken);
        Assert.Contains(zip.Entries, e => e.FullName == "data.json" && e.Length > 0);
        Assert.Contains(zip.Entries, e => e.FullName.StartsWith($"submissions/{id}/evidence/", StringComparison.Ordinal) && e.Length == Journey.Pdf.Length);
    }
}
