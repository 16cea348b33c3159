using Azure.Core;
using Azure.Data.Tables;
using Azure.Identity;
using Azure.Messaging.ServiceBus;
using Azure.Storage.Blobs;
using Esp.App;
using Esp.App.Platform;
using Esp.Host.Azure;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

var builder = FunctionsApplication.CreateBuilder(args);
builder.ConfigureFunctionsWebApplication();
// After the line above: what comes before it never sees the HTTP answer.
builder.UseMiddleware<ProblemMiddleware>();

var settings = Settings.From(builder.Configuration);
TokenCredential identity = new DefaultAzureCredential();
builder.Services
    .AddSingleton(new TableServiceClient(Address("Esp:TableUri"), identity, Patient(new TableClientOptions(), "tables")))
    .AddSingleton(new BlobServiceClient(Address("Esp:BlobUri"), identity, Patient(new BlobClientOptions(), "blobs")))
    .AddSingleton(new ServiceBusClient(Text("ServiceBus:fullyQualifiedNamespace"), identity))
    .AddSingleton<ServiceBusQueues>()
    .AddSingleton<IQueueSender>(p => p.GetRequiredService<ServiceBusQueues>())
    .AddSingleton<IDeadLetters>(p => p.GetRequiredService<ServiceBusQueues>())
    .AddSingleton<IDeadLetterBox, ServiceBusDeadLetters>()
    .AddSingleton<ISignLinks, DelegationSignedLinks>()
    .AddSingleton<IScanEvidence, DefenderScan>()
    .AddSingleton(p => new HealthProbe("queues", ct => p.GetRequiredService<ServiceBusQueues>().Peek(Queues.Transitions, ct)))
    .AddSingleton(new HealthProbe("mail", async ct =>
    {
        using var socket = new System.Net.Sockets.TcpClient();
        await socket.ConnectAsync(settings.SmtpHost, settings.SmtpPort, ct);
    }))
    .AddEsp(settings);
if (builder.Configuration["APPLICATIONINSIGHTS_CONNECTION_STRING"] is { Length: > 0 } insights)
    TelemetryExport.Add(builder.Services, insights, identity);

var host = builder.Build();
AppServices.Check(host.Services);
await host.RunAsync();

string Text(string key) =>
    builder.Configuration[key] is { Length: > 0 } value ? value : throw new InvalidOperationException($"The setting {key} is missing.");

Uri Address(string key) =>
    Uri.TryCreate(Text(key), UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps ? uri : throw new InvalidOperationException($"The setting {key} must be an https address.");

// As on one machine: an outage shows within seconds, as a 503 that asks to try again.
static T Patient<T>(T options, string service)
    where T : ClientOptions
{
    options.AddPolicy(new StorageCount(service), HttpPipelinePosition.PerRetry);
    (options.Retry.MaxRetries, options.Retry.Delay, options.Retry.MaxDelay) = (2, TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(1));
    options.Retry.NetworkTimeout = TimeSpan.FromSeconds(10);
    return options;
}
