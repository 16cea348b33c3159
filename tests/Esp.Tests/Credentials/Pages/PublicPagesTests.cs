using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;
using Esp.App.Credentials;
using Esp.Domain.Credentials;
using Esp.Tests.Credentials.Checking;

namespace Esp.Tests.Credentials.Pages;

/// <summary>What people, crawlers and the previews of shared links get of a credential, its achievement and its issuer.</summary>
public sealed partial class PublicPagesTests(Door door) : IClassFixture<Door>
{
    private const string Browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";
    private const string Hostile = "Zoë \"Zed\" </script><script>alert(1)</script> <b>& 'so' 😀";

    private readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_credentials_page_says_what_it_is_about()
    {
        var id = await door.Keep(door.Ours());
        var (answer, page) = await Page($"/c/{id}");
        Assert.Equal((HttpStatusCode.OK, "text/html"), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        var definition = door.Get<Esp.App.Catalog.Catalogue>().Current.First(m => m.Slug == "communication");
        Assert.Equal($"{definition.Title} – ESP Micro-credentials", Title(page));
        Assert.Equal(
            ($"{door.Site}/c/{id}", definition.Title, definition.Summary, $"{door.Site}/images/badges/communication.png", "600", "600", $"Badge: {definition.Title}", "ESP Micro-credentials", "summary"),
            (Meta(page, "og:url"), Meta(page, "og:title"), Meta(page, "og:description"), Meta(page, "og:image"), Meta(page, "og:image:width"), Meta(page, "og:image:height"), Meta(page, "og:image:alt"), Meta(page, "og:site_name"), Meta(page, "twitter:card")));
        Assert.Contains($"<link rel=\"canonical\" href=\"{door.Site}/c/{id}\">", page, StringComparison.Ordinal);
        Assert.Contains("<script type=\"module\" src=\"/js/pages/verify.js\"></script>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("noindex", page, StringComparison.Ordinal);
        var data = Data(page);
        Assert.Equal(("EducationalOccupationalCredential", definition.Title, "ESP Micro-credentials", id.ToString()), (Text(data, "@type"), Text(data, "name"), Text(data.GetProperty("recognizedBy"), "name"), Text(data, "identifier")));
    }

    [Fact]
    public async Task A_name_is_there_with_consent_and_nothing_in_it_is_markup()
    {
        var (_, nameless) = await Page($"/c/{await door.Keep(door.Ours())}");
        var (_, page) = await Page($"/c/{await door.Keep(door.Ours(Hostile))}");
        Assert.DoesNotContain("Robin", nameless, StringComparison.OrdinalIgnoreCase);
        Assert.StartsWith(Hostile, Meta(page, "og:title"), StringComparison.Ordinal);
        Assert.StartsWith(Hostile, Title(page), StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<b>", page, StringComparison.Ordinal);
        Assert.Equal(Count(nameless, "<script"), Count(page, "<script"));
        Assert.Equal(Count(nameless, "</script"), Count(page, "</script"));
        Assert.Equal(JsonValueKind.Object, Data(page).ValueKind);
    }

    [Fact]
    public async Task A_revoked_one_says_so_first_and_so_does_one_that_is_over()
    {
        await door.Get<StatusLists>().Revoke(1, [123], _ct);
        var (_, revoked) = await Page($"/c/{await door.Keep(door.Ours(index: 123))}");
        Assert.StartsWith("Revoked: ", Title(revoked), StringComparison.Ordinal);
        Assert.StartsWith("Revoked: ", Meta(revoked, "og:title"), StringComparison.Ordinal);
        Assert.Equal("Revoked", Text(Data(revoked), "creativeWorkStatus"));
        var (_, over) = await Page($"/c/{await door.Keep(door.Ours(until: CredentialFormat.WholeSeconds(DateTimeOffset.UtcNow.AddDays(-1))))}");
        Assert.StartsWith("Not in force: ", Title(over), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/c/crd_00000000000000000000000000000000"), InlineData("/c/"), InlineData("/c/nonsense"), InlineData("/c/crd_00000000000000000000000000000000/more"), InlineData("/c/%3Cscript%3E"), InlineData("/api/credential-page")]
    public async Task Without_a_known_number_it_is_the_plain_page(string path)
    {
        var (answer, page) = await Page(path);
        Assert.Equal((HttpStatusCode.OK, "Check a credential – ESP Micro-credentials"), (answer.StatusCode, Title(page)));
        Assert.Contains("<meta name=\"robots\" content=\"noindex\">", page, StringComparison.Ordinal);
        Assert.DoesNotContain("og:", page, StringComparison.Ordinal);
        Assert.DoesNotContain("ld+json", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_its_owner_hides_is_as_if_it_were_not()
    {
        var id = await door.Keep(door.Ours());
        await door.Get<CredentialStore>().Hide(id, hidden: true, _ct);
        Assert.Contains("noindex", (await Page($"/c/{id}")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await Page($"/api/credentials/{id}")).Answer.StatusCode);
    }

    [Fact]
    public async Task An_address_in_a_header_from_outside_is_not_believed()
    {
        var id = await door.Keep(door.Ours());
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri("/api/credential-page", UriKind.Relative));
        request.Headers.Add("x-ms-original-url", $"{door.Site}/c/{id}");
        using var answer = await door.Http.SendAsync(request, _ct);
        Assert.Contains("noindex", await answer.Content.ReadAsStringAsync(_ct), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/c/x"), InlineData("/api/issuer"), InlineData("/api/achievements/communication/1.0")]
    public async Task Pages_of_the_api_have_the_headers_of_the_sites_own(string path)
    {
        var (own, ours) = ((await Page("/verify/")).Answer, (await Page(path)).Answer);
        foreach (var name in new[] { "Content-Security-Policy", "Cross-Origin-Opener-Policy", "Cross-Origin-Resource-Policy", "Permissions-Policy", "Referrer-Policy", "Strict-Transport-Security", "X-Content-Type-Options", "X-Frame-Options" })
            Assert.Equal(own.Headers.GetValues(name), ours.Headers.GetValues(name));
        Assert.Matches("^public, max-age=[0-9]+$", ours.Headers.CacheControl!.ToString());
        Assert.False(ours.Headers.Contains("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task A_browser_is_sent_from_the_document_to_its_page_and_a_program_is_not()
    {
        var id = await door.Keep(door.Ours());
        var (sent, _) = await Page($"/api/credentials/{id}");
        Assert.Equal((HttpStatusCode.SeeOther, $"{door.Site}/c/{id}", "Accept"), (sent.StatusCode, sent.Headers.Location!.OriginalString, string.Join(',', sent.Headers.Vary)));
        foreach (var (path, accept) in new[] { ("", "*/*"), ("", "application/vc"), ("", null), ("?download=1", Browser) })
        {
            var (answer, _) = await Page($"/api/credentials/{id}{path}", accept);
            Assert.Equal((HttpStatusCode.OK, CredentialFormat.MediaType, "Accept"), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType, string.Join(',', answer.Headers.Vary)));
        }

        Assert.Equal(HttpStatusCode.NotFound, (await Page("/api/credentials/crd_00000000000000000000000000000000")).Answer.StatusCode);
    }

    [Fact]
    public async Task An_achievement_is_a_page_and_a_document_from_one_address()
    {
        const string Path = "/api/achievements/communication/1.0";
        var definition = door.Get<Esp.App.Catalog.Catalogue>().Find("communication", "1.0")!;
        var (answer, page) = await Page(Path);
        Assert.Equal(("text/html", "Accept"), (answer.Content.Headers.ContentType!.MediaType, string.Join(',', answer.Headers.Vary)));
        var text = WebUtility.HtmlDecode(page);
        Assert.All(definition.Part2.Criteria, c => Assert.Contains(c.Title, text, StringComparison.Ordinal));
        Assert.All(definition.Part2.Criteria.SelectMany(c => c.Descriptors.Values), d => Assert.Contains(d, text, StringComparison.Ordinal));
        Assert.Contains($"about {definition.Hours} hours", text, StringComparison.Ordinal);
        Assert.Single(Regex.Matches(page, "<h1[ >]", RegexOptions.None, TimeSpan.FromSeconds(1)));
        Assert.Equal(door.Site + Path, Text(Data(page), "@id"));
        Assert.DoesNotContain("noindex", page, StringComparison.Ordinal);

        var (document, json) = await Page(Path, "*/*");
        Assert.Equal(("application/ld+json", "Accept", "*"), (document.Content.Headers.ContentType!.MediaType, string.Join(',', document.Headers.Vary), document.Headers.GetValues("Access-Control-Allow-Origin").Single()));
        Assert.Equal(door.Site + Path, Text(JsonDocument.Parse(json).RootElement, "id"));
        Assert.Equal(HttpStatusCode.NotFound, (await Page("/api/achievements/communication/9.9")).Answer.StatusCode);
    }

    [Fact]
    public async Task The_issuer_is_a_page_and_a_profile_from_one_address()
    {
        var (_, page) = await Page("/api/issuer");
        var id = door.Get<SigningKeys>().IssuerId;
        Assert.Contains(id, WebUtility.HtmlDecode(page), StringComparison.Ordinal);
        Assert.Equal(("Organization", id), (Text(Data(page), "@type"), Text(Data(page), "identifier")));
        var (answer, json) = await Page("/api/issuer", "application/json");
        var profile = JsonDocument.Parse(json).RootElement;
        Assert.Equal((id, "Profile", "ESP Micro-credentials", door.Site + "/", "Accept"), (Text(profile, "id"), profile.GetProperty("type")[0].GetString(), Text(profile, "name"), Text(profile, "url"), string.Join(',', answer.Headers.Vary)));
    }

    [Fact]
    public async Task The_frame_of_these_pages_is_not_served_as_it_is() =>
        Assert.Equal(HttpStatusCode.NotFound, (await Page("/published/")).Answer.StatusCode);

    private async Task<(HttpResponseMessage Answer, string Text)> Page(string path, string? accept = Browser)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(path, UriKind.Relative));
        if (accept is not null)
            request.Headers.TryAddWithoutValidation("Accept", accept);
        var answer = await door.Http.SendAsync(request, _ct);
        return (answer, await answer.Content.ReadAsStringAsync(_ct));
    }

    private static string Title(string page) => WebUtility.HtmlDecode(TitleText().Match(page).Groups["text"].Value);

    private static string Meta(string page, string name) => WebUtility.HtmlDecode(MetaText().Matches(page).Single(m => m.Groups["name"].Value == name).Groups["text"].Value);

    private static JsonElement Data(string page) => JsonDocument.Parse(DataText().Match(page).Groups["text"].Value).RootElement;

    private static string? Text(JsonElement element, string member) => element.GetProperty(member).GetString();

    private static int Count(string page, string text) => page.Split(text).Length;

    [GeneratedRegex("<title>(?<text>[^<]*)</title>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex TitleText();

    [GeneratedRegex("<meta (property|name)=\"(?<name>[^\"]+)\" content=\"(?<text>[^\"]*)\">", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex MetaText();

    [GeneratedRegex("<script type=\"application/ld\\+json\">(?<text>[^<]*)</script>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex DataText();
}
