using Esp.Host.Local.Children;
using Esp.Host.Local.Walk;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Esp.Host.Local;

/// <summary>Starts the local host from the command line. Tests name it for <c>WebApplicationFactory</c>.</summary>
public sealed class Program
{
    private static readonly string[] Flags = ["--fresh", "--new-keys", "--walkthrough"];

    private Program()
    {
    }

    /// <summary>Answers 0 after a stop, 1 when the host could not start, 2 when it was asked for something it does not know.</summary>
    public static async Task<int> Main(string[] args)
    {
        var flags = args.Where(a => !a.Contains('=', StringComparison.Ordinal)).ToHashSet(StringComparer.Ordinal);
        if (flags.Except(Flags, StringComparer.Ordinal).FirstOrDefault() is { } unknown)
        {
            await Console.Error.WriteLineAsync($"'{unknown}' is not known; ./run.sh --help says what is.");
            return 2;
        }

        if (flags.Contains("--new-keys"))
        {
            Console.WriteLine(FreshKeys.Text());
            return 0;
        }

        try
        {
            string[] settings = [.. args.Except(flags, StringComparer.Ordinal)];
            var options = LocalOptions.From(new ConfigurationBuilder().AddEnvironmentVariables().AddCommandLine(settings).Build());
            await CheckPorts(options);
            if (flags.Contains("--fresh"))
                new DataFolder(options.Data).Forget();

            await using var app = LocalHost.Build(settings);
            app.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStarted.Register(() => Console.WriteLine(Greeting(options)));
            if (!flags.Contains("--walkthrough"))
            {
                await app.RunAsync();
                return 0;
            }

            await app.StartAsync();
            var code = await Walkthrough.Run(app);
            await app.StopAsync();
            return code;
        }
        catch (StartException e)
        {
            await Console.Error.WriteLineAsync(e.Message);
            return 1;
        }
    }

    private static Task CheckPorts(LocalOptions o) => Ports.Check(
    [
        (o.Port, "the site", "ESP_PORT"),
        .. o.Storage is null
            ? new[] { (o.BlobPort, "blob storage", "ESP_BLOB_PORT"), (o.QueuePort, "queue storage", "ESP_QUEUE_PORT"), (o.TablePort, "table storage", "ESP_TABLE_PORT") }
            : [],
        .. o.SmtpHost is null ? new[] { (o.SmtpPort, "the mail server", "ESP_SMTP_PORT"), (o.MailPort, "the mailbox", "ESP_MAIL_PORT") } : [],
    ]);

    private static string Greeting(LocalOptions o) =>
        $"""

          Site     http://localhost:{o.Port}
          Mailbox  {(o.SmtpHost is null ? $"http://localhost:{o.MailPort}  (every mail lands here, none leaves this machine)" : $"none here; mail goes to {o.SmtpHost}")}
          Data     {o.Data}  (./run.sh --fresh forgets it)
          Ctrl-C stops everything.

        """;
}
