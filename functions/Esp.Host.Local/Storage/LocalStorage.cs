using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Blobs.Models;
using Esp.App.Platform;
using Esp.Host.Local.Children;
using Esp.Host.Local.Functions;
using Esp.Host.Local.Queues;
using Microsoft.Extensions.Hosting;

namespace Esp.Host.Local.Storage;

/// <summary>Makes the tables, queues, containers and the rule that lets the site's pages upload, as far as they are missing, while the site already answers.</summary>
public sealed class LocalStorage(
    LocalChildren children,
    TableServiceClient tableService,
    BlobServiceClient blobService,
    StorageQueues queues,
    Tables tables,
    Blobs blobs,
    Settings settings,
    FunctionRunner functions,
    ILogger<LocalStorage> logger) : BackgroundService
{
    private readonly TaskCompletionSource _ready = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when everything is there.</summary>
    public Task Ready => _ready.Task;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var told = false;
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await children.StorageReady.WaitAsync(stoppingToken);
                await Task.WhenAll(Tables(stoppingToken), Queues(stoppingToken), Containers(stoppingToken), Cors(stoppingToken));
                _ready.TrySetResult();
                return;
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e) when (e is StartException || Failures.IsOutage(e))
            {
                if (!told)
                    logger.LogError("Storage does not answer; trying on. {Reason}", e.Message);
                told = true;
                await Task.Delay(500, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task Tables(CancellationToken ct)
    {
        var there = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        await foreach (var table in tableService.QueryAsync(cancellationToken: ct))
            there.Add(table.Name);
        await Task.WhenAll(tables.All.Where(t => !there.Contains(t.Name)).Select(t => t.CreateIfNotExistsAsync(ct)));
    }

    private Task Queues(CancellationToken ct) =>
        queues.CreateMissing(Esp.App.Platform.Queues.All.Concat(functions.Functions.Select(f => f.Queue).OfType<string>()), ct);

    private async Task Containers(CancellationToken ct)
    {
        var there = new HashSet<string>(StringComparer.Ordinal);
        await foreach (var container in blobService.GetBlobContainersAsync(cancellationToken: ct))
            there.Add(container.Name);
        await Task.WhenAll(blobs.All.Where(c => !there.Contains(c.Name)).Select(c => c.CreateIfNotExistsAsync(cancellationToken: ct)));
    }

    /// <summary>Uploads go from the page straight to storage, another origin. Tests share one emulator: with a name prefix, any site may.</summary>
    private async Task Cors(CancellationToken ct)
    {
        var site = new Uri(settings.SiteUrl);
        var origins = settings.NamePrefix.Length > 0 ? "*"
            : site.IsLoopback ? $"http://localhost:{site.Port},http://127.0.0.1:{site.Port}"
            : site.GetLeftPart(UriPartial.Authority);
        BlobServiceProperties properties = await blobService.GetPropertiesAsync(ct);
        if (properties.Cors is [var only] && string.Equals(only.AllowedOrigins, origins, StringComparison.Ordinal))
            return;

        properties.Cors = [new BlobCorsRule { AllowedOrigins = origins, AllowedMethods = "GET,HEAD,PUT,OPTIONS", AllowedHeaders = "*", ExposedHeaders = "*", MaxAgeInSeconds = 3600 }];
        await blobService.SetPropertiesAsync(properties, ct);
    }
}
