namespace Esp.App.Credentials;

/// <summary>The checksum of PNG's chunks (ISO 3309, polynomial 0xEDB88320), eight bytes at a step.</summary>
internal static class Crc32
{
    private static readonly uint[] Tables = Make();

    public static uint Of(ReadOnlySpan<byte> bytes)
    {
        var tables = Tables;
        var crc = uint.MaxValue;
        for (; bytes.Length >= 8; bytes = bytes[8..])
        {
            var low = crc ^ System.Buffers.Binary.BinaryPrimitives.ReadUInt32LittleEndian(bytes);
            crc = tables[(7 * 256) + (low & 0xff)] ^ tables[(6 * 256) + ((low >> 8) & 0xff)] ^ tables[(5 * 256) + ((low >> 16) & 0xff)] ^ tables[(4 * 256) + (low >> 24)]
                ^ tables[(3 * 256) + bytes[4]] ^ tables[(2 * 256) + bytes[5]] ^ tables[256 + bytes[6]] ^ tables[bytes[7]];
        }

        foreach (var b in bytes)
            crc = tables[(crc ^ b) & 0xff] ^ (crc >> 8);
        return ~crc;
    }

    private static uint[] Make()
    {
        var tables = new uint[8 * 256];
        for (uint i = 0; i < 256; i++)
        {
            var crc = i;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xedb88320 : crc >> 1;
            tables[i] = crc;
        }

        for (var i = 256; i < tables.Length; i++)
            tables[i] = (tables[i - 256] >> 8) ^ tables[tables[i - 256] & 0xff];
        return tables;
    }
}
