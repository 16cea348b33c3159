using System.Text;
using System.Text.Json;
using CsCheck;
using Esp.App.Credentials;
using Esp.Domain.Credentials;

namespace Esp.Tests.Credentials;

/// <summary>What we write, read by the libraries of others.</summary>
public sealed class IndependentVerifierTests
{
    [Fact]
    public async Task Our_canonical_form_is_what_the_contexts_make_of_our_json()
    {
        using var keys = GivenBadge.Keys();
        var signer = new Signer(keys);
        var badges = Many(GivenBadge.Any, 150).Concat(Many(GivenBadge.Input, 30).Select(i => BadgeFactory.Compose(i).Ok()))
            .Select(b => signer.Sign(b, GivenBadge.Now)).Where(r => !r.Failed(out _, out _)).Select(r => r.Ok()).ToArray();
        Assert.InRange(badges.Length, 90, 180);

        var theirs = await Independent.Answers("canonize.mjs", [.. badges.Select(b => BadgeJson.Write(b))]);

        Assert.All(badges.Zip(theirs), pair =>
        {
            Assert.Equal(pair.Second.GetProperty("document").GetString(), Encoding.UTF8.GetString(BadgeQuads.Canonical(pair.First).Ok()));
            Assert.Equal(pair.Second.GetProperty("proof").GetString(), Encoding.UTF8.GetString(ProofQuads.Canonical(GivenBadge.Now, keys.VerificationMethod).Ok()));
        });
    }

    [Fact]
    public async Task Every_badge_with_any_text_verifies_and_fits_the_schema()
    {
        using var keys = GivenBadge.Keys();
        var signer = new Signer(keys);
        var badges = Many(GivenBadge.Input, 60).Append(GivenBadge.PlainInput()).Select(i => signer.Sign(BadgeFactory.Compose(i).Ok(), GivenBadge.Now).Ok()).ToArray();
        var list = signer.Sign(List(new StatusBits()), GivenBadge.Now).Ok();

        var answers = await Verify(keys, list, [.. badges.Select(b => BadgeJson.Write(b))]);

        Assert.All(answers, a => Assert.True(a.GetProperty("verified").GetBoolean(), a.ToString()));
        Assert.All(answers, a => Assert.True(a.GetProperty("status").GetBoolean(), a.ToString()));
    }

    [Fact]
    public async Task A_revoked_badge_is_refused_and_its_neighbours_are_not()
    {
        using var keys = GivenBadge.Keys();
        var signer = new Signer(keys);
        var bits = new StatusBits();
        bits.Revoke(42);
        var list = signer.Sign(List(bits), GivenBadge.Now).Ok();
        var badges = new[] { 41, 42, 43 }
            .Select(i => GivenBadge.Plain() with { Status = new StatusEntry($"{GivenBadge.ListUrl}#{i}", i, GivenBadge.ListUrl) })
            .Select(b => BadgeJson.Write(signer.Sign(b, GivenBadge.Now).Ok())).ToArray();

        var answers = await Verify(keys, list, badges);

        Assert.Equal([true, false, true], answers.Select(a => a.GetProperty("verified").GetBoolean()));
    }

    [Fact]
    public async Task A_key_that_is_no_longer_current_still_verifies_what_it_signed()
    {
        using var before = GivenBadge.Keys();
        using var now = SigningKeys.From(GivenBadge.IssuerId, SigningKeys.NewSeed(), [before.CurrentPublicKey]).Ok();
        var old = BadgeJson.Write(new Signer(before).Sign(GivenBadge.Plain(), GivenBadge.Now).Ok());
        var list = new Signer(now).Sign(List(new StatusBits()), GivenBadge.Now).Ok();

        Assert.True((await Verify(now, list, [old]))[0].GetProperty("verified").GetBoolean());
        Assert.Equal(CheckResult.Valid, new BadgeChecker(now).Signature(old).Result);
    }

    [Fact]
    public async Task Others_refuse_a_badge_after_any_single_change()
    {
        using var keys = GivenBadge.Keys();
        var json = BadgeJson.Write(new Signer(keys).Sign(GivenBadge.Plain(), GivenBadge.Now).Ok());

        var answer = (await Independent.Answers("verify-credential.mjs", [json], ("did", DidDocument.Write(keys))))[0];
        Assert.True(answer.GetProperty("verified").GetBoolean(), answer.ToString());

        var changed = await Mutate(keys, json);
        Assert.True(changed.GetProperty("tried").GetInt32() > 150, changed.ToString());
        Assert.True(changed.GetProperty("verified").GetBoolean(), changed.ToString());
    }

    [Fact]
    public async Task Our_status_list_is_what_the_context_makes_of_its_json()
    {
        using var keys = GivenBadge.Keys();
        var bits = new StatusBits();
        bits.Revoke(0);
        bits.Revoke(StatusBits.Entries - 1);
        var list = new Signer(keys).Sign(List(bits), GivenBadge.Now).Ok();

        var theirs = await Independent.Answers("canonize.mjs", [list.ToJson()]);

        Assert.Equal(theirs[0].GetProperty("document").GetString(), Encoding.UTF8.GetString(list.Canonical().Ok()));
        Assert.True((await Independent.Answers("verify-credential.mjs", [list.ToJson()], ("did", DidDocument.Write(keys))))[0].GetProperty("verified").GetBoolean());
    }

    private static StatusListCredential List(StatusBits bits) => new(
        GivenBadge.ListUrl, GivenBadge.IssuerId, GivenBadge.Now, GivenBadge.Now.AddYears(50), TimeSpan.FromMinutes(5), bits.Encode());

    private static T[] Many<T>(Gen<T> gen, int count) => gen.Array[count].Single();

    private static Task<IReadOnlyList<JsonElement>> Verify(SigningKeys keys, StatusListCredential list, IReadOnlyList<byte[]> badges) =>
        Independent.Answers("verify-credential.mjs", badges, ("did", DidDocument.Write(keys)), ("status", list.ToJson()));

    private static async Task<JsonElement> Mutate(SigningKeys keys, byte[] json)
    {
        var folder = Directory.CreateTempSubdirectory("esp-credentials-").FullName;
        try
        {
            var (badge, did) = (Path.Join(folder, "badge.json"), Path.Join(folder, "did.json"));
            await File.WriteAllBytesAsync(badge, json);
            await File.WriteAllBytesAsync(did, DidDocument.Write(keys));
            return (await Independent.Run("verify-credential.mjs", ["--mutate", "1", "--did", did, badge]))[0];
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }
}
