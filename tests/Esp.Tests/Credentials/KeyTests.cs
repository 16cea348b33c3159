using System.Text.Json;
using CsCheck;
using Esp.App.Credentials;
using Esp.Domain.Credentials;

namespace Esp.Tests.Credentials;

public sealed class KeyTests
{
    [Fact]
    public void Bytes_survive_both_bases() =>
        Gen.Byte.Array[0, 66].Sample(
            bytes =>
            {
                Assert.True(Multibase.TryDecode(Multibase.Base58(bytes), out var back));
                Assert.Equal(bytes, back);
                Assert.True(Multibase.TryDecode(Multibase.Base64Url(bytes), out back));
                Assert.Equal(bytes, back);
            },
            iter: 500, threads: 1);

    [Theory]
    [InlineData("", "z")]
    [InlineData("00", "z1")]
    [InlineData("0000287fb4cd", "z11233QC4")]
    [InlineData("48656c6c6f20576f726c6421", "z2NEpo7TZRRrLZSi2U")]
    public void Base58_is_the_published_one(string hex, string text) => Assert.Equal(text, Multibase.Base58(Convert.FromHexString(hex)));

    [Theory]
    [InlineData(null), InlineData(""), InlineData("Z1"), InlineData("z0"), InlineData("zO"), InlineData("u="), InlineData("uA A"), InlineData("u+"), InlineData("m00")]
    public void Other_text_is_no_multibase(string? text) => Assert.False(Multibase.TryDecode(text, out _));

    [Fact]
    public void Overlong_base58_is_not_worked_on() => Assert.False(Multibase.TryDecode("z" + new string('2', 100_000), out _));

    [Fact]
    public void A_seed_is_taken_as_multikey_multibase_or_base64_and_gives_the_same_key()
    {
        var seed = SigningKeys.NewSeed();
        Assert.True(Multibase.TryPrivateKey(seed, out var bytes));
        string[] forms = [seed, Multibase.Base58(bytes), Multibase.Base64Url(bytes), Convert.ToBase64String(bytes)];
        Assert.Single(forms.Select(f => SigningKeys.From(GivenBadge.IssuerId, f).Ok().CurrentPublicKey).Distinct(StringComparer.Ordinal));
    }

    [Theory]
    [InlineData(""), InlineData("secret"), InlineData("z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2"), InlineData("AAAA")]
    public void Another_seed_is_refused_without_repeating_it(string seed)
    {
        var problem = SigningKeys.From(GivenBadge.IssuerId, seed).Refused();
        Assert.Equal("credential.key-invalid", problem.Code);
        Assert.True(seed.Length == 0 || !problem.Detail.Contains(seed, StringComparison.Ordinal));
    }

    [Fact]
    public void An_older_key_that_is_none_is_refused() =>
        Assert.Equal("credential.key-invalid", SigningKeys.From(GivenBadge.IssuerId, SigningKeys.NewSeed(), ["z6Mk"]).Refused().Code);

    [Theory]
    [InlineData("https://esp.example", "did:web:esp.example")]
    [InlineData("https://esp.example/", "did:web:esp.example")]
    [InlineData("http://localhost:4280/", "did:web:localhost%3A4280")]
    [InlineData("https://esp.example/a/b/", "did:web:esp.example:a:b")]
    public void The_issuer_is_named_after_the_site(string site, string did) => Assert.Equal(did, DidDocument.IdOf(new Uri(site)));

    [Fact]
    public void The_document_lists_every_key_for_assertions_the_current_first()
    {
        using var older = GivenBadge.Keys();
        using var keys = SigningKeys.From(GivenBadge.IssuerId, SigningKeys.NewSeed(), [older.CurrentPublicKey]).Ok();
        var document = JsonSerializer.Deserialize<JsonElement>(DidDocument.Write(keys));

        string[] expected = [keys.VerificationMethod, older.VerificationMethod];
        Assert.Equal(GivenBadge.IssuerId, document.GetProperty("id").GetString());
        Assert.Equal(expected, document.GetProperty("assertionMethod").EnumerateArray().Select(m => m.GetString()!), StringComparer.Ordinal);
        Assert.Equal(expected, document.GetProperty("verificationMethod").EnumerateArray().Select(m => m.GetProperty("id").GetString()!), StringComparer.Ordinal);
        Assert.All(document.GetProperty("verificationMethod").EnumerateArray(), m => Assert.Equal("Multikey", m.GetProperty("type").GetString()));
    }
}
