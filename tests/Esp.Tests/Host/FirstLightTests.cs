using System.Net;

namespace Esp.Tests.Host;

public sealed class FirstLightTests
{
    [Fact]
    public async Task An_unknown_route_is_not_found()
    {
        await using var host = await RunningHost.Start();
        var answer = await host.Http.GetAsync(new Uri("/api/nowhere", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }
}
