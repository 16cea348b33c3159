using static Microsoft.Playwright.Assertions;

namespace Esp.Journeys;

/// <summary>What comes back: comments and a second try, then the credential, and somebody who checks it.</summary>
public sealed partial class TheWholeStory
{
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

    private async Task Earns(Visitor esp)
    {
        await platform.Mailbox.WaitFor(m => m.To == "jo.rivera@prairie.example" && m.Text.Contains("/c/crd_", StringComparison.Ordinal), "the news of the credential");
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
}
