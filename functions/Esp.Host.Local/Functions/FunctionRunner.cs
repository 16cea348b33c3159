using System.Reflection;
using Esp.App.Platform;
using Microsoft.Extensions.DependencyInjection;

namespace Esp.Host.Local.Functions;

/// <summary>Runs one function once, as the real worker does: a DI scope and an instance of its own, arguments by type, text by name.</summary>
public sealed class FunctionRunner(IServiceProvider services, IReadOnlyList<FunctionDescription> functions)
{
    /// <summary>Source of one activity an invocation, named like its function; free while nobody listens. Benchmarks tell by it which call belongs to whom.</summary>
    public const string Activities = Telemetry.InvocationsName;

    public IReadOnlyList<FunctionDescription> Functions { get; } = functions;

    /// <summary>Answers an HTTP call; the answer is not yet written.</summary>
    public async Task<IResult> Http(FunctionDescription function, HttpRequest request, CancellationToken ct) =>
        (IResult)(await Run(function, p => p.ParameterType == typeof(HttpRequest) ? request : Text(request, p.Name!), ct))!;

    /// <summary>Delivers one message.</summary>
    public Task Message(FunctionDescription function, string message, CancellationToken ct) => Run(function, _ => message, ct);

    /// <summary>Runs a timer function now, by name.</summary>
    public Task Timer(string name, CancellationToken ct) =>
        Run(Functions.Single(f => f.Timer is not null && string.Equals(f.Name, name, StringComparison.OrdinalIgnoreCase)), _ => new TimerInfo(), ct);

    private async Task<object?> Run(FunctionDescription function, Func<ParameterInfo, object?> bind, CancellationToken ct)
    {
        using var invocation = Telemetry.Invocations.StartActivity(function.Name);
        await using var scope = services.CreateAsyncScope();
        // In the worker, the accessor knows no HTTP context inside a function; code that leans on it must fail here too.
        if (scope.ServiceProvider.GetService<IHttpContextAccessor>() is { } accessor)
            accessor.HttpContext = null;

        var instance = ActivatorUtilities.CreateInstance(scope.ServiceProvider, function.Type);
        try
        {
            var arguments = function.Method.GetParameters().Select(p => p.ParameterType == typeof(CancellationToken) ? ct : bind(p)).ToArray();
            var result = function.Method.Invoke(instance, BindingFlags.DoNotWrapExceptions, binder: null, arguments, culture: null);
            if (result is not Task task)
                return result;
            await task;
            return function.Http is null ? null : task.GetType().GetProperty(nameof(Task<>.Result))!.GetValue(task);
        }
        finally
        {
            if (instance is IAsyncDisposable async)
                await async.DisposeAsync();
            else if (instance is IDisposable disposable)
                disposable.Dispose();
        }
    }

    /// <summary>The route's value, or the query's: the route wins. Headers do not bind.</summary>
    private static string? Text(HttpRequest request, string name) =>
        request.RouteValues.TryGetValue(name, out var value) && value is not null ? (string)value
        : request.Query.TryGetValue(name, out var query) ? query.ToString()
        : null;
}
