using System.Text.Json;
using System.Text.RegularExpressions;

namespace Esp.Host.Local.Site;

/// <summary>One rule of <c>routes</c>: the first that matches path and method applies, alone.</summary>
public sealed record SiteRoute(
    string Route, string[]? Methods = null, string[]? AllowedRoles = null, IReadOnlyDictionary<string, string>? Headers = null,
    string? Rewrite = null, string? Redirect = null, int? StatusCode = null)
{
    private readonly Regex _path = SiteConfig.Pattern(Route);

    public bool Matches(string path, string method) =>
        _path.IsMatch(path) && (Methods is null || Methods.Contains(method, StringComparer.OrdinalIgnoreCase));
}

/// <summary>What answers in place of a status.</summary>
public sealed record ResponseOverride(string? Rewrite = null, string? Redirect = null, int? StatusCode = null);

/// <summary>The page for addresses that no file has.</summary>
public sealed record NavigationFallback(string Rewrite, string[]? Exclude = null)
{
    private readonly Regex[] _exclude = [.. (Exclude ?? []).Select(SiteConfig.Pattern)];

    public bool Takes(string path) => !_exclude.Any(e => e.IsMatch(path));
}

/// <summary>
/// <c>staticwebapp.config.json</c>, as Azure Static Web Apps reads it (learn.microsoft.com: "Configure Azure Static Web Apps").
/// The storage's origin is not known when the file is written: it says <see cref="StoragePlaceholder"/>, which no browser can reach,
/// and the deployment (or this host) puts the real origin in its place.
/// </summary>
public sealed record SiteConfig
{
    public const string FileName = "staticwebapp.config.json";
    public const string StoragePlaceholder = "{storage-origin}";

    internal static readonly IReadOnlyDictionary<string, string> None = new Dictionary<string, string>(StringComparer.Ordinal);

    private static readonly JsonSerializerOptions Reading = new(JsonSerializerDefaults.Web)
    {
        AllowTrailingCommas = false,
        RespectRequiredConstructorParameters = true,
    };

    public SiteRoute[] Routes { get; init; } = [];

    public IReadOnlyDictionary<string, string> GlobalHeaders { get; init; } = None;

    public IReadOnlyDictionary<string, ResponseOverride> ResponseOverrides { get; init; } = new Dictionary<string, ResponseOverride>(StringComparer.Ordinal);

    public IReadOnlyDictionary<string, string> MimeTypes { get; init; } = None;

    public NavigationFallback? NavigationFallback { get; init; }

    /// <summary><c>auto</c> sends folders to their address with a slash and pages to theirs without; null serves both.</summary>
    public string? TrailingSlash { get; init; }

    public bool SlashesAreMended => string.Equals(TrailingSlash, "auto", StringComparison.Ordinal);

    /// <summary>Reads the configuration; a mistake in it is one sentence.</summary>
    public static SiteConfig Parse(string json, string storageOrigin)
    {
        try
        {
            var config = JsonSerializer.Deserialize<SiteConfig>(json.Replace(StoragePlaceholder, storageOrigin, StringComparison.Ordinal), Reading)!;
            return config.TrailingSlash is null or "auto"
                ? config
                : throw new StartException($"{FileName}: trailingSlash '{config.TrailingSlash}' is not known here; use auto or leave it out.");
        }
        catch (Exception e) when (e is JsonException or ArgumentException)
        {
            throw new StartException($"{FileName} cannot be read: {e.Message}", e);
        }
    }

    /// <summary>A path with a star at its end, or a star before endings in braces: <c>/images/*.{png,svg}</c>. Case matters.</summary>
    internal static Regex Pattern(string route)
    {
        if (!Regex.IsMatch(route, @"^/[^*{}]*(\*(\.[A-Za-z0-9]+|\.\{[A-Za-z0-9,]+\})?)?$", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1)))
            throw new ArgumentException($"the route '{route}' must start with a slash and may have one star, at its end or before an ending.", nameof(route));
        var pattern = Regex.Escape(route).Replace(@"\*", ".*", StringComparison.Ordinal);
        pattern = Regex.Replace(pattern, @"\\\{(?<endings>[A-Za-z0-9,]+)(\\\}|\})", m => $"({m.Groups["endings"].Value.Replace(',', '|')})", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
        return new($"^{pattern}$", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
    }
}
