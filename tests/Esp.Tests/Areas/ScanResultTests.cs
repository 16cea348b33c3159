using System.Text.Json;
using Azure.Storage.Blobs;
using Esp.App.Evidence;
using Esp.App.Platform;
using Esp.Host.Local.Functions;
using Esp.Host.Local.Walk;
using Microsoft.Extensions.DependencyInjection;

namespace Esp.Tests.Areas;

/// <summary>The scanner's news arrives on the queue of evidence in the form that Event Grid gives it.</summary>
public sealed class ScanResultTests(MailServer mail)
{
    private readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task News_of_the_scanner_has_the_file_looked_at_at_once()
    {
        // No queue runs: what makes the file ready is the news alone.
        await using var platform = await Platform.Start(mail, scorers: false, queues: false);
        using var esp = await platform.Candidate();
        var id = await Journey.Start(esp);
        var evidence = await Journey.Upload(esp, id, "c1", "a.pdf", Journey.Pdf);
        Assert.Equal("checking", await State(esp, id));

        await Deliver(platform, Event(platform, $"{EvidenceBlobs.Folder(SubmissionIdOf(id))}{evidence}"));
        Assert.Equal("ready", await State(esp, id));
        await Deliver(platform, Event(platform, $"{EvidenceBlobs.Folder(SubmissionIdOf(id))}{evidence}")); // delivered twice
        Assert.Equal("ready", await State(esp, id));
    }

    [Fact]
    public async Task News_without_a_verdict_on_the_blob_makes_nothing_ready()
    {
        await using var platform = await Platform.Start(mail, services => services.AddSingleton<IScanEvidence, NoVerdict>(), scorers: false, queues: false);
        using var esp = await platform.Candidate();
        var id = await Journey.Start(esp);
        var evidence = await Journey.Upload(esp, id, "c1", "a.pdf", Journey.Pdf);
        await Deliver(platform, Event(platform, $"{EvidenceBlobs.Folder(SubmissionIdOf(id))}{evidence}"));
        Assert.Equal("checking", await State(esp, id));
    }

    [Fact]
    public async Task News_of_a_blob_that_is_gone_or_nobodys_is_taken_and_does_nothing()
    {
        await using var platform = await Platform.Start(mail, scorers: false, queues: false);
        await Deliver(platform, Event(platform, "never/was"));
        var stray = platform.Get<Blobs>().Evidence.GetBlobClient("stray");
        await stray.UploadAsync(BinaryData.FromString("x"), _ct);
        await Deliver(platform, Event(platform, "stray"));
        await Deliver(platform, Event(platform, "a").Replace(platform.Get<Blobs>().Evidence.Name, "other", StringComparison.Ordinal));
    }

    [Fact]
    public async Task News_that_names_no_blob_is_put_aside()
    {
        await using var platform = await Platform.Start(mail, scorers: false, queues: false);
        await Assert.ThrowsAsync<UnreadableMessageException>(() => Deliver(platform, """{"id":"1","eventType":"Microsoft.Security.MalwareScanningResult","data":{}}"""));
        await Assert.ThrowsAsync<UnreadableMessageException>(() => Deliver(platform, """{"id":"1","eventType":"Microsoft.Storage.BlobCreated","data":{"blobUri":"https://a.example/b/c"}}"""));
        await Assert.ThrowsAsync<UnreadableMessageException>(() => Deliver(platform, "no json"));
    }

    [Fact]
    public async Task An_upload_link_cannot_say_whose_file_it_is()
    {
        await using var platform = await Platform.Start(mail, scorers: false, queues: false);
        using var esp = await platform.Candidate();
        var added = await esp.Post($"/api/submissions/{await Journey.Start(esp)}/evidence", new { criterion = "c1", kind = "file", name = "a.pdf", bytes = Journey.Pdf.Length });
        var link = new Uri(added.GetProperty("upload").GetProperty("url").GetString()!);
        // t is the right to tags.
        Assert.Equal("cw", System.Web.HttpUtility.ParseQueryString(link.Query)["sp"]);
    }

    private static SubmissionId SubmissionIdOf(string id) => SubmissionId.Parse(id);

    private static async Task<string?> State(PlatformClient esp, string id) =>
        (await esp.Get($"/api/submissions/{id}")).GetProperty("evidence").EnumerateArray().Single().GetProperty("state").GetString();

    /// <summary>As Defender for Storage writes it.</summary>
    private static string Event(Platform platform, string blob) => JsonSerializer.Serialize(new
    {
        id = Guid.NewGuid(),
        subject = $"storageAccounts/devstoreaccount1/containers/{platform.Get<Blobs>().Evidence.Name}/blobs/{blob}",
        data = new { correlationId = Guid.NewGuid(), blobUri = platform.Get<Blobs>().Evidence.GetBlobClient(blob).Uri, eTag = "0x8D", scanFinishedTimeUtc = "2026-01-01T00:00:00Z", scanResultType = "No threats found", scanResultDetails = (object?)null },
        eventType = "Microsoft.Security.MalwareScanningResult",
        dataVersion = "1.0",
        metadataVersion = "1",
        eventTime = "2026-01-01T00:00:00Z",
    });

    private Task Deliver(Platform platform, string message)
    {
        var function = FunctionCatalog.In(typeof(Esp.App.AppServices).Assembly).Single(f => f.Name == "CheckEvidence");
        return platform.Host.Functions.Message(function, message, _ct);
    }

    private sealed class NoVerdict : IScanEvidence
    {
        public Task<ScanVerdict> Verdict(BlobClient blob, CancellationToken ct) => Task.FromResult(ScanVerdict.Pending);
    }
}
