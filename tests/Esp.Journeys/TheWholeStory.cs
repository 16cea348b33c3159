using System.Text.RegularExpressions;
using Esp.Host.Local.Walk;
using static Microsoft.Playwright.Assertions;

namespace Esp.Journeys;

/// <summary>From the first look at the catalog to a checked credential, as three people live it. Every state passes axe-core.</summary>
public sealed partial class TheWholeStory(Platform platform)
{
    private const string Answer = "I radio ahead, and then I write it down in the route log so that the next driver knows.";
    private const string Comment = "Say who was told, when, and how you know that they understood.";
    private static readonly string[] Criteria = ["c1", "c2", "c3", "c4"];
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);
    private string _work = "";

    [Fact]
    public async Task An_ESP_earns_a_micro_credential_at_the_second_try()
    {
        await using var esp = await platform.Visitor("Jo Rivera");
        await Starts(esp);
        await FillsInTheProfile(esp);
        await Writes(esp);
        await Promises(esp);
        await ChecksAndSends(esp);

        await using (var scorer = await Opens("first"))
            await ScoresNotYet(scorer);
        await Revises(esp);
        await using (var scorer = await Opens("second"))
            await ScoresProficient(scorer);

        await Earns(esp);
        await SomebodyChecks(esp);
        esp.NothingWentWrong();
    }

    private static async Task Starts(Visitor esp)
    {
        await esp.Go("/");
        await esp.Look("01-home");
        await esp.Page.GetByRole(AriaRole.Link, new() { Name = "Communicating Well at Work" }).First.ClickAsync();
        await esp.On("ESP Universal Standard: Communication Communicating Well at Work");
        await Expect(esp.Button("Start").First).ToBeVisibleAsync();
        await esp.Look("02-micro-credential");
        await esp.Button("Start").First.ClickAsync();

        await esp.On("Sign in");
        await esp.Look("03-sign-in");
        await esp.FillSignIn("Jo Rivera", "jo.rivera@prairie.example");
        await Expect(esp.Page).ToHaveURLAsync(SubmissionPage());
        await Expect(esp.Text("0 of 8 done")).ToBeVisibleAsync();
        await esp.Look("04-hub-new");
    }

    private async Task FillsInTheProfile(Visitor esp)
    {
        _work = esp.Page.Url;
        await esp.Page.Locator(".tasks a[href*='/profile/']").ClickAsync();
        await esp.On("My profile");
        await Expect(esp.Field("name")).ToBeVisibleAsync();
        await esp.Button("Save my profile").ClickAsync();
        await Expect(esp.Page.Locator(".error-summary")).ToBeFocusedAsync();
        await esp.Look("05-profile-errors");
        await esp.Field("name").FillAsync("Jo Rivera");
        await esp.Field("email").FillAsync("jo.rivera@prairie.example");
        await esp.Field("careerFamily").SelectOptionAsync("Transportation Services");
        await esp.Field("employer").FillAsync("Prairie Unit District 9");
        await esp.Field("state").SelectOptionAsync("IL");
        await esp.Field("affiliate").FillAsync("Prairie ESP");
        await esp.Field("nameOnCredential").CheckAsync();
        await esp.Button("Save my profile").ClickAsync();
        await Expect(esp.Field("save-state")).ToHaveTextAsync(Visitor.Saved);
        await esp.Look("06-profile");
        await esp.Link("Back to my submission").ClickAsync();
        await esp.On("Communicating Well at Work");
    }

    private static async Task Writes(Visitor esp)
    {
        await OpenTask(esp, "part1");
        await esp.Field("p1-1").FillAsync(Answer);
        await Expect(esp.Saving("p1-1")).ToHaveTextAsync(Visitor.Saved);
        await esp.Look("07-part1");
        await esp.Write("p1-2", Answer);
        await esp.Write("p1-3", Answer);
        await Back(esp);
        foreach (var criterion in Criteria)
        {
            await OpenTask(esp, criterion);
            if (criterion == "c1")
                await esp.Look("08-criterion-empty");
            await Upload(esp, criterion);
            await esp.Write(criterion, "This page shows how I pass on a change of route, with every name covered.");
            if (criterion == "c2")
                await AddLink(esp);
            await Back(esp);
        }

        await OpenTask(esp, "part3");
        await esp.Write("p3-1", Answer);
        await esp.Write("p3-2", Answer);
        await Back(esp);
        await esp.Look("11-hub-written");
    }

    private static async Task Upload(Visitor esp, string criterion)
    {
        await esp.Field($"{criterion}-files").SetInputFilesAsync(new FilePayload { Name = "route log.pdf", MimeType = "application/pdf", Buffer = Samples.Pdf });
        await Expect(esp.Text("✓ Ready")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        if (criterion == "c1")
            await esp.Look("09-criterion-file");
    }

    private static async Task AddLink(Visitor esp)
    {
        await esp.Text("Add a link instead").ClickAsync();
        await esp.Field("c2-url").FillAsync("not a link");
        await esp.Button("Add the link").ClickAsync();
        await Expect(esp.Page.Locator(".error-summary")).ToBeVisibleAsync();
        await esp.Field("c2-url").FillAsync("https://district.example/news/route-change");
        await esp.Field("c2-title").FillAsync("The notice that went to families");
        await esp.Button("Add the link").ClickAsync();
        await Expect(esp.Page.Locator(".evidence-rows .evidence-name").GetByText("The notice that went to families")).ToBeVisibleAsync();
        await esp.Look("10-criterion-link");
    }

    private static async Task Promises(Visitor esp)
    {
        await OpenTask(esp, "statements");
        await esp.Look("12-statements");
        await esp.Field("integrity").CheckAsync();
        await esp.Field("privacy").CheckAsync();
        await esp.Button("Save and go back to the tasks").ClickAsync();
        await esp.On("Communicating Well at Work");
    }

    private static async Task ChecksAndSends(Visitor esp)
    {
        await esp.Link("Check and send").ClickAsync();
        await esp.On("Check your answers");
        await esp.Look("13-check");
        await esp.Button("Send").ClickAsync();
        await Expect(esp.Text("Sent. Thank you.")).ToBeVisibleAsync();
        await esp.Look("14-sent");
        await esp.Page.ReloadAsync();
        await Expect(esp.Text("A scorer will read your work")).ToBeVisibleAsync();
        await esp.Look("15-with-a-scorer");
        await esp.Go("/my-work/");
        await Expect(esp.Text("Waiting for others")).ToBeVisibleAsync();
        await Expect(esp.Text("Your profile is not complete")).ToHaveCountAsync(0);
        await esp.Look("16-my-work-waiting");
    }

    private async Task<Visitor> Opens(string which)
    {
        var mail = await platform.Mailbox.WaitFor(m => m.Text.Contains("/score/#", StringComparison.Ordinal) && !_read.Contains(m.Id), $"the invitation of the {which} scorer");
        _read.Add(mail.Id);
        var scorer = await platform.Visitor($"{which} scorer");
        await scorer.Go($"/score/#{Mailbox.Token(mail)}");
        await scorer.On("You are asked to score someone’s work");
        await scorer.Look($"20-{which}-landing");
        await scorer.Button("Open this review").ClickAsync();
        await scorer.On("Can you score this?");
        await scorer.Look($"21-{which}-offer");
        await scorer.Button("Yes, I will score it").ClickAsync();
        await scorer.On("Score: Communicating Well at Work");
        return scorer;
    }

    private static async Task ScoresNotYet(Visitor scorer)
    {
        await scorer.Look("22-sheet");
        Assert.DoesNotContain("Rivera", await scorer.Page.ContentAsync(), StringComparison.Ordinal);
        await scorer.Button("Show evidence-1.pdf").ClickAsync();
        await Expect(scorer.Page.Locator(".viewer iframe")).ToBeVisibleAsync();
        var file = await scorer.Page.APIRequest.GetAsync((await scorer.Page.Locator(".viewer iframe").GetAttributeAsync("src"))!);
        Assert.Equal("inline; filename=\"evidence-1.pdf\"", file.Headers["content-disposition"]);   // its own name might tell whose it is
        Assert.Equal(Samples.Pdf, await file.BodyAsync());
        await scorer.Look("23-sheet-evidence");
        await scorer.Button("Hide evidence-1.pdf").ClickAsync();
        foreach (var part in (string[])["part1", "part3"])
            await Choose(scorer, part, "pass");
        foreach (var criterion in Criteria)
            await Choose(scorer, criterion, criterion == "c2" ? "basic" : "proficient");
        await scorer.Button("Check and send").First.ClickAsync();
        await scorer.On("Check your score");
        await scorer.Look("24-check-score-missing");
        await scorer.Button("Change Fit the message to the person").ClickAsync();
        await scorer.Field("comment-c2").FillAsync(Comment);
        await Expect(scorer.Page.Locator(".score-bar .saving")).ToHaveTextAsync(Visitor.Saved);
        await scorer.Look("25-sheet-done");
        await scorer.Button("Check and send").First.ClickAsync();
        await Expect(scorer.Text("With this score, it is “not yet”")).ToBeVisibleAsync();
        await scorer.Look("26-check-score");
        await scorer.Button("Send the score").ClickAsync();
        await scorer.On("Your score is sent. Thank you.");
        await scorer.Look("27-score-sent");
        await scorer.Page.ReloadAsync();
        await Expect(scorer.Heading).Not.ToHaveTextAsync("Score: Communicating Well at Work");
        scorer.ForgetComplaints();
    }

    private async Task Revises(Visitor esp)
    {
        await esp.Go("/my-work/");
        await Expect(esp.Link("Read the comments and go on")).ToBeVisibleAsync();
        await esp.Look("30-my-work-not-yet");
        await esp.Link("Read the comments and go on").ClickAsync();
        await Expect(esp.Text("Not yet: one part needs more")).ToBeVisibleAsync();
        await Expect(esp.Text(Comment).First).ToBeVisibleAsync();
        await esp.Look("31-hub-not-yet");
        await esp.Link("Read your score report").ClickAsync();
        await esp.Look("32-report-not-yet");
        await esp.Page.GoBackAsync();
        await esp.Link("Go on").ClickAsync();
        await esp.On("Fit the message to the person");
        await esp.Look("33-criterion-revise");
        await esp.Write("c2", "I told Ms. A and Mr. B by radio at 6:40. Both said the new stop back to me, so I know that they understood.");
        await Back(esp);
        await OpenTask(esp, "part1");
        await Expect(esp.Text("This part has passed.")).ToBeVisibleAsync();
        await esp.Look("34-part1-passed");
        await esp.Go(_work);
        await esp.Link("Check and send").ClickAsync();
        await esp.On("Check your answers");
        await esp.Look("35-check-again");
        await esp.Button("Send again").ClickAsync();
        await Expect(esp.Text("Sent. Thank you.")).ToBeVisibleAsync();
    }

    private static async Task ScoresProficient(Visitor scorer)
    {
        await Expect(scorer.Text("✓ Passed before").First).ToBeVisibleAsync();
        Assert.Equal(5, await scorer.Text("✓ Passed before").CountAsync());
        Assert.DoesNotContain(Comment, await scorer.Page.ContentAsync(), StringComparison.Ordinal);
        Assert.Equal(1, await scorer.Page.Locator("fieldset").CountAsync());
        await scorer.Look("41-second-sheet");
        await Choose(scorer, "c2", "proficient");
        await scorer.Button("Check and send").First.ClickAsync();
        await Expect(scorer.Text("With this score, the person earns it")).ToBeVisibleAsync();
        await scorer.Look("42-second-check");
        await scorer.Button("Send the score").ClickAsync();
        await scorer.On("Your score is sent. Thank you.");
        await scorer.Look("43-second-sent");
        scorer.NothingWentWrong();
    }

    private async Task Earns(Visitor esp)
    {
        await platform.Mailbox.WaitFor(m => m.To == "jo.rivera@prairie.example" && m.Text.Contains("/verify/?id=", StringComparison.Ordinal), "the news of the credential");
        await esp.Go(_work);
        await Expect(esp.Text("You earned this micro-credential").First).ToBeVisibleAsync();
        await esp.Look("50-hub-earned");
        await esp.Link("Read your score report").First.ClickAsync();
        await esp.Look("51-report-earned");
        await esp.Go("/my-work/");
        await Expect(esp.Text("All done for now")).ToBeVisibleAsync();
        await esp.Look("52-my-work-earned");
        await esp.Go("/credentials/");
        await Expect(esp.Link("Show it")).ToBeVisibleAsync();
        await esp.Look("53-credentials");
    }

    private async Task SomebodyChecks(Visitor esp)
    {
        var shown = await esp.Link("Show it").GetAttributeAsync("href");
        await using var clerk = await platform.Visitor("an HR clerk", new() { ViewportSize = Visit.Desk });
        await clerk.Go(shown!);
        await Expect(clerk.Heading).ToContainTextAsync("real", new() { IgnoreCase = true });
        await Expect(clerk.Text("Jo Rivera").First).ToBeVisibleAsync();
        await clerk.Look("54-verify");
        clerk.NothingWentWrong();
    }

    private static async Task OpenTask(Visitor esp, string task)
    {
        await esp.Page.Locator($".tasks a[href$='task={task}']").ClickAsync();
        await Expect(esp.Page).ToHaveURLAsync(new Regex($"task={task}$", RegexOptions.None, TimeSpan.FromSeconds(1)));
        await Expect(esp.Heading).Not.ToHaveTextAsync("Communicating Well at Work");
    }

    private static async Task Back(Visitor esp)
    {
        await esp.Link("Save and go back to the tasks").ClickAsync();
        await esp.On("Communicating Well at Work");
        await Expect(esp.Page.Locator(".tasks")).ToBeVisibleAsync();
    }

    private static Task Choose(Visitor scorer, string id, string value) => scorer.Page.Locator($"input[name='choice-{id}'][value='{value}']").CheckAsync();

    [GeneratedRegex("/submit/\\?id=sub_[0-9a-f]{32}$", RegexOptions.None, 1000)]
    private static partial Regex SubmissionPage();
}
