using System.Net;
using System.Text.Json;
using Esp.App.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace Esp.Tests.Areas;

/// <summary>Readiness asks what is needed; liveness asks nobody.</summary>
public sealed class HealthTests(MailServer mail)
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_is_down_makes_the_platform_unready_and_leaves_it_alive()
    {
        await using var platform = await Platform.Start(mail, services: s => s.AddSingleton(new HealthProbe("broken", _ => throw new IOException("Gone."))), scorers: false);
        using var ready = await platform.Host.Http.GetAsync(new Uri("/api/health", UriKind.Relative), Ct);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        var answers = JsonDocument.Parse(await ready.Content.ReadAsStringAsync(Ct)).RootElement.GetProperty("dependencies").EnumerateArray()
            .ToDictionary(d => d.GetProperty("name").GetString()!, d => d.GetProperty("status").GetString(), StringComparer.Ordinal);
        Assert.Equal(("down", "ok", "ok", "ok"), (answers["broken"], answers["tables"], answers["blobs"], answers["credentials"]));

        using var alive = await platform.Host.Http.GetAsync(new Uri("/api/health/live", UriKind.Relative), Ct);
        Assert.Equal(HttpStatusCode.OK, alive.StatusCode);
    }
}
