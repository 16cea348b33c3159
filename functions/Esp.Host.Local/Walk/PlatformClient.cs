using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using Esp.App.Platform;

namespace Esp.Host.Local.Walk;

/// <summary>A client of the platform, as a browser would be one: a cookie from the sign-in page, or a scorer's session.</summary>
public sealed class PlatformClient : IDisposable
{
    private readonly HttpClient _http;

    public PlatformClient(Uri site) =>
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = site };

    /// <summary>Signs in by the form of the local stand-in.</summary>
    public async Task<PlatformClient> SignIn(string name, string email, bool admin = false)
    {
        var fields = new Dictionary<string, string>(StringComparer.Ordinal) { ["name"] = name, ["email"] = email };
        if (admin)
            fields["admin"] = "yes";
        using var form = new FormUrlEncodedContent(fields);
        using var answer = await _http.PostAsync(new Uri("/.auth/login/local", UriKind.Relative), form);
        if (!answer.Headers.TryGetValues("Set-Cookie", out var cookies))
            throw new WalkException($"Signing in answered {(int)answer.StatusCode} without a cookie.");
        _http.DefaultRequestHeaders.Add("Cookie", cookies.First().Split(';')[0]);
        return this;
    }

    /// <summary>Goes on as the holder of a scorer's session.</summary>
    public void UseSession(string session) => _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", session);

    public Task<JsonElement> Get(string path) => Send(HttpMethod.Get, path, body: null);

    public Task<JsonElement> Post(string path, object? body = null) => Send(HttpMethod.Post, path, body ?? new { });

    public Task<JsonElement> Put(string path, object body) => Send(HttpMethod.Put, path, body);

    /// <summary>The raw answer, for those who look at refusals.</summary>
    public async Task<(int Status, JsonElement Body)> Try(HttpMethod method, string path, object? body)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        if (body is not null)
            request.Content = JsonContent.Create(body, options: EspJson.Options);
        using var answer = await _http.SendAsync(request);
        var text = await answer.Content.ReadAsStringAsync();
        return ((int)answer.StatusCode, text.Length > 0 && text[0] is '{' or '[' ? JsonDocument.Parse(text).RootElement : default);
    }

    /// <summary>A file, by its bytes, with its type.</summary>
    public async Task<(int Status, string Type, byte[] Bytes)> Download(HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, new Uri(path, UriKind.Relative));
        if (body is not null)
            request.Content = JsonContent.Create(body, options: EspJson.Options);
        using var answer = await _http.SendAsync(request);
        return ((int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType ?? "", await answer.Content.ReadAsByteArrayAsync());
    }

    /// <summary>Puts one block straight into storage.</summary>
    public async Task PutBlock(string uploadUrl, string blockId, byte[] bytes)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, new Uri($"{uploadUrl}&comp=block&blockid={Uri.EscapeDataString(blockId)}")) { Content = new ByteArrayContent(bytes) };
        request.Headers.Add("x-ms-version", "2021-12-02");
        using var plain = new HttpClient();
        using var answer = await plain.SendAsync(request);
        if (!answer.IsSuccessStatusCode)
            throw new WalkException($"Storage answered {(int)answer.StatusCode} to a block.");
    }

    public void Dispose() => _http.Dispose();

    private async Task<JsonElement> Send(HttpMethod method, string path, object? body)
    {
        var (status, answer) = await Try(method, path, body);
        return status is >= 200 and < 300 ? answer : throw new WalkException($"{method} {path} answered {status}: {(answer.ValueKind == JsonValueKind.Object ? answer.GetProperty("detail").GetString() : "")}");
    }
}

/// <summary>A step of the walk-through went wrong; the message says which and how.</summary>
public sealed class WalkException : Exception
{
    public WalkException(string message)
        : base(message)
    {
    }

    public WalkException()
    {
    }

    public WalkException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
