using System.IO.Compression;

namespace Esp.Domain.Credentials;

/// <summary>
/// A bitstring of 131,072 entries (16 KiB, the smallest the standard allows): entry 0 is the left-most bit (Bitstring Status List 1.0).
/// Travels as <c>u</c> and base64url of its GZIP. Not for use by several threads at once.
/// </summary>
public sealed class StatusBits
{
    public const int Entries = 131_072;

    private readonly byte[] _bits;

    public StatusBits() => _bits = new byte[Entries / 8];

    private StatusBits(byte[] bits) => _bits = bits;

    /// <summary>Entries there are: 131,072 of ours; a list of others may have more.</summary>
    public int Count => _bits.Length * 8;

    /// <summary>How many are set.</summary>
    public int Revoked => _bits.Sum(b => int.PopCount(b));

    public bool this[int index] => (_bits[Byte(index)] & Bit(index)) != 0;

    /// <summary>Revocation is for good: there is no way back to 0.</summary>
    public void Revoke(int index) => _bits[Byte(index)] |= Bit(index);

    public string Encode()
    {
        using var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionLevel.Optimal, leaveOpen: true))
            zip.Write(_bits);
        return Multibase.Base64Url(packed.GetBuffer().AsSpan(0, (int)packed.Length));
    }

    /// <summary>False when it is no such text, is shorter than the standard allows, or unpacks to more than <paramref name="mostBytes"/>.</summary>
    public static bool TryDecode(string text, out StatusBits bits, int mostBytes = 1024 * 1024)
    {
        bits = new StatusBits();
        if (text is not ['u', ..] || !Multibase.TryDecode(text, out var packed))
            return false;

        var unpacked = new byte[mostBytes + 1];
        int length;
        try
        {
            using var zip = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
            length = zip.ReadAtLeast(unpacked, unpacked.Length, throwOnEndOfStream: false);
        }
        catch (InvalidDataException)
        {
            return false;
        }

        if (length < Entries / 8 || length > mostBytes)
            return false;

        bits = new StatusBits(unpacked[..length]);
        return true;
    }

    private static byte Bit(int index) => (byte)(0x80 >> (index % 8));

    private int Byte(int index) =>
        (uint)index < (uint)Count ? index / 8 : throw new ArgumentOutOfRangeException(nameof(index), index, $"A status list has entries 0 to {Count - 1}.");
}
