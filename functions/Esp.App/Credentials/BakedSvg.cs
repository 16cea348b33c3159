using System.Text;
using System.Xml;

namespace Esp.App.Credentials;

/// <summary>
/// A credential inside an SVG: element <c>openbadges:credential</c> right after the start tag of the root (Open Badges 3.0, "Baked Badge"). JSON with embedded proof is its CDATA;
/// a compact JWT is its attribute <c>verify</c>. Everything else of the picture stays as it is, byte for byte.
/// </summary>
public static class BakedSvg
{
    public const int MostBytes = BakedPng.MostBytes;

    private const string Namespace = "https://purl.imsglobal.org/ob/v3p0";
    private const string SvgNamespace = "http://www.w3.org/2000/svg";

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly XmlReaderSettings Closed = new()
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        MaxCharactersInDocument = MostBytes,
        MaxCharactersFromEntities = 1024,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    };

    private static ReadOnlySpan<byte> Declared => " xmlns:openbadges=\"https://purl.imsglobal.org/ob/v3p0\">"u8;

    /// <summary>
    /// The picture with the credential in it, in one allocation. <paramref name="svg"/> is UTF-8 with a root <c>svg</c> without prefix that is not empty. Refuses other pictures
    /// (<c>verification.picture-broken</c>), one that holds a credential already (<c>verification.two-badges</c>), and a credential with characters that XML would change.
    /// </summary>
    public static Result<byte[]> Bake(ReadOnlySpan<byte> svg, ReadOnlySpan<byte> credential)
    {
        if (svg.Length > MostBytes)
            return PictureProblems.TooLarge;
        var tag = SvgStart.EndOf(svg);
        if (tag < 0)
            return PictureProblems.Broken("it does not begin as an SVG.");
        if (svg.IndexOf(Encoding.UTF8.GetBytes(Namespace)) >= 0)
            return PictureProblems.TwoBadges;
        if (credential.IsEmpty || !KeepsAsXml(credential))
            return PictureProblems.Broken("the credential has characters that an SVG cannot hold.");

        var head = svg[..(tag - 1)];
        var tail = svg[tag..];
        return credential[0] == '{'
            ? Join(head, "<openbadges:credential><![CDATA["u8, credential, "]]></openbadges:credential>"u8, tail)
            : Join(head, "<openbadges:credential verify=\""u8, credential, "\"></openbadges:credential>"u8, tail);
    }

    /// <summary>
    /// The credential in the picture: JSON without white space around it, or a JWT. Refuses with a sentence: no SVG, broken XML, a DTD or entities (<c>verification.picture-broken</c>),
    /// no credential (<c>verification.no-badge</c>), two (<c>verification.two-badges</c>), over 1 MiB. Never throws for any bytes, and fetches nothing.
    /// </summary>
    public static Result<ReadOnlyMemory<byte>> Read(ReadOnlyMemory<byte> svg)
    {
        if (svg.Length > MostBytes)
            return PictureProblems.TooLarge;
        try
        {
            using var text = new StringReader(Strict.GetString(svg.Span).TrimStart('\ufeff'));
            using var xml = XmlReader.Create(text, Closed);
            return Find(xml);
        }
        catch (DecoderFallbackException)
        {
            return PictureProblems.Broken("it is not text in UTF-8.");
        }
        catch (XmlException)
        {
            return PictureProblems.Broken("it is not well-formed XML, or has a document type, which is not allowed here.");
        }
    }

    private static Result<ReadOnlyMemory<byte>> Find(XmlReader xml)
    {
        xml.MoveToContent();
        if (xml.NodeType != XmlNodeType.Element || xml.LocalName != "svg" || xml.NamespaceURI != SvgNamespace)
            return PictureProblems.Broken("it is not an SVG.");

        string? found = null;
        var more = xml.Read();
        while (more)
        {
            if (xml.NodeType != XmlNodeType.Element || xml.LocalName != "credential" || xml.NamespaceURI != Namespace)
            {
                more = xml.Read();
                continue;
            }

            if (found is not null)
                return PictureProblems.TwoBadges;
            var token = xml.GetAttribute("verify");
            // Stands behind the element's end afterwards; an element inside it is an XmlException.
            var body = xml.ReadElementContentAsString().Trim();
            if (token is not null && body.Length > 0)
                return PictureProblems.TwoBadges;
            found = token?.Trim() ?? body;
        }

        return string.IsNullOrEmpty(found) ? PictureProblems.NoBadge : new ReadOnlyMemory<byte>(Encoding.UTF8.GetBytes(found));
    }

    private static byte[] Join(ReadOnlySpan<byte> head, ReadOnlySpan<byte> open, ReadOnlySpan<byte> credential, ReadOnlySpan<byte> close, ReadOnlySpan<byte> tail)
    {
        // In CDATA the end mark must not stand: the section ends between its brackets, and a new one goes on.
        var breaks = credential[0] == '{' ? credential.Count("]]>"u8) : 0;
        var baked = new byte[head.Length + Declared.Length + open.Length + credential.Length + (breaks * Break.Length) + close.Length + tail.Length];
        var rest = Put(Put(Put(baked, head), Declared), open);
        for (; breaks > 0; breaks--)
        {
            var at = credential.IndexOf("]]>"u8) + 2;
            rest = Put(Put(rest, credential[..at]), Break);
            credential = credential[at..];
        }

        Put(Put(Put(rest, credential), close), tail);
        return baked;
    }

    private static ReadOnlySpan<byte> Break => "]]><![CDATA["u8;

    private static Span<byte> Put(Span<byte> into, ReadOnlySpan<byte> bytes)
    {
        bytes.CopyTo(into);
        return into[bytes.Length..];
    }

    /// <summary>XML turns CR into LF and has no place for other control characters, U+FFFE and U+FFFF. A token must be one, so that it can stand in an attribute.</summary>
    private static bool KeepsAsXml(ReadOnlySpan<byte> credential)
    {
        if (credential[0] != '{')
            return !credential.ContainsAnyExcept(TokenLetters);

        return !credential.ContainsAny(NotInXml) && credential.IndexOf("\ufffe"u8) < 0 && credential.IndexOf("\uffff"u8) < 0
            && System.Text.Unicode.Utf8.IsValid(credential);
    }

    private static readonly System.Buffers.SearchValues<byte> TokenLetters = System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_."u8);

    private static readonly System.Buffers.SearchValues<byte> NotInXml = System.Buffers.SearchValues.Create([.. Enumerable.Range(0, 32).Where(b => b is not ('\t' or '\n')).Select(b => (byte)b)]);
}
