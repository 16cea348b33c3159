using System.Security.Cryptography;
using Esp.App.Catalog;
using Esp.App.Credentials;
using Esp.Domain.Credentials;

namespace Esp.Tests.Credentials;

/// <summary>
/// The samples in tests/vectors/issued, which the site's own checks read, are what the signer makes. The keys in here are public and sign nothing else.
/// With the environment's <c>ESP_WRITE_SAMPLES=1</c> the files are written instead.
/// </summary>
public sealed class IssuedSampleTests
{
    private static readonly DateTimeOffset Awarded = new(2026, 10, 20, 14, 5, 0, TimeSpan.Zero);

    private static readonly bool Writes = Environment.GetEnvironmentVariable("ESP_WRITE_SAMPLES") == "1";

    [Theory]
    [InlineData("plain.json"), InlineData("recipient.json"), InlineData("expired.json"), InlineData("revoked.json"), InlineData("other-issuer.json"), InlineData("status-list.json"), InlineData("did.json")]
    [InlineData("recipient.png"), InlineData("recipient.svg")]
    public void The_sample_is_what_the_signer_makes(string name)
    {
        var file = Independent.Vector($"issued/{name}");
        var made = Made(name);
        if (Writes)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllBytes(file, made);
        }

        Assert.Equal(made, File.ReadAllBytes(file));
    }

    /// <summary>No two signatures by ES256 are alike, so the file is checked instead of made again.</summary>
    [Fact]
    public void The_sample_token_is_signed_by_the_sample_key()
    {
        using var keys = TokenKeys();
        var file = Independent.Vector("issued/recipient.jwt");
        var tokens = new CredentialJwt(keys);
        if (Writes)
            File.WriteAllText(file, tokens.Sign(BadgeReader.Read(Made("recipient.json")).Ok()).Ok());

        var token = File.ReadAllText(file);
        Assert.Equal(CheckResult.Valid, tokens.Check(token).Result);
        Assert.Equal(BadgeJson.Write(BadgeReader.Read(Made("recipient.json")).Ok() with { Proof = null }), BadgeJson.Write(BadgeReader.Read(JwtCredential.Read(token).Ok().Json).Ok()));
    }

    private static byte[] Made(string name)
    {
        using var keys = Keys(GivenBadge.IssuerId, 1);
        using var others = Keys("did:web:badges.other.example", 2);
        using var tokens = TokenKeys();
        return name switch
        {
            "did.json" => DidDocument.Write(keys, tokens),
            "status-list.json" => List(keys),
            // As issued before badges named a recipient and a picture.
            "plain.json" => Signed(keys, Badge(1, 7) with { Subject = new(Badge(1, 7).Subject.Achievement with { Image = null }) { Identifiers = Badge(1, 7).Subject.Identifiers, Results = Badge(1, 7).Subject.Results } }),
            "recipient.json" => Signed(keys, Badge(2, 8)),
            "recipient.png" => BakedPng.Bake(Picture("png"), Made("recipient.json")).Ok(),
            "recipient.svg" => BakedSvg.Bake(Picture("svg"), Made("recipient.json")).Ok(),
            "expired.json" => Signed(keys, Badge(3, 9) with { ValidUntil = Awarded.AddDays(7) }),
            "revoked.json" => Signed(keys, Badge(4, 10)),
            "other-issuer.json" => Signed(others, Badge(5, 11) with { Id = "https://badges.other.example/api/credentials/17", Issuer = new(others.IssuerId, "Another Issuer", "https://badges.other.example") }),
            _ => throw new ArgumentOutOfRangeException(nameof(name)),
        };
    }

    private static byte[] Picture(string kind) => File.ReadAllBytes(Path.Join(Repository.Root, "static-site", "images", "badges", $"communication.{kind}"));

    private static Badge Badge(int number, int index)
    {
        var definition = Catalogue.Load(Path.Join(Repository.Root, "static-site", "catalog")).Find("communication", "1.0")!;
        var id = CredentialId.For(new SubmissionId(new Guid(number, 7, 7, [1, 2, 3, 4, 5, 6, 7, 8])));
        return BadgeFactory.Compose(new(
            id, definition, definition.Part2.Criteria.ToDictionary(c => c.Id, _ => "proficient", StringComparer.Ordinal),
            Awarded, "rosa.delgado@example.org", "Rosa Núñez “Rosie” Delgado 👩‍🏫", "c2FsdC1vZi10aGUtc2FtcGxl", new string('a', 64), 5,
            new IssuerProfile(GivenBadge.IssuerId, "ESP Micro-credentials", GivenBadge.Site, "badges@esp.example"), GivenBadge.Site,
            new StatusEntry($"{GivenBadge.ListUrl}#{index}", index, GivenBadge.ListUrl))).Ok();
    }

    private static byte[] Signed(SigningKeys keys, Badge badge) => BadgeJson.Write(new Signer(keys).Sign(badge, Awarded.AddMinutes(2)).Ok(), indented: true);

    private static byte[] List(SigningKeys keys)
    {
        var bits = new StatusBits();
        bits.Revoke(10);
        return new Signer(keys).Sign(
            new StatusListCredential(GivenBadge.ListUrl, GivenBadge.IssuerId, Awarded, Awarded.AddYears(20), TimeSpan.FromMinutes(1), bits.Encode()), Awarded).Ok().ToJson();
    }

    private static SigningKeys Keys(string issuer, byte seed) => SigningKeys.From(issuer, Convert.ToBase64String([.. Enumerable.Repeat(seed, 32)])).Ok();

    private static JwtKeys TokenKeys()
    {
        using var key = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, D = [.. Enumerable.Repeat((byte)1, 32)] });
        return JwtKeys.From(GivenBadge.IssuerId, Convert.ToBase64String(key.ExportPkcs8PrivateKey())).Ok();
    }
}
