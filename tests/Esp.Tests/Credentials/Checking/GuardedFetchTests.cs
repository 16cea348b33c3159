using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using Esp.App.Platform;

namespace Esp.Tests.Credentials.Checking;

public sealed class GuardedFetchTests : IAsyncLifetime
{
    private const string Page = "https://school.org/did.json";

    private static readonly IPAddress Private = IPAddress.Parse("10.0.0.7");

    private readonly ForeignSites _sites = new();
    private readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public ValueTask DisposeAsync() => _sites.DisposeAsync();

    [Fact]
    public async Task A_public_document_comes_whole()
    {
        _sites.Answers[Page] = new("hello"u8.ToArray());
        Assert.Equal("hello"u8.ToArray(), (await Get(Page)).Ok());
        Assert.Equal(($"school.org {ForeignSites.Public}:443", "school.org"), (Assert.Single(_sites.Connected), Assert.Single(_sites.Resolved)));
    }

    [Theory]
    [InlineData("http://school.org/"), InlineData("https://school.org:8443/"), InlineData("https://user@school.org/"), InlineData("https://10.0.0.1/"), InlineData("https://8.8.8.8/"), InlineData("https://[2606::1]/")]
    [InlineData("https://localhost/"), InlineData("https://intranet/"), InlineData("https://a.internal/"), InlineData("file:///etc/passwd"), InlineData("ftp://school.org/")]
    public async Task Other_addresses_are_refused_before_anybody_is_asked(string address)
    {
        Assert.Equal("outside.refused", (await Get(address)).Refused().Code);
        Assert.Empty(_sites.Resolved);
        Assert.Empty(_sites.Connected);
    }

    [Theory]
    [InlineData("10.0.0.7"), InlineData("127.0.0.1"), InlineData("169.254.169.254"), InlineData("::1"), InlineData("fd00::1"), InlineData("64:ff9b::a00:7")]
    public async Task A_name_that_leads_into_a_private_network_is_refused_before_connecting(string address)
    {
        _sites.Names = _ => [IPAddress.Parse(address)];
        Assert.Equal("its name leads into a private network", (await Get(Page)).Refused().Detail);
        Assert.Empty(_sites.Connected);
    }

    [Fact]
    public async Task One_private_address_among_public_ones_is_enough_to_refuse()
    {
        _sites.Names = _ => [ForeignSites.Public, Private];
        Assert.Equal("outside.refused", (await Get(Page)).Refused().Code);
        Assert.Empty(_sites.Connected);
    }

    [Fact]
    public async Task A_name_that_changes_between_check_and_connection_changes_nothing()
    {
        var asked = 0;
        _sites.Names = _ => [asked++ == 0 ? ForeignSites.Public : Private];
        _sites.Answers[Page] = new("hello"u8.ToArray());
        (await Get(Page)).Ok();
        Assert.Equal((1, $"school.org {ForeignSites.Public}:443"), (asked, Assert.Single(_sites.Connected)));
        Assert.Equal("outside.refused", (await Get(Page)).Refused().Code);
        Assert.Single(_sites.Connected);
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        _sites.Answers[Page] = new([], 302, "Location: https://school.org/other\r\n");
        _sites.Answers["https://school.org/other"] = new("hello"u8.ToArray());
        Assert.Equal("it sends on to another address, which is not followed", (await Get(Page)).Refused().Detail);
        Assert.Equal([Page], _sites.Requested);
    }

    [Theory]
    [InlineData(false), InlineData(true)]
    public async Task More_than_the_limit_is_not_read(bool endless)
    {
        _sites.Answers[Page] = new(new byte[64 * 1024 + 1], Endless: endless);
        Assert.Equal("it is larger than 64 KiB", (await Get(Page)).Refused().Detail);
        _sites.Answers[Page] = new(new byte[64 * 1024]);
        Assert.Equal(64 * 1024, (await Get(Page)).Ok().Length);
    }

    [Fact]
    public async Task A_server_that_drips_is_cut_off()
    {
        _sites.Answers[Page] = new(new byte[1000], Drip: TimeSpan.FromMilliseconds(50));
        Assert.Equal("it took too long", (await Get(Page)).Refused().Detail);
    }

    [Fact]
    public async Task A_name_server_that_never_answers_is_given_up()
    {
        var fetch = new GuardedFetch(new Silent()) { Patience = TimeSpan.FromMilliseconds(100) };
        Assert.Equal("it took too long", (await fetch.Get(new(Page), "*/*", 1000, _ct)).Refused().Detail);
    }

    [Fact]
    public async Task A_packed_answer_an_error_and_too_long_headers_are_no_documents()
    {
        _sites.Answers[Page] = new("hello"u8.ToArray(), Headers: "Content-Encoding: gzip\r\n");
        Assert.Equal("it answered in a packed form that was not asked for", (await Get(Page)).Refused().Detail);
        _sites.Answers[Page] = new("hello"u8.ToArray(), 503);
        Assert.Equal("it answered with status 503", (await Get(Page)).Refused().Detail);
        _sites.Answers[Page] = new("hello"u8.ToArray(), Headers: $"X-Long: {new string('x', 20_000)}\r\n");
        Assert.Equal("outside.no-answer", (await Get(Page)).Refused().Code);
    }

    [Fact]
    public async Task A_name_that_nobody_has_is_said_so()
    {
        _sites.Names = _ => throw new SocketException((int)SocketError.HostNotFound);
        Assert.Equal("its name is not known", (await Get(Page)).Refused().Detail);
        _sites.Names = _ => [];
        Assert.Equal("its name is not known", (await Get(Page)).Refused().Detail);
    }

    [Fact]
    public async Task A_certificate_that_nobody_vouches_for_is_refused_and_the_addresses_in_it_are_not_asked()
    {
        using var trap = new TcpListener(IPAddress.Loopback, 0);
        trap.Start();
        var named = $"http://127.0.0.1:{((IPEndPoint)trap.LocalEndpoint).Port}/issuer.cer";
        await using var sites = new ForeignSites(new X509AuthorityInformationAccessExtension([named], [named])) { Trusted = false };
        sites.Answers[Page] = new("hello"u8.ToArray());
        Assert.Equal("outside.no-answer", (await new GuardedFetch(sites).Get(new(Page), "*/*", 1000, _ct)).Refused().Code);
        Assert.Single(sites.Connected);
        Assert.False(trap.Pending());
    }

    [Fact]
    public async Task Nothing_of_the_caller_goes_along()
    {
        using var activity = new System.Diagnostics.Activity("a trace").Start();
        _sites.Answers[Page] = new("hello"u8.ToArray());
        (await Get(Page)).Ok();
        Assert.Equal(["Accept: application/json", "Host: school.org", "User-Agent: EspServerless"], _sites.Headers.Order(StringComparer.Ordinal));
    }

    private Task<Result<byte[]>> Get(string address) =>
        new GuardedFetch(_sites) { Patience = TimeSpan.FromSeconds(1) }.Get(new(address), "application/json", 64 * 1024, _ct);

    private sealed class Silent : IOutsideNetwork
    {
        public Task<IPAddress[]> Resolve(string host, CancellationToken ct) => new TaskCompletionSource<IPAddress[]>().Task;

        public Task<Stream> Connect(IPEndPoint to, string host, CancellationToken ct) => throw new InvalidOperationException("Nothing was resolved.");
    }
}
