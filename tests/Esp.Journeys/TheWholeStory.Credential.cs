using System.Text;
using static Microsoft.Playwright.Assertions;

namespace Esp.Journeys;

/// <summary>What can be done with the credential: somebody checks it by its link and by its files, it is hidden and shown again, and listed with all others.</summary>
public sealed partial class TheWholeStory
{
    private const string Real = "This credential is real and valid";
    private const string Twice = "Checked twice: by our server, and by your own browser.";
    private const string UnknownHere = "We do not know this credential";

    private async Task SomebodyChecks(Visitor esp)
    {
        var shown = await esp.Link("Show it").GetAttributeAsync("href");
        await using var clerk = await platform.Visitor("an HR clerk", new() { ViewportSize = Visit.Desk });
        await clerk.Go(shown!);
        await Expect(clerk.Heading).ToHaveTextAsync(Real);
        await Expect(clerk.Text(Twice)).ToBeVisibleAsync();
        await Expect(clerk.Text("Jo Rivera").First).ToBeVisibleAsync();
        await clerk.Look("54-verify");
        await clerk.Link("Check another one").ClickAsync();
        await clerk.On("Check a credential");
        await clerk.Field("id").FillAsync(shown!);
        await clerk.Page.Keyboard.PressAsync("Enter");
        await Expect(clerk.Heading).ToHaveTextAsync(Real);

        await HidesAndShows(esp, clerk, shown!);
        var badge = await ChecksEachFile(esp, clerk);
        await RefusesWhatWasChanged(clerk, badge);
        clerk.NothingWentWrong();
    }

    private static async Task HidesAndShows(Visitor esp, Visitor clerk, string shown)
    {
        await esp.Page.GetByText("Hide it", new() { Exact = true }).ClickAsync();
        await esp.Button("Hide this credential").ClickAsync();
        await Expect(esp.Button("Show again")).ToBeFocusedAsync();
        await esp.Look("55-credentials-hidden");
        await clerk.Go(shown);
        await clerk.On(UnknownHere);
        await clerk.Look("56-verify-hidden");
        clerk.ForgetComplaints();   // the browser notes each 404

        await esp.Button("Show again").ClickAsync();
        await Expect(esp.Link("Show it")).ToBeFocusedAsync();
        await clerk.Page.ReloadAsync();
        await clerk.On(Real);
    }

    /// <summary>Each form that can be downloaded is checked from its file. Gives back the JSON.</summary>
    private static async Task<byte[]> ChecksEachFile(Visitor esp, Visitor clerk)
    {
        await esp.Page.GetByText("Download", new() { Exact = true }).ClickAsync();
        await esp.Look("57-credentials-downloads");
        var certificate = await Download(esp, "Certificate (PDF)");
        Assert.StartsWith("%PDF-", Encoding.Latin1.GetString(certificate, 0, 8), StringComparison.Ordinal);
        foreach (var (link, file) in new[] { ("Badge picture (PNG)", "badge.png"), ("Badge picture (SVG)", "badge.svg"), ("Credential (JWT)", "badge.jwt") })
            await Gives(clerk, file, await Download(esp, link), Real);

        var badge = await Download(esp, "Credential (JSON)");
        await Gives(clerk, "badge.json", badge, Real);
        await clerk.Look("58-verify-file");
        return badge;
    }

    private static async Task RefusesWhatWasChanged(Visitor clerk, byte[] badge)
    {
        var changed = Encoding.UTF8.GetString(badge).Replace("Jo Rivera", "Jo Riverb", StringComparison.Ordinal);
        await Gives(clerk, "changed.json", Encoding.UTF8.GetBytes(changed), "This credential is not valid");
        await clerk.Look("59-verify-changed");

        await clerk.Go("/verify/");
        await clerk.Field("text").FillAsync(changed);
        await clerk.Button("Check this text").ClickAsync();
        await clerk.On("This credential is not valid");
    }

    private static async Task Gives(Visitor clerk, string name, byte[] file, string verdict)
    {
        await clerk.Go("/verify/");
        await clerk.Field("file").SetInputFilesAsync(new FilePayload { Name = name, MimeType = "application/octet-stream", Buffer = file });
        await clerk.Button("Check this file").ClickAsync();
        await clerk.On(verdict);
        await Expect(clerk.Text(Twice)).ToBeVisibleAsync();
        await Expect(clerk.Heading).ToBeFocusedAsync();
    }

    private static async Task<byte[]> Download(Visitor esp, string link)
    {
        var download = await esp.Page.RunAndWaitForDownloadAsync(() => esp.Link(link).ClickAsync());
        return await File.ReadAllBytesAsync((await download.PathAsync())!, TestContext.Current.CancellationToken);
    }

    private static async Task ShowsAll(Visitor esp)
    {
        await esp.Page.GetByRole(AriaRole.Link, new() { Name = "transcript" }).ClickAsync();
        await esp.On("My transcript");
        await Expect(esp.Text("Communicating Well at Work").First).ToBeVisibleAsync();
        await esp.Look("60-transcript");
        Assert.StartsWith("%PDF-", Encoding.Latin1.GetString(await Download(esp, "Download as PDF"), 0, 8), StringComparison.Ordinal);
        Assert.Contains("ClrCredential", Encoding.UTF8.GetString(await Download(esp, "Download the signed file (CLR)")), StringComparison.Ordinal);
    }
}
