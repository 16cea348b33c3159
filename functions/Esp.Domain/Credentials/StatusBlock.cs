namespace Esp.Domain.Credentials;

/// <summary>
/// Which of 1,024 neighbouring indexes of a status list are taken: one bit each, 128 bytes. At 80 % it counts as full, so that a draw
/// among what is free tells little of the order. Not for use by several threads at once.
/// </summary>
public sealed class StatusBlock
{
    /// <summary>Indexes of a block.</summary>
    public const int Size = 1024;

    /// <summary>Indexes of a block that are given away: 80 %.</summary>
    public const int Most = Size * 4 / 5;

    private readonly byte[] _taken;

    public StatusBlock() => _taken = new byte[Size / 8];

    /// <summary>From its 128 bytes.</summary>
    public StatusBlock(byte[] taken) =>
        _taken = taken.Length == Size / 8 ? [.. taken] : throw new ArgumentException($"A block of a status list has {Size / 8} bytes, not {taken.Length}.", nameof(taken));

    /// <summary>How many are taken.</summary>
    public int Taken => _taken.Sum(b => int.PopCount(b));

    public bool IsFull => Taken >= Most;

    /// <summary>
    /// Takes one of the free indexes, each as likely as another, and answers it (0 to 1,023). <paramref name="below"/> draws a number
    /// from 0 up to and without its argument.
    /// </summary>
    public int Take(Func<int, int> below)
    {
        if (IsFull)
            throw new InvalidOperationException("The block is full.");
        var skip = below(Size - Taken);
        var index = 0;
        while (Has(index) || skip-- > 0)
            index++;
        _taken[index / 8] |= Bit(index);
        return index;
    }

    /// <summary>True when this index is taken.</summary>
    public bool Has(int index) => (_taken[index / 8] & Bit(index)) != 0;

    public byte[] ToBytes() => [.. _taken];

    private static byte Bit(int index) => (byte)(0x80 >> (index % 8));
}
