using Esp.Host.Local.Walk;
using static Microsoft.Playwright.Assertions;

namespace Esp.Journeys;

/// <summary>What people write and send outlives closed tabs, second windows, lost connections and reloads.</summary>
public sealed class NothingIsLost(Platform platform)
{
    private const string Text = "I check by asking the driver to say the new stop back to me.";

    [Fact]
    public async Task A_tab_closed_in_the_middle_of_a_word_costs_nothing()
    {
        await using var esp = await Writer("closed.tab");
        var address = esp.Page.Url;
        await esp.Field("p1-1").FillAsync(Text);
        await esp.Page.CloseAsync();   // well before the text was to be saved

        esp.Page = await esp.Context.NewPageAsync();
        await esp.Go(address);
        await Expect(esp.Field("p1-1")).ToHaveValueAsync(Text);
        await Expect(esp.Saving("p1-1")).ToHaveTextAsync(Visitor.Saved);
        esp.NothingWentWrong();
    }

    [Fact]
    public async Task Two_windows_that_write_the_same_answer_show_both_texts()
    {
        await using var esp = await Writer("two.windows");
        var first = esp.Page;
        var second = await esp.Context.NewPageAsync();
        await second.GotoAsync(first.Url);
        await Expect(second.Locator("#p1-1")).ToBeVisibleAsync();
        await esp.Write("p1-1", "From the first window.");

        esp.Page = second;
        await esp.Field("p1-1").FillAsync("From the second window.");
        await Expect(esp.Text("There are two versions of this answer")).ToBeVisibleAsync();
        await Expect(esp.Page.Locator(".other-text")).ToHaveTextAsync("From the first window.");
        await Expect(esp.Field("p1-1")).ToHaveValueAsync("From the second window.");
        await esp.Look("60-two-versions");

        await esp.Button("Keep both, one after the other").ClickAsync();
        await Expect(esp.Saving("p1-1")).ToHaveTextAsync(Visitor.Saved);
        await esp.Page.ReloadAsync();
        await Expect(esp.Field("p1-1")).ToHaveValueAsync("From the second window.\n\nFrom the first window.");
    }

    [Fact]
    public async Task What_is_written_offline_is_kept_and_sent_later()
    {
        await using var esp = await Writer("offline");
        await esp.Context.SetOfflineAsync(true);
        await esp.Field("p1-2").FillAsync(Text);
        await Expect(esp.Saving("p1-2")).ToHaveTextAsync("Not sent yet: you are offline, kept on this device");
        await Expect(esp.Field("offline")).ToBeVisibleAsync();
        await esp.Look("61-offline");

        await esp.Context.SetOfflineAsync(false);
        await Expect(esp.Saving("p1-2")).ToHaveTextAsync(Visitor.Saved, new() { Timeout = 15_000 });
        await esp.Page.ReloadAsync();
        await Expect(esp.Field("p1-2")).ToHaveValueAsync(Text);
        await Expect(esp.Field("offline")).ToBeHiddenAsync();
    }

    [Fact]
    public async Task An_upload_goes_on_after_a_reload_where_it_stopped()
    {
        await using var esp = await Writer("upload", task: "c1");
        esp.Page.Dialog += (_, asked) => _ = asked.AcceptAsync();   // "leave this page?"
        var sent = new List<string>();
        esp.Page.RequestFinished += (_, r) =>
        {
            if (r.Method == "PUT" && Block(r.Url) is { } block)
                sent.Add(block);
        };
        var (seen, open) = (0, false);
        await esp.Page.RouteAsync(u => Block(u) is not null, async route =>
        {
            if (Interlocked.Increment(ref seen) == 1 || Volatile.Read(ref open))
                await route.ContinueAsync();   // the others never get an answer
        });
        await esp.Field("c1-files").SetInputFilesAsync(new FilePayload { Name = "handbook.pdf", MimeType = "application/pdf", Buffer = Samples.LargePdf(9_000_000) });
        await Expect(esp.Page.Locator(".percent")).Not.ToHaveTextAsync("0%", new() { Timeout = 15_000 });
        await esp.Look("62-uploading");
        Assert.Single(sent);

        Volatile.Write(ref open, true);
        await esp.Page.ReloadAsync();
        await Expect(esp.Text("✓ Ready")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        Assert.Equal(3, sent.Count);
        Assert.Distinct(sent);
        await Expect(esp.Text("handbook.pdf").First).ToBeVisibleAsync();
    }

    [Fact]
    public async Task What_was_removed_comes_back_by_undo()
    {
        await using var esp = await Writer("undo", task: "c1");
        await esp.Field("c1-files").SetInputFilesAsync(new FilePayload { Name = "notes.pdf", MimeType = "application/pdf", Buffer = Samples.Pdf });
        await Expect(esp.Text("✓ Ready")).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await esp.Page.Locator("[data-do=remove]").ClickAsync();
        await Expect(esp.Text("Removed: notes.pdf")).ToBeVisibleAsync();
        await esp.Look("63-removed");
        await esp.Page.Locator("[data-do=undo]").ClickAsync();
        await Expect(esp.Text("✓ Ready")).ToBeVisibleAsync();
        await esp.Page.ReloadAsync();
        await Expect(esp.Text("✓ Ready")).ToBeVisibleAsync();
        esp.NothingWentWrong();
    }

    [Fact]
    public async Task A_file_that_is_not_what_it_says_is_refused_in_words()
    {
        await using var esp = await Writer("refused", task: "c1");
        await esp.Field("c1-files").SetInputFilesAsync(new FilePayload { Name = "program.exe", MimeType = "application/octet-stream", Buffer = Samples.Pdf });
        await Expect(esp.Page.Locator(".evidence-problems [role=alert]")).ToBeFocusedAsync();
        await esp.Field("c1-files").SetInputFilesAsync(new FilePayload { Name = "notes.pdf", MimeType = "application/pdf", Buffer = "<!doctype html><script>alert(1)</script>"u8.ToArray() });
        await Expect(esp.Page.Locator(".tag-bad", new() { HasText = "Refused" })).ToBeVisibleAsync(new() { Timeout = 30_000 });
        await esp.Look("64-refused");
    }

    /// <summary>Somebody who has just started and looks at one task.</summary>
    private async Task<Visitor> Writer(string name, string task = "part1")
    {
        var email = $"{name}@prairie.example";
        using var client = await new PlatformClient(new Uri(platform.Site)).SignIn(name, email);
        var id = await Journey.Start(client);
        var esp = await platform.Visitor(name);
        await esp.SignIn(name, email, $"/submit/?id={id}&task={task}");
        await Expect(esp.Page.Locator("textarea").First).ToBeVisibleAsync();
        return esp;
    }

    private static string? Block(string url) => url.Split("blockid=") is [_, var block] ? block : null;
}
