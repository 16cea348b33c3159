using System.Net;
using System.Text;
using Esp.App.Platform;
using Esp.Host.Local.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Esp.Tests.Host;

/// <summary>Bytes go from a page straight to storage and back by short-lived links, and are looked through for the scanner's test file.</summary>
public sealed class LocalStorageTests : IAsyncLifetime
{
    private readonly HttpClient _http = new();
    private readonly CancellationToken _ct = TestContext.Current.CancellationToken;
    private RunningHost _host = null!;

    private Blobs Blobs => _host.Services.GetRequiredService<Blobs>();

    public async ValueTask InitializeAsync() => _host = await RunningHost.Start([]);

    public ValueTask DisposeAsync()
    {
        _http.Dispose();
        return _host.DisposeAsync();
    }

    [Fact]
    public async Task A_write_link_takes_blocks_of_its_blob_and_nothing_else()
    {
        var blob = Blobs.Evidence.GetBlobClient("a/b/c");
        var link = await Blobs.WriteLink(blob, DateTimeOffset.UtcNow.AddMinutes(5), _ct);

        Assert.Equal(HttpStatusCode.Created, await Put($"{link}&comp=block&blockid=MDAwMDAw", "first"));
        Assert.Equal(HttpStatusCode.Forbidden, await Put($"{link.OriginalString.Replace("/a/b/c", "/a/b/d", StringComparison.Ordinal)}&comp=block&blockid=MDAwMDAw", "other"));
        Assert.Equal(HttpStatusCode.Forbidden, (await _http.GetAsync(link, _ct)).StatusCode);
    }

    [Fact]
    public async Task A_read_link_answers_under_the_name_and_type_it_was_made_for()
    {
        var blob = Blobs.Evidence.GetBlobClient("read");
        await blob.UploadAsync(new BinaryData("text"), _ct);
        var answer = await _http.GetAsync(await Blobs.ReadLink(blob, DateTimeOffset.UtcNow.AddMinutes(5), "application/pdf", "attachment; filename=evidence-1.pdf", _ct), _ct);

        Assert.Equal(("application/pdf", "attachment; filename=evidence-1.pdf"), (answer.Content.Headers.ContentType!.ToString(), answer.Content.Headers.ContentDisposition!.ToString()));
        Assert.Equal("text", await answer.Content.ReadAsStringAsync(_ct));
        var late = await Blobs.ReadLink(blob, DateTimeOffset.UtcNow.AddMinutes(-1), "text/plain", "inline", _ct);
        Assert.Equal(HttpStatusCode.Forbidden, (await _http.GetAsync(late, _ct)).StatusCode);
    }

    [Fact]
    public async Task A_page_of_the_site_may_ask_to_upload()
    {
        using var ask = new HttpRequestMessage(HttpMethod.Options, Blobs.Evidence.GetBlobClient("any").Uri);
        ask.Headers.Add("Origin", _host.Http.BaseAddress!.GetLeftPart(UriPartial.Authority));
        ask.Headers.Add("Access-Control-Request-Method", "PUT");
        ask.Headers.Add("Access-Control-Request-Headers", "x-ms-version");
        var answer = await _http.SendAsync(ask, _ct);
        Assert.True(answer.IsSuccessStatusCode && answer.Headers.Contains("Access-Control-Allow-Origin"), answer.ToString());
    }

    [Theory]
    [InlineData(0), InlineData(262100), InlineData(262144), InlineData(500000)]
    public async Task The_scanners_test_file_is_found_wherever_it_lies(int at)
    {
        var signature = string.Concat("X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-", "STANDARD-ANTIVIRUS-TEST-FILE!$H+H*");
        var blob = Blobs.Evidence.GetBlobClient($"scan-{at}");
        await blob.UploadAsync(new BinaryData(Encoding.ASCII.GetBytes(new string('x', at) + signature + "y")), overwrite: true, _ct);
        Assert.Equal(ScanVerdict.Malicious, await new TestSignatureScan().Verdict(blob, _ct));
        await blob.UploadAsync(new BinaryData(Encoding.ASCII.GetBytes(new string('x', at) + signature[..^1])), overwrite: true, _ct);
        Assert.Equal(ScanVerdict.Clean, await new TestSignatureScan().Verdict(blob, _ct));
    }

    private async Task<HttpStatusCode> Put(string link, string text)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, link) { Content = new StringContent(text) };
        request.Headers.Add("x-ms-version", "2021-12-02");
        return (await _http.SendAsync(request, _ct)).StatusCode;
    }
}
