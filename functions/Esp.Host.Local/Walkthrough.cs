using Esp.App.Platform;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Esp.Host.Local;

/// <summary>Goes through the running platform once, step by step, and says what it saw.</summary>
public static class Walkthrough
{
    /// <summary>Answers 0 when every step went well.</summary>
    public static async Task<int> Run(WebApplication app)
    {
        using var http = new HttpClient { BaseAddress = new(app.Services.GetRequiredService<Settings>().SiteUrl) };
        using var me = await http.GetAsync(new Uri("/.auth/me", UriKind.Relative));
        Console.WriteLine($"Sign-in answers {(int)me.StatusCode}.");
        return me.IsSuccessStatusCode ? 0 : 1;
    }
}
