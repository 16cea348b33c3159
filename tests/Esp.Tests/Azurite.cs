using Azure.Data.Tables;
using Azure.Storage.Blobs;
using Azure.Storage.Queues;
using Esp.App.Platform;
using Esp.Host.Local;
using Esp.Host.Local.Children;
using Esp.Host.Local.Storage;
using Microsoft.Extensions.Configuration;

[assembly: AssemblyFixture(typeof(Esp.Tests.Azurite))]

namespace Esp.Tests;

/// <summary>
/// One storage emulator for the whole test run, in a folder of its own; each test takes a prefix for its names and so has storage to itself.
/// With <c>ESP_TEST_STORAGE</c> (a connection string) it uses an emulator that runs already.
/// </summary>
public sealed class Azurite : IAsyncDisposable
{
    // Started by the first test that asks, so that a run of pure tests does not wait for it.
    private static readonly DirectoryInfo Folder = new(Path.Join(Path.GetTempPath(), $"esp-tests-{Environment.ProcessId}"));
    private static readonly Lazy<(string ConnectionString, Child? Child)> Emulator = new(Start);
    private static readonly string JwtKey = Esp.App.Credentials.JwtKeys.NewKey();
    private static int _prefixes;

    /// <summary>How the SDKs reach the emulator.</summary>
    public static string ConnectionString => Emulator.Value.ConnectionString;

    /// <summary>A prefix that no other test of any run on this machine has: at most 20 letters and digits, the first a letter.</summary>
    public static string NewPrefix() => string.Create(null, $"t{Environment.ProcessId:x}n{Interlocked.Increment(ref _prefixes):x}x{Random.Shared.Next(0x10000):x4}");

    /// <summary>Settings that name things of this test alone; keys are fixed, so that results are the same each time.</summary>
    public static Settings NewSettings() => new()
    {
        SiteUrl = "http://localhost:4280",
        LinkSecret = Convert.ToBase64String([.. Enumerable.Range(0, 32).Select(i => (byte)i)]),
        SigningKey = Convert.ToBase64String([.. Enumerable.Range(100, 32).Select(i => (byte)i)]),
        JwtSigningKey = JwtKey,
        NamePrefix = NewPrefix(),
    };

    /// <summary>Fresh tables, all made.</summary>
    public static async Task<Tables> NewTables(Settings? settings = null)
    {
        var tables = new Tables(new TableServiceClient(ConnectionString), settings ?? NewSettings());
        await Task.WhenAll(tables.All.Select(t => t.CreateIfNotExistsAsync(TestContext.Current.CancellationToken)));
        return tables;
    }

    /// <summary>Fresh containers, all made.</summary>
    public static async Task<Blobs> NewBlobs(Settings? settings = null)
    {
        var blobs = new Blobs(new BlobServiceClient(ConnectionString), settings ?? NewSettings(), new KeySignedLinks());
        await Task.WhenAll(blobs.All.Select(c => c.CreateIfNotExistsAsync(cancellationToken: TestContext.Current.CancellationToken)));
        return blobs;
    }

    public static QueueServiceClient Queues() => new(ConnectionString);

    public async ValueTask DisposeAsync()
    {
        if (Emulator.IsValueCreated && Emulator.Value.Child is { } child)
            await child.DisposeAsync();
        Folder.Refresh();
        if (Folder.Exists)
            Folder.Delete(recursive: true);
    }

    private static (string, Child?) Start()
    {
        if (Environment.GetEnvironmentVariable("ESP_TEST_STORAGE") is { Length: > 0 } running)
            return (running, null);

        var (blob, queue, table) = (Ports.Free(), Ports.Free(), Ports.Free());
        Folder.Create();
        var child = LocalChildren.Azurite(LocalOptions.From(new ConfigurationManager()).Tools, Folder.FullName, blob, queue, table);
        child.Ready.WaitAsync(TimeSpan.FromSeconds(60)).GetAwaiter().GetResult();
        return (LocalChildren.ConnectionString(blob, queue, table), child);
    }
}
