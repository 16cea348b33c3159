namespace Esp.Journeys;

/// <summary>
/// Looks at a page as axe-core does, by the WCAG 2.2 A and AA rules, at a phone's and a desk's width. With <c>ESP_SHOTS</c> set to a
/// folder, also takes its picture at both.
/// </summary>
public static class Axe
{
    private const string Run = """
        axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'], iframes: false, resultTypes: ['violations'] })
          .then(r => r.violations.map(v => v.id + ': ' + v.help + ' — ' + v.nodes.map(n => n.target.join(' ') + ' ' + n.failureSummary.replaceAll('\n', ' ')).join(' | ')))
        """;

    private static readonly string? Shots = Environment.GetEnvironmentVariable("ESP_SHOTS");

    private static readonly Lazy<string> Source = new(() => File.ReadAllText(Path.Join(Repository.Root, "tests", "tools", "node_modules", "axe-core", "axe.min.js")));

    /// <summary>Fails with each rule that is broken and where. <paramref name="name"/> names the state for people and for the picture's file.</summary>
    public static async Task Look(this Visitor visitor, string name)
    {
        var page = visitor.Page;
        var before = page.ViewportSize!;
        foreach (var size in new[] { Visit.Phone, Visit.Desk })
        {
            await page.SetViewportSizeAsync(size.Width, size.Height);
            var broken = await Violations(page);
            if (await page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth") is > 0 and var wider)
                broken = [.. broken, $"the page is {wider} pixels wider than the window"];
            if (Shots is not null)
                await page.ScreenshotAsync(new() { Path = Path.Join(Shots, $"{name}-{size.Width}.png"), FullPage = true });
            Assert.True(broken.Count == 0, $"{name} at {size.Width} pixels, {page.Url}:\n{string.Join('\n', broken)}");
        }

        await page.SetViewportSizeAsync(before.Width, before.Height);
    }

    /// <summary>What axe-core finds wrong, one sentence for each rule.</summary>
    public static async Task<IReadOnlyList<string>> Violations(IPage page)
    {
        // Evaluated by the debugger, so that the site's content policy stays on while it is looked at.
        await page.EvaluateAsync("() => { if (typeof axe === 'undefined') { " + Source.Value + " } }");
        return await page.EvaluateAsync<string[]>(Run);
    }
}
