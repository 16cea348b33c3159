namespace Esp.Host.Local.Children;

/// <summary>The storage emulator and the mail server, as far as they do not run elsewhere. Started at once, ready later.</summary>
public sealed class LocalChildren : IAsyncDisposable
{
    private readonly Child? _storage;
    private readonly Child? _mail;

    public LocalChildren(LocalOptions options, DataFolder data)
    {
        if (options.Storage is null)
            _storage = Azurite(options.Tools, data.Azurite, options.BlobPort, options.QueuePort, options.TablePort);
        if (options.SmtpHost is null)
            _mail = MailServer(options.Tools, data.Mail, options.SmtpPort, options.MailPort);
    }

    public Task StorageReady => _storage?.Ready ?? Task.CompletedTask;

    public Task MailReady => _mail?.Ready ?? Task.CompletedTask;

    /// <summary>The storage emulator on three ports, with its files in a folder.</summary>
    public static Child Azurite(string tools, string folder, int blob, int queue, int table) =>
        new("storage emulator", tools, "azurite/dist/src/azurite.js", [blob, queue, table],
            "--location", folder, "--blobPort", $"{blob}", "--queuePort", $"{queue}", "--tablePort", $"{table}",
            "--silent", "--skipApiVersionCheck", "--disableProductStyleUrl", "--disableTelemetry");

    /// <summary>The mail server: SMTP on one port, its page and API on the other, mails in a folder.</summary>
    public static Child MailServer(string tools, string folder, int smtp, int web) =>
        new("mail server", tools, "maildev/bin/maildev", [smtp, web],
            "--smtp", $"{smtp}", "--web", $"{web}", "--ip", "127.0.0.1", "--web-ip", "127.0.0.1", "--mail-directory", folder, "--silent");

    /// <summary>How the SDKs reach the emulator; the account and its key are the emulator's published ones.</summary>
    public static string ConnectionString(int blob, int queue, int table) =>
        "DefaultEndpointsProtocol=http;AccountName=devstoreaccount1;"
        + "AccountKey=Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==;"
        + $"BlobEndpoint=http://127.0.0.1:{blob}/devstoreaccount1;QueueEndpoint=http://127.0.0.1:{queue}/devstoreaccount1;TableEndpoint=http://127.0.0.1:{table}/devstoreaccount1;";

    public async ValueTask DisposeAsync()
    {
        if (_storage is not null)
            await _storage.DisposeAsync();
        if (_mail is not null)
            await _mail.DisposeAsync();
    }
}
