using Esp.App.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace Esp.App;

/// <summary>Registers the app: settings, storage, and every use case. A host adds connections, the queue sender and the link signer.</summary>
public static class AppServices
{
    public static IServiceCollection AddEsp(this IServiceCollection services, Settings settings) => services
        .AddSingleton(settings)
        .AddSingleton<Tables>()
        .AddSingleton<Blobs>();
}
