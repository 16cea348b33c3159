using Azure.Data.Tables;
using Esp.App.Platform;

[assembly: AssemblyFixture(typeof(Esp.Tests.Email.LocalAzurite))]

namespace Esp.Tests.Email;

/// <summary>A real table emulator for the ledger's tests.</summary>
public sealed class LocalAzurite : IAsyncLifetime
{
    private const int Port = 11400;

    // The emulator's well-known account and key.
    private readonly TableServiceClient _service = new(
        "DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==;"
        + $"TableEndpoint=http://127.0.0.1:{Port}/devstoreaccount1;");

    private ChildProgram? _program;

    public async ValueTask InitializeAsync() =>
        _program = await ChildProgram.Start("azurite/dist/src/table/main.js", Port, "--tablePort", $"{Port}", "--inMemoryPersistence", "--skipApiVersionCheck", "--silent");

    public ValueTask DisposeAsync()
    {
        _program?.Dispose();
        return ValueTask.CompletedTask;
    }

    /// <summary>The app's tables under a prefix of their own; the one the mails use exists.</summary>
    public async Task<Tables> NewTables()
    {
        var tables = new Tables(_service, Given.Settings(prefix: "t" + Guid.NewGuid().ToString("N")[..12]));
        await tables.Notices.CreateIfNotExistsAsync();
        return tables;
    }
}
