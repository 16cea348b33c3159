using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Esp.App.Credentials;
using Esp.App.Platform;
using Esp.Domain.Credentials;
using Esp.Tests.Host;
using Microsoft.Extensions.DependencyInjection;

namespace Esp.Tests.Credentials.Checking;

/// <summary>One answer of <c>POST /api/verification</c>.</summary>
internal sealed record Answer(int Status, JsonElement Body, string Raw)
{
    public string Summary => Body.GetProperty("summary").GetString()!;

    public string Code => Body.GetProperty("title").GetString()!;

    public (string Result, string Reason) Check(string name) =>
        Body.GetProperty("checks").EnumerateArray().Single(c => c.GetProperty("name").GetString() == name) is var check
            ? (check.GetProperty("result").GetString()!, check.GetProperty("reason").GetString()!)
            : default;

    /// <summary>Results of signature, status, validity, issuer.</summary>
    public string Results => string.Join(' ', Body.GetProperty("checks").EnumerateArray().Select(c => c.GetProperty("result").GetString()));
}

/// <summary>A running platform whose outside world is the test's own.</summary>
public sealed class Door : IAsyncLifetime
{
    private RunningHost _host = null!;

    internal ForeignSites Sites { get; } = new();

    internal HttpClient Http => _host.Http;

    internal string Site => _host.Http.BaseAddress!.OriginalString.TrimEnd('/');

    public async ValueTask InitializeAsync() => _host = await RunningHost.Start(services: s => s.AddSingleton<IOutsideNetwork>(Sites).AddSingleton(new GuardedFetch(Sites) { Patience = TimeSpan.FromSeconds(2) }));

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await Sites.DisposeAsync();
    }

    internal T Get<T>()
        where T : notnull => _host.Services.GetRequiredService<T>();

    internal async Task<Answer> Give(byte[] bytes, string type = "application/octet-stream")
    {
        using var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = MediaTypeHeaderValue.Parse(type);
        using var answer = await Http.PostAsync(new Uri("/api/verification", UriKind.Relative), content, TestContext.Current.CancellationToken);
        var raw = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return new((int)answer.StatusCode, JsonSerializer.Deserialize<JsonElement>(raw), raw);
    }

    internal Task<Answer> Give(string text) => Give(Encoding.UTF8.GetBytes(text));

    /// <summary>A badge of this platform, unsigned.</summary>
    internal Badge Ours(string? name = null, DateTimeOffset? until = null, int index = 7)
    {
        var (addresses, keys, catalogue) = (Get<PublicAddresses>(), Get<SigningKeys>(), Get<Esp.App.Catalog.Catalogue>());
        var definition = catalogue.Current.First(m => m.Slug == "communication");
        var now = CredentialFormat.WholeSeconds(DateTimeOffset.UtcNow.AddDays(-2));
        return BadgeFactory.Compose(new BadgeInput(
            CredentialId.For(SubmissionId.New(DateTimeOffset.UtcNow)), definition, definition.Part2.Criteria.ToDictionary(c => c.Id, _ => "proficient", StringComparer.Ordinal), now, "robin@esp.example", name, "c2FsdA",
            new string('a', 64), 2, new IssuerProfile(keys.IssuerId, "ESP Micro-credentials", addresses.Home), addresses.Site,
            new StatusEntry($"{addresses.StatusList(1)}#{index}", index, addresses.StatusList(1)))).Ok() with
        { ValidUntil = until };
    }

    internal Badge Sign(Badge badge) => Get<Signer>().Sign(badge, DateTimeOffset.UtcNow).Ok();

    /// <summary>Signed and kept, as issuing does; its number.</summary>
    internal async Task<CredentialId> Keep(Badge badge)
    {
        var id = CredentialId.Parse(badge.Id[(badge.Id.LastIndexOf('/') + 1)..]);
        await Get<CredentialStore>().Add(
            new(id, Encoding.UTF8.GetString(BadgeJson.Write(Sign(badge))), 1, badge.Status!.Index), CandidateId.Of("local", "a"), SubmissionId.New(DateTimeOffset.UtcNow), TestContext.Current.CancellationToken);
        return id;
    }
}
