using System.Text.RegularExpressions;

namespace Esp.App.Credentials.Checking;

/// <summary>The <c>did:web</c> method: <c>did:web:host</c> is <c>https://host/.well-known/did.json</c>, <c>did:web:host:a:b</c> is <c>https://host/a/b/did.json</c>.</summary>
public static partial class DidWeb
{
    private const int Longest = 300;

    /// <summary>Where its document lies. False for what is no <c>did:web</c>, or names a port: those are for tests and are not asked.</summary>
    public static bool TryDocument(string did, out Uri document)
    {
        document = new("https://invalid");
        if (did.Length > Longest || !Shape().IsMatch(did))
            return false;
        var parts = did.Split(':')[2..];
        if (parts[1..].Any(p => p is "." or ".."))
            return false;
        var path = parts.Length == 1 ? ".well-known" : string.Join('/', parts[1..]);
        return Uri.TryCreate($"https://{parts[0]}/{path}/did.json", UriKind.Absolute, out document!) && string.Equals(document.Host, parts[0], StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Whether an address lies on the did's own host, where its issuer alone can put things.</summary>
    public static bool IsOnHost(string did, Uri address) =>
        TryDocument(did, out var document) && address.IsAbsoluteUri && address.Scheme == Uri.UriSchemeHttps && address.Port == 443 && address.UserInfo.Length == 0
        && string.Equals(document.IdnHost, address.IdnHost, StringComparison.OrdinalIgnoreCase);

    [GeneratedRegex(@"\Adid:web:[A-Za-z0-9.-]+(:[A-Za-z0-9._-]+)*\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Shape();
}
