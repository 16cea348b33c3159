using System.Text.Json;
using System.Text.RegularExpressions;

namespace Esp.App.Credentials.Pages;

/// <summary>What stands in the head and body of a page that the API writes into one of the site's own. <paramref name="Title"/> and <paramref name="Description"/> are plain text, the other two are HTML.</summary>
public sealed record PageParts(string Title, string Description, string Head, string? Main = null, bool NoIndex = false);

/// <summary>
/// The site's own pages and headers, as they lie beside the app, for answers of the API that are pages. A file that is missing, or a place in it, stops the start.
/// </summary>
public sealed partial class SiteCopy
{
    private const string MainStart = "<main id=\"main\" tabindex=\"-1\"><div class=\"wrap\">";
    private const string MainEnd = "</div></main>";

    private readonly string _verify;
    private readonly string _published;
    private readonly string _siteName;

    /// <param name="folder">Where <c>verify.html</c>, <c>published.html</c> and <c>staticwebapp.config.json</c> lie.</param>
    /// <param name="storageOrigin">What stands for the configuration's placeholder.</param>
    /// <param name="siteName">What ends each title.</param>
    public SiteCopy(string folder, string storageOrigin, string siteName)
    {
        _siteName = siteName;
        (_verify, _published) = (Html("verify"), Html("published"));
        using var config = JsonDocument.Parse(File.ReadAllText(Path.Join(folder, "staticwebapp.config.json")).Replace("{storage-origin}", storageOrigin, StringComparison.Ordinal));
        Headers = config.RootElement.GetProperty("globalHeaders").EnumerateObject().ToDictionary(h => h.Name, h => h.Value.GetString()!, StringComparer.Ordinal);
        var trial = new PageParts("a", "b", "", "c");
        Put(_verify, trial with { Main = null });
        Put(_published, trial);

        string Html(string name) => File.ReadAllText(Path.Join(folder, $"{name}.html"));
    }

    /// <summary>The site's headers for every page.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; }

    /// <summary>The page that checks a credential.</summary>
    public IResult Verify(HttpResponse response, PageParts parts, TimeSpan maxAge) => Page(response, _verify, parts, maxAge);

    /// <summary>An empty page of the site with content of ours.</summary>
    public IResult Published(HttpResponse response, PageParts parts, TimeSpan maxAge) => Page(response, _published, parts, maxAge);

    private IResult Page(HttpResponse response, string page, PageParts parts, TimeSpan maxAge)
    {
        foreach (var (name, value) in Headers)
            response.Headers[name] = value;
        response.Headers.CacheControl = $"public, max-age={(int)maxAge.TotalSeconds}";
        return Results.Text(Put(page, parts), "text/html", System.Text.Encoding.UTF8);
    }

    private string Put(string page, PageParts parts)
    {
        page = Once(Robots().Replace(page, ""), Title(), $"<title>{PageTemplates.Html(parts.Title)} – {PageTemplates.Html(_siteName)}</title>");
        page = Once(page, Description(), $"<meta name=\"description\" content=\"{PageTemplates.Html(parts.Description)}\">");
        page = Once(page, HeadEnd(), (parts.NoIndex ? "<meta name=\"robots\" content=\"noindex\">\n" : "") + parts.Head + "</head>");
        if (parts.Main is null)
            return page;
        var (from, to) = (page.IndexOf(MainStart, StringComparison.Ordinal), page.IndexOf(MainEnd, StringComparison.Ordinal));
        return from < 0 || to < from ? throw new InvalidOperationException("A page of the site has no main region to fill.") : $"{page[..(from + MainStart.Length)]}{parts.Main}{page[to..]}";
    }

    private static string Once(string page, Regex place, string text) =>
        place.Count(page) == 1 ? place.Replace(page, _ => text) : throw new InvalidOperationException($"A page of the site has not one place for {place}.");

    [GeneratedRegex("<title>[^<]*</title>", RegexOptions.None, 1000)]
    private static partial Regex Title();

    [GeneratedRegex("<meta name=\"description\" content=\"[^\"]*\">", RegexOptions.None, 1000)]
    private static partial Regex Description();

    [GeneratedRegex("<meta name=\"robots\" content=\"noindex\">\n", RegexOptions.None, 1000)]
    private static partial Regex Robots();

    [GeneratedRegex("</head>", RegexOptions.None, 1000)]
    private static partial Regex HeadEnd();
}
