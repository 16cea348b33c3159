using Azure.Data.Tables;
using Esp.App.Credentials;
using Esp.Domain.Credentials;

namespace Esp.Tests.Credentials;

/// <summary>The published lists: the same bytes for all, never lapsed, never losing a revocation.</summary>
public sealed class StatusListsTests
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task Everybody_gets_the_same_bytes_and_publishing_is_one_storage_call()
    {
        var given = await GivenLists.New();
        var first = await given.Lists.Publish(1, Ct);
        given.Clock.Advance(TimeSpan.FromHours(5));
        Assert.Equal(1, await given.Counted(async () => Assert.Equal(first, await given.Lists.Publish(1, Ct))));
        Assert.Equal(first, await given.Beside().Lists.Publish(1, Ct));
        var (list, _) = await given.Published(1);
        Assert.Equal((given.Lists.Url(1), given.Keys.IssuerId, TimeSpan.FromMinutes(1)), (list.Id, list.IssuerId, list.TimeToLive));
        Assert.Equal((GivenBadge.Now.AddMinutes(-5), GivenBadge.Now.AddDays(3)), (list.ValidFrom, list.ValidUntil));
    }

    [Theory]
    [InlineData(-1), InlineData(0), InlineData(2), InlineData(int.MaxValue)]
    public async Task A_list_that_was_never_begun_is_not_there(int list) => Assert.Null(await (await GivenLists.New()).Lists.Publish(list, Ct));

    [Fact]
    public async Task A_revocation_shows_at_once_and_stays()
    {
        var given = await GivenLists.New();
        await given.Lists.Publish(1, Ct);
        Assert.Equal(2, await given.Counted(() => given.Lists.Revoke(1, [0, 77, StatusBits.Entries - 1], Ct)));
        Assert.Equal(1, await given.Counted(() => given.Lists.Revoke(1, [77], Ct))); // again: nothing to do
        await given.Lists.Revoke(1, [5], Ct);
        given.Clock.Advance(StatusLists.Believed);
        var (_, bits) = await given.Beside().Published(1);
        Assert.Equal([0, 5, 77, StatusBits.Entries - 1], Set(bits));
    }

    [Fact]
    public async Task Thirty_revocations_at_once_are_all_in_the_list()
    {
        var given = await GivenLists.New();
        var indexes = Enumerable.Range(0, 30).Select(n => n * 4001).ToArray();
        await Task.WhenAll(indexes.Select((index, n) => (n % 3 == 0 ? given.Beside() : given).Lists.Revoke(1, [index], Ct)));
        Assert.Equal(indexes, Set((await given.Published(1)).Bits));
    }

    [Fact]
    public async Task Signing_again_and_revoking_at_once_loses_nothing()
    {
        var given = await GivenLists.New();
        for (var round = 0; round < 5; round++)
        {
            await given.Lists.Publish(1, Ct);
            given.Clock.Advance(StatusLists.Believed); // all of these now sign it again
            await Task.WhenAll([.. Enumerable.Range(0, 6).Select(n => n % 2 == 0 ? given.Lists.Revoke(1, [(round * 100) + n], Ct) : given.Beside().Lists.Publish(1, Ct)), given.Lists.Renew(1, Ct)]);
        }

        Assert.Equal(15, (await given.Published(1)).Bits.Revoked);
    }

    [Fact]
    public async Task The_timer_signs_again_well_before_a_list_lapses()
    {
        var given = await GivenLists.New();
        await given.Lists.Revoke(1, [9], Ct);
        await given.Lists.Begin(2, Ct);
        await given.Tables.StatusLists.AddEntityAsync(new TableEntity("lists", "current") { ["List"] = 2 }, Ct);
        var timer = new RenewStatusListsFunction(given.Indexes, given.Lists);
        given.Clock.Advance(StatusLists.Believed - StatusLists.RenewBefore - TimeSpan.FromMinutes(1));
        Assert.Equal(3, await given.Counted(() => timer.Run(new(), Ct))); // the pointer and a look at each
        given.Clock.Advance(TimeSpan.FromMinutes(2));
        Assert.Equal(7, await given.Counted(() => timer.Run(new(), Ct)));
        foreach (var list in new[] { 1, 2 })
            Assert.Equal(given.Clock.GetUtcNow() + StatusLists.Believed, (await given.Published(list)).List.ValidUntil);
        Assert.Equal([9], Set((await given.Published(1)).Bits));
    }

    [Fact]
    public async Task A_list_that_lapsed_while_the_timer_was_away_is_signed_again_when_asked_for()
    {
        var given = await GivenLists.New();
        await given.Lists.Revoke(1, [9], Ct);
        given.Clock.Advance(StatusLists.Believed - StatusLists.TimeToLive); // whoever keeps it for its time to live would keep it too long
        Assert.Equal(3, await given.Counted(() => given.Lists.Publish(1, Ct)));
        var (list, bits) = await given.Published(1);
        Assert.Equal((given.Clock.GetUtcNow() + StatusLists.Believed, 1), (list.ValidUntil, bits.Revoked));
    }

    [Fact]
    public async Task A_list_stands_after_a_change_of_keys_while_the_old_one_is_published_and_no_longer()
    {
        var given = await GivenLists.New();
        var before = await given.Lists.Publish(1, Ct);
        using var rotated = SigningKeys.From(GivenBadge.IssuerId, SigningKeys.NewSeed(), [given.Keys.CurrentPublicKey]).Ok();
        Assert.Equal(before, await given.Beside(rotated).Lists.Publish(1, Ct));
        using var strange = SigningKeys.From(GivenBadge.IssuerId, SigningKeys.NewSeed()).Ok();
        var (list, _) = await given.Beside(strange).Published(1);
        Assert.Equal(strange.VerificationMethod, list.Proof!.VerificationMethod);
    }

    [Fact]
    public async Task Bits_that_cannot_be_read_never_become_an_empty_list()
    {
        var given = await GivenLists.New();
        await given.Lists.Revoke(1, [9], Ct);
        await given.Tables.StatusLists.UpdateEntityAsync(new TableEntity("list-1", "bits") { ["Encoded"] = "uBROKEN" }, Azure.ETag.All, TableUpdateMode.Merge, Ct);
        await Assert.ThrowsAsync<InvalidOperationException>(() => given.Lists.Revoke(1, [10], Ct));
        given.Clock.Advance(StatusLists.Believed);
        await Assert.ThrowsAsync<InvalidOperationException>(() => given.Lists.Publish(1, Ct));
    }

    [Fact]
    public async Task A_thousand_random_revocations_are_what_others_read()
    {
        var given = await GivenLists.New(DateTimeOffset.UtcNow); // they look at their own clock
        var random = new Random(20261124);
        var revoked = Enumerable.Range(0, 1000).Select(_ => random.Next(StatusBits.Entries)).ToArray();
        foreach (var together in revoked.Chunk(50))
            await given.Lists.Revoke(1, together, Ct);

        var json = (await given.Lists.Publish(1, Ct))!;
        var theirs = (await Independent.Answers("status-bits.mjs", [json]))[0];
        Assert.Equal(StatusBits.Entries, theirs.GetProperty("length").GetInt32());
        Assert.Equal(revoked.Distinct().Order(), theirs.GetProperty("set").EnumerateArray().Select(i => i.GetInt32()));
        Assert.True((await Independent.Answers("verify-credential.mjs", [json], ("did", DidDocument.Write(given.Keys))))[0].GetProperty("verified").GetBoolean());
    }

    /// <summary>Half of the bits at random is the worst that packing can meet.</summary>
    [Fact]
    public async Task Half_of_a_list_revoked_still_fits_its_row()
    {
        var given = await GivenLists.New();
        var random = new Random(7);
        await given.Lists.Revoke(1, [.. Enumerable.Range(0, StatusBits.Entries).Where(_ => random.Next(2) == 0)], Ct);
        var row = (await given.Tables.StatusLists.GetEntityAsync<TableEntity>("list-1", "bits", cancellationToken: Ct)).Value;
        Assert.InRange(row.GetString("Encoded").Length * 2, 40_000, 64 * 1024);
        Assert.InRange(row.GetBinary("Signed").Length, 20_000, 64 * 1024);
        Assert.InRange((await given.Published(1)).Bits.Revoked, 65_000, 66_000);
    }

    private static IEnumerable<int> Set(StatusBits bits) => Enumerable.Range(0, bits.Count).Where(i => bits[i]);
}
