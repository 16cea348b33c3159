using System.Text.Json.Nodes;
using CsCheck;
using Esp.App.Credentials;
using Esp.Domain.Credentials;

namespace Esp.Tests.Credentials;

public sealed class BadgeCheckerTests : IDisposable
{
    private readonly SigningKeys _keys = GivenBadge.Keys();

    private Signer Signer => new(_keys);

    private BadgeChecker Checker => new(_keys);

    public void Dispose() => _keys.Dispose();

    [Fact]
    public void What_we_sign_is_valid() =>
        GivenBadge.Input.Sample(
            input => Assert.Equal(CheckResult.Valid, Checker.Signature(BadgeJson.Write(Signer.Sign(BadgeFactory.Compose(input).Ok(), GivenBadge.Now).Ok())).Result),
            iter: 100, threads: 1);

    [Fact]
    public void After_any_single_change_it_is_not_valid()
    {
        var json = BadgeJson.Write(Signer.Sign(GivenBadge.Plain(), GivenBadge.Now).Ok());
        var leaves = Paths(JsonNode.Parse(json)!).ToArray();
        Assert.True(leaves.Length > 100);

        Gen.Select(Gen.OneOf(leaves), GivenBadge.RawText, Gen.Bool).Sample(
            (path, text, remove) =>
            {
                var changed = JsonNode.Parse(json)!;
                Change(changed, path, text, remove);
                Assert.NotEqual(CheckResult.Valid, Checker.Signature(System.Text.Encoding.UTF8.GetBytes(changed.ToJsonString())).Result);
            },
            iter: 3000,
            threads: 1);
    }

    [Fact]
    public void A_changed_text_is_called_invalid_and_a_changed_shape_could_not_be_checked()
    {
        var signed = Signer.Sign(GivenBadge.Plain(), GivenBadge.Now).Ok();
        Assert.Equal(new BadgeCheck("signature", CheckResult.Invalid, "It was changed after it was signed."), Checker.Signature(signed with { Name = "Other" }));
        Assert.Equal(CheckResult.CouldNotCheck, Checker.Signature("{}"u8.ToArray()).Result);
        Assert.Equal(CheckResult.CouldNotCheck, Checker.Signature(signed with { Name = "" }).Result);
    }

    [Fact]
    public void An_unsigned_badge_is_invalid() =>
        Assert.Equal("It is not signed.", Checker.Signature(GivenBadge.Plain()).Reason);

    [Fact]
    public void A_key_of_nobody_is_invalid()
    {
        using var strangers = GivenBadge.Keys();
        var check = Checker.Signature(new Signer(strangers).Sign(GivenBadge.Plain(), GivenBadge.Now).Ok());
        Assert.Equal((CheckResult.Invalid, "The key it is signed with is not one of the issuer's."), (check.Result, check.Reason));
    }

    [Fact]
    public void Another_issuer_could_not_be_checked()
    {
        using var others = SigningKeys.From("did:web:other.example", SigningKeys.NewSeed()).Ok();
        var badge = new Signer(others).Sign(GivenBadge.Plain() with { Issuer = new("did:web:other.example") }, GivenBadge.Now).Ok();
        Assert.Equal(CheckResult.CouldNotCheck, Checker.Signature(badge).Result);
        Assert.Equal(CheckResult.CouldNotCheck, Checker.Issuer(badge.Issuer.Id, Checker.Signature(badge)).Result);
        Assert.Equal(CheckResult.Valid, Checker.Issuer(GivenBadge.IssuerId, new("signature", CheckResult.Valid, "")).Result);
        Assert.Equal(CheckResult.CouldNotCheck, Checker.Issuer(GivenBadge.IssuerId, Checker.Signature(GivenBadge.Plain())).Result);
    }

    [Fact]
    public void Validity_begins_with_its_first_second_and_ends_with_its_last()
    {
        var badge = GivenBadge.Plain() with { ValidUntil = GivenBadge.Now.AddDays(1) };
        Assert.Equal(
            [CheckResult.Invalid, CheckResult.Valid, CheckResult.Valid, CheckResult.Invalid],
            new[] { -1, 0, 86_399, 86_400 }.Select(s => BadgeChecker.Validity(badge, GivenBadge.Now.AddSeconds(s)).Result));
    }

    [Fact]
    public void A_set_bit_is_revoked_and_a_bit_beside_it_is_not()
    {
        var bits = new StatusBits();
        bits.Revoke(42);
        Assert.Equal(CheckResult.Invalid, Status(GivenBadge.Plain(), bits).Result);
        Assert.Equal(CheckResult.Valid, Status(GivenBadge.Plain() with { Status = new("https://x/#43", 43, GivenBadge.ListUrl) }, bits).Result);
    }

    [Fact]
    public void A_list_that_is_away_stale_foreign_unsigned_or_changed_fails_closed()
    {
        var (badge, list) = (GivenBadge.Plain(), Signer.Sign(List(new StatusBits()), GivenBadge.Now).Ok());
        using var strangers = GivenBadge.Keys();
        BadgeCheck[] checks =
        [
            Checker.Status(badge, listJson: null, GivenBadge.Now),
            Checker.Status(badge, list.ToJson(), list.ValidUntil),
            Checker.Status(badge, list.ToJson(), list.ValidFrom.AddSeconds(-1)),
            Checker.Status(badge, Signer.Sign(list with { Id = GivenBadge.Site + "/other" }, GivenBadge.Now).Ok().ToJson(), GivenBadge.Now),
            Checker.Status(badge, (list with { Proof = null }).ToJson(), GivenBadge.Now),
            Checker.Status(badge, (list with { ValidUntil = list.ValidUntil.AddDays(1) }).ToJson(), GivenBadge.Now),
            Checker.Status(badge, new Signer(strangers).Sign(list, GivenBadge.Now).Ok().ToJson(), GivenBadge.Now),
            Checker.Status(badge, "<html>"u8.ToArray(), GivenBadge.Now),
            Checker.Status(badge with { Status = new("https://x/#1", 900_000, GivenBadge.ListUrl) }, list.ToJson(), GivenBadge.Now),
        ];
        Assert.All(checks, c => Assert.Equal(("status", CheckResult.CouldNotCheck), (c.Name, c.Result)));
        Assert.All(checks, c => Assert.StartsWith("Could not check: ", c.Reason, StringComparison.Ordinal));
        Assert.Equal(CheckResult.Valid, Checker.Status(badge, list.ToJson(), GivenBadge.Now).Result);
    }

    private BadgeCheck Status(Badge badge, StatusBits bits) => Checker.Status(badge, Signer.Sign(List(bits), GivenBadge.Now).Ok().ToJson(), GivenBadge.Now);

    private static StatusListCredential List(StatusBits bits) => new(
        GivenBadge.ListUrl, GivenBadge.IssuerId, GivenBadge.Now, GivenBadge.Now.AddDays(7), TimeSpan.FromMinutes(5), bits.Encode());

    private static IEnumerable<string[]> Paths(JsonNode node) => node switch
    {
        JsonObject members => members.SelectMany(m => Paths(m.Value!).Select(p => (string[])[m.Key, .. p]).Prepend([m.Key])),
        JsonArray items => items.SelectMany((item, i) => Paths(item!).Select(p => (string[])[$"{i}", .. p]).Prepend([$"{i}"])),
        _ => [],
    };

    private static void Change(JsonNode root, string[] path, string text, bool remove)
    {
        var parent = path[..^1].Aggregate(root, (node, key) => node is JsonArray items ? items[int.Parse(key)]! : node[key]!);
        var value = parent is JsonArray list ? list[int.Parse(path[^1])] : parent[path[^1]];
        JsonNode? changed = value switch
        {
            JsonValue v when v.TryGetValue<bool>(out var flag) => !flag,
            JsonValue v when v.TryGetValue<int>(out var number) => number + text.Length,
            JsonValue v => v.GetValue<string>() + text,
            _ => text,
        };
        if (parent is JsonArray array)
        {
            array.RemoveAt(int.Parse(path[^1]));
            if (!remove)
                array.Insert(int.Parse(path[^1]), changed);
        }
        else if (remove)
        {
            ((JsonObject)parent).Remove(path[^1]);
        }
        else
        {
            parent[path[^1]] = changed;
        }
    }
}
