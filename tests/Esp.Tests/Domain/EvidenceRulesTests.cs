using System.IO.Compression;
using System.Text;
using Esp.App.Evidence;

namespace Esp.Tests.Domain;

public sealed class EvidenceRulesTests
{
    public static IEnumerable<TheoryDataRow<string, byte[], string?>> Contents() =>
        new (string, byte[], string?)[]
        {
            ("a.pdf", "%PDF-1.7"u8.ToArray(), ".pdf"),
            ("a.png", "%PDF-1.7"u8.ToArray(), ".pdf"),
            ("a.jpg", [0xFF, 0xD8, 0xFF, 0xE0, 0, 0], ".jpg"),
            ("a.png", [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], ".png"),
            ("a.webp", "RIFF....WEBPVP8 "u8.ToArray(), ".webp"),
            ("a.wav", "RIFF....WAVEfmt "u8.ToArray(), ".wav"),
            ("a.avi", "RIFF....AVI LIST"u8.ToArray(), null),
            ("a.heic", "\0\0\0\u0018ftypheic...."u8.ToArray(), ".heic"),
            ("a.mov", "\0\0\0\u0018ftypqt  ...."u8.ToArray(), ".mov"),
            ("a.mp4", "\0\0\0\u0018ftypisom...."u8.ToArray(), ".mp4"),
            ("a.m4a", "\0\0\0\u0018ftypM4A ...."u8.ToArray(), ".m4a"),
            ("a.webm", [0x1A, 0x45, 0xDF, 0xA3, .. "....B\x82\x84webm"u8.ToArray()], ".webm"),
            ("a.mp3", "ID3\x03\0\0\0"u8.ToArray(), ".mp3"),
            ("a.txt", "Plain words, ä and all."u8.ToArray(), ".txt"),
            ("a.pdf", "Plain words"u8.ToArray(), null),
            ("a.pdf", "<!doctype html><script>"u8.ToArray(), null),
            ("a.png", "<svg xmlns='http://www.w3.org/2000/svg'>"u8.ToArray(), null),
            ("a.txt", [0x4D, 0x5A, 0x00, 0x03], null),
            ("a.txt", [0xC3, 0x28, 0x41], null),
        }.Select(c => new TheoryDataRow<string, byte[], string?>(c.Item1, c.Item2, c.Item3));

    [Theory, MemberData(nameof(Contents))]
    public void A_file_is_what_its_content_says(string name, byte[] head, string? extension) =>
        Assert.Equal(extension, FileKinds.Detect(head, name)?.Extension);

    [Theory]
    [InlineData("[Content_Types].xml word/document.xml", ".docx"), InlineData("[Content_Types].xml ppt/presentation.xml", ".pptx"), InlineData("[Content_Types].xml xl/workbook.xml", ".xlsx")]
    [InlineData("[Content_Types].xml word/document.xml word/vbaProject.bin", null), InlineData("readme.md", null), InlineData("mimetype", ".odt")]
    public void An_archive_is_what_is_in_it(string entries, string? extension)
    {
        using var archive = new MemoryStream();
        using (var zip = new ZipArchive(archive, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var name in entries.Split(' '))
            {
                using var entry = new StreamWriter(zip.CreateEntry(name).Open(), Encoding.ASCII);
                entry.Write(name == "mimetype" ? "application/vnd.oasis.opendocument.text" : "<x/>");
            }
        }

        archive.Position = 0;
        Assert.Equal(extension, FileKinds.DetectArchive(archive)?.Extension);
    }

    [Fact]
    public void Only_types_that_cannot_run_script_are_shown() =>
        Assert.DoesNotContain(FileKinds.All, k => k.Inline && (k.ContentType.Contains("html", StringComparison.Ordinal) || k.ContentType.Contains("svg", StringComparison.Ordinal) || k.ContentType.Contains("xml", StringComparison.Ordinal)));

    [Theory]
    [InlineData("https://example.org/my-work", true), InlineData("https://xn--mnchen-3ya.example.org/", true)]
    [InlineData("http://example.org/", false), InlineData("https://user:pass@example.org/", false), InlineData("https://localhost/", false), InlineData("https://127.0.0.1/", false), InlineData("https://10.1.2.3/", false)]
    [InlineData("https://169.254.169.254/latest/meta-data", false), InlineData("https://192.168.1.1/", false), InlineData("https://172.20.0.1/", false), InlineData("https://[::1]/", false), InlineData("https://[::ffff:10.0.0.1]/", false), InlineData("https://[fd00::1]/", false)]
    [InlineData("https://2130706433/", false), InlineData("https://intranet/", false), InlineData("https://printer.local/", false), InlineData("javascript:alert(1)", false), InlineData("", false), InlineData(null, false)]
    public void Only_public_https_addresses_are_links(string? url, bool taken) => Assert.Equal(taken, LinkRules.Accepts(url, 2000, out _));
}
