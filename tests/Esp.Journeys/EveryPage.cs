using Esp.Host.Local.Walk;
using static Microsoft.Playwright.Assertions;

namespace Esp.Journeys;

/// <summary>Each page for itself: by light and by dark, at a phone's and a desk's width, by keyboard alone.</summary>
public sealed class EveryPage(Platform platform)
{
    [Theory]
    [InlineData("home", "/")]
    [InlineData("micro-credential", "/micro-credentials/ethics/")]
    [InlineData("help", "/help/")]
    [InlineData("privacy", "/privacy/")]
    [InlineData("accessibility", "/accessibility/")]
    [InlineData("signed-out", "/my-work/")]
    [InlineData("verify", "/verify/")]
    [InlineData("verify-unknown", "/verify/?id=crd_00000000000000000000000000000000")]
    [InlineData("credential-unknown", "/c/crd_00000000000000000000000000000000")]
    [InlineData("achievement", "/api/achievements/communication/1.0")]
    [InlineData("issuer", "/api/issuer")]
    [InlineData("score-no-token", "/score/")]
    [InlineData("score-unknown", "/score/#AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("not-found", "/no-such-page/")]
    public async Task A_public_page_is_open_to_everybody(string name, string path)
    {
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await using var visitor = await platform.Visitor(name, new() { ColorScheme = scheme });
            await Show(visitor, name, path, scheme);
        }
    }

    [Theory]
    [InlineData("my-work-empty", "/my-work/")]
    [InlineData("profile", "/profile/")]
    [InlineData("credentials-empty", "/credentials/")]
    [InlineData("transcript-empty", "/credentials/transcript/")]
    [InlineData("submission-unknown", "/submit/?id=sub_00000000000000000000000000000000")]
    public async Task A_page_of_somebody_new_is_open_to_everybody(string name, string path)
    {
        foreach (var scheme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await using var visitor = await platform.Visitor(name, new() { ColorScheme = scheme });
            await visitor.SignIn("Sam New", "sam.new@prairie.example");
            await Show(visitor, name, path, scheme);
        }
    }

    [Theory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task At_a_desk_the_help_stands_beside_the_work(ColorScheme scheme)
    {
        var email = $"desk.{scheme}@prairie.example";
        using var client = await new PlatformClient(new Uri(platform.Site)).SignIn("Lee Desk", email);
        var id = await Journey.Start(client);
        await Journey.Upload(client, id, "c1", "notes.pdf", Samples.Pdf);
        await using var visitor = await platform.Visitor("desk", new() { ColorScheme = scheme, ViewportSize = Visit.Desk });
        await visitor.SignIn("Lee Desk", email);
        foreach (var (task, heading) in new[]
        {
            ("", "Communicating Well at Work"), ("part1", "About you and your work"), ("c1", "Listen and check that you understood"), ("statements", "Two statements"),
            ("check", "Check your answers"), ("withdraw", "Take this work back"),
        })
        {
            await visitor.Go($"/submit/?id={id}{(task.Length > 0 ? $"&task={task}" : "")}");
            await Expect(visitor.Heading).ToContainTextAsync(heading);
            await visitor.Look($"desk-{(task.Length > 0 ? task : "hub")}-{scheme}");
        }

        visitor.NothingWentWrong();
    }

    [Fact]
    public async Task The_keyboard_alone_comes_to_Start()
    {
        await using var visitor = await platform.Visitor("keyboard");
        await visitor.Go("/micro-credentials/communication/");
        await Expect(visitor.Button("Start").First).ToBeVisibleAsync();
        await visitor.Page.Keyboard.PressAsync("Tab");
        await Expect(visitor.Link("Skip to the content")).ToBeFocusedAsync();
        await Expect(visitor.Link("Skip to the content")).ToBeInViewportAsync();
        await visitor.Page.Keyboard.PressAsync("Enter");
        await Expect(visitor.Field("main")).ToBeFocusedAsync();

        for (var presses = 0; presses < 20 && await Focused(visitor) != "Start"; presses++)
            await visitor.Page.Keyboard.PressAsync("Tab");
        Assert.Equal("Start", await Focused(visitor));
        await visitor.Page.Keyboard.PressAsync("Enter");
        await visitor.On("Sign in");
    }

    /// <summary>What cannot be checked is said beside the field, before or after it was sent; what was given stays.</summary>
    [Fact]
    public async Task A_file_that_is_no_credential_is_said_so_in_words()
    {
        await using var clerk = await platform.Visitor("clerk");
        await clerk.Go("/verify/");
        foreach (var (name, bytes, sentence) in new[]
        {
            ("photo.png", new byte[2_000_000], "up to 1 MB"),
            ("empty.json", [], "is empty"),
            ("letter.txt", "Dear reader"u8.ToArray(), "not a credential"),
        })
        {
            await clerk.Field("file").SetInputFilesAsync(new FilePayload { Name = name, MimeType = "application/octet-stream", Buffer = bytes });
            await clerk.Button("Check this file").ClickAsync();
            await Expect(clerk.Page.Locator(".error-summary")).ToContainTextAsync(sentence);
            await Expect(clerk.Page.Locator(".error-summary")).ToBeFocusedAsync();
            await clerk.Look($"verify-{name}");
        }

        await clerk.Page.Keyboard.PressAsync("Tab");
        await clerk.Page.Keyboard.PressAsync("Enter");
        await Expect(clerk.Field("file")).ToBeFocusedAsync();
        await clerk.Page.Keyboard.PressAsync("Tab");
        await Expect(clerk.Button("Check this file")).ToBeFocusedAsync();
    }

    [Fact]
    public async Task Every_mail_reads_well_for_everybody()
    {
        await using var reader = await platform.Visitor("mail");
        foreach (var file in Directory.EnumerateFiles(Path.Join(Repository.Root, "tests", "Esp.Tests", "Email", "snapshots"), "*.html").Order(StringComparer.Ordinal))
        {
            await reader.Page.SetContentAsync(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
            await reader.Look($"mail-{Path.GetFileNameWithoutExtension(file)}");
        }
    }

    private static async Task Show(Visitor visitor, string name, string path, ColorScheme scheme)
    {
        await visitor.Go(path);
        await visitor.Page.WaitForLoadStateAsync(LoadState.NetworkIdle);
        await Expect(visitor.Heading).ToBeVisibleAsync();
        await Expect(visitor.Page.Locator(".loading")).ToHaveCountAsync(0);
        if (name is "score-unknown" && await visitor.Button("Open this review").IsVisibleAsync())
        {
            await visitor.Button("Open this review").ClickAsync();
            await Expect(visitor.Heading).Not.ToContainTextAsync("You are asked");
        }

        await visitor.Look($"page-{name}-{(scheme == ColorScheme.Dark ? "dark" : "light")}");
        Assert.Equal(1, await visitor.Heading.CountAsync());
        if (!name.Contains("unknown", StringComparison.Ordinal) && name is not ("not-found" or "transcript-empty"))
            visitor.NothingWentWrong();
    }

    private static Task<string> Focused(Visitor visitor) => visitor.Page.EvaluateAsync<string>("document.activeElement.textContent.trim()");
}
