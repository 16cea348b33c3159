using Azure;

namespace Esp.App.Platform;

/// <summary>Versions travel to the browser and back as text; they are the ETags of storage.</summary>
public static class Versions
{
    /// <summary>The ETag, or null for text that no storage row ever had.</summary>
    public static ETag? Parse(string? text) =>
        text is { Length: > 4 and < 200 } && text.StartsWith("W/\"", StringComparison.Ordinal) && text.EndsWith('"') && !text.Any(char.IsControl) ? new ETag(text) : null;
}
