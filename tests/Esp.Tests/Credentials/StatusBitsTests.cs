using System.IO.Compression;
using CsCheck;
using Esp.App.Credentials;
using Esp.Domain.Credentials;

namespace Esp.Tests.Credentials;

public sealed class StatusBitsTests
{
    [Fact]
    public void The_first_entry_is_the_left_most_bit()
    {
        var bits = new StatusBits();
        bits.Revoke(0);
        bits.Revoke(15);
        Assert.True(Multibase.TryDecode(bits.Encode(), out var packed));
        using var zip = new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);
        using var plain = new MemoryStream();
        zip.CopyTo(plain);
        Assert.Equal(StatusBits.Entries / 8, plain.Length);
        Assert.Equal([0x80, 0x01, 0x00], plain.ToArray()[..3]);
    }

    [Fact]
    public void A_list_survives_the_trip_through_its_text() =>
        Gen.Int[0, StatusBits.Entries - 1].HashSet[0, 50].Sample(
            indexes =>
            {
                var bits = new StatusBits();
                foreach (var index in indexes)
                    bits.Revoke(index);
                Assert.True(StatusBits.TryDecode(bits.Encode(), out var back));
                Assert.Equal(indexes.Count, back.Revoked);
                Assert.All(indexes, i => Assert.True(back[i]));
            },
            iter: 30, threads: 1);

    [Theory]
    [InlineData(-1), InlineData(StatusBits.Entries)]
    public void There_are_no_entries_beyond(int index) => Assert.Throws<ArgumentOutOfRangeException>(() => new StatusBits().Revoke(index));

    [Fact]
    public void A_list_too_short_too_long_or_no_list_is_refused()
    {
        Assert.False(StatusBits.TryDecode("", out _));
        Assert.False(StatusBits.TryDecode("uAAAA", out _));
        Assert.False(StatusBits.TryDecode(Pack(1000), out _));
        Assert.False(StatusBits.TryDecode(Pack(64 * 1024 * 1024), out _));
        Assert.True(StatusBits.TryDecode(Pack(32 * 1024), out var longer));
        Assert.Equal(262_144, longer.Count);
    }

    [Fact]
    public void A_signed_list_survives_the_trip_through_its_json()
    {
        using var keys = GivenBadge.Keys();
        var list = new Signer(keys).Sign(
            new StatusListCredential(GivenBadge.ListUrl, GivenBadge.IssuerId, GivenBadge.Now, GivenBadge.Now.AddDays(1), TimeSpan.FromMinutes(5), new StatusBits().Encode()), GivenBadge.Now).Ok();
        Assert.Equal(list, StatusListReader.Read(list.ToJson()).Ok());
    }

    private static string Pack(int bytes)
    {
        using var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
            zip.Write(new byte[bytes]);
        return Multibase.Base64Url(packed.ToArray());
    }
}
