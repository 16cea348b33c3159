using System.Collections.Concurrent;

namespace Esp.Journeys;

/// <summary>Sizes of windows that the site is looked at in, in CSS pixels.</summary>
public static class Visit
{
    public static ViewportSize Phone => new() { Width = 390, Height = 844 };

    public static ViewportSize Desk => new() { Width = 1280, Height = 800 };
}

/// <summary>Somebody with a browser window. What the browser complains about (scripts, content policy) is kept and fails the journey.</summary>
public sealed class Visitor : IAsyncDisposable
{
    private readonly ConcurrentQueue<string> _complaints = new();

    public Visitor(string name, IBrowserContext context, IPage page)
    {
        (Name, Context, Page) = (name, context, page);
        context.Page += (_, opened) => Listen(opened);
        Listen(page);
    }

    public string Name { get; }

    public IBrowserContext Context { get; }

    public IPage Page { get; set; }

    public ILocator Heading => Page.Locator("h1");

    public Task Go(string path) => Page.GotoAsync(path);

    public ILocator Button(string name) => Page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    public ILocator Link(string name) => Page.GetByRole(AriaRole.Link, new() { Name = name, Exact = true });

    public ILocator Text(string text) => Page.GetByText(text);

    public ILocator Field(string id) => Page.Locator($"#{id}");

    /// <summary>Signs in by the form of the local stand-in and lands on the page named.</summary>
    public async Task SignIn(string name, string email, string to = "/my-work/")
    {
        await Go($"/.auth/login/local?post_login_redirect_uri={Uri.EscapeDataString(to)}");
        await FillSignIn(name, email);
    }

    /// <summary>Signs in as an admin and lands on the page named.</summary>
    public async Task SignInAsAdmin(string to)
    {
        await Go($"/.auth/login/local?post_login_redirect_uri={Uri.EscapeDataString(to)}");
        await Page.Locator("[name=admin]").CheckAsync();
        await FillSignIn("Ada Admin", "ada.admin@esp.example");
    }

    public async Task FillSignIn(string name, string email)
    {
        await Page.GetByLabel("Name", new() { Exact = true }).FillAsync(name);
        await Page.GetByLabel("E-mail", new() { Exact = true }).FillAsync(email);
        await Button("Sign in").ClickAsync();
    }

    /// <summary>Waits for a page by its heading.</summary>
    public Task On(string heading) => Assertions.Expect(Heading).ToHaveTextAsync(heading, new() { Timeout = 15_000 });

    /// <summary>Writes into a text that saves by itself, and waits until it says so.</summary>
    public async Task Write(string id, string text)
    {
        await Field(id).FillAsync(text);
        await Assertions.Expect(Saving(id)).ToHaveTextAsync(Saved, new() { Timeout = 15_000 });
    }

    /// <summary>The line below a text that says how saving goes.</summary>
    public ILocator Saving(string id) => Page.Locator($"#{id}-field .saving");

    public static readonly System.Text.RegularExpressions.Regex Saved = new("^Saved ", System.Text.RegularExpressions.RegexOptions.None, TimeSpan.FromSeconds(1));

    /// <summary>Fails when the browser complained about anything.</summary>
    public void NothingWentWrong() => Assert.Empty(_complaints);

    /// <summary>Complaints that a journey causes on purpose, such as a lost connection.</summary>
    public void ForgetComplaints() => _complaints.Clear();

    public async ValueTask DisposeAsync() => await Context.DisposeAsync();

    private void Listen(IPage page)
    {
        page.PageError += (_, error) => _complaints.Enqueue($"{page.Url}: {error}");
        page.Console += (_, message) =>
        {
            if (message.Type == "error")
                _complaints.Enqueue($"{page.Url}: {message.Text} {message.Location}");
        };
    }
}
