using System.Net;
using System.Net.Sockets;

namespace Esp.App.Platform;

/// <summary>
/// Which addresses are of the public internet: not of this machine, its network, its cloud, of tests or of documentation, and no IPv6 form
/// that carries an IPv4 address past such a list (IANA special-purpose registries, RFC 6890 and after).
/// </summary>
public static class PublicInternet
{
    private static readonly string[] PrivateEndings = [".local", ".internal", ".localhost", ".lan", ".home", ".corp", ".home.arpa", ".test", ".invalid", ".onion"];

    private static readonly IPNetwork[] NotPublic =
    [
        .. new[]
        {
            "0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12", "192.0.0.0/24", "192.0.2.0/24", "192.88.99.0/24", "192.168.0.0/16",
            "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/4", "240.0.0.0/4",
            // Azure's own services for each virtual machine answer here, whatever the network.
            "168.63.129.16/32",
            // Inside 2000::/3: Teredo and other protocol assignments, documentation, 6to4, documentation again.
            "2001::/23", "2001:db8::/32", "2002::/16", "3fff::/20",
        }.Select(IPNetwork.Parse),
    ];

    // All that is assigned to the public so far; unique local, link-local, multicast, NAT64, mapped and the rest lie outside.
    private static readonly IPNetwork GlobalUnicast = IPNetwork.Parse("2000::/3");

    public static bool Includes(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        return (address.AddressFamily == AddressFamily.InterNetwork || GlobalUnicast.Contains(address)) && !Array.Exists(NotPublic, n => n.Contains(address));
    }

    /// <summary>Whether the host is named as a public one is: a public address, or a name with a dot that is not of private networks. What the name leads to is another question.</summary>
    public static bool MayBeNamed(Uri uri)
    {
        if (uri.HostNameType is UriHostNameType.IPv4 or UriHostNameType.IPv6)
            return Includes(IPAddress.Parse(uri.Host.Trim('[', ']')));
        var host = uri.IdnHost.TrimEnd('.').ToLowerInvariant();
        return uri.HostNameType == UriHostNameType.Dns && host.Contains('.', StringComparison.Ordinal) && !PrivateEndings.Any(e => host.EndsWith(e, StringComparison.Ordinal));
    }
}
