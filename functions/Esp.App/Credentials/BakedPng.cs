using System.Buffers.Binary;

namespace Esp.App.Credentials;

/// <summary>
/// A credential inside a PNG: one <c>iTXt</c> chunk, uncompressed, with keyword <c>openbadgecredential</c> and empty language (Open Badges 3.0, "Baked Badge"), right after the header.
/// Its text is the credential's JSON with embedded proof, or the compact JWT. Everything else of the picture stays as it is, byte for byte.
/// </summary>
public static class BakedPng
{
    /// <summary>Pictures to read may be as large as this.</summary>
    public const int MostBytes = 1024 * 1024;

    private const int HeaderEnd = 8 + 12 + 13;

    private static ReadOnlySpan<byte> Signature => [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a];

    private static ReadOnlySpan<byte> Keyword => "openbadgecredential"u8;

    /// <summary>The keyword, then: its end, compression flag, compression method, end of the language, end of the translated keyword.</summary>
    private static ReadOnlySpan<byte> Prefix => "openbadgecredential\0\0\0\0\0"u8;

    public static bool Is(ReadOnlySpan<byte> picture) => picture.StartsWith(Signature);

    /// <summary>The picture with the credential in it, in one allocation. Refuses what <see cref="Read"/> would refuse, and a picture that holds one already (<c>verification.two-badges</c>).</summary>
    public static Result<byte[]> Bake(ReadOnlySpan<byte> png, ReadOnlySpan<byte> credential)
    {
        if (credential.IsEmpty || credential.Contains((byte)0))
            return PictureProblems.Broken("a credential without text cannot be put into it.");
        if (Find(png, out var found) is { } problem)
            return problem;
        if (!found.Equals(default))
            return PictureProblems.TwoBadges;

        var length = Prefix.Length + credential.Length;
        var baked = new byte[png.Length + 12 + length];
        png[..HeaderEnd].CopyTo(baked);
        var chunk = baked.AsSpan(HeaderEnd, 12 + length);
        BinaryPrimitives.WriteInt32BigEndian(chunk, length);
        "iTXt"u8.CopyTo(chunk[4..]);
        Prefix.CopyTo(chunk[8..]);
        credential.CopyTo(chunk[(8 + Prefix.Length)..]);
        BinaryPrimitives.WriteUInt32BigEndian(chunk[^4..], Crc32.Of(chunk[4..^4]));
        png[HeaderEnd..].CopyTo(baked.AsSpan(HeaderEnd + chunk.Length));
        return baked;
    }

    /// <summary>
    /// The credential in the picture: JSON or a JWT, as it was put in. Refuses with a sentence: no PNG, cut off, a chunk longer than the file, a wrong checksum (<c>verification.picture-broken</c>),
    /// no credential (<c>verification.no-badge</c>), two (<c>verification.two-badges</c>), one that is compressed (<c>verification.picture-compressed</c>), over 1 MiB. Never throws for any bytes.
    /// </summary>
    public static Result<ReadOnlyMemory<byte>> Read(ReadOnlyMemory<byte> png)
    {
        if (Find(png.Span, out var found) is { } problem)
            return problem;

        return found.Equals(default) ? PictureProblems.NoBadge : Text(png[found]);
    }

    /// <summary>Looks at every chunk up to the last; <paramref name="found"/> is where the data of the credential's chunk is, or nothing.</summary>
    private static Problem? Find(ReadOnlySpan<byte> png, out Range found)
    {
        found = default;
        if (png.Length > MostBytes)
            return PictureProblems.TooLarge;
        if (!Is(png))
            return PictureProblems.Broken("it is not a PNG.");

        for (var at = Signature.Length; at + 12 <= png.Length;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(png[at..]);
            if (length > png.Length - at - 12)
                return PictureProblems.Broken("it is cut off, or a part says that it is longer than the file.");

            var body = png.Slice(at + 4, 4 + (int)length);
            if (at == Signature.Length && !(body.StartsWith("IHDR"u8) && length == 13))
                return PictureProblems.Broken("it does not begin with a header.");
            if (Crc32.Of(body) != BinaryPrimitives.ReadUInt32BigEndian(png[(at + 8 + (int)length)..]))
                return PictureProblems.Broken("a checksum in it is wrong.");
            if (body.StartsWith("IEND"u8))
                return null;
            if (body.StartsWith("iTXt"u8) && IsOurs(body[4..]))
            {
                if (!found.Equals(default))
                    return PictureProblems.TwoBadges;
                found = (at + 8)..(at + 8 + (int)length);
            }

            at += 12 + (int)length;
        }

        return PictureProblems.Broken("it is cut off.");
    }

    private static bool IsOurs(ReadOnlySpan<byte> text) => text.StartsWith(Keyword) && text.Length > Keyword.Length && text[Keyword.Length] == 0;

    /// <summary>What follows keyword, compression, language and translated keyword.</summary>
    private static Result<ReadOnlyMemory<byte>> Text(ReadOnlyMemory<byte> data)
    {
        var rest = data[(Keyword.Length + 1)..];
        if (rest.Length < 2)
            return PictureProblems.Broken("the credential in it is cut off.");
        if (rest.Span[0] != 0)
            return PictureProblems.Compressed;

        rest = rest[2..];
        for (var skipped = 0; skipped < 2; skipped++)
        {
            if (rest.Span.IndexOf((byte)0) is not (>= 0 and var end))
                return PictureProblems.Broken("the credential in it is cut off.");
            rest = rest[(end + 1)..];
        }

        return rest.IsEmpty ? PictureProblems.NoBadge : rest;
    }
}
