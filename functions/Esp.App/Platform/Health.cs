namespace Esp.App.Platform;

/// <summary>How one dependency does.</summary>
public sealed record DependencyHealth(string Name, string Status, string? Detail = null);

/// <summary>That the process answers: always <c>ok</c>.</summary>
public sealed record LivenessView(string Status);

/// <summary>How the platform does: <c>ok</c>, or <c>degraded</c> when a dependency does not answer.</summary>
public sealed record HealthView(string Status, IReadOnlyList<DependencyHealth> Dependencies);

/// <summary>One thing that the platform needs and how to ask whether it answers. Hosts add theirs (queues, mail).</summary>
public sealed record HealthProbe(string Name, Func<CancellationToken, Task> Ask);

/// <summary>
/// Liveness: the process answers. Asks nothing and nobody, so that a dependency that is down never has the host ended, which would help nothing.
/// </summary>
public sealed class GetLivenessFunction
{
    [Function("GetLiveness")]
    [Described("That the platform answers at all; asks no dependency", Gives = typeof(LivenessView))]
    public IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "health/live")] HttpRequest request) => Http.Json(new LivenessView("ok"));
}

/// <summary>Readiness: asks every dependency, each for three seconds at most. Says no more than which one does not answer.</summary>
public sealed class GetHealthFunction(IEnumerable<HealthProbe> probes)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    [Function("GetHealth")]
    [Described("How the platform and each dependency do", Gives = typeof(HealthView))]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "health")] HttpRequest request, CancellationToken ct)
    {
        var answers = await Task.WhenAll(probes.Select(p => Ask(p, ct)));
        var ok = answers.All(a => a.Status == "ok");
        return Http.Json(new HealthView(ok ? "ok" : "degraded", answers), ok ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }

    /// <summary>One dependency, asked for three seconds at most.</summary>
    internal static async Task<DependencyHealth> Ask(HealthProbe probe, CancellationToken ct)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(ct);
        limit.CancelAfter(Patience);
        try
        {
            await probe.Ask(limit.Token).WaitAsync(Patience, ct);
            return new(probe.Name, "ok");
        }
        catch (Exception e) when (!ct.IsCancellationRequested && (Failures.IsOutage(e) || e is IOException or Azure.RequestFailedException or InvalidOperationException or System.Security.Cryptography.CryptographicException))
        {
            return new(probe.Name, "down", "It does not answer.");
        }
    }
}
