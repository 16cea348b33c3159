using System.IO.Compression;
using System.Net;
using Esp.Host.Local;
using Esp.Host.Local.SignIn;
using Esp.Host.Local.Site;
using Microsoft.Extensions.DependencyInjection;

namespace Esp.Tests.Host;

/// <summary>The site is served by its configuration, as Azure Static Web Apps would.</summary>
public sealed class StaticSiteTests : IAsyncLifetime
{
    private const string Config = """
        {
          "trailingSlash": "auto",
          "globalHeaders": { "Cache-Control": "no-cache", "X-Everywhere": "yes", "Content-Security-Policy": "connect-src 'self' {storage-origin}" },
          "routes": [
            { "route": "/.well-known/did.json", "rewrite": "/api/did" },
            { "route": "/asked/*", "rewrite": "/api/probe/asked" },
            { "route": "/moved", "redirect": "/page", "statusCode": 301 },
            { "route": "/gone", "statusCode": 410 },
            { "route": "/members/*", "allowedRoles": ["authenticated"] },
            { "route": "/admin/*", "allowedRoles": ["admin"] },
            { "route": "/form", "methods": ["POST"], "redirect": "/page" },
            { "route": "/pictures/*.{svg,png}", "headers": { "Cache-Control": "public, max-age=86400", "X-Everywhere": "" } }
          ],
          "responseOverrides": { "404": { "rewrite": "/404.html" }, "401": { "redirect": "/.auth/login/aad?post_login_redirect_uri=.referrer" } },
          "mimeTypes": { ".mine": "text/x-mine" }
        }
        """;

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("esp-site-");
    private readonly CancellationToken _ct = TestContext.Current.CancellationToken;
    private RunningHost _host = null!;

    public async ValueTask InitializeAsync()
    {
        foreach (var (path, text) in new[]
        {
            ("index.html", "<p>start"), ("page.html", "<p>page"), ("404.html", "<p>nothing here"), ("form.html", "<p>form"), ("folder/index.html", "<p>folder"),
            ("members/index.html", "<p>members"), ("admin/index.html", "<p>admin"), ("pictures/a.svg", "<svg/>"), ("a.mine", "mine"), ("big.js", new string('x', 5000)),
            (SiteConfig.FileName, Config),
        })
        {
            var file = new FileInfo(Path.Join(_folder.FullName, path));
            file.Directory!.Create();
            await File.WriteAllTextAsync(file.FullName, text, _ct);
        }

        _host = await RunningHost.Start(HttpProbes.All, s => s.AddSingleton<Seen>().AddScoped<ScopeMark>().AddHttpContextAccessor(), [("ESP_SITE", _folder.FullName)]);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        _folder.Delete(recursive: true);
    }

    [Theory]
    [InlineData("/", "<p>start"), InlineData("/page", "<p>page"), InlineData("/folder/", "<p>folder"), InlineData("/folder/?id=1", "<p>folder"), InlineData("/form", "<p>form")]
    [InlineData("/.well-known/did.json", "/api/did")]
    public async Task Pages_have_one_address(string path, string text) => Assert.Equal(text, await (await Get(path)).Content.ReadAsStringAsync(_ct));

    [Theory]
    [InlineData("/asked/for/this?a=b%20c", true), InlineData("/api/probe/asked", false)]
    public async Task A_function_that_a_rule_leads_to_learns_what_was_asked_for_and_from_the_host_alone(string path, bool led) =>
        Assert.Equal(led ? _host.Http.BaseAddress!.OriginalString.TrimEnd('/') + path : "", await (await Get(path, ("X-MS-Original-URL", "https://evil.example/c/1"))).Content.ReadAsStringAsync(_ct));

    [Theory]
    [InlineData("/folder?id=1", "/folder/?id=1", 301), InlineData("/folder/index.html", "/folder/", 301), InlineData("/page/", "/page", 301), InlineData("/page.html", "/page", 301)]
    [InlineData("/moved", "/page", 301), InlineData("/members/", "/.auth/login/aad?post_login_redirect_uri=%2Fmembers%2F", 302)]
    public async Task Other_addresses_lead_there(string path, string to, int status)
    {
        var answer = await Get(path);
        Assert.Equal((status, to), ((int)answer.StatusCode, answer.Headers.Location!.OriginalString));
    }

    [Theory]
    [InlineData("/nowhere", 404), InlineData("/gone", 410), InlineData("/staticwebapp.config.json", 404), InlineData("/..%2f..%2fetc/passwd", 404), InlineData("//evil.example/folder", 404)]
    public async Task What_is_not_there_is_said_so(string path, int status)
    {
        var answer = await Get(path);
        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal(status is 404 ? "<p>nothing here" : "", await answer.Content.ReadAsStringAsync(_ct));
    }

    [Theory]
    [InlineData(false, "/members/", 200), InlineData(false, "/admin/", 403), InlineData(true, "/admin/", 200)]
    public async Task Roles_open_places(bool admin, string path, int status)
    {
        var cookie = _host.Services.GetRequiredService<SignInCookie>().Write(Principal.For("A", "a@example.org", admin));
        Assert.Equal(status, (int)(await Get(path, ("Cookie", $"{SignInCookie.Name}={cookie}"))).StatusCode);
    }

    [Fact]
    public async Task Headers_are_the_global_ones_and_over_them_the_rules()
    {
        var page = await Get("/page");
        Assert.Equal(("no-cache", "yes"), (page.Headers.CacheControl!.ToString(), page.Headers.GetValues("X-Everywhere").Single()));
        var picture = await Get("/pictures/a.svg");
        Assert.Equal("public, max-age=86400", picture.Headers.CacheControl!.ToString());
        Assert.False(picture.Headers.Contains("X-Everywhere"));
        Assert.False((await Get("/api/did")).Headers.Contains("X-Everywhere"));
    }

    [Fact]
    public async Task The_policy_names_the_storage_of_this_machine()
    {
        var policy = (await Get("/")).Headers.GetValues("Content-Security-Policy").Single();
        Assert.Equal($"connect-src 'self' {Azurite.Queues().Uri.Scheme}://127.0.0.1:{new Azure.Storage.Blobs.BlobServiceClient(Azurite.ConnectionString).Uri.Port}", policy);
    }

    [Fact]
    public async Task A_file_is_sent_small_once_and_then_only_confirmed()
    {
        var sent = await Get("/big.js", ("Accept-Encoding", "gzip, br"));
        Assert.Equal(["br"], sent.Content.Headers.ContentEncoding);
        await using var plain = new BrotliStream(await sent.Content.ReadAsStreamAsync(_ct), CompressionMode.Decompress);
        Assert.Equal(5000, (await new StreamReader(plain).ReadToEndAsync(_ct)).Length);
        Assert.Equal(HttpStatusCode.NotModified, (await Get("/big.js", ("Accept-Encoding", "gzip, br"), ("If-None-Match", sent.Headers.ETag!.ToString()))).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await Get("/big.js", ("If-None-Match", sent.Headers.ETag!.ToString()))).StatusCode);
        Assert.Equal("text/x-mine", (await Get("/a.mine")).Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public void The_sites_own_configuration_is_one_that_can_be_read() =>
        Assert.NotEmpty(SiteConfig.Parse(File.ReadAllText(Path.Join(LocalOptions.From(new Microsoft.Extensions.Configuration.ConfigurationManager()).Site, SiteConfig.FileName)), "https://a.example").Routes);

    private async Task<HttpResponseMessage> Get(string path, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_host.Http.BaseAddress!.OriginalString.TrimEnd('/') + path));
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await _host.Http.SendAsync(request, _ct);
    }
}
