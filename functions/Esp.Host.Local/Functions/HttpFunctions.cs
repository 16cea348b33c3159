using System.Diagnostics;
using Esp.App.Platform;
using Esp.Host.Local.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Esp.Host.Local.Functions;

/// <summary>The HTTP functions under <c>/api/</c>, as the real host answers for them.</summary>
public static class HttpFunctions
{
    private static readonly TimeSpan StartPatience = TimeSpan.FromSeconds(30);

    public static void MapFunctions(this WebApplication app)
    {
        var runner = app.Services.GetRequiredService<FunctionRunner>();
        foreach (var function in runner.Functions.Where(f => f.Http is not null))
        {
            var pattern = "/api/" + function.Route;
            Task Answer(HttpContext context) => Serve(runner, function, context);
            var endpoint = function.Http!.Methods is [] ? app.Map(pattern, (RequestDelegate)Answer) : app.MapMethods(pattern, function.Http.Methods, (RequestDelegate)Answer);
            endpoint.WithMetadata(function);
        }
    }

    /// <summary>
    /// What routing finds no function for is 404 with an empty body, a wrong method too; a missing key is 401 with an empty body.
    /// Comes after routing and before the functions.
    /// </summary>
    public static async Task Gate(HttpContext context, RequestDelegate next)
    {
        if (!context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase))
        {
            await next(context);
            return;
        }

        context.Response.OnStarting(() =>
        {
            ApiHeaders.Apply(context.Response);
            return Task.CompletedTask;
        });
        if (context.GetEndpoint()?.Metadata.GetMetadata<FunctionDescription>() is not { } function)
            context.Response.StatusCode = StatusCodes.Status404NotFound;
        else if (function.Http!.AuthLevel is not AuthorizationLevel.Anonymous && !HasKey(context))
            context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        else
            await next(context);
    }

    private static bool HasKey(HttpContext context)
    {
        var given = context.Request.Headers["x-functions-key"].ToString() is { Length: > 0 } header ? header : context.Request.Query["code"].ToString();
        return string.Equals(given, context.RequestServices.GetRequiredService<DataFolder>().Key("function"), StringComparison.Ordinal);
    }

    private static async Task Serve(FunctionRunner runner, FunctionDescription function, HttpContext context)
    {
        var gone = context.RequestAborted;
        try
        {
            if (!await StorageReady(context))
            {
                await Failures.ToHttp(new TimeoutException("Storage is not ready."), TraceOf(context)).ExecuteAsync(context);
                return;
            }

            var answer = await runner.Http(function, context.Request, gone);
            await answer.ExecuteAsync(context);
        }
        catch (Exception) when (gone.IsCancellationRequested)
        {
            // Nobody is left to be told.
        }
        catch (Exception e)
        {
            var trace = TraceOf(context);
            context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(function.Type)
                .LogError(e, "{Function} failed. Trace id {TraceId}.", function.Name, trace);
            if (context.Response.HasStarted)
            {
                context.Abort();
                return;
            }

            context.Response.Clear();
            await Failures.ToHttp(e, trace).ExecuteAsync(context);
        }
    }

    private static string TraceOf(HttpContext context) => Activity.Current?.TraceId.ToHexString() ?? context.TraceIdentifier;

    private static async Task<bool> StorageReady(HttpContext context)
    {
        var ready = context.RequestServices.GetRequiredService<LocalStorage>().Ready;
        if (!ready.IsCompleted)
            await Task.WhenAny(ready, Task.Delay(StartPatience, context.RequestAborted));
        return ready.IsCompletedSuccessfully;
    }
}
