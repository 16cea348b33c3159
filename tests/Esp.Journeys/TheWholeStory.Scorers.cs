using Esp.Host.Local.Walk;
using static Microsoft.Playwright.Assertions;

namespace Esp.Journeys;

/// <summary>The scorers' side of the story: by the link in the mail, without an account.</summary>
public sealed partial class TheWholeStory
{
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

    private static Task Choose(Visitor scorer, string id, string value) => scorer.Page.Locator($"input[name='choice-{id}'][value='{value}']").CheckAsync();
}
