using CsCheck;
using Esp.Domain.Credentials;

namespace Esp.Tests.Credentials;

public sealed class StatusBlockTests
{
    [Fact]
    public void A_block_gives_each_index_once_and_ends_at_eighty_percent() =>
        Gen.Int[0, int.MaxValue - 1].Sample(
            seed =>
            {
                var (block, random, seen) = (new StatusBlock(), new Random(seed), new HashSet<int>());
                while (!block.IsFull)
                    Assert.True(seen.Add(block.Take(random.Next)));
                Assert.Equal((819, 819), (seen.Count, block.Taken));
                Assert.All(seen, i => Assert.InRange(i, 0, StatusBlock.Size - 1));
                Assert.Throws<InvalidOperationException>(() => block.Take(random.Next));
            },
            iter: 20);

    [Theory]
    [InlineData(0, 0), InlineData(1, 2), InlineData(3, 5), InlineData(1019, 1023)]
    public void The_draw_counts_free_indexes_only(int drawn, int index)
    {
        var bytes = new byte[StatusBlock.Size / 8];
        (bytes[0], bytes[1]) = (0b0101_0000, 0b0011_0000); // 1, 3, 10 and 11 are taken
        var block = new StatusBlock(bytes);
        Assert.Equal(index, block.Take(free => free == StatusBlock.Size - 4 ? drawn : throw new InvalidOperationException($"{free} are free?")));
        Assert.True(block.Has(index));
    }

    [Fact]
    public void A_block_survives_the_trip_through_its_bytes()
    {
        var block = new StatusBlock();
        var taken = Enumerable.Range(0, 100).Select(_ => block.Take(Random.Shared.Next)).ToHashSet();
        var back = new StatusBlock(block.ToBytes());
        Assert.Equal(taken.Order(), Enumerable.Range(0, StatusBlock.Size).Where(back.Has));
    }

    [Theory]
    [InlineData(0), InlineData(127), InlineData(129)]
    public void Bytes_of_another_size_are_no_block(int bytes) => Assert.Throws<ArgumentException>(() => new StatusBlock(new byte[bytes]));
}
