using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;

namespace Esp.App.Evidence;

/// <summary>Which web addresses are taken as evidence: public https ones, without credentials in them and without addresses of private networks.</summary>
public static class LinkRules
{
    private static readonly string[] PrivateEndings = [".local", ".internal", ".localhost", ".lan", ".home", ".corp"];

    public static bool Accepts(string? text, int maxLength, [NotNullWhen(true)] out string? url)
    {
        url = null;
        if (text is null || text.Length > maxLength || !Uri.TryCreate(text.Trim(), UriKind.Absolute, out var uri))
            return false;
        if (uri.Scheme != Uri.UriSchemeHttps || uri.UserInfo.Length > 0 || !IsPublicHost(uri))
            return false;
        url = uri.AbsoluteUri;
        return true;
    }

    private static bool IsPublicHost(Uri uri)
    {
        if (uri.HostNameType is UriHostNameType.IPv4 or UriHostNameType.IPv6)
            return IsPublic(IPAddress.Parse(uri.Host.Trim('[', ']')));
        var host = uri.IdnHost.TrimEnd('.').ToLowerInvariant();
        return host.Contains('.', StringComparison.Ordinal) && !PrivateEndings.Any(e => host.EndsWith(e, StringComparison.Ordinal));
    }

    private static bool IsPublic(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6)
            address = address.MapToIPv4();
        if (IPAddress.IsLoopback(address) || address.IsIPv6LinkLocal || address.IsIPv6UniqueLocal || address.IsIPv6SiteLocal || address.IsIPv6Multicast)
            return false;
        if (address.AddressFamily != AddressFamily.InterNetwork)
            return !address.Equals(IPAddress.IPv6Any);
        var b = address.GetAddressBytes();
        return b[0] is not (0 or 10 or 127) && b[0] < 224 && !(b[0] == 172 && b[1] is >= 16 and < 32) && !(b[0] == 192 && b[1] == 168)
            && !(b[0] == 169 && b[1] == 254) && !(b[0] == 100 && b[1] is >= 64 and < 128);
    }
}

/// <summary>Refusals that more than one step gives.</summary>
public static class EvidenceProblems
{
    public static Problem TooLarge(string group, Platform.Settings settings) =>
        new(ProblemKind.TooLarge, "evidence.too-large", TooLargeText(group, settings))
        {
            Errors = new Dictionary<string, string>(StringComparer.Ordinal) { ["name"] = TooLargeText(group, settings) },
        };

    public static string TooLargeText(string group, Platform.Settings settings) =>
        $"This file is too large. {group} may have up to {FileKinds.MaxBytes(group, settings) / (1024 * 1024)} MB.";
}
