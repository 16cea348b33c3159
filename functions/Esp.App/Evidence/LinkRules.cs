using System.Diagnostics.CodeAnalysis;
using Esp.App.Platform;

namespace Esp.App.Evidence;

/// <summary>Which web addresses are taken as evidence: public https ones, without credentials in them and without addresses of private networks.</summary>
public static class LinkRules
{
    public static bool Accepts(string? text, int maxLength, [NotNullWhen(true)] out string? url)
    {
        url = null;
        if (text is null || text.Length > maxLength || !Uri.TryCreate(text.Trim(), UriKind.Absolute, out var uri))
            return false;
        if (uri.Scheme != Uri.UriSchemeHttps || uri.UserInfo.Length > 0 || !PublicInternet.MayBeNamed(uri))
            return false;
        url = uri.AbsoluteUri;
        return true;
    }
}

/// <summary>Refusals that more than one step gives.</summary>
public static class EvidenceProblems
{
    public static Problem TooLarge(string group, Settings settings) =>
        new(ProblemKind.TooLarge, "evidence.too-large", TooLargeText(group, settings))
        {
            Errors = new Dictionary<string, string>(StringComparer.Ordinal) { ["name"] = TooLargeText(group, settings) },
        };

    public static string TooLargeText(string group, Settings settings) =>
        $"This file is too large. {group} may have up to {FileKinds.MaxBytes(group, settings) / (1024 * 1024)} MB.";
}
