using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Esp.Host.Local;

/// <summary>What only the local host is told: ports, folders, and which of its helpers run elsewhere. docs/settings.md lists the same.</summary>
public sealed record LocalOptions
{
    /// <summary><c>ESP_PORT</c>: the site and the API.</summary>
    public required int Port { get; init; }

    /// <summary><c>ESP_MAIL_PORT</c>: the page that shows all mails.</summary>
    public required int MailPort { get; init; }

    /// <summary><c>ESP_SMTP_PORT</c>: where mail is handed over.</summary>
    public required int SmtpPort { get; init; }

    /// <summary><c>ESP_BLOB_PORT</c>, <c>ESP_QUEUE_PORT</c>, <c>ESP_TABLE_PORT</c>: the storage emulator.</summary>
    public required int BlobPort { get; init; }

    public required int QueuePort { get; init; }

    public required int TablePort { get; init; }

    /// <summary><c>ESP_DATA</c>: everything that outlives a stop lies here.</summary>
    public required string Data { get; init; }

    /// <summary><c>ESP_SITE</c>: the folder served as the site.</summary>
    public required string Site { get; init; }

    /// <summary><c>ESP_TOOLS</c>: the folder with the storage emulator's and the mail server's packages.</summary>
    public required string Tools { get; init; }

    /// <summary><c>Esp:Storage</c>: connection string of storage that runs already; null starts the emulator.</summary>
    public required string? Storage { get; init; }

    /// <summary><c>Esp:SmtpHost</c>: a mail server that runs already; null starts one.</summary>
    public required string? SmtpHost { get; init; }

    /// <summary><c>ESP_LOCK_SECONDS</c>: how long a message stays hidden while its handler is silent; 2 to 300.</summary>
    public required TimeSpan Lock { get; init; }

    /// <summary><c>OTEL_EXPORTER_OTLP_ENDPOINT</c>: where telemetry goes by OTLP; null sends none.</summary>
    public required string? Telemetry { get; init; }

    public static LocalOptions From(IConfiguration configuration)
    {
        var root = RepoRoot();
        return new()
        {
            Port = Number("ESP_PORT", 4280),
            MailPort = Number("ESP_MAIL_PORT", 1080),
            SmtpPort = Number("ESP_SMTP_PORT", 1025),
            BlobPort = Number("ESP_BLOB_PORT", 10000),
            QueuePort = Number("ESP_QUEUE_PORT", 10001),
            TablePort = Number("ESP_TABLE_PORT", 10002),
            Data = Path.GetFullPath(Text("ESP_DATA") ?? Path.Join(root, ".data")),
            Site = Path.GetFullPath(Text("ESP_SITE") ?? Path.Join(root, "static-site")),
            Tools = Path.GetFullPath(Text("ESP_TOOLS") ?? Path.Join(root, "tests", "tools")),
            Storage = Text("Esp:Storage"),
            SmtpHost = Text("Esp:SmtpHost"),
            Telemetry = Text("OTEL_EXPORTER_OTLP_ENDPOINT"),
            Lock = TimeSpan.FromSeconds(Math.Clamp(Number("ESP_LOCK_SECONDS", 30), 2, 300)),
        };

        string? Text(string key) => configuration[key] is { Length: > 0 } value ? value : null;
        int Number(string key, int otherwise) =>
            Text(key) is not { } value ? otherwise
            : int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number <= 65535 ? number
            : throw new StartException($"{key} must be a number, not '{value}'.");
    }

    /// <summary>The checkout that this program was built in, or the current folder.</summary>
    private static string RepoRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Join(folder.FullName, "EspServerless.sln")))
                return folder.FullName;
        }

        return Directory.GetCurrentDirectory();
    }
}

/// <summary>A reason why the host cannot start, as one sentence for the person who started it.</summary>
public sealed class StartException : Exception
{
    public StartException(string message)
        : base(message)
    {
    }

    public StartException()
    {
    }

    public StartException(string message, Exception inner)
        : base(message, inner)
    {
    }
}
