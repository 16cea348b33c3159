using System.Buffers.Binary;
using System.IO.Compression;
using System.Runtime.CompilerServices;

namespace Esp.App.Credentials.Paper.Pdf;

/// <summary>
/// A PNG as a PDF takes it: colours and opacity apart, compressed. Takes what the badge pictures are, RGBA with 8 bits, not interlaced, at most 2,000 pixels wide and high. The same bytes, as <see cref="BadgeImages"/> keeps them, are unpacked once.
/// </summary>
internal sealed record PngPicture(int Width, int Height, byte[] Colors, byte[] Opacity)
{
    private const int Pixel = 4;
    private static readonly ConditionalWeakTable<byte[], PngPicture> Known = [];

    public static PngPicture Of(byte[] png) => Known.GetValue(png, static bytes => Read(bytes));

    internal static PngPicture Read(ReadOnlySpan<byte> png)
    {
        var (width, height) = (BinaryPrimitives.ReadInt32BigEndian(png[16..]), BinaryPrimitives.ReadInt32BigEndian(png[20..]));
        if (!png[24..29].SequenceEqual<byte>([8, 6, 0, 0, 0]) || width is <= 0 or > 2000 || height is <= 0 or > 2000)
            throw new InvalidOperationException("The picture is not a plain PNG with 8 bits of red, green, blue and opacity.");

        using var packed = new MemoryStream();
        for (var at = 8; at < png.Length;)
        {
            var length = BinaryPrimitives.ReadInt32BigEndian(png[at..]);
            if (png.Slice(at + 4, 4).SequenceEqual("IDAT"u8))
                packed.Write(png.Slice(at + 8, length));
            at += length + 12;
        }

        packed.Position = 0;
        using var unpacked = new ZLibStream(packed, CompressionMode.Decompress);
        var rows = new byte[height * (1 + (width * Pixel))];
        unpacked.ReadExactly(rows);
        return Split(rows, width, height);
    }

    private static PngPicture Split(byte[] rows, int width, int height)
    {
        var (colors, opacity) = (new byte[width * height * 3], new byte[width * height]);
        var stride = 1 + (width * Pixel);
        Span<byte> above = new byte[stride - 1];
        for (var y = 0; y < height; y++)
        {
            var row = rows.AsSpan((y * stride) + 1, stride - 1);
            Unfilter(rows[y * stride], row, above);
            above = row;
            for (var x = 0; x < width; x++)
            {
                row.Slice(x * Pixel, 3).CopyTo(colors.AsSpan(((y * width) + x) * 3));
                opacity[(y * width) + x] = row[(x * Pixel) + 3];
            }
        }

        return new(width, height, PdfFile.Compressed(colors), PdfFile.Compressed(opacity));
    }

    /// <summary>PNG, 9.2: each byte was written as its difference from a guess.</summary>
    private static void Unfilter(byte filter, Span<byte> row, ReadOnlySpan<byte> above)
    {
        for (var i = 0; i < row.Length; i++)
        {
            var (left, corner) = i < Pixel ? (0, 0) : (row[i - Pixel], above[i - Pixel]);
            row[i] += filter switch
            {
                0 => 0,
                1 => (byte)left,
                2 => above[i],
                3 => (byte)((left + above[i]) / 2),
                4 => Paeth(left, above[i], corner),
                _ => throw new InvalidOperationException("The picture has a filter that PNG does not know."),
            };
        }
    }

    private static byte Paeth(int left, int above, int corner)
    {
        var guess = left + above - corner;
        var (toLeft, toAbove, toCorner) = (Math.Abs(guess - left), Math.Abs(guess - above), Math.Abs(guess - corner));
        return (byte)(toLeft <= toAbove && toLeft <= toCorner ? left : toAbove <= toCorner ? above : corner);
    }
}
