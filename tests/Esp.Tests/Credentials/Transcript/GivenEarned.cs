using System.Security.Cryptography;
using System.Text;
using Esp.App.Catalog;
using Esp.App.Credentials;
using Esp.App.Platform;
using Esp.Domain.Credentials;
using Platform = Esp.Tests.Areas.Platform;

namespace Esp.Tests.Credentials.Transcript;

/// <summary>Credentials of an ESP of a running host, put there as issuing leaves them, without the weeks before.</summary>
internal static class GivenEarned
{
    /// <summary>The id that the local sign-in gives to this address.</summary>
    public static CandidateId Owner(Platform platform, string name = "robin") =>
        CandidateId.Of("local", Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(platform.Address(name))))[..32]);

    public static async Task<CredentialId> Earned(this Platform platform, string slug, int index, string? name = "Robin Walker", string owner = "robin", Func<Badge, Badge>? change = null)
    {
        var ct = TestContext.Current.CancellationToken;
        var definition = platform.Get<Catalogue>().Current.Single(m => m.Slug == slug);
        var settings = platform.Get<Settings>();
        var keys = platform.Get<SigningKeys>();
        var submission = SubmissionId.New(DateTimeOffset.UtcNow);
        var id = CredentialId.For(submission);
        var listUrl = platform.Get<StatusLists>().Url(1);
        var awarded = GivenBadge.Now.AddDays(index);
        var badge = BadgeFactory.Compose(new(
            id, definition, definition.Part2.Criteria.ToDictionary(c => c.Id, _ => definition.Passing.CriteriaAtLeast, StringComparer.Ordinal), awarded, platform.Address(owner), name,
            Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)), new string('a', 64), 3,
            new IssuerProfile(keys.IssuerId, settings.IssuerName, settings.SiteUrl + "/"), settings.SiteUrl, new StatusEntry($"{listUrl}#{index}", index, listUrl))).Ok();
        var signed = platform.Get<Signer>().Sign(change?.Invoke(badge) ?? badge, awarded).Ok();
        var store = platform.Get<CredentialStore>();
        await store.Add(new(id, Encoding.UTF8.GetString(BadgeJson.Write(signed)), 1, index), Owner(platform, owner), submission, ct);
        await store.ShowToOwner(Owner(platform, owner), id, definition, awarded, ct);
        return id;
    }
}
