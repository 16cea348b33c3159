using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;

namespace Esp.App.Platform;

/// <summary>
/// Fetches one public document from an address that somebody else chose, so that nothing else can be reached by it: https on port 443 and a host
/// name alone; the name is resolved once, every address it has must be public, and the connection goes to the address that was checked. No
/// redirects, proxy, cookies or compression, no download of certificates that a certificate names; limits on time and bytes.
/// Problems: <c>outside.refused</c> before anything was connected, <c>outside.no-answer</c> after.
/// </summary>
public sealed class GuardedFetch(IOutsideNetwork network)
{
    private const int Tries = 2;

    /// <summary>For all of it: name, connection, answer. A server that drips is cut off.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>The document, at most <paramref name="mostBytes"/> of it. Reasons are parts of a sentence, and repeat nothing of what was asked for or answered.</summary>
    public async Task<Result<byte[]>> Get(Uri address, string accept, int mostBytes, CancellationToken ct)
    {
        if (Refuse(address) is { } reason)
            return Refused(reason);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        try
        {
            var found = await network.Resolve(address.IdnHost, patience.Token).WaitAsync(patience.Token);
            if (found.Length == 0)
                return NoAnswer("its name is not known");
            if (!Array.TrueForAll(found, PublicInternet.Includes))
                return Refused("its name leads into a private network");
            return await Ask(address, found, accept, mostBytes, patience.Token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return NoAnswer("it took too long");
        }
        catch (Exception e) when (e is HttpRequestException or IOException or SocketException or AuthenticationException)
        {
            return NoAnswer(e is SocketException { SocketErrorCode: SocketError.HostNotFound or SocketError.NoData } ? "its name is not known" : "there was no safe connection or no whole answer");
        }
    }

    private static string? Refuse(Uri address) =>
        !address.IsAbsoluteUri || address.Scheme != Uri.UriSchemeHttps ? "it is not https"
        : address.Port != 443 ? "it names another port than 443"
        : address.UserInfo.Length > 0 ? "it has a name or password in it"
        : address.HostNameType != UriHostNameType.Dns ? "it has no host name"
        : !PublicInternet.MayBeNamed(address) ? "it is not a public name"
        : null;

    private async Task<Result<byte[]>> Ask(Uri address, IPAddress[] found, string accept, int mostBytes, CancellationToken ct)
    {
        using var handler = Handler(found);
        using var client = new HttpMessageInvoker(handler);
        using var request = new HttpRequestMessage(HttpMethod.Get, address) { Version = HttpVersion.Version11, VersionPolicy = HttpVersionPolicy.RequestVersionExact };
        request.Headers.TryAddWithoutValidation("Accept", accept);
        request.Headers.TryAddWithoutValidation("User-Agent", "EspServerless");
        using var answer = await client.SendAsync(request, ct);
        if (answer.StatusCode != HttpStatusCode.OK)
            return NoAnswer((int)answer.StatusCode is >= 300 and < 400 ? "it sends on to another address, which is not followed" : $"it answered with status {(int)answer.StatusCode}");
        if (answer.Content.Headers.ContentEncoding.Count > 0)
            return NoAnswer("it answered in a packed form that was not asked for");
        return answer.Content.Headers.ContentLength > mostBytes ? TooLarge(mostBytes) : await Read(answer.Content, mostBytes, ct);
    }

    private static async Task<Result<byte[]>> Read(HttpContent content, int mostBytes, CancellationToken ct)
    {
        using var kept = new MemoryStream();
        await using var body = await content.ReadAsStreamAsync(ct);
        var chunk = new byte[16 * 1024];
        int read;
        while ((read = await body.ReadAsync(chunk, ct)) > 0)
        {
            kept.Write(chunk, 0, read);
            if (kept.Length > mostBytes)
                return TooLarge(mostBytes);
        }

        return kept.ToArray();
    }

    private SocketsHttpHandler Handler(IPAddress[] found) => new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        UseProxy = false,
        AutomaticDecompression = DecompressionMethods.None,
        ActivityHeadersPropagator = null,
        MaxResponseHeadersLength = 16,
        SslOptions = new SslClientAuthenticationOptions
        {
            // A certificate may name addresses for its issuer and its revocation list: those are not asked either.
            CertificateChainPolicy = new X509ChainPolicy { DisableCertificateDownloads = true, RevocationMode = X509RevocationMode.NoCheck, TrustMode = X509ChainTrustMode.System },
        },
        ConnectCallback = async (context, ct) => await Connect(found, context.DnsEndPoint, ct),
    };

    private async Task<Stream> Connect(IPAddress[] found, DnsEndPoint asked, CancellationToken ct)
    {
        for (var i = 0; ; i++)
        {
            try
            {
                return await network.Connect(new IPEndPoint(found[i], asked.Port), asked.Host, ct);
            }
            catch (SocketException) when (i + 1 < Math.Min(Tries, found.Length))
            {
                // The name has another address.
            }
        }
    }

    private static Problem TooLarge(int mostBytes) => NoAnswer($"it is larger than {mostBytes / 1024} KiB");

    private static Problem Refused(string reason) => new(ProblemKind.Invalid, "outside.refused", reason);

    private static Problem NoAnswer(string reason) => new(ProblemKind.Unavailable, "outside.no-answer", reason);
}
