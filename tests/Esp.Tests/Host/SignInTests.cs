using System.Net;
using System.Text;
using System.Text.Json;
using Esp.Host.Local.SignIn;
using Microsoft.Extensions.DependencyInjection;

namespace Esp.Tests.Host;

/// <summary>The stand-in for sign-in: the cookie alone says who calls, and nobody is led away from the site.</summary>
public sealed class SignInTests(ProbeHost probe) : IClassFixture<ProbeHost>
{
    private readonly HttpClient _http = probe.Host.Http;
    private readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Whoever_signs_in_is_known_to_the_site_and_to_the_functions()
    {
        var (_, cookie) = await SignIn("Maria López", "Maria@Example.org", admin: true, "/my-work/");

        var me = JsonDocument.Parse(await Read("/.auth/me", cookie)).RootElement.GetProperty("clientPrincipal");
        Assert.Equal(("local", "Maria@Example.org"), (me.GetProperty("identityProvider").GetString(), me.GetProperty("userDetails").GetString()));
        Assert.Equal(["anonymous", "authenticated", "admin"], me.GetProperty("userRoles").EnumerateArray().Select(r => r.GetString()!));
        Assert.Contains(me.GetProperty("claims").EnumerateArray(), c => c.GetProperty("typ").GetString() is "name" && c.GetProperty("val").GetString() is "Maria López");

        var header = JsonDocument.Parse(Convert.FromBase64String(await Read("/api/probe/principal", cookie))).RootElement;
        Assert.Equal(me.GetProperty("userId").GetString(), header.GetProperty("userId").GetString());
        Assert.Matches("^[0-9a-f]{32}$", header.GetProperty("userId").GetString());
    }

    [Fact]
    public async Task The_same_address_is_the_same_person_through_whichever_provider()
    {
        var (_, first) = await SignIn("A", "maria@example.org");
        var (_, second) = await SignIn("B", "MARIA@example.org", provider: "aad");
        Assert.Equal(Id(await Read("/.auth/me", first)), Id(await Read("/.auth/me", second)));

        static string Id(string me)
        {
            var principal = JsonDocument.Parse(me).RootElement.GetProperty("clientPrincipal");
            return $"{principal.GetProperty("identityProvider")} {principal.GetProperty("userId")}";
        }
    }

    [Fact]
    public async Task Without_a_cookie_nobody_is_signed_in() => Assert.Equal("""{"clientPrincipal":null}""", await Read("/.auth/me", cookie: null));

    [Fact]
    public async Task The_cookie_is_out_of_reach_of_scripts_and_of_other_sites()
    {
        var (answer, _) = await SignIn("A", "a@example.org");
        var cookie = answer.Headers.GetValues("Set-Cookie").Single();
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData("x-ms-client-principal"), InlineData("X-MS-CLIENT-PRINCIPAL"), InlineData("x-ms-client-principal-id")]
    public async Task A_forged_header_is_dropped(string name)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/probe/principal");
        request.Headers.Add(name, Principal.For("Eve", "eve@example.org", admin: true).ToHeader());
        Assert.Equal("", await (await _http.SendAsync(request, _ct)).Content.ReadAsStringAsync(_ct));
    }

    [Fact]
    public async Task A_cookie_that_was_changed_is_nobodys()
    {
        var signature = probe.Host.Services.GetRequiredService<SignInCookie>().Write(Principal.For("A", "a@example.org", admin: false)).Split('.')[1];
        var promoted = Convert.ToBase64String(Encoding.UTF8.GetBytes("""{"identityProvider":"local","userId":"1","userDetails":"a@example.org","userRoles":["authenticated","admin"]}""")).TrimEnd('=');
        foreach (var cookie in new[] { $"{promoted}.{signature}", promoted, $"{promoted}.", "....", $"%.{signature}" })
            Assert.Equal("""{"clientPrincipal":null}""", await Read("/.auth/me", cookie));
    }

    [Theory]
    [InlineData("/my-work/", "/my-work/"), InlineData("/submit/?id=1&part=2", "/submit/?id=1&part=2")]
    [InlineData("https://evil.example/", "/"), InlineData("//evil.example/", "/"), InlineData("/\\evil.example", "/"), InlineData("javascript:alert(1)", "/")]
    [InlineData("/\t/evil.example", "/"), InlineData("", "/"), InlineData("my-work", "/"), InlineData("/a\r\nSet-Cookie: b=c", "/")]
    public async Task The_way_back_is_a_page_of_this_site(string wanted, string way)
    {
        var (answer, _) = await SignIn("A", "a@example.org", to: wanted);
        Assert.Equal((HttpStatusCode.Found, way), (answer.StatusCode, answer.Headers.Location!.OriginalString));

        using var request = new HttpRequestMessage(HttpMethod.Get, $"/.auth/logout?post_logout_redirect_uri={Uri.EscapeDataString(wanted)}");
        var left = await _http.SendAsync(request, _ct);
        Assert.Equal(way, left.Headers.Location!.OriginalString);
        Assert.Contains("expires=Thu, 01 Jan 1970", left.Headers.GetValues("Set-Cookie").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_of_another_site_is_refused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/.auth/login/local") { Content = Form("A", "a@example.org", admin: false) };
        request.Headers.Add("Origin", "https://evil.example");
        Assert.Equal(HttpStatusCode.Forbidden, (await _http.SendAsync(request, _ct)).StatusCode);
    }

    [Fact]
    public async Task What_is_missing_is_said_at_the_field_and_what_was_typed_stays_as_text()
    {
        var (answer, _) = await SignIn("<b>\"A\"", "no address", expect: HttpStatusCode.BadRequest);
        var page = await answer.Content.ReadAsStringAsync(_ct);
        Assert.Contains("href=\"#email\"", page, StringComparison.Ordinal);
        Assert.Contains("aria-describedby=\"email-error\"", page, StringComparison.Ordinal);
        Assert.Contains("value=\"&lt;b&gt;&quot;A&quot;\"", page, StringComparison.Ordinal);
        Assert.DoesNotContain("{{", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_says_that_it_is_a_stand_in() =>
        Assert.Contains("This is a stand-in for sign-in on one machine", await Read("/.auth/login/local", cookie: null), StringComparison.Ordinal);

    private static FormUrlEncodedContent Form(string name, string email, bool admin) =>
        new([new("name", name), new("email", email), .. admin ? [new KeyValuePair<string, string>("admin", "yes")] : Array.Empty<KeyValuePair<string, string>>()]);

    private async Task<(HttpResponseMessage Answer, string Cookie)> SignIn(
        string name, string email, bool admin = false, string to = "/", string provider = "local", HttpStatusCode expect = HttpStatusCode.Found)
    {
        using var form = Form(name, email, admin);
        var answer = await _http.PostAsync(new Uri($"/.auth/login/{provider}?post_login_redirect_uri={Uri.EscapeDataString(to)}", UriKind.Relative), form, _ct);
        Assert.Equal(expect, answer.StatusCode);
        return (answer, answer.Headers.TryGetValues("Set-Cookie", out var set) ? set.Single().Split(';')[0].Split('=', 2)[1] : "");
    }

    private async Task<string> Read(string path, string? cookie)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        if (cookie is not null)
            request.Headers.Add("Cookie", $"{SignInCookie.Name}={cookie}");
        return await (await _http.SendAsync(request, _ct)).Content.ReadAsStringAsync(_ct);
    }
}
