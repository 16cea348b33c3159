using Azure.Core;
using Azure.Core.Pipeline;

namespace Esp.App.Platform;

/// <summary>
/// Counts the calls to storage and which of them were repeats. Hosts put it into the clients' pipelines at each try. Also adds up what
/// this process has asked for since it started, which the figures show as a measure of cost.
/// </summary>
public sealed class StorageCount(string service) : HttpPipelineSynchronousPolicy
{
    private static long _calls;

    /// <summary>Calls of this process, all services together.</summary>
    public static long Calls => Interlocked.Read(ref _calls);

    public override void OnSendingRequest(HttpMessage message)
    {
        Interlocked.Increment(ref _calls);
        Telemetry.StorageCalls.Count(service);
        if (message.ProcessingContext.RetryNumber > 0)
            Telemetry.StorageRetries.Count(service);
    }
}
