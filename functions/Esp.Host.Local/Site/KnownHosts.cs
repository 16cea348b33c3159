using Esp.App.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace Esp.Host.Local.Site;

/// <summary>Answers only calls to this machine's names or the site's own: a foreign page whose name was pointed at this machine is refused.</summary>
public static class KnownHosts
{
    public static Task Only(HttpContext context, RequestDelegate next)
    {
        var host = context.Request.Host.Host;
        if (host is "localhost" or "127.0.0.1" or "[::1]" || string.Equals(host, new Uri(context.RequestServices.GetRequiredService<Settings>().SiteUrl).Host, StringComparison.OrdinalIgnoreCase))
            return next(context);
        context.Response.StatusCode = StatusCodes.Status421MisdirectedRequest;
        return Task.CompletedTask;
    }
}
