using System.Text;
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

    [Theory]
    [InlineData("plain"), InlineData("recipient"), InlineData("expired"), InlineData("revoked"), InlineData("other-issuer"), InlineData("status-list"), InlineData("did")]
    public void The_sample_is_what_the_signer_makes(string name)
    {
        var file = Independent.Vector($"issued/{name}.json");
        var made = Encoding.UTF8.GetString(Made(name));
        if (Environment.GetEnvironmentVariable("ESP_WRITE_SAMPLES") == "1")
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, made);
        }

        Assert.Equal(made, File.ReadAllText(file));
    }

    private static byte[] Made(string name)
    {
        using var keys = Keys(GivenBadge.IssuerId, 1);
        using var others = Keys("did:web:badges.other.example", 2);
        return name switch
        {
            "did" => DidDocument.Write(keys),
            "status-list" => List(keys),
            "plain" => Signed(keys, Badge(1, 7) with { Subject = Badge(1, 7).Subject with { Id = null } }),
            "recipient" => Signed(keys, Badge(2, 8)),
            "expired" => Signed(keys, Badge(3, 9) with { ValidUntil = Awarded.AddDays(7) }),
            "revoked" => Signed(keys, Badge(4, 10)),
            "other-issuer" => Signed(others, Badge(5, 11) with { Id = "https://badges.other.example/api/credentials/17", Issuer = new(others.IssuerId, "Another Issuer", "https://badges.other.example") }),
            _ => throw new ArgumentOutOfRangeException(nameof(name)),
        };
    }

    private static Badge Badge(int number, int index)
    {
        var definition = Catalogue.Load(Path.Join(Repository.Root, "static-site", "catalog")).Find("communication", "1.0")!;
        var id = CredentialId.For(new SubmissionId(new Guid(number, 7, 7, [1, 2, 3, 4, 5, 6, 7, 8])));
        var badge = BadgeFactory.Compose(new(
            id, definition, definition.Part2.Criteria.ToDictionary(c => c.Id, _ => "proficient", StringComparer.Ordinal),
            Awarded, "rosa.delgado@example.org", "Rosa Núñez “Rosie” Delgado 👩‍🏫", "c2FsdC1vZi10aGUtc2FtcGxl", new string('a', 64), 5,
            new IssuerProfile(GivenBadge.IssuerId, "ESP Micro-credentials", GivenBadge.Site, "badges@esp.example"), GivenBadge.Site,
            new StatusEntry($"{GivenBadge.ListUrl}#{index}", index, GivenBadge.ListUrl))).Ok();
        return badge with { Subject = badge.Subject with { Id = badge.Id + "#recipient" } };
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
}
