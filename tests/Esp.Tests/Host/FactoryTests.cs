using System.Net;
using Esp.Host.Local;
using Esp.Host.Local.Children;
using Microsoft.AspNetCore.Mvc.Testing;

namespace Esp.Tests.Host;

/// <summary>The host starts in the test framework's own factory as well.</summary>
public sealed class FactoryTests
{
    [Fact]
    public async Task The_program_starts_in_a_factory()
    {
        var data = Directory.CreateTempSubdirectory("esp-factory-");
        await using (var factory = new WebApplicationFactory<Program>().WithWebHostBuilder(host => host
            .UseSetting("ESP_PORT", $"{Ports.Free()}").UseSetting("ESP_DATA", data.FullName)
            .UseSetting("Esp:Storage", Azurite.ConnectionString).UseSetting("Esp:SmtpHost", "127.0.0.1").UseSetting("Esp:NamePrefix", Azurite.NewPrefix())))
        using (var http = factory.CreateClient())
        {
            var me = await http.GetAsync(new Uri("/.auth/me", UriKind.Relative), TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, me.StatusCode);
        }

        data.Delete(recursive: true);
    }
}
