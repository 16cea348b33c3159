using System.Collections.Concurrent;
using System.IO.Compression;
using System.Security.Cryptography;
using Microsoft.AspNetCore.StaticFiles;

namespace Esp.Host.Local.Site;

/// <summary>A file of the site as it goes out: plain, and smaller where that helps. The tag is of the content.</summary>
public sealed record SiteFile(string ContentType, string Tag, byte[] Plain, byte[]? Brotli, byte[]? Gzip)
{
    /// <summary>The smallest form that the caller takes, and its name (empty: as it is).</summary>
    public (byte[] Bytes, string Encoding) For(string acceptEncoding) =>
        Brotli is not null && Takes(acceptEncoding, "br") ? (Brotli, "br")
        : Gzip is not null && Takes(acceptEncoding, "gzip") ? (Gzip, "gzip")
        : (Plain, "");

    private static bool Takes(string accept, string encoding) =>
        accept.Split(',', StringSplitOptions.TrimEntries).Any(a => a.Split(';', StringSplitOptions.TrimEntries) is [var name, .. var rest]
            && string.Equals(name, encoding, StringComparison.OrdinalIgnoreCase)
            && !rest.Any(r => r is "q=0" or "q=0.0" or "q=0.00" or "q=0.000"));
}

/// <summary>The files of a folder, kept in memory until they change on disk.</summary>
public sealed class SiteFiles(string folder)
{
    private static readonly FileExtensionContentTypeProvider Known = new();
    private readonly string _root = Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)) + Path.DirectorySeparatorChar;
    private readonly ConcurrentDictionary<string, (DateTime At, long Length, SiteFile File)> _kept = new(StringComparer.Ordinal);

    /// <summary>Where a file for a path of the site lies, or null: never outside the folder, never the configuration.</summary>
    public string? Find(string path)
    {
        if (path.AsSpan().ContainsAny('\\', '\0') || path.Split('/').Any(s => s is ".." or "."))
            return null;
        var file = Path.GetFullPath(Path.Join(_root, path));
        return file.StartsWith(_root, StringComparison.Ordinal) && !file.EndsWith(SiteConfig.FileName, StringComparison.OrdinalIgnoreCase) && File.Exists(file) ? file : null;
    }

    public SiteFile Read(string file, IReadOnlyDictionary<string, string> mimeTypes)
    {
        var info = new FileInfo(file);
        if (_kept.TryGetValue(file, out var kept) && kept.At == info.LastWriteTimeUtc && kept.Length == info.Length)
            return kept.File;

        var bytes = File.ReadAllBytes(file);
        var type = TypeOf(file, mimeTypes);
        var text = type.StartsWith("text/", StringComparison.Ordinal) || type.EndsWith("json", StringComparison.Ordinal) || type.EndsWith("xml", StringComparison.Ordinal);
        var made = new SiteFile(
            type.StartsWith("text/", StringComparison.Ordinal) ? $"{type}; charset=utf-8" : type,
            Convert.ToHexStringLower(SHA256.HashData(bytes).AsSpan(0, 12)),
            bytes,
            text ? Smaller(bytes, s => new BrotliStream(s, new BrotliCompressionOptions { Quality = 6 })) : null,
            text ? Smaller(bytes, s => new GZipStream(s, CompressionLevel.Optimal)) : null);
        _kept[file] = (info.LastWriteTimeUtc, info.Length, made);
        return made;
    }

    private static string TypeOf(string file, IReadOnlyDictionary<string, string> mimeTypes) =>
        mimeTypes.TryGetValue(Path.GetExtension(file), out var ours) ? ours
        : Known.TryGetContentType(file, out var known) ? known
        : "application/octet-stream";

    private static byte[]? Smaller(byte[] bytes, Func<Stream, Stream> compress)
    {
        using var buffer = new MemoryStream();
        using (var compressing = compress(buffer))
            compressing.Write(bytes);
        var small = buffer.ToArray();
        return small.Length < bytes.Length ? small : null;
    }
}
