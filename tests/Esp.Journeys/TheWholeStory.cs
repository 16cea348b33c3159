using System.Text.RegularExpressions;
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
        await ShowsAll(esp);
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

        await Expect(esp.Button("Sign in")).ToBeVisibleAsync();   // past the page that leads here
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

    [GeneratedRegex("/submit/\\?id=sub_[0-9a-f]{32}$", RegexOptions.None, 1000)]
    private static partial Regex SubmissionPage();
}
