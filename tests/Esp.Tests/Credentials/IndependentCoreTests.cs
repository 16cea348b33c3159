using System.Text;
using System.Text.Json;
using CsCheck;
using Esp.App.Catalog;
using Esp.App.Credentials;
using Esp.Domain.Credentials;

namespace Esp.Tests.Credentials;

/// <summary>What we write, judged by the library under VerifierPlus and Learner Credential Wallet, by node's WebCrypto, and by an independent reader of status lists; none has a network.</summary>
public sealed class IndependentCoreTests : IDisposable
{
    private readonly SigningKeys _keys = GivenBadge.Keys();
    private readonly JwtKeys _jwtKeys = JwtKeys.From(GivenBadge.IssuerId, JwtKeys.NewKey()).Ok();

    public void Dispose()
    {
        _keys.Dispose();
        _jwtKeys.Dispose();
    }

    [Fact]
    public async Task Verifier_core_accepts_badges_with_any_text_and_one_to_six_criteria()
    {
        var inputs = GivenBadge.Input.Array[40].Single().Concat(Enumerable.Range(1, 6).Select(WithCriteria)).Append(WithName(new string('é', 100) + "مرحبا \"😀\"\nنص" + new string('中', 200))).ToArray();
        await AllVerify([.. inputs.Select(BadgeFactory.Compose).Select(r => r.Ok())]);
    }

    [Fact]
    public async Task Verifier_core_accepts_the_badge_of_each_micro_credential()
    {
        var offered = Catalogue.Load(Path.Join(AppContext.BaseDirectory, "catalog")).Current;
        Assert.Equal(8, offered.Count);
        await AllVerify([.. offered.Select((m, i) => BadgeFactory.Compose(GivenBadge.PlainInput() with
        {
            Definition = m,
            AchievedLevels = m.Part2.Criteria.ToDictionary(c => c.Id, _ => m.Levels[^1].Key, StringComparer.Ordinal),
            Status = new StatusEntry($"{GivenBadge.ListUrl}#{i}", i, GivenBadge.ListUrl),
        }).Ok())]);
    }

    [Fact]
    public async Task Verifier_core_tells_a_revoked_badge_from_its_neighbours()
    {
        var bits = new StatusBits();
        bits.Revoke(42);
        var badges = new[] { 41, 42 }.Select(i => GivenBadge.Plain() with { Status = new StatusEntry($"{GivenBadge.ListUrl}#{i}", i, GivenBadge.ListUrl) }).ToArray();
        var answers = await Core(badges, bits);
        Assert.Equal([true, false], answers.Select(a => a.GetProperty("checks").GetProperty("revocation_status").GetBoolean()));
        Assert.All(answers, a => Assert.True(a.GetProperty("checks").GetProperty("valid_signature").GetBoolean()));
    }

    [Fact]
    public async Task Verifier_core_refuses_the_signature_after_any_single_change()
    {
        using var folder = new Folder();
        var badge = new Signer(_keys).Sign(GivenBadge.Plain(), GivenBadge.Now).Ok();
        var answer = (await Independent.Run("verify-core.mjs",
            ["--mutate", "1", "--did", folder.Write("did.json", DidDocument.Write(_keys, _jwtKeys)), "--status", folder.Write("list.json", List(new StatusBits())), folder.Write("badge.json", BadgeJson.Write(badge))]))[0];
        Assert.True(answer.GetProperty("tried").GetInt32() > 150, answer.ToString());
        Assert.Equal(0, answer.GetProperty("accepted").GetArrayLength());
    }

    [Fact]
    public async Task The_webcrypto_of_node_accepts_our_tokens_and_no_changed_one()
    {
        using var folder = new Folder();
        var jwt = new CredentialJwt(_jwtKeys);
        var tokens = GivenBadge.Input.Array[20].Single().Select((input, i) => jwt.Sign(BadgeFactory.Compose(input).Ok() with { ValidUntil = i % 2 == 0 ? GivenBadge.Now.AddDays(1) : null }).Ok()).ToArray();
        var changed = tokens[0][..^10] + (tokens[0][^10] == 'A' ? 'B' : 'A') + tokens[0][^9..];
        var files = tokens.Append(changed).Select((t, i) => folder.Write($"{i:D2}.jwt", Encoding.ASCII.GetBytes(t)));

        var answers = await Independent.Run("verify-jwt.mjs", ["--did", folder.Write("did.json", DidDocument.Write(_keys, _jwtKeys)), .. files]);

        Assert.All(answers.SkipLast(1), a => Assert.True(a.GetProperty("verified").GetBoolean(), a.ToString()));
        Assert.Equal("wrong signature", answers[^1].GetProperty("error").GetString());
    }

    private async Task AllVerify(Badge[] badges)
    {
        var answers = await Core(badges, new StatusBits());
        Assert.Equal(badges.Length, answers.Count);
        Assert.All(answers, a =>
        {
            Assert.True(a.GetProperty("verified").GetBoolean(), a.ToString());
            Assert.Equal("[true]", a.GetProperty("schema").ToString());
        });
    }

    private Task<IReadOnlyList<JsonElement>> Core(Badge[] badges, StatusBits bits)
    {
        var signer = new Signer(_keys);
        return Independent.Answers("verify-core.mjs", [.. badges.Select(b => BadgeJson.Write(signer.Sign(b, GivenBadge.Now).Ok()))], ("did", DidDocument.Write(_keys, _jwtKeys)), ("status", List(bits)));
    }

    private byte[] List(StatusBits bits) =>
        new Signer(_keys).Sign(new StatusListCredential(GivenBadge.ListUrl, GivenBadge.IssuerId, GivenBadge.Now, GivenBadge.Now.AddYears(50), TimeSpan.FromMinutes(5), bits.Encode()), GivenBadge.Now).Ok().ToJson();

    private static BadgeInput WithName(string name) => GivenBadge.PlainInput() with { RecipientName = name };

    private static BadgeInput WithCriteria(int count)
    {
        var definition = GivenBadge.Definition("Title", "Summary", [.. Enumerable.Range(1, count).Select(i => $"Criterion {i}")], []);
        return GivenBadge.PlainInput() with { Definition = definition, AchievedLevels = definition.Part2.Criteria.ToDictionary(c => c.Id, _ => "proficient", StringComparer.Ordinal) };
    }
}
