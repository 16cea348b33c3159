using System.Buffers.Binary;
using System.IO.Compression;
using Esp.App.Credentials.Paper.Pdf;

namespace Esp.Tests.Credentials.Paper;

/// <summary>The badge's picture on its way into a PDF.</summary>
public sealed class PngPictureTests
{
    [Fact]
    public void Colours_and_opacity_come_out_as_they_went_in_whatever_the_filter()
    {
        var picture = PngPicture.Read(Png(23, 17));
        var (colors, opacity) = (Unpacked(picture.Colors), Unpacked(picture.Opacity));
        Assert.Equal((23, 17, 23 * 17 * 3, 23 * 17), (picture.Width, picture.Height, colors.Length, opacity.Length));
        for (var i = 0; i < 23 * 17; i++)
        {
            var pixel = Pixel(i % 23, i / 23);
            Assert.Equal(pixel[..3], colors[(i * 3)..((i * 3) + 3)]);
            Assert.Equal(pixel[3], opacity[i]);
        }
    }

    [Theory]
    [InlineData(24, 16), InlineData(25, 2), InlineData(28, 1), InlineData(16, 1)]
    public void Other_kinds_of_png_are_refused(int at, byte value)
    {
        var png = Png(5, 5);
        png[at] = value;
        Assert.Throws<InvalidOperationException>(() => PngPicture.Read(png));
    }

    [Fact]
    public void The_badges_of_the_site_can_be_read()
    {
        var files = Directory.GetFiles(Path.Join(Independent.Root, "static-site", "images", "badges"), "*.png");
        Assert.Equal(8, files.Length);
        Assert.All(files, file => Assert.Equal(600, PngPicture.Of(File.ReadAllBytes(file)).Width));
    }

    /// <summary>A picture whose rows use the five filters in turn, in two chunks of data; the checksums are left at nought.</summary>
    internal static byte[] Png(int width, int height)
    {
        var rows = new List<byte>();
        for (var y = 0; y < height; y++)
        {
            rows.Add((byte)(y % 5));
            for (var x = 0; x < width; x++)
            {
                var (here, left, above, corner) = (Pixel(x, y), Pixel(x - 1, y), Pixel(x, y - 1), Pixel(x - 1, y - 1));
                for (var c = 0; c < 4; c++)
                    rows.Add((byte)(here[c] - Guess(y % 5, left[c], above[c], corner[c])));
            }
        }

        var packed = PdfFile.Compressed([.. rows]);
        var size = new byte[8];
        BinaryPrimitives.WriteInt32BigEndian(size, width);
        BinaryPrimitives.WriteInt32BigEndian(size.AsSpan(4), height);
        return [0x89, .. "PNG\r\n\u001a\n"u8, .. Chunk("IHDR"u8, [.. size, 8, 6, 0, 0, 0]), .. Chunk("IDAT"u8, packed[..7]), .. Chunk("IDAT"u8, packed[7..]), .. Chunk("IEND"u8, [])];
    }

    private static byte[] Pixel(int x, int y) => x < 0 || y < 0 ? new byte[4] : [(byte)(x * 37), (byte)((y * 91) + x), (byte)(x * y * 13), (byte)(255 - (x * 11))];

    private static int Guess(int filter, int left, int above, int corner) => filter switch
    {
        0 => 0,
        1 => left,
        2 => above,
        3 => (left + above) / 2,
        _ => new[] { left, above, corner }.MinBy(v => Math.Abs(left + above - corner - v)),
    };

    private static byte[] Chunk(ReadOnlySpan<byte> name, byte[] data)
    {
        var length = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(length, data.Length);
        return [.. length, .. name, .. data, 0, 0, 0, 0];
    }

    private static byte[] Unpacked(byte[] packed)
    {
        using var stream = new ZLibStream(new MemoryStream(packed), CompressionMode.Decompress);
        using var all = new MemoryStream();
        stream.CopyTo(all);
        return all.ToArray();
    }
}
