using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using CsCheck;
using Esp.App.Credentials;
using Esp.Domain.Credentials;

namespace Esp.Tests.Credentials;

public sealed class BakedPngTests
{
    private static readonly byte[] Picture = File.ReadAllBytes(Path.Join(Independent.Root, "static-site/images/badges/ethics.png"));
    private static readonly byte[] Baked = BakedPng.Bake(Picture, "{\"a\":1}"u8).Ok();

    [Fact]
    public void Any_credential_comes_out_as_it_went_in() =>
        GivenBadge.Any.Sample(
            badge =>
            {
                var json = BadgeJson.Write(badge);
                var baked = BakedPng.Bake(Picture, json).Ok();
                Assert.Equal(json, BakedPng.Read(baked).Ok().ToArray());
            },
            iter: 200, threads: 1);

    [Fact]
    public void The_chunk_is_the_one_of_the_standard_and_stands_behind_the_header()
    {
        var at = 33;
        Assert.Equal("iTXtopenbadgecredential\0\0\0\0\0{\"a\":1}", Encoding.ASCII.GetString(Baked, at + 4, 4 + 19 + 5 + 7));
        Assert.Equal(19 + 5 + 7, BinaryPrimitives.ReadInt32BigEndian(Baked.AsSpan(at)));
        Assert.Equal(Picture, (byte[])[.. Baked[..at], .. Baked[(at + 12 + 19 + 5 + 7)..]]);
    }

    [Theory]
    [InlineData("IEND", 0xae426082u)]
    [InlineData("123456789", 0xcbf43926u)]
    [InlineData("", 0u)]
    public void The_checksum_is_the_published_one(string text, uint crc) => Assert.Equal(crc, Crc32.Of(Encoding.ASCII.GetBytes(text)));

    [Fact]
    public void No_truncation_is_read_and_none_throws() =>
        Assert.All(Enumerable.Range(0, 400).Concat(Enumerable.Range(Baked.Length - 400, 400)), length => Assert.StartsWith("verification.", BakedPng.Read(Baked.AsMemory(0, length)).Refused().Code, StringComparison.Ordinal));

    [Fact]
    public void No_flipped_byte_goes_unnoticed_and_none_throws() =>
        Gen.Select(Gen.Int[0, Baked.Length - 1], Gen.Int[1, 255]).Sample(
            (at, flip) =>
            {
                var damaged = (byte[])Baked.Clone();
                damaged[at] ^= (byte)flip;
                BakedPng.Read(damaged).Refused();
            },
            iter: 2000, threads: 1);

    [Fact]
    public void Random_bytes_behind_the_signature_are_refused_without_an_exception() =>
        Gen.Byte.Array[0, 200].Sample(bytes => BakedPng.Read((byte[])[.. Picture[..8], .. bytes]).Refused(), iter: 2000, threads: 1);

    [Fact]
    public void Each_fault_has_its_own_answer()
    {
        Assert.Equal("verification.no-badge", BakedPng.Read(Picture).Refused().Code);
        Assert.Equal("verification.no-badge", BakedPng.Read(With(Chunk("iTXt", "openbadgecredentials\0\0\0\0\0{}"u8))).Refused().Code);
        Assert.Equal("verification.no-badge", BakedPng.Read(With(Chunk("iTXt", "openbadgecredential\0\0\0\0\0"u8))).Refused().Code);
        Assert.Equal("verification.two-badges", BakedPng.Read(With(Chunk("iTXt", "openbadgecredential\0\0\0\0\0{}"u8), Baked)).Refused().Code);
        Assert.Equal("verification.two-badges", BakedPng.Bake(Baked, "{}"u8).Refused().Code);
        Assert.Equal("verification.picture-compressed", BakedPng.Read(With(Chunk("iTXt", [.. "openbadgecredential\0\u0001\0\0\0"u8, .. Packed()]))).Refused().Code);
        Assert.Equal("verification.too-large", BakedPng.Read(new byte[BakedPng.MostBytes + 1]).Refused().Code);
        Assert.Contains("not a PNG", BakedPng.Read("GIF89a"u8.ToArray()).Refused().Detail, StringComparison.Ordinal);
        Assert.Contains("longer than the file", BakedPng.Read(With([0x7f, 0xff, 0xff, 0xff, .. "iTXt"u8])).Refused().Detail, StringComparison.Ordinal);
        Assert.Contains("longer than the file", BakedPng.Read(With([0xff, 0xff, 0xff, 0xff, .. "iTXt"u8])).Refused().Detail, StringComparison.Ordinal);
        Assert.Contains("checksum", BakedPng.Read(With([.. Chunk("iTXt", "openbadgecredential\0\0\0\0\0{}"u8)[..^1], 1])).Refused().Detail, StringComparison.Ordinal);
        Assert.Contains("cut off", BakedPng.Read(With(Chunk("iTXt", "openbadgecredential\0\0"u8))).Refused().Detail, StringComparison.Ordinal);
        Assert.Contains("cut off", BakedPng.Read(With(Chunk("iTXt", "openbadgecredential\0\0\0en"u8))).Refused().Detail, StringComparison.Ordinal);
        Assert.Contains("header", BakedPng.Read((byte[])[.. Picture[..8], .. Picture[33..]]).Refused().Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en\0Badge\0")]
    [InlineData("\0\0")]
    public void A_language_before_the_text_is_passed_over(string language) =>
        Assert.Equal("{}"u8.ToArray(), BakedPng.Read(With(Chunk("iTXt", [.. "openbadgecredential\0\0\0"u8, .. Encoding.UTF8.GetBytes(language), .. "{}"u8]))).Ok().ToArray());

    [Fact]
    public void What_is_no_text_cannot_be_put_in()
    {
        Assert.Equal("verification.picture-broken", BakedPng.Bake(Picture, "a\0b"u8).Refused().Code);
        Assert.Equal("verification.picture-broken", BakedPng.Bake(Picture, default).Refused().Code);
        Assert.Equal("verification.picture-broken", BakedPng.Bake(Picture.AsSpan(0, 100), "{}"u8).Refused().Code);
    }

    /// <summary>The picture with those bytes behind its header.</summary>
    private static byte[] With(byte[] chunk, byte[]? picture = null) => [.. (picture ?? Picture)[..33], .. chunk, .. (picture ?? Picture)[33..]];

    private static byte[] Chunk(string type, ReadOnlySpan<byte> data)
    {
        byte[] body = [.. Encoding.ASCII.GetBytes(type), .. data];
        var framed = new byte[body.Length + 8];
        BinaryPrimitives.WriteInt32BigEndian(framed, data.Length);
        body.CopyTo(framed, 4);
        BinaryPrimitives.WriteUInt32BigEndian(framed.AsSpan(body.Length + 4), Crc32.Of(body));
        return framed;
    }

    private static byte[] Packed()
    {
        using var packed = new MemoryStream();
        using (var zip = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            zip.Write("{}"u8);
        return packed.ToArray();
    }
}
