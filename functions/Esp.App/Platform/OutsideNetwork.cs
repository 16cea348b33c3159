using System.Net;
using System.Net.Sockets;

namespace Esp.App.Platform;

/// <summary>The two steps that touch the network outside. Tests put their own in its place; what may be reached is <see cref="GuardedFetch"/>'s to decide.</summary>
public interface IOutsideNetwork
{
    /// <summary>Every address that the name has now.</summary>
    Task<IPAddress[]> Resolve(string host, CancellationToken ct);

    /// <summary>A connection to exactly this address. TLS is put over it, unless it is a <see cref="System.Net.Security.SslStream"/> already.</summary>
    Task<Stream> Connect(IPEndPoint to, string host, CancellationToken ct);
}

/// <summary>The network of the machine.</summary>
public sealed class OutsideNetwork : IOutsideNetwork
{
    public Task<IPAddress[]> Resolve(string host, CancellationToken ct) => Dns.GetHostAddressesAsync(host, ct);

    public async Task<Stream> Connect(IPEndPoint to, string host, CancellationToken ct)
    {
        var socket = new Socket(to.AddressFamily, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(to, ct);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
