using System.Diagnostics;
using Esp.App.Platform;
using Esp.Host.Local.Children;
using Esp.Host.Local.Queues;
using Microsoft.Extensions.DependencyInjection;

namespace Esp.Tests.Host;

/// <summary>Queues behave as Service Bus does: redelivered at once, put aside with the reason after five times, never lost.</summary>
public sealed class QueuePumpTests : IAsyncLifetime
{
    private readonly Seen _seen = new();
    private readonly CancellationToken _ct = TestContext.Current.CancellationToken;
    private RunningHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await Start();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_message_is_delivered_at_once_and_then_gone()
    {
        await Send("first");
        await Delivered("first", 1);
        var watch = Stopwatch.StartNew();
        await Send("{\"é\":\"<&>\u0001\"}");
        await Delivered("{\"é\":\"<&>\u0001\"}", 1);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(2));
        await Empty();
    }

    [Fact]
    public async Task A_failed_delivery_comes_again_at_once()
    {
        _seen.OnMessage = (_, delivery, _) => delivery < 3 ? throw new InvalidOperationException("not yet") : Task.CompletedTask;
        await Send("again");
        await Delivered("again", 3);
        await Empty();
        Assert.Empty(await Queues.DeadLetters(QueueProbe.Queue, _ct));
    }

    [Fact]
    public async Task A_message_that_fails_five_times_is_put_aside_with_the_last_error()
    {
        _seen.OnMessage = (_, delivery, _) => throw new InvalidOperationException($"failure {delivery}");
        await Send("poison");
        var letter = Assert.Single(await Dead());
        Assert.Equal("Failed 5 times, at last with InvalidOperationException: failure 5", letter.Reason);
        Assert.Equal((5L, "poison"), (letter.Deliveries, letter.Message));
        Assert.Equal(5, _seen.Lines.Count);
        await Empty();
    }

    [Fact]
    public async Task An_unreadable_message_is_put_aside_at_its_first_delivery()
    {
        _seen.OnMessage = (text, _, _) => Task.FromResult(Message.Read<Seen>(text));
        await Send("[]");
        var letter = Assert.Single(await Dead());
        Assert.StartsWith("Unreadable: The message is not a Seen", letter.Reason, StringComparison.Ordinal);
        Assert.Equal((1L, "[]"), (letter.Deliveries, letter.Message));
    }

    [Fact]
    public async Task A_message_that_someone_else_wrote_as_plain_text_is_put_aside()
    {
        await Queues.Client(QueueProbe.Queue).SendMessageAsync("not base64!", _ct);
        Assert.Equal("not base64!", Assert.Single(await Dead()).Message);
        Assert.Empty(_seen.Lines);
    }

    [Fact]
    public async Task A_delayed_message_comes_no_earlier()
    {
        var watch = Stopwatch.StartNew();
        await Queues.Send(QueueProbe.Queue, "later", TimeSpan.FromSeconds(2), _ct);
        await Delivered("later", 1);
        Assert.InRange(watch.Elapsed, TimeSpan.FromSeconds(1.5), TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task A_handler_that_takes_longer_than_the_lock_keeps_its_message()
    {
        var done = false;
        _seen.OnMessage = async (_, _, ct) =>
        {
            await Task.Delay(TimeSpan.FromSeconds(5), ct);
            done = true;
        };
        await Send("slow");
        await Eventually.True(() => done);
        await Empty();
        Assert.Single(_seen.Lines);
    }

    [Fact]
    public async Task A_message_too_large_is_refused_before_it_is_sent() =>
        await Assert.ThrowsAsync<ArgumentException>(() => Send(new string('x', 20 * 1024 + 1)));

    [Fact]
    public async Task What_waits_when_a_host_stops_is_handled_by_the_next()
    {
        var stopped = _host;
        await stopped.Stop();
        await Azurite.Queues().GetQueueClient(stopped.Prefix + QueueProbe.Queue).SendMessageAsync(Convert.ToBase64String("kept"u8), _ct);
        _host = await Start(stopped);
        await Delivered("kept", 1);
    }

    [Fact]
    public async Task A_message_whose_handler_is_cut_off_comes_again_with_the_next_host()
    {
        _seen.OnMessage = (_, delivery, ct) => delivery is 1 ? Task.Delay(Timeout.Infinite, ct) : Task.CompletedTask;
        await Send("cut off");
        await Delivered("cut off", 1);
        var stopped = _host;
        await stopped.Stop();
        _host = await Start(stopped);
        await Delivered("cut off", 2);
        await Empty();
    }

    [Fact]
    public async Task The_pump_survives_storage_that_goes_away()
    {
        var folder = Directory.CreateTempSubdirectory("esp-outage-");
        var (blob, queue, table) = (Ports.Free(), Ports.Free(), Ports.Free());
        var tools = Esp.Host.Local.LocalOptions.From(new Microsoft.Extensions.Configuration.ConfigurationManager()).Tools;
        var first = LocalChildren.Azurite(tools, folder.FullName, blob, queue, table);
        await using var host = await RunningHost.Start(QueueProbe.All, s => s.AddSingleton(_seen), [("Esp:Storage", LocalChildren.ConnectionString(blob, queue, table))]);
        var sender = host.Services.GetRequiredService<IQueueSender>();

        await first.DisposeAsync();
        var refused = await Assert.ThrowsAnyAsync<Exception>(() => sender.Send(QueueProbe.Queue, "lost?", TimeSpan.Zero, _ct));
        Assert.True(Failures.IsOutage(refused));
        await using var second = LocalChildren.Azurite(tools, folder.FullName, blob, queue, table);
        await second.Ready;
        await sender.Send(QueueProbe.Queue, "after", TimeSpan.Zero, _ct);

        await Delivered("after", 1);
    }

    private StorageQueues Queues => _host.Services.GetRequiredService<StorageQueues>();

    private Task<RunningHost> Start(RunningHost? after = null) => RunningHost.Start(QueueProbe.All, s => s.AddSingleton(_seen), after: after);

    private Task Send(string text) => Queues.Send(QueueProbe.Queue, text, TimeSpan.Zero, _ct);

    private Task Delivered(string text, int times) =>
        Eventually.True(() => _seen.Lines.Count(l => string.Equals(l, text, StringComparison.Ordinal)) == times);

    private async Task<IReadOnlyList<DeadLetter>> Dead()
    {
        await Eventually.True(async () => (await Queues.DeadLetters(QueueProbe.Queue, _ct)).Count > 0);
        return await Queues.DeadLetters(QueueProbe.Queue, _ct);
    }

    private Task Empty() => Eventually.True(async () =>
        (await Queues.Client(QueueProbe.Queue).GetPropertiesAsync(_ct)).Value.ApproximateMessagesCount is 0);
}
