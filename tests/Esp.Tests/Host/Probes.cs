using System.Collections.Concurrent;
using Esp.Host.Local.Functions;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Esp.Tests.Host;

/// <summary>What the probe functions saw.</summary>
public sealed class Seen
{
    public ConcurrentQueue<string> Lines { get; } = new();

    /// <summary>What the queue probe does with a delivery (the text, the number of the delivery).</summary>
    public Func<string, int, CancellationToken, Task> OnMessage { get; set; } = (_, _, _) => Task.CompletedTask;

    public TaskCompletionSource Cancelled { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);
}

/// <summary>One per scope: two that are equal were made in one.</summary>
public sealed class ScopeMark
{
    public Guid Id { get; } = Guid.NewGuid();
}

/// <summary>Functions that say what the host gave them.</summary>
public sealed class HttpProbes(Seen seen, ScopeMark mark, IServiceProvider services, IHttpContextAccessor accessor)
{
    public static IReadOnlyList<FunctionDescription> All { get; } = FunctionCatalog.Of(typeof(HttpProbes));

    private readonly Guid _instance = Guid.NewGuid();

    [Function("Echo")]
    public IResult Echo([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "probe/echo/{id}")] HttpRequest request, string id, string? q, string? xprobe) =>
        Results.Json(new { id, q, xprobe, path = request.Path.Value, host = request.Host.Value, scheme = request.Scheme, user = request.HttpContext.User.Identity?.IsAuthenticated });

    [Function("Change")]
    public Task<IResult> Change([HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "probe/echo/{name}")] HttpRequest request, string name) =>
        Task.FromResult(Results.Text($"{request.Method} {name}"));

    [Function("AnyMethod")]
    public IResult AnyMethod([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest request) => Results.Text(request.Method);

    [Function("Scopes")]
    public IResult Scopes([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "probe/scopes")] HttpRequest request) =>
        Results.Json(new { instance = _instance, scope = mark.Id, same = ReferenceEquals(mark, services.GetService(typeof(ScopeMark))), context = accessor.HttpContext is not null });

    [Function("Header")]
    public IResult Header([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "probe/principal")] HttpRequest request) =>
        Results.Text(string.Join(' ', request.Headers.Where(h => h.Key.StartsWith("x-ms-client", StringComparison.OrdinalIgnoreCase)).Select(h => h.Value.ToString())));

    [Function("Cacheable")]
    public IResult Cacheable([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "probe/cacheable")] HttpRequest request)
    {
        request.HttpContext.Response.Headers.CacheControl = "public, max-age=60";
        return Results.Text("kept");
    }

    [Function("Locked")]
    public IResult Locked([HttpTrigger(AuthorizationLevel.Function, "get", Route = "probe/locked")] HttpRequest request) => Results.Text("open");

    [Function("Did")]
    public IResult Did([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "did")] HttpRequest request) => Results.Text(request.Path);

    [Function("Asked")]
    public IResult Asked([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "probe/asked")] HttpRequest request) => Results.Text(request.Headers["x-ms-original-url"].ToString());

    [Function("Fails")]
    public Task<IResult> Fails([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "probe/fails/{how}")] HttpRequest request, string how) => how switch
    {
        "bug" => throw new InvalidOperationException("secret detail"),
        "storage" => throw new Azure.RequestFailedException(0, "no connection"),
        "server" => throw new AggregateException(new Azure.RequestFailedException(503, "busy")),
        "timeout" => throw new TaskCanceledException(),
        "conflict" => throw new Azure.RequestFailedException(409, "there"),
        _ => Task.FromResult(Results.NoContent()),
    };

    [Function("Waits")]
    public async Task<IResult> Waits([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "probe/waits")] HttpRequest request, CancellationToken ct)
    {
        seen.Lines.Enqueue("waiting");
        try
        {
            await Task.Delay(Timeout.Infinite, ct);
        }
        catch (OperationCanceledException)
        {
            seen.Cancelled.TrySetResult();
        }

        return Results.NoContent();
    }
}

/// <summary>A queue function whose behaviour the test sets.</summary>
public sealed class QueueProbe(Seen seen)
{
    public const string Queue = "probe";

    public static IReadOnlyList<FunctionDescription> All { get; } = FunctionCatalog.Of(typeof(QueueProbe));

    [Function("QueueProbe")]
    public Task Run([ServiceBusTrigger(Queue, Connection = "ServiceBus")] string message, CancellationToken ct)
    {
        seen.Lines.Enqueue(message);
        return seen.OnMessage(message, seen.Lines.Count(l => string.Equals(l, message, StringComparison.Ordinal)), ct);
    }
}
