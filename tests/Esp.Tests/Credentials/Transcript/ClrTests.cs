using System.Text;
using System.Text.Json;
using CsCheck;
using Esp.App.Credentials;
using Esp.Domain.Credentials;

namespace Esp.Tests.Credentials.Transcript;

/// <summary>The transcript as a ClrCredential, read by the libraries of others.</summary>
public sealed class ClrTests
{
    private static readonly CandidateId Owner = CandidateId.Of("aad", "one");

    [Fact]
    public async Task Our_canonical_form_is_what_the_contexts_make_of_our_json()
    {
        using var keys = GivenBadge.Keys();
        var signer = new Signer(keys);
        var clrs = new[] { 1, 2, 3, 8, 24 }.Select(n => Signed(signer, n)).ToArray();

        var theirs = await Independent.Answers("canonize.mjs", [.. clrs.Select(ClrJson.Write)]);

        Assert.All(clrs.Zip(theirs), pair =>
        {
            Assert.Equal(pair.Second.GetProperty("document").GetString(), Encoding.UTF8.GetString(ClrQuads.Canonical(pair.First).Ok()));
            Assert.Equal(pair.Second.GetProperty("proof").GetString(), Encoding.UTF8.GetString(ProofQuads.Canonical(GivenBadge.Now, keys.VerificationMethod).Ok()));
        });
    }

    [Fact]
    public async Task Others_verify_the_transcript_and_each_badge_in_it()
    {
        using var keys = GivenBadge.Keys();
        var clr = ClrJson.Write(Signed(new Signer(keys), 8));
        var inner = JsonElement.Parse(clr).GetProperty("credentialSubject").GetProperty("verifiableCredential").EnumerateArray().Select(e => Encoding.UTF8.GetBytes(e.GetRawText())).ToArray();

        var answers = await Independent.Answers("verify-credential.mjs", [clr, .. inner], ("did", DidDocument.Write(keys)));

        Assert.Equal(9, answers.Count);
        Assert.All(answers, a => Assert.True(a.GetProperty("verified").GetBoolean(), a.ToString()));
        Assert.All(inner, badge => Assert.Equal(CheckResult.Valid, new BadgeChecker(keys).Signature(badge).Result));
    }

    [Fact]
    public async Task A_change_in_the_transcript_or_in_a_badge_of_it_is_refused()
    {
        using var keys = GivenBadge.Keys();
        var json = Encoding.UTF8.GetString(ClrJson.Write(Signed(new Signer(keys), 2)));
        var proof = JsonElement.Parse(json).GetProperty("credentialSubject").GetProperty("verifiableCredential")[1].GetProperty("proof")[0].GetProperty("proofValue").GetString()!;
        var changed = new[]
        {
            json.Replace("\"name\": \"Transcript:", "\"name\": \"Transcripts:", StringComparison.Ordinal),
            json.Replace("\"creditsAvailable\": 15", "\"creditsAvailable\": 16", StringComparison.Ordinal),
            json.Replace(proof, proof[..^1] + (proof[^1] == '2' ? '3' : '2'), StringComparison.Ordinal),
            json.Replace("#learner", "#learners", StringComparison.Ordinal),
        };
        Assert.All(changed, c => Assert.NotEqual(json, c));

        var answers = await Independent.Answers("verify-credential.mjs", [.. changed.Select(Encoding.UTF8.GetBytes)], ("did", DidDocument.Write(keys)));

        Assert.All(answers, a => Assert.False(a.GetProperty("verified").GetBoolean(), a.ToString()));
    }

    [Fact]
    public void It_has_the_shape_that_clr_2_asks_for()
    {
        using var keys = GivenBadge.Keys();
        var clr = JsonElement.Parse(ClrJson.Write(Signed(new Signer(keys), 2)));
        Assert.Equal(
            ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"],
            clr.GetProperty("@context").EnumerateArray().Select(c => c.GetString()));
        Assert.Equal(["VerifiableCredential", "ClrCredential"], clr.GetProperty("type").EnumerateArray().Select(c => c.GetString()));
        Assert.Equal("ClrSubject", clr.GetProperty("credentialSubject").GetProperty("type")[0].GetString());
        Assert.StartsWith("urn:uuid:", clr.GetProperty("id").GetString(), StringComparison.Ordinal);
        Assert.StartsWith("sha256$", clr.GetProperty("credentialSubject").GetProperty("identifier")[0].GetProperty("identityHash").GetString(), StringComparison.Ordinal);
        Assert.DoesNotContain("zoe@example.org", clr.GetRawText(), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void The_id_follows_from_the_owner_and_the_set_alone()
    {
        var id = ClrFactory.IdOf(Owner, ["b", "a"]);
        Assert.Equal(id, ClrFactory.IdOf(Owner, ["a", "b"]));
        Assert.NotEqual(id, ClrFactory.IdOf(Owner, ["a"]));
        Assert.NotEqual(id, ClrFactory.IdOf(CandidateId.Of("aad", "two"), ["a", "b"]));
        Assert.Matches("^urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$", id);
    }

    [Fact]
    public void Nothing_earned_is_no_transcript() =>
        Assert.Equal("transcript.empty", ClrFactory.Compose(Input([], "Zoë")).Refused().Code);

    [Fact]
    public void A_badge_without_its_proof_is_not_put_in() =>
        Assert.Equal("credential.unsigned", ClrFactory.Compose(Input([GivenBadge.Plain()], "Zoë")).Refused().Code);

    [Fact]
    public void Without_consent_the_name_is_not_in_it()
    {
        using var keys = GivenBadge.Keys();
        var clr = ClrFactory.Compose(Input([new Signer(keys).Sign(GivenBadge.Plain(), GivenBadge.Now).Ok()], name: null)).Ok();
        Assert.Equal(["emailAddress"], clr.Identifiers.Select(i => i.IdentityType));
    }

    private static ClrInput Input(IReadOnlyList<Badge> badges, string? name) => new(
        Owner, "Zoe@Example.org", name, "c2FsdB", new IssuerProfile(GivenBadge.IssuerId, "ESP Örg", GivenBadge.Site + "/"), GivenBadge.Now, badges);

    private static Clr Signed(Signer signer, int badges)
    {
        var inputs = Enumerable.Range(0, badges).Select(i =>
        {
            // One version of a micro-credential says the same in each badge; a person has each credential once.
            var drawn = i % 2 == 0 ? GivenBadge.PlainInput() : GivenBadge.Input.Single();
            return drawn with
            {
                Id = CredentialId.For(new SubmissionId(Guid.NewGuid())),
                Definition = i % 2 == 0 ? drawn.Definition : drawn.Definition with { Slug = $"other-{i}" },
                RecipientName = "Zoë \"Zed\" Núñez 😀",
            };
        });
        var signed = inputs.Select(i => signer.Sign(BadgeFactory.Compose(i).Ok(), GivenBadge.Now).Ok()).ToArray();
        return signer.Sign(ClrFactory.Compose(Input(signed, "Zoë \"Zed\" Núñez")).Ok(), GivenBadge.Now).Ok();
    }
}
