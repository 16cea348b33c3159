using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Esp.App.Platform;

namespace Esp.Tests.Credentials.Checking;

/// <summary>What one address of another site answers; <paramref name="Drip"/> is a pause before each byte.</summary>
internal sealed record ForeignAnswer(byte[] Body, int Status = 200, string Headers = "", TimeSpan? Drip = null, bool Endless = false);

/// <summary>The internet of a test: names, and one TLS server on this machine that answers for all of them. Keeps every name and every address that was asked.</summary>
internal sealed class ForeignSites : IOutsideNetwork, IAsyncDisposable
{
    public static readonly IPAddress Public = IPAddress.Parse("93.184.216.34");

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly X509Certificate2 _certificate;
    private readonly SslStreamCertificateContext _offline;
    private readonly CancellationTokenSource _over = new();

    public ForeignSites(X509Extension? extension = null)
    {
        using var issuerKey = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        // Its issuer is nowhere to be found, so whoever wants to build the chain would have to fetch it.
        var issuer = new X500DistinguishedName("CN=an issuer");
        var request = new CertificateRequest("CN=school.org", key, HashAlgorithmName.SHA256);
        if (extension is not null)
            request.CertificateExtensions.Add(extension);
        using var signed = request.Create(issuer, X509SignatureGenerator.CreateForECDsa(issuerKey), DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1), [1, 2, 3]);
        using var made = signed.CopyWithPrivateKey(key);
        _certificate = X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), password: null);
        // Offline: a server, too, would look for its issuer.
        _offline = SslStreamCertificateContext.Create(_certificate, additionalCertificates: null, offline: true);
        _listener.Start();
        _ = Listen();
    }

    /// <summary>By whole address, <c>https://host/path</c>.</summary>
    public ConcurrentDictionary<string, ForeignAnswer> Answers { get; } = new(StringComparer.Ordinal);

    /// <summary>The addresses of a name; by default one public address for each.</summary>
    public Func<string, IPAddress[]> Names { get; set; } = _ => [Public];

    public ConcurrentQueue<string> Resolved { get; } = [];

    public ConcurrentQueue<string> Connected { get; } = [];

    public ConcurrentQueue<string> Requested { get; } = [];

    public ConcurrentQueue<string> Headers { get; } = [];

    /// <summary>Trusts the server's certificate; otherwise the connection is left to whoever asked for it.</summary>
    public bool Trusted { get; set; } = true;

    public Task<IPAddress[]> Resolve(string host, CancellationToken ct)
    {
        Resolved.Enqueue(host);
        return Task.FromResult(Names(host));
    }

    public async Task<Stream> Connect(IPEndPoint to, string host, CancellationToken ct)
    {
        Connected.Enqueue($"{host} {to}");
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(_listener.LocalEndpoint, ct);
        var plain = new NetworkStream(socket, ownsSocket: true);
        if (!Trusted)
            return plain;
        var secure = new SslStream(plain, leaveInnerStreamOpen: false, (_, shown, _, _) => shown!.GetCertHashString() == _certificate.GetCertHashString());
        await secure.AuthenticateAsClientAsync(new SslClientAuthenticationOptions { TargetHost = host }, ct);
        return secure;
    }

    public async ValueTask DisposeAsync()
    {
        await _over.CancelAsync();
        _listener.Stop();
        _certificate.Dispose();
        _over.Dispose();
    }

    private async Task Listen()
    {
        while (!_over.IsCancellationRequested)
        {
            try
            {
                _ = Serve(await _listener.AcceptTcpClientAsync(_over.Token));
            }
            catch (Exception e) when (e is OperationCanceledException or SocketException or ObjectDisposedException)
            {
                return;
            }
        }
    }

    private async Task Serve(TcpClient client)
    {
        using var _ = client;
        try
        {
            await using var stream = new SslStream(client.GetStream());
            await stream.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificateContext = _offline }, _over.Token);
            using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
            var path = (await reader.ReadLineAsync(_over.Token))!.Split(' ')[1];
            var host = "";
            while (await reader.ReadLineAsync(_over.Token) is { Length: > 0 } line)
            {
                Headers.Enqueue(line);
                host = line.StartsWith("Host: ", StringComparison.OrdinalIgnoreCase) ? line[6..] : host;
            }

            Requested.Enqueue($"https://{host}{path}");
            await Answer(stream, Answers.GetValueOrDefault($"https://{host}{path}") ?? new([], 404));
        }
        catch (Exception e) when (e is IOException or OperationCanceledException or System.Security.Authentication.AuthenticationException)
        {
            // The one who asked has heard enough: that is what is tested.
        }
    }

    private async Task Answer(Stream stream, ForeignAnswer answer)
    {
        var length = answer.Endless ? "" : $"Content-Length: {answer.Body.Length}\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"HTTP/1.1 {answer.Status} X\r\n{length}Connection: close\r\n{answer.Headers}\r\n"), _over.Token);
        if (answer.Drip is not { } pause)
        {
            do
                await stream.WriteAsync(answer.Body, _over.Token);
            while (answer.Endless);
            return;
        }

        foreach (var one in answer.Body)
        {
            await Task.Delay(pause, _over.Token);
            await stream.WriteAsync(new[] { one }, _over.Token);
        }
    }
}
