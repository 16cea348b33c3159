using System.IO.Compression;
using System.Text;
using Esp.App.Platform;

namespace Esp.App.Evidence;

/// <summary>Files of one kind: the extensions to offer and the largest size in bytes.</summary>
public sealed record FileLimit(string Name, IReadOnlyList<string> Extensions, long MaxBytes);

/// <summary>One type of file that is taken. <see cref="Inline"/>: safe to show in a browser; anything else is only ever downloaded.</summary>
public sealed record FileKind(string Extension, string ContentType, string Group, bool Inline);

/// <summary>
/// Which files are taken, told by their content: a name proves nothing. Signatures are those of the formats' own
/// specifications; office files are zip archives told apart by what is inside.
/// </summary>
public static class FileKinds
{
    public const string Documents = "Documents";
    public const string Pictures = "Pictures";
    public const string Audio = "Audio";
    public const string Video = "Video";

    /// <summary>Bytes from the start that <see cref="Detect"/> wants to see.</summary>
    public const int HeadBytes = 4096;

    public static readonly IReadOnlyList<FileKind> All =
    [
        new(".pdf", "application/pdf", Documents, Inline: true),
        new(".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", Documents, Inline: false),
        new(".pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation", Documents, Inline: false),
        new(".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", Documents, Inline: false),
        new(".odt", "application/vnd.oasis.opendocument.text", Documents, Inline: false),
        new(".txt", "text/plain; charset=utf-8", Documents, Inline: false),
        new(".jpg", "image/jpeg", Pictures, Inline: true),
        new(".png", "image/png", Pictures, Inline: true),
        new(".heic", "image/heic", Pictures, Inline: false),
        new(".webp", "image/webp", Pictures, Inline: true),
        new(".mp3", "audio/mpeg", Audio, Inline: true),
        new(".m4a", "audio/mp4", Audio, Inline: true),
        new(".wav", "audio/wav", Audio, Inline: true),
        new(".mp4", "video/mp4", Video, Inline: true),
        new(".mov", "video/quicktime", Video, Inline: true),
        new(".webm", "video/webm", Video, Inline: true),
    ];

    private static readonly string[] HeicBrands = ["heic", "heix", "heim", "heis", "hevc", "mif1", "msf1"];

    public static IReadOnlyList<FileLimit> Limits(Settings settings) =>
        [.. All.GroupBy(k => k.Group, StringComparer.Ordinal).Select(g => new FileLimit(g.Key, [.. g.Select(k => k.Extension)], MaxBytes(g.Key, settings)))];

    public static long MaxBytes(string group, Settings settings) => 1024L * 1024 * group switch
    {
        Documents => settings.MaxDocumentMegabytes,
        Pictures => settings.MaxImageMegabytes,
        Audio => settings.MaxAudioMegabytes,
        Video => settings.MaxVideoMegabytes,
        _ => throw new ArgumentOutOfRangeException(nameof(group)),
    };

    /// <summary>The kind that a name promises, or null when such files are not taken. <c>.jpeg</c> is <c>.jpg</c>.</summary>
    public static FileKind? ByName(string name)
    {
        var extension = Path.GetExtension(name).ToLowerInvariant();
        return ByExtension(extension is ".jpeg" ? ".jpg" : extension is ".heif" ? ".heic" : extension);
    }

    public static FileKind ByType(string contentType) => All.First(k => k.ContentType == contentType);

    /// <summary>True when the start says zip: then the whole file is needed to tell what it is.</summary>
    public static bool IsZip(ReadOnlySpan<byte> head) => head.StartsWith("PK\x03\x04"u8);

    /// <summary>
    /// What the content is, or null when it is nothing that is taken. Plain text has no signature: it is text when it is
    /// valid UTF-8 without control characters and was named <c>.txt</c>.
    /// </summary>
    public static FileKind? Detect(ReadOnlySpan<byte> head, string name)
    {
        if (head.StartsWith("%PDF-"u8))
            return ByExtension(".pdf");
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xD8, 0xFF]))
            return ByExtension(".jpg");
        if (head.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]))
            return ByExtension(".png");
        if (head.Length >= 12 && head.StartsWith("RIFF"u8))
            return head[8..12].SequenceEqual("WEBP"u8) ? ByExtension(".webp") : head[8..12].SequenceEqual("WAVE"u8) ? ByExtension(".wav") : null;
        if (head.Length >= 12 && head[4..8].SequenceEqual("ftyp"u8))
            return ByBrand(Encoding.ASCII.GetString(head[8..12]), name);
        if (head.StartsWith((ReadOnlySpan<byte>)[0x1A, 0x45, 0xDF, 0xA3]))
            return head.IndexOf("webm"u8) is > 0 and < 64 ? ByExtension(".webm") : null;
        if (head.StartsWith("ID3"u8) || (head.Length > 2 && head[0] == 0xFF && (head[1] & 0xE6) == 0xE2))
            return ByExtension(".mp3");
        return Path.GetExtension(name).Equals(".txt", StringComparison.OrdinalIgnoreCase) && IsText(head) ? ByExtension(".txt") : null;
    }

    /// <summary>What an archive is, by what is in it; null for one that is not an office file, or that carries macros.</summary>
    public static FileKind? DetectArchive(Stream whole)
    {
        try
        {
            using var zip = new ZipArchive(whole, ZipArchiveMode.Read, leaveOpen: true);
            var names = zip.Entries.Select(e => e.FullName).ToHashSet(StringComparer.OrdinalIgnoreCase);
            if (names.Any(n => n.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase)))
                return null;
            if (names.Contains("[Content_Types].xml"))
            {
                return names.Contains("word/document.xml") ? ByExtension(".docx")
                    : names.Contains("ppt/presentation.xml") ? ByExtension(".pptx")
                    : names.Contains("xl/workbook.xml") ? ByExtension(".xlsx")
                    : null;
            }

            if (zip.GetEntry("mimetype") is not { Length: < 100 } entry)
                return null;
            using var reader = new StreamReader(entry.Open());
            return reader.ReadToEnd().Trim() == "application/vnd.oasis.opendocument.text" ? ByExtension(".odt") : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static FileKind? ByExtension(string extension) => All.FirstOrDefault(k => k.Extension == extension);

    /// <summary>ISO base media files (ISO/IEC 14496-12) are told apart by their major brand; a phone's sound recording may say mp42 like a video, so there the name decides between those two.</summary>
    private static FileKind? ByBrand(string brand, string name) =>
        brand == "qt  " ? ByExtension(".mov")
        : HeicBrands.Contains(brand, StringComparer.Ordinal) ? ByExtension(".heic")
        : brand is "M4A " or "M4B " ? ByExtension(".m4a")
        : brand is "isom" or "iso2" or "iso4" or "iso5" or "iso6" or "mp41" or "mp42" or "avc1" or "M4V " or "MSNV" or "dash" or "3gp4" or "3gp5"
            ? ByExtension(Path.GetExtension(name).Equals(".m4a", StringComparison.OrdinalIgnoreCase) ? ".m4a" : ".mp4")
        : null;

    private static bool IsText(ReadOnlySpan<byte> head)
    {
        var decoder = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetDecoder();
        try
        {
            var chars = new char[head.Length + 4];
            var count = decoder.GetChars(head, chars, flush: false);
            return !chars.AsSpan(0, count).ContainsAnyInRange('\0', '\x08');
        }
        catch (DecoderFallbackException)
        {
            return false;
        }
    }
}
