using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Esp.App.Credentials;
using Esp.Domain.Credentials;

namespace Esp.Tests.Credentials;

public sealed class PublishedVectorTests
{
    private const string BadgeFolder = "openbadges-3.0/";
    private const string W3cFolder = "w3c-eddsa-rdfc-2022/";

    private static readonly JsonElement Published = JsonSerializer.Deserialize<JsonElement>(Independent.VectorBytes(BadgeFolder + "vector.json"));

    /// <summary>The example of the Open Badges implementation guide in our model.</summary>
    private static Badge Example => new(
        "http://example.com/credentials/3527",
        new("https://example.edu/issuers/565049", "Example Corp", "https://www.imsglobal.org"),
        new(2010, 1, 1, 0, 0, 0, TimeSpan.Zero),
        new(new Achievement(
            "https://example.com/achievements/21st-century-skills/teamwork",
            "Teamwork",
            "This badge recognizes the development of the capacity to collaborate within a group environment.",
            new(null, "Team members are nominated for this badge by their peers and recognized upon review by Example Corp management.")))
        {
            Id = "did:example:ebfeb1f712ebc6f1c276e12ec21",
        })
    {
        Name = "Teamwork Badge",
    };

    private static DateTimeOffset Created => new(2010, 1, 1, 19, 23, 24, TimeSpan.Zero);

    [Fact]
    public void The_open_badges_example_has_the_published_canonical_document() =>
        Assert.Equal(Encoding.UTF8.GetString(Independent.VectorBytes(BadgeFolder + "document-canon.txt")), Encoding.UTF8.GetString(BadgeQuads.Canonical(Example).Ok()));

    [Fact]
    public void The_open_badges_example_has_the_published_canonical_proof_options()
    {
        using var keys = BadgeKeys();
        Assert.Equal(
            Encoding.UTF8.GetString(Independent.VectorBytes(BadgeFolder + "proof-canon.txt")),
            Encoding.UTF8.GetString(ProofQuads.Canonical(Created, keys.VerificationMethod).Ok()));
    }

    [Fact]
    public void The_open_badges_example_has_the_published_hashes()
    {
        Span<byte> hash = stackalloc byte[32];
        Assert.Null(BadgeQuads.Hash(Example, hash));
        Assert.Equal(Published.GetProperty("documentHashHex").GetString(), Convert.ToHexStringLower(hash));

        using var keys = BadgeKeys();
        Assert.Null(ProofQuads.Hash(Created, keys.VerificationMethod, hash));
        Assert.Equal(Published.GetProperty("proofHashHex").GetString(), Convert.ToHexStringLower(hash));
    }

    [Fact]
    public void Signing_the_open_badges_example_gives_the_published_signature()
    {
        using var keys = BadgeKeys();
        var signed = new Signer(keys).Sign(Example, Created).Ok();

        Assert.Equal(Published.GetProperty("proofValue").GetString(), signed.Proof!.ProofValue);
        Assert.True(Multibase.TryDecode(signed.Proof.ProofValue, out var signature));
        Assert.Equal(Published.GetProperty("signatureHex").GetString(), Convert.ToHexStringLower(signature));
        Assert.Equal(Published.GetProperty("publicKeyMultibase").GetString(), keys.CurrentPublicKey);
    }

    [Fact]
    public void The_published_open_badge_is_read_and_found_valid()
    {
        using var keys = BadgeKeys();
        var json = Independent.VectorBytes(BadgeFolder + "signed.json");

        Assert.Equivalent(new Signer(keys).Sign(Example, Created).Ok(), BadgeReader.Read(json).Ok(), strict: true);
        Assert.Equal(CheckResult.Valid, new BadgeChecker(keys).Signature(json).Result);
    }

    [Fact]
    public void Signing_the_w3c_example_gives_the_published_hashes_and_signature()
    {
        var pair = JsonSerializer.Deserialize<JsonElement>(Independent.VectorBytes(W3cFolder + "keyPair.json"));
        using var keys = SigningKeys.From("did:example:issuer", pair.GetProperty("privateKeyMultibase").GetString()!).Ok();
        var (proof, document) = (Independent.VectorBytes(W3cFolder + "proofCanonDataInt.txt"), Independent.VectorBytes(W3cFolder + "canonDocDataInt.txt"));

        Assert.Equal(pair.GetProperty("publicKeyMultibase").GetString(), keys.CurrentPublicKey);
        Assert.Equal(Text("combinedHashDataInt.txt"), Convert.ToHexStringLower([.. SHA256.HashData(proof), .. SHA256.HashData(document)]));
        var value = new Signer(keys).ProofValue(proof, document);
        Assert.Equal(Text("sigBTC58DataInt.txt"), value);
        Assert.True(Multibase.TryDecode(value, out var signature));
        Assert.Equal(Text("sigHexDataInt.txt"), Convert.ToHexStringLower(signature));
    }

    [Fact]
    public void The_w3c_proof_options_come_out_of_our_own_writer()
    {
        const string Key = "z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2";
        Assert.Equal(
            Text("proofCanonDataInt.txt"),
            Encoding.UTF8.GetString(ProofQuads.Canonical(new(2023, 2, 24, 23, 36, 38, TimeSpan.Zero), $"did:key:{Key}#{Key}").Ok()).Trim());
    }

    private static SigningKeys BadgeKeys() => SigningKeys.From(
        Example.Issuer.Id, Convert.ToBase64String(Convert.FromHexString(Published.GetProperty("privateKeyHex").GetString()!))).Ok();

    private static string Text(string file) => File.ReadAllText(Independent.Vector(W3cFolder + file)).Trim();
}
