using System.Diagnostics;
using Esp.App.Platform;
using Microsoft.Azure.Functions.Worker.Middleware;

namespace Esp.Host.Azure;

/// <summary>
/// Around every invocation: gives HTTP answers the headers of the API and turns an exception that nobody caught into a problem,
/// where the host alone would answer 500 with an empty body.
/// <para>
/// A queue function's exception goes on to the host, which abandons the message; after the queue's last delivery Service Bus moves
/// it to the dead-letter queue. That holds for <see cref="UnreadableMessageException"/> too: to bury a message at its first delivery a
/// function would have to take <c>ServiceBusMessageActions</c>, and functions bind text alone, so that both hosts run them. The
/// deliveries in between cost a few milliseconds; the reason stands in the log.
/// </para>
/// </summary>
internal sealed class ProblemMiddleware(ILogger<ProblemMiddleware> logger) : IFunctionsWorkerMiddleware
{
    public Task Invoke(FunctionContext context, FunctionExecutionDelegate next) =>
        context.GetHttpContext() is { } http ? Http(context, http, next) : Message(context, next);

    private async Task Http(FunctionContext context, HttpContext http, FunctionExecutionDelegate next)
    {
        http.Response.OnStarting(() =>
        {
            ApiHeaders.Apply(http.Response);
            return Task.CompletedTask;
        });
        try
        {
            await next(context);
        }
        catch (Exception) when (http.RequestAborted.IsCancellationRequested)
        {
            // Nobody is left to be told.
        }
        catch (Exception e)
        {
            var trace = Activity.Current?.TraceId.ToHexString() ?? context.InvocationId;
            logger.LogError(e, "{Function} failed. Trace id {TraceId}.", context.FunctionDefinition.Name, trace);
            if (http.Response.HasStarted)
            {
                http.Abort();
                return;
            }

            http.Response.Clear();
            await Failures.ToHttp(e, trace).ExecuteAsync(http);
        }
    }

    private async Task Message(FunctionContext context, FunctionExecutionDelegate next)
    {
        try
        {
            await next(context);
        }
        catch (UnreadableMessageException e)
        {
            logger.LogError("{Function}: a message cannot be read and will go to the dead-letter queue. {Reason}", context.FunctionDefinition.Name, e.Message);
            throw;
        }
    }
}
