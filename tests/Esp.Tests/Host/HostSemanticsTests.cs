using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Esp.Host.Local;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace Esp.Tests.Host;

/// <summary>One host for the tests of how functions are called.</summary>
public sealed class ProbeHost : IAsyncLifetime
{
    public Seen Seen { get; } = new();

    internal RunningHost Host { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Host = await RunningHost.Start(HttpProbes.All, s => s.AddSingleton(Seen).AddScoped<ScopeMark>().AddHttpContextAccessor());

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}

/// <summary>The local host calls functions as the real Functions host does.</summary>
public sealed class HostSemanticsTests(ProbeHost probe) : IClassFixture<ProbeHost>
{
    private readonly HttpClient _http = probe.Host.Http;
    private readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Parameters_bind_from_the_route_and_the_query_and_the_route_wins()
    {
        var echo = await Json("/api/probe/echo/7?id=query&q=a%20b");
        Assert.Equal(("7", "a b"), (Text(echo, "id"), Text(echo, "q")));
    }

    [Fact]
    public async Task Headers_do_not_bind()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/probe/echo/7");
        request.Headers.Add("xprobe", "header");
        var echo = await (await _http.SendAsync(request, _ct)).Content.ReadFromJsonAsync<JsonElement>(_ct);
        Assert.Equal(JsonValueKind.Null, echo.GetProperty("xprobe").ValueKind);
    }

    [Fact]
    public async Task The_function_sees_host_scheme_and_path_as_called_and_no_user()
    {
        var echo = await Json("/api/probe/echo/7");
        Assert.Equal(("/api/probe/echo/7", _http.BaseAddress!.Authority, "http"), (Text(echo, "path"), Text(echo, "host"), Text(echo, "scheme")));
        Assert.False(echo.GetProperty("user").GetBoolean());
    }

    [Theory]
    [InlineData("POST", "/api/probe/echo/7"), InlineData("HEAD", "/api/probe/echo/7"), InlineData("OPTIONS", "/api/probe/echo/7")]
    [InlineData("GET", "/api/nowhere"), InlineData("GET", "/api"), InlineData("GET", "/api/probe/echo")]
    public async Task Another_method_or_route_is_not_found(string method, string path)
    {
        using var request = new HttpRequestMessage(new(method), path);
        var answer = await _http.SendAsync(request, _ct);
        Assert.Equal((HttpStatusCode.NotFound, ""), (answer.StatusCode, await answer.Content.ReadAsStringAsync(_ct)));
    }

    [Theory]
    [InlineData("GET"), InlineData("PUT"), InlineData("DELETE"), InlineData("PATCH")]
    public async Task Without_methods_all_are_taken_and_without_a_route_the_name_is_it(string method)
    {
        using var request = new HttpRequestMessage(new(method), "/api/AnyMethod");
        Assert.Equal(method, await (await _http.SendAsync(request, _ct)).Content.ReadAsStringAsync(_ct));
    }

    [Fact]
    public async Task Routes_are_not_case_sensitive_and_values_keep_their_case() => Assert.Equal("Ab", Text(await Json("/API/Probe/ECHO/Ab"), "id"));

    [Fact]
    public async Task Two_functions_share_a_route_by_method()
    {
        var answer = await _http.PutAsync(new Uri("/api/probe/echo/7", UriKind.Relative), content: null, _ct);
        Assert.Equal("PUT 7", await answer.Content.ReadAsStringAsync(_ct));
    }

    [Fact]
    public async Task Each_call_has_a_scope_and_an_instance_of_its_own_and_no_ambient_context()
    {
        var (first, second) = (await Json("/api/probe/scopes"), await Json("/api/probe/scopes"));
        Assert.NotEqual(Text(first, "instance"), Text(second, "instance"));
        Assert.NotEqual(Text(first, "scope"), Text(second, "scope"));
        Assert.True(first.GetProperty("same").GetBoolean());
        Assert.False(first.GetProperty("context").GetBoolean());
    }

    [Fact]
    public async Task A_missing_key_is_refused_with_an_empty_body()
    {
        var answer = await Get("/api/probe/locked");
        Assert.Equal((HttpStatusCode.Unauthorized, ""), (answer.StatusCode, await answer.Content.ReadAsStringAsync(_ct)));

        var key = Uri.EscapeDataString(probe.Host.Services.GetRequiredService<DataFolder>().Key("function"));
        Assert.Equal(HttpStatusCode.OK, (await Get($"/api/probe/locked?code={key}")).StatusCode);
    }

    [Theory]
    [InlineData("bug", 500, "platform.failed"), InlineData("conflict", 500, "platform.failed")]
    [InlineData("storage", 503, "platform.unavailable"), InlineData("server", 503, "platform.unavailable"), InlineData("timeout", 503, "platform.unavailable")]
    public async Task An_exception_becomes_a_problem_with_a_trace_id_and_no_secrets(string how, int status, string code)
    {
        var answer = await Get($"/api/probe/fails/{how}");
        var body = await answer.Content.ReadAsStringAsync(_ct);
        var problem = JsonDocument.Parse(body).RootElement;

        Assert.Equal((status, "application/problem+json"), ((int)answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
        Assert.Equal(($"/problems/{code}", code), (Text(problem, "type"), Text(problem, "title")));
        Assert.NotEmpty(Text(problem, "traceId")!);
        Assert.DoesNotContain("secret", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_client_that_leaves_cancels_the_function()
    {
        using var leaves = CancellationTokenSource.CreateLinkedTokenSource(_ct);
        var call = _http.GetAsync(new Uri("/api/probe/waits", UriKind.Relative), leaves.Token);
        await Eventually.True(() => probe.Seen.Lines.Contains("waiting"));
        await leaves.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
        await probe.Seen.Cancelled.Task.WaitAsync(TimeSpan.FromSeconds(10), _ct);
    }

    [Theory]
    [InlineData("/api/probe/echo/7", "no-store"), InlineData("/api/nowhere", "no-store"), InlineData("/api/probe/fails/bug", "no-store"), InlineData("/api/probe/cacheable", "public, max-age=60")]
    public async Task Answers_of_the_api_are_not_kept_unless_the_function_says_so(string path, string cache)
    {
        var answer = await Get(path);
        Assert.Equal(cache, answer.Headers.CacheControl!.ToString());
        Assert.Equal(["nosniff"], answer.Headers.GetValues("X-Content-Type-Options"));
        Assert.Equal(["no-referrer"], answer.Headers.GetValues("Referrer-Policy"));
    }

    [Fact]
    public async Task A_foreign_host_name_is_refused()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/probe/echo/7");
        request.Headers.Host = "rebound.example";
        Assert.Equal(HttpStatusCode.MisdirectedRequest, (await _http.SendAsync(request, _ct)).StatusCode);
    }

    private static string? Text(JsonElement element, string name) => element.GetProperty(name).GetString();

    private Task<HttpResponseMessage> Get(string path) => _http.GetAsync(new Uri(path, UriKind.Relative), _ct);

    private async Task<JsonElement> Json(string path) => await (await Get(path)).Content.ReadFromJsonAsync<JsonElement>(_ct);
}
