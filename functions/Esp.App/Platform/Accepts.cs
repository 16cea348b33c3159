using Microsoft.Net.Http.Headers;

namespace Esp.App.Platform;

/// <summary>Whether a caller wants a page for people or a document for programs, by its <c>Accept</c> header (RFC 9110, 12.5.1).</summary>
public static class Accepts
{
    private static readonly MediaTypeHeaderValue[] Documents = [new("application/json"), new("application/ld+json"), new("application/vc"), new("application/vc+ld+json")];

    private static readonly MediaTypeHeaderValue Page = new("text/html");

    /// <summary>True only when <c>text/html</c> is wanted more than any kind of JSON. Whoever does not say, or takes anything, is a program.</summary>
    public static bool PagesFirst(HttpRequest request) =>
        MediaTypeHeaderValue.TryParseList(request.Headers.Accept.OfType<string>().ToList(), out var wanted) && Weight(Page, wanted) is var page && page > Documents.Max(d => Weight(d, wanted));

    /// <summary>The q-value of the most precise range that holds the type; 0 when none does.</summary>
    private static double Weight(MediaTypeHeaderValue type, IList<MediaTypeHeaderValue> wanted) =>
        wanted.Where(type.IsSubsetOf).OrderBy(w => w.MatchesAllTypes ? 2 : w.MatchesAllSubTypes ? 1 : 0).Select(w => w.Quality ?? 1).FirstOrDefault();
}
