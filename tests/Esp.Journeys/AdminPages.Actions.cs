using Azure.Data.Tables;
using Esp.App.Platform;
using Esp.Domain;
using static Microsoft.Playwright.Assertions;

namespace Esp.Journeys;

/// <summary>Each action, as an admin takes it on the page.</summary>
public sealed partial class AdminPages
{
    private static async Task Reassigns(Visitor admin, Platform platform, string id)
    {
        await admin.Go("/admin/");
        await Expect(admin.Page.Locator("#late-reviews tbody tr")).ToHaveCountAsync(1);
        await admin.Look("81-admin-today");
        await admin.Link("Give to another scorer").ClickAsync();
        await admin.On("Submission: Doing Right by People");
        await Expect(admin.Page.Locator("form[data-act=reassign]")).ToBeVisibleAsync();
        Assert.DoesNotContain("Lane", await admin.Page.ContentAsync(), StringComparison.Ordinal);
        await admin.Look("82-admin-submission");

        await Acts(admin, "reassign", "Give it to another scorer", reason: " ");
        await Expect(admin.Page.Locator("form[data-act=reassign] .error-summary")).ToBeFocusedAsync();
        await admin.Look("82-admin-submission-error");
        await Acts(admin, "reassign", "Give it to another scorer");
        await Done(admin, "another scorer is looked for");
        await platform.Mailbox.WaitFor(m => m.Text.Contains("We gave it to somebody else", StringComparison.Ordinal), "the scorer is told");

        await Acts(admin, "person", "Show name and address", "She called us.");
        await Expect(admin.Field("person-notice")).ToContainTextAsync("lee.lane@prairie.example");
        Assert.EndsWith(id, new Uri(admin.Page.Url).Query.Split('&')[0], StringComparison.Ordinal);
    }

    private static async Task GivesMoreTime(Visitor admin, Platform platform, string id)
    {
        await admin.Go($"/admin/submission/?id={id}");
        await Expect(admin.Text("Give more time").First).ToBeVisibleAsync();
        await admin.Page.Locator("details.act", new() { HasText = "Give more time" }).First.Locator("summary").ClickAsync();
        await admin.Field("extend-date").FillAsync(Iso(DateTimeOffset.UtcNow.AddMonths(30)));
        await Acts(admin, "extend", "Give more time");
        await Expect(admin.Field("extend-date-error")).ToContainTextAsync("at most 24 months ahead");
        await admin.Field("extend-date").FillAsync(Iso(DateTimeOffset.UtcNow.AddMonths(9)));
        await Acts(admin, "extend", "Give more time");
        await Done(admin, "The new finish-by date is");
        await platform.Mailbox.WaitFor(m => m.To == "lee.lane@prairie.example" && m.Text.Contains("You have more time", StringComparison.Ordinal), "the candidate is told");
    }

    private static async Task SendsAgain(Visitor admin, Platform platform, string id)
    {
        await admin.Go($"/admin/submission/?id={id}");
        await Acts(admin, "mail-finish-by-extended", "Send again");
        await Expect(admin.Page.Locator("form[data-act=mail-finish-by-extended] .error-summary")).ToContainTextAsync("less than a minute ago");
        admin.ForgetComplaints();
        var ledger = platform.Get<Tables>().Notices;
        await foreach (var row in ledger.QueryAsync<TableEntity>("Template eq 'finish-by-extended'"))
        {
            row["TriedAt"] = DateTimeOffset.UtcNow.AddHours(-1);
            await ledger.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace);
        }

        await Acts(admin, "mail-finish-by-extended", "Send again");
        await Done(admin, "on its way again");
        var before = (await platform.Mailbox.All()).Where(m => m.Text.Contains("You have more time", StringComparison.Ordinal)).Select(m => m.Id).First();
        await platform.Mailbox.WaitFor(m => m.Id != before && m.Text.Contains("You have more time", StringComparison.Ordinal), "the mail again");
    }

    private static async Task SettlesDeadLetters(Visitor admin, Platform platform)
    {
        await admin.Go("/admin/#dead");
        await Expect(admin.Page.Locator(".letter")).ToHaveCountAsync(2);
        var route = admin.Page.Locator(".letter", new() { HasText = "route" });
        var id = await route.Locator("form[data-kind=replay]").GetAttributeAsync("data-act");
        await Acts(admin, id!, "Send again", "The cause is mended.");
        await Done(admin, "sent again");
        await Expect(admin.Page.Locator($"form[data-act='{id}']")).ToHaveCountAsync(0);

        var email = admin.Page.Locator(".letter", new() { HasText = "email" });
        id = await email.Locator("form[data-kind=drop]").GetAttributeAsync("data-act");
        await Acts(admin, id!, "Drop this message", "It was made by hand.");
        await Expect(admin.Field($"{id}-final-error")).ToBeVisibleAsync();
        await admin.Look("83-admin-drop");
        await admin.Field($"{id}-final").CheckAsync();
        await Acts(admin, id!, "Drop this message", "It was made by hand.");
        await Done(admin, "Its text is in the log");
        await Expect(admin.Page.Locator(".letter", new() { HasText = "email" })).ToHaveCountAsync(0);
        Assert.Empty((await platform.Get<IDeadLetterBox>().List(Queues.Email, 10, CancellationToken.None)).Select(l => l.Id));
    }

    private static async Task TurnsScorersOffAndOn(Visitor admin)
    {
        await admin.Go("/admin/scorers/");
        await Acts(admin, "off-walk-1", "Turn off", "Away until June.");
        await Done(admin, "Scorer walk-1 is off");
        await Acts(admin, "on-walk-1", "Turn on", "Back again.");
        await Done(admin, "Scorer walk-1 is on");

        await admin.Button("Import").ClickAsync();
        await Expect(admin.Page.Locator("#roster-form .error-summary")).ToBeFocusedAsync();
        await admin.Field("roster-csv").FillAsync("number,name,email,employer,state,affiliate,micro-credentials,active,max-open\n=7,Fay Formula,fay@scorers.example,Far School,AK,,ethics,no,2\n8,Bad Line,nowhere,Far School,AK,,ethics,yes,2\n");
        await admin.Field("roster-reason").FillAsync("New in May.");
        await admin.Button("Import").ClickAsync();
        await Expect(admin.Field("imported")).ToContainTextAsync("1 scorer new, 0 updated, 1 line not taken.");
        await Expect(admin.Page.Locator("#refused-lines")).ToContainTextAsync("The e-mail address cannot be read.");
        await admin.Look("84-admin-import");
        var saved = await admin.Page.RunAndWaitForDownloadAsync(() => admin.Page.Locator("[data-csv=scorers]").ClickAsync());
        Assert.Contains("\"'=7\",\"Fay Formula\",\"f•••@scorers.example\"", await File.ReadAllTextAsync((await saved.PathAsync())!), StringComparison.Ordinal);
        await admin.Page.Locator("[data-of=scorers][data-sort='0']").ClickAsync();
        await Expect(admin.Page.Locator("#scorers thead th").First).ToHaveAttributeAsync("aria-sort", "ascending");
    }

    private static async Task TakesBack(Visitor admin, Platform platform, string id)
    {
        var credential = CredentialId.For(SubmissionId.Parse(id)).ToString();
        await platform.Mailbox.WaitFor(m => m.Text.Contains(credential, StringComparison.Ordinal), "the credential is issued");
        await admin.Go("/admin/credentials/");
        await admin.Field("find-credential").FillAsync(credential);
        await admin.Button("Look").ClickAsync();
        await admin.On("Submission: Communicating Well at Work");
        await Acts(admin, "revoke", "Take it back for good", "It was issued by mistake.");
        await Expect(admin.Field("revoke-typed-error")).ToBeVisibleAsync();
        await admin.Field("revoke-typed").FillAsync(credential);
        await admin.Look("85-admin-revoke");
        await Acts(admin, "revoke", "Take it back for good", "It was issued by mistake.");
        await Done(admin, "was taken back");
        await platform.Mailbox.WaitFor(m => m.To == "robin.rivera@prairie.example" && m.Text.Contains("It was issued by mistake", StringComparison.Ordinal), "the holder is told");
        await Expect(admin.Text("An admin took the credential back.")).ToBeVisibleAsync();
    }
}
