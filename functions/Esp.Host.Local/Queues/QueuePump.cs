using Azure.Storage.Queues.Models;
using Esp.App.Platform;
using Esp.Host.Local.Functions;
using Esp.Host.Local.Storage;
using Microsoft.Extensions.Hosting;

namespace Esp.Host.Local.Queues;

/// <summary>Takes messages from every queue that has a function, some at a time, and outlives storage that does not answer.</summary>
public sealed class QueuePump(
    FunctionRunner runner, StorageQueues queues, Wakes wakes, LocalStorage storage, LocalOptions options, ILogger<QueuePump> logger) : BackgroundService
{
    /// <summary>Messages of one queue that are handled at the same time.</summary>
    public const int AtOnce = 4;

    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan DrainTime = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            await storage.Ready.WaitAsync(stoppingToken);
            await Task.WhenAll(runner.Functions.Where(f => f.Queue is not null).Select(f => Pump(f, stoppingToken)));
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The host ends.
        }
    }

    private async Task Pump(FunctionDescription function, CancellationToken stopping)
    {
        var queue = function.Queue!;
        var client = queues.Client(queue);
        var delivery = new Delivery(queues, runner, function, options.Lock, logger);
        using var handlers = new CancellationTokenSource();
        using var free = new SemaphoreSlim(AtOnce);
        var pause = ShortestPause;
        var outage = false;
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                await free.WaitAsync(stopping);
                var slots = 1;
                while (free.Wait(0, stopping))
                    slots++;
                QueueMessage[] messages = [];
                try
                {
                    messages = await client.ReceiveMessagesAsync(slots, options.Lock, stopping);
                }
                finally
                {
                    if (slots > messages.Length)
                        free.Release(slots - messages.Length);
                }

                if (outage)
                    logger.LogInformation("The queue {Queue} answers again.", queue);
                outage = false;
                foreach (var message in messages)
                    _ = Handle(message);
                if (messages.Length > 0)
                {
                    pause = ShortestPause;
                    continue;
                }
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                break;
            }
            catch (Exception e)
            {
                if (!outage)
                    logger.LogError("The queue {Queue} does not answer; trying on. {Reason}", queue, e.Message);
                outage = true;
                pause = LongestPause;
            }

            await wakes.Wait(queue, pause, stopping).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }

        await Drain(free, handlers);

        async Task Handle(QueueMessage message)
        {
            var again = false;
            try
            {
                again = await delivery.Handle(message, handlers.Token);
            }
            catch (Exception e)
            {
                // Settling failed: the message shows itself again when its lock ends.
                logger.LogError("{Function}: a message could not be settled; it comes again. {Reason}", function.Name, Failures.IsOutage(e) ? "Storage does not answer." : e.Message);
            }

            free.Release();
            if (again)
                wakes.Wake(queue);
        }
    }

    /// <summary>Lets the handlers that run come to their end; who does not in time is told to stop, and its message comes again.</summary>
    private static async Task Drain(SemaphoreSlim free, CancellationTokenSource handlers)
    {
        handlers.CancelAfter(DrainTime);
        for (var i = 0; i < AtOnce; i++)
            await free.WaitAsync();
    }
}
