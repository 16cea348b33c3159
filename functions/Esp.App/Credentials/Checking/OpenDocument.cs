using System.Text;
using System.Text.RegularExpressions;

namespace Esp.App.Credentials.Checking;

/// <summary>What was given to check: a form and the credential in it (JSON, or a compact JWT).</summary>
public sealed record OpenedDocument(DocumentKind Kind, ReadOnlyMemory<byte> Content, bool IsJwt);

/// <summary>Finds out what somebody handed over, by its bytes alone: JSON, a compact JWT, or a picture (PNG, SVG) with either of them in it. Problems: <c>verification.*</c>.</summary>
public static partial class OpenDocument
{
    public const int MostBytes = 1024 * 1024;

    public static Result<OpenedDocument> Read(ReadOnlyMemory<byte> bytes)
    {
        if (BakedPng.Is(bytes.Span))
            return Picture(DocumentKind.Png, BakedPng.Read(bytes));
        if (bytes.Span is [0xff, 0xfe, ..] or [0xfe, 0xff, ..] or [0, _, ..] or [_, 0, ..])
            return new Problem(ProblemKind.Invalid, "verification.encoding", "This text is in UTF-16 or UTF-32. Save it as UTF-8 and try again.");
        var text = (bytes.Span is [0xef, 0xbb, 0xbf, ..] ? bytes[3..] : bytes).Trim(" \t\r\n"u8);
        if (text.IsEmpty)
            return new Problem(ProblemKind.Invalid, "verification.empty", "There is nothing in it. Choose a file or paste a credential.");
        if (text.Span[0] == (byte)'<')
            return Picture(DocumentKind.Svg, BakedSvg.Read(text));
        return Text(text) is { } found ? found : Unknown;
    }

    private static Result<OpenedDocument> Picture(DocumentKind kind, Result<ReadOnlyMemory<byte>> read) =>
        read.Failed(out var problem, out var content) ? problem : Text(content.Trim(" \t\r\n"u8)) is { } inner ? inner with { Kind = kind } : Unknown;

    private static OpenedDocument? Text(ReadOnlyMemory<byte> text) =>
        LooksLikeJwt(text.Span) ? new OpenedDocument(DocumentKind.Jwt, text, IsJwt: true)
        : text.Span is [var first, ..] && "{[\"-0123456789tfn"u8.Contains(first) ? new OpenedDocument(DocumentKind.Json, text, IsJwt: false)
        : null;

    private static readonly Problem Unknown =
        new(ProblemKind.Invalid, "verification.kind-unknown", "This is not a credential that we know: give a badge as a JSON, JWT, PNG or SVG file, or paste its text.");

    private static bool LooksLikeJwt(ReadOnlySpan<byte> text) => text.StartsWith("eyJ"u8) && Compact().IsMatch(Encoding.Latin1.GetString(text));

    [GeneratedRegex(@"\A[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*\.[A-Za-z0-9_-]*\z", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Compact();
}
