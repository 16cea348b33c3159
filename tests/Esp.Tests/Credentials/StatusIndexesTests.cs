using Azure.Data.Tables;
using Esp.App.Credentials;
using Esp.Domain.Credentials;

namespace Esp.Tests.Credentials;

/// <summary>No index twice, whoever draws at the same moment; a new list when one is full, begun once.</summary>
public sealed class StatusIndexesTests
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Fifty_issuers_at_once_never_get_one_index_twice()
    {
        var given = await GivenLists.New();
        var issuers = Enumerable.Range(0, 50).Select(n => n % 5 == 0 ? given.Beside().Indexes : given.Indexes);

        var places = (await Task.WhenAll(issuers.Select(async indexes =>
        {
            var own = new List<StatusPlace>();
            for (var i = 0; i < 20; i++)
                own.Add(await indexes.Reserve(Ct));
            return own;
        }))).SelectMany(p => p).ToArray();

        Assert.Equal(1000, places.DistinctBy(p => (p.List, p.Index)).Count());
        Assert.All(places, p => Assert.Equal((1, given.Lists.Url(1)), (p.List, p.ListUrl)));
        Assert.All(places, p => Assert.InRange(p.Index, 0, StatusBits.Entries - 1));
        Assert.Equal(1000, await Taken(given, 1));
        Assert.InRange(places.Select(p => p.Index / StatusBlock.Size).Distinct().Count(), 120, StatusIndexes.Blocks); // from everywhere
    }

    [Fact]
    public async Task A_storm_on_the_last_block_with_room_gives_each_index_once_and_moves_on_together()
    {
        var given = await GivenLists.New();
        await Fill(given, 1, b => b == 77 ? StatusBlock.Most - 5 : StatusBlock.Most);

        var places = await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => given.Beside().Indexes.Reserve(Ct)));

        Assert.Equal(30, places.DistinctBy(p => (p.List, p.Index)).Count());
        Assert.All(places.Where(p => p.List == 1), p => Assert.Equal(77, p.Index / StatusBlock.Size));
        Assert.InRange(places.Count(p => p.List == 1), 0, 5);
        Assert.Equal(2, places.Max(p => p.List));
    }

    [Fact]
    public async Task The_second_list_begins_when_the_first_is_eighty_percent_full_and_begins_once()
    {
        var given = await GivenLists.New();
        var first = await given.Indexes.Reserve(Ct); // its pointer is cached, and will be stale
        await Fill(given, 1, _ => StatusBlock.Most);
        Assert.Null(await given.Lists.Publish(2, Ct));

        var places = await Task.WhenAll(Enumerable.Range(0, 20).Select(n => (n % 2 == 0 ? given : given.Beside()).Indexes.Reserve(Ct)));

        Assert.Equal(1, first.List);
        Assert.All(places, p => Assert.Equal((2, given.Lists.Url(2)), (p.List, p.ListUrl)));
        Assert.Equal(20, places.Select(p => p.Index).Distinct().Count());
        Assert.Equal(2, await given.Indexes.Newest(Ct));
        Assert.Equal(20, await Taken(given, 2));
        var (list, bits) = await given.Published(2);
        Assert.Equal((given.Lists.Url(2), 0), (list.Id, bits.Revoked));
        Assert.Null(await given.Lists.Publish(3, Ct));
    }

    [Fact]
    public async Task A_list_with_room_in_most_blocks_goes_on()
    {
        var given = await GivenLists.New();
        await Fill(given, 1, b => b % 8 == 0 ? StatusBlock.Most : StatusBlock.Most - 10);
        var places = await Task.WhenAll(Enumerable.Range(0, 40).Select(_ => given.Indexes.Reserve(Ct)));
        Assert.All(places, p => Assert.Equal((1, true), (p.List, p.Index / StatusBlock.Size % 8 != 0)));
    }

    [Fact]
    public async Task A_reservation_is_two_storage_calls()
    {
        var given = await GivenLists.New();
        Assert.Equal(3, await given.Counted(() => given.Indexes.Reserve(Ct))); // the first asks which list is current
        Assert.Equal(2, await given.Counted(() => given.Indexes.Reserve(Ct)));
    }

    /// <summary>Writes every block of a list with so many taken.</summary>
    private static async Task Fill(GivenLists given, int list, Func<int, int> taken)
    {
        foreach (var chunk in Enumerable.Range(0, StatusIndexes.Blocks).Chunk(64))
        {
            await given.Tables.StatusLists.SubmitTransactionAsync(chunk.Select(b =>
            {
                var block = new StatusBlock();
                while (block.Taken < taken(b))
                    block.Take(Random.Shared.Next);
                return new TableTransactionAction(TableTransactionActionType.UpsertReplace, new TableEntity($"list-{list}", StatusIndexes.BlockKey(b)) { ["Taken"] = block.ToBytes() });
            }), Ct);
        }
    }

    private static async Task<int> Taken(GivenLists given, int list)
    {
        var taken = 0;
        await foreach (var row in given.Tables.StatusLists.QueryAsync<TableEntity>($"PartitionKey eq 'list-{list}' and RowKey ge 'block|' and RowKey lt 'block|~'", cancellationToken: Ct))
            taken += new StatusBlock(row.GetBinary("Taken")).Taken;
        return taken;
    }
}
