using System.Net.Sockets;
using Azure;

namespace Esp.App.Platform;

/// <summary>
/// What an exception that nobody caught becomes: 503 <c>platform.unavailable</c> when storage or a queue does not answer,
/// 500 <c>platform.failed</c> for a bug. Both carry the trace id under which the log has the rest. Both hosts use it.
/// </summary>
public static class Failures
{
    public static readonly Problem Unavailable = new(ProblemKind.Unavailable, "platform.unavailable", "Something we depend on does not answer. Nothing was lost; try again in a minute.");

    /// <summary>True when the exception says that something we depend on did not answer, or answered that it cannot now. The caller has ruled out a client that went away.</summary>
    public static bool IsOutage(Exception exception) => exception switch
    {
        RequestFailedException { Status: 0 or 429 or >= 500 } => true,
        OperationCanceledException or TimeoutException or HttpRequestException or SocketException => true,
        AggregateException { InnerExceptions: { Count: > 0 } inner } => inner.All(IsOutage),
        _ => false,
    };

    /// <summary>The answer for an exception, as RFC 9457 with <c>traceId</c>.</summary>
    public static IResult ToHttp(Exception exception, string traceId)
    {
        var outage = IsOutage(exception);
        var code = outage ? Unavailable.Code : "platform.failed";
        return Results.Problem(
            statusCode: outage ? StatusCodes.Status503ServiceUnavailable : StatusCodes.Status500InternalServerError,
            type: $"/problems/{code}",
            title: code,
            detail: outage ? Unavailable.Detail : "Something went wrong on our side. What you typed is still on this device; try again. If it happens again, send us the trace id.",
            extensions: new Dictionary<string, object?>(StringComparer.Ordinal) { ["traceId"] = traceId });
    }
}
