using System.Collections.Concurrent;
using Azure.Core;
using Azure.Core.Pipeline;
using Azure.Data.Tables;
using Esp.App.Credentials;
using Esp.App.Platform;
using Esp.Domain.Credentials;
using Microsoft.Extensions.Time.Testing;

namespace Esp.Tests.Credentials;

/// <summary>Status lists on the emulator, with a clock that tests move and every storage call counted. Several share one storage when given its settings.</summary>
internal sealed class GivenLists
{
    private readonly Calls _calls = new();

    private GivenLists(Settings settings, SigningKeys keys, FakeTimeProvider clock)
    {
        var options = new TableClientOptions();
        options.AddPolicy(_calls, HttpPipelinePosition.PerCall);
        (Settings, Keys, Clock) = (settings, keys, clock);
        Tables = new Tables(new TableServiceClient(Azurite.ConnectionString, options), settings);
        Lists = new StatusLists(Tables, new Signer(keys), keys, new PublicAddresses(settings), clock);
        Indexes = new StatusIndexes(Tables, Lists);
    }

    public Settings Settings { get; }

    public SigningKeys Keys { get; }

    public FakeTimeProvider Clock { get; }

    public Tables Tables { get; }

    public StatusLists Lists { get; }

    public StatusIndexes Indexes { get; }

    public static async Task<GivenLists> New(DateTimeOffset? now = null)
    {
        var given = new GivenLists(Azurite.NewSettings(), GivenBadge.Keys(), new FakeTimeProvider(now ?? GivenBadge.Now));
        await given.Tables.StatusLists.CreateIfNotExistsAsync(TestContext.Current.CancellationToken);
        return given;
    }

    /// <summary>Another host on the same storage, perhaps with other keys.</summary>
    public GivenLists Beside(SigningKeys? keys = null) => new(Settings, keys ?? Keys, Clock);

    /// <summary>How many storage calls the step makes.</summary>
    public async Task<int> Counted(Func<Task> step)
    {
        var before = _calls.Count;
        await step();
        return _calls.Count - before;
    }

    /// <summary>The list as published, read and its signature checked.</summary>
    public async Task<(StatusListCredential List, StatusBits Bits)> Published(int list)
    {
        var read = StatusListReader.Read((await Lists.Publish(list, TestContext.Current.CancellationToken))!).Ok();
        Assert.True(StatusBits.TryDecode(read.EncodedList, out var bits));
        return (read, bits);
    }

    private sealed class Calls : HttpPipelineSynchronousPolicy
    {
        private readonly ConcurrentQueue<string> _seen = new();

        public int Count => _seen.Count;

        public override void OnSendingRequest(HttpMessage message) => _seen.Enqueue(message.Request.Method.Method);
    }
}
