using System.Net;
using System.Net.Sockets;

namespace Esp.Host.Local.Children;

/// <summary>Ports of this machine: whether one is free, and when one answers.</summary>
public static class Ports
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);

    private static int _next = Random.Shared.Next(20_000, 32_000);

    /// <summary>
    /// A port that is free now and that no other caller in this process was given. Below the ports that the system hands to
    /// outgoing connections (from 32,768 on Linux): one of those could take it before its server does.
    /// </summary>
    public static int Free()
    {
        while (true)
        {
            var port = 20_000 + (Interlocked.Increment(ref _next) % 12_000);
            if (IsFree(port))
                return port;
        }
    }

    /// <summary>Waits a moment for the ports to be free (an earlier host may just be ending), then says which one is not.</summary>
    public static async Task Check(params (int Port, string What, string Variable)[] wanted)
    {
        var until = DateTimeOffset.UtcNow + Patience;
        foreach (var (port, what, variable) in wanted.Where(w => w.Port != 0))
        {
            while (!IsFree(port))
            {
                if (DateTimeOffset.UtcNow > until)
                    throw new StartException($"Port {port} ({what}) is taken: end the program that uses it, or set {variable} to another port.");
                await Task.Delay(50);
            }
        }
    }

    /// <summary>Waits until something listens on the port.</summary>
    public static async Task Answers(int port, CancellationToken ct)
    {
        while (true)
        {
            using var client = new TcpClient();
            try
            {
                await client.ConnectAsync(IPAddress.Loopback, port, ct);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(20, ct);
            }
        }
    }

    private static bool IsFree(int port)
    {
        try
        {
            using var listener = new TcpListener(IPAddress.Loopback, port);
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
