using System.Buffers.Text;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Esp.Domain.Credentials;

namespace Esp.Tests.Credentials.Checking;

/// <summary>Credentials of other issuers, checked through the public door.</summary>
public sealed class ForeignCredentialTests(Door door) : IClassFixture<Door>, IDisposable
{
    private const string DidUrl = "https://badges.school.org/.well-known/did.json";

    private readonly ForeignIssuer _issuer = new();

    public void Dispose() => _issuer.Dispose();

    [Fact]
    public async Task A_did_web_issuers_credential_is_checked_by_its_own_documents()
    {
        Publish();
        var answer = await door.Give(_issuer.Signed(_issuer.Entry()));
        Assert.Equal((200, "valid valid valid couldNotCheck", "couldNotCheck"), (answer.Status, answer.Results, answer.Summary));
        Assert.Equal("We do not know this issuer; we cannot say who stands behind it.", answer.Check("issuer").Reason);
        Assert.Equal("This credential is unchanged and in force, but we do not know who issued it.", answer.Body.GetProperty("sentence").GetString());
        Assert.Equal(("https://badges.school.org/1", "json", false), (answer.Body.GetProperty("id").GetString(), answer.Body.GetProperty("kind").GetString(), answer.Body.GetProperty("ours").GetBoolean()));
        Assert.False(answer.Body.GetProperty("credential").TryGetProperty("imageUrl", out _));
    }

    [Fact]
    public async Task A_did_key_issuers_signature_needs_no_call()
    {
        using var issuer = ForeignIssuer.ByKey();
        var before = door.Sites.Resolved.Count;
        Assert.Equal("valid valid valid couldNotCheck", (await door.Give(issuer.Signed())).Results);
        var listed = await door.Give(issuer.Json(issuer.Badge(issuer.Entry())));
        Assert.Equal(("couldNotCheck", "Could not check: the list of revoked credentials lies at another place than its issuer, and such places are not asked."), listed.Check("status"));
        Assert.Equal(before, door.Sites.Resolved.Count);
    }

    [Fact]
    public async Task A_token_of_another_issuer_is_checked_by_the_keys_that_it_publishes()
    {
        Publish(41);
        var answer = await door.Give(_issuer.Token(_issuer.Entry()));
        Assert.Equal(("jwt", "valid valid valid couldNotCheck"), (answer.Body.GetProperty("kind").GetString(), answer.Results));
        Assert.Equal("valid invalid valid couldNotCheck", (await door.Give(_issuer.Token(_issuer.Entry(41)))).Results);
        using var stranger = new ForeignIssuer();
        Assert.Equal(("invalid", "The key it is signed with is not one of the issuer's."), (await door.Give(stranger.Token())).Check("signature"));
    }

    [Fact]
    public async Task A_token_whose_credential_has_another_shape_is_unchanged_and_no_more_is_said()
    {
        Publish();
        var payload = JsonNode.Parse(Base64Url.DecodeFromChars(_issuer.Token(_issuer.Entry()).Split('.')[1]))!;
        payload["refreshService"] = new JsonObject { ["id"] = "https://planted.org/", ["type"] = "X" };
        var requested = door.Sites.Requested.Count;
        var answer = await door.Give(_issuer.Token(Encoding.UTF8.GetBytes(payload.ToJsonString())));
        Assert.Equal("valid couldNotCheck valid couldNotCheck", answer.Results);
        Assert.False(answer.Body.TryGetProperty("credential", out _));
        Assert.Equal([DidUrl], door.Sites.Requested.Skip(requested));
    }

    [Fact]
    public async Task A_changed_a_revoked_and_an_expired_one_are_invalid_each_in_its_own_check()
    {
        Publish(42);
        Assert.Equal("invalid couldNotCheck valid couldNotCheck", (await door.Give(ForeignIssuer.Changed(_issuer.Signed(_issuer.Entry(41)), "Communicating", "Shouting"))).Results);
        Assert.Equal("valid invalid valid couldNotCheck", (await door.Give(_issuer.Signed(_issuer.Entry()))).Results);
        var expired = await door.Give(_issuer.Json(_issuer.Badge(_issuer.Entry(41)) with { ValidUntil = _issuer.Now.AddMinutes(1) }));
        Assert.Equal(("valid valid invalid couldNotCheck", "invalid"), (expired.Results, expired.Summary));
    }

    [Fact]
    public async Task Nothing_that_it_names_is_asked_beside_the_issuers_two_documents()
    {
        Publish();
        var (resolved, connected, requested) = (door.Sites.Resolved.Count, door.Sites.Connected.Count, door.Sites.Requested.Count);
        var badge = _issuer.Badge(_issuer.Entry());
        var planted = _issuer.Json(badge with
        {
            Issuer = new(_issuer.Id, "School", "https://planted-1.org/", "mail@planted-2.org"),
            Evidence = [new("https://planted-3.org/e", "See https://planted-4.org/", "https://planted-5.org/")],
            Subject = badge.Subject with
            {
                Id = "https://planted-6.org/who",
                Achievement = badge.Subject.Achievement with
                {
                    Id = "https://planted-7.org/a",
                    Image = new("https://planted-8.org/i.png", "https://planted-9.org/"),
                    Criteria = new("https://planted-10.org/c", "https://planted-11.org/"),
                    Alignments = [new("https://planted-12.org/al", "Standard", "https://planted-13.org/t")],
                },
            },
        });
        Assert.Equal("valid valid valid couldNotCheck", (await door.Give(planted)).Results);
        Assert.Equal(2, door.Sites.Resolved.Count - resolved);
        Assert.Equal(2, door.Sites.Connected.Count - connected);
        Assert.Equal([DidUrl, _issuer.ListUrl], door.Sites.Requested.Skip(requested));

        // Of a shape that is not known here, with addresses wherever the standards allow them: not even the issuer is asked.
        var more = JsonNode.Parse(planted)!;
        foreach (var member in new[] { "refreshService", "termsOfUse", "credentialSchema", "endorsement", "renderMethod", "relatedResource", "confidenceMethod" })
            more[member] = new JsonArray(new JsonObject { ["id"] = $"https://planted-{member.ToLowerInvariant()}.org/", ["type"] = "X" });
        more["@context"] = new JsonArray("https://www.w3.org/ns/credentials/v2", "https://planted-context.org/");
        Assert.Equal("couldNotCheck couldNotCheck valid couldNotCheck", (await door.Give(more.ToJsonString())).Results);
        Assert.Equal(2, door.Sites.Resolved.Count - resolved);
    }

    [Theory]
    [InlineData("https://elsewhere.org/status/1"), InlineData("https://badges.school.org:8443/status/1"), InlineData("http://badges.school.org/status/1"), InlineData("https://badges.school.org.evil.org/status/1")]
    [InlineData("https://user@badges.school.org/status/1"), InlineData("https://169.254.169.254/latest"), InlineData("https://www.badges.school.org/status/1")]
    public async Task A_list_at_another_place_than_its_issuer_is_not_asked(string url)
    {
        Publish();
        var requested = door.Sites.Requested.Count;
        var answer = await door.Give(_issuer.Signed(_issuer.Entry(url: url)));
        Assert.Equal(("couldNotCheck", "Could not check: the list of revoked credentials lies at another place than its issuer, and such places are not asked."), answer.Check("status"));
        Assert.Equal([DidUrl], door.Sites.Requested.Skip(requested));
    }

    [Theory]
    [InlineData("did:web:localhost"), InlineData("did:web:localhost%3A443"), InlineData("did:web:badges.school.org%3A8443"), InlineData("did:web:10.0.0.1"), InlineData("did:web:badges.school.org:..:x"), InlineData("did:web:intranet")]
    [InlineData("did:web:a@badges.school.org"), InlineData("did:web:badges.school.org/x"), InlineData("did:web:"), InlineData("did:ion:abc"), InlineData("https://badges.school.org/"), InlineData("did:key:z6Mk"), InlineData("did:key:zDnaeabc")]
    public async Task An_issuer_that_names_no_public_host_is_not_asked(string id)
    {
        using var issuer = new ForeignIssuer(id);
        var before = door.Sites.Resolved.Count;
        var answer = await door.Give(issuer.Signed(issuer.Entry()));
        Assert.Equal("couldNotCheck couldNotCheck valid couldNotCheck", answer.Results);
        Assert.StartsWith("Could not check: ", answer.Check("signature").Reason, StringComparison.Ordinal);
        Assert.Equal(before, door.Sites.Resolved.Count);
    }

    [Fact]
    public async Task A_name_that_leads_into_a_private_network_is_could_not_check()
    {
        using var issuer = new ForeignIssuer("did:web:inside.school.org");
        door.Sites.Names = host => [host == "inside.school.org" ? IPAddress.Parse("169.254.169.254") : ForeignSites.Public];
        var connected = door.Sites.Connected.Count;
        Assert.Equal(("couldNotCheck", "Could not check: the issuer's keys (did.json) could not be read: its name leads into a private network."), (await door.Give(issuer.Signed())).Check("signature"));
        Assert.Equal(connected, door.Sites.Connected.Count);
    }

    [Fact]
    public async Task A_did_document_that_is_away_broken_or_of_somebody_else_gives_no_key()
    {
        var badge = _issuer.Signed();
        using var other = new ForeignIssuer("did:web:other.org");
        foreach (var did in new[] { null, "<html>"u8.ToArray(), "[]"u8.ToArray(), "{}"u8.ToArray(), other.Did, Encoding.UTF8.GetBytes($"{{\"id\":\"{_issuer.Id}\",\"id\":\"{_issuer.Id}\"}}"), new byte[300 * 1024] })
        {
            door.Sites.Answers[DidUrl] = did is null ? new([], 404) : new(did);
            Assert.Equal("couldNotCheck", (await door.Give(badge)).Check("signature").Result);
        }
    }

    [Fact]
    public async Task A_key_counts_only_when_its_issuer_lists_it_for_assertions()
    {
        var (badge, did) = (_issuer.Signed(), Encoding.UTF8.GetString(_issuer.Did));
        door.Sites.Answers[DidUrl] = new(Encoding.UTF8.GetBytes(did.Replace("assertionMethod", "authentication", StringComparison.Ordinal)));
        Assert.Equal(("invalid", "The key it is signed with is not one of the issuer's."), (await door.Give(badge)).Check("signature"));
        door.Sites.Answers[DidUrl] = new(Encoding.UTF8.GetBytes(did.Replace($"\"controller\": \"{_issuer.Id}\"", "\"controller\": \"did:web:evil.org\"", StringComparison.Ordinal)));
        Assert.Equal("invalid", (await door.Give(badge)).Check("signature").Result);
        using var older = new ForeignIssuer();
        door.Sites.Answers[DidUrl] = new(older.Did);
        Assert.Equal("invalid", (await door.Give(badge)).Check("signature").Result);
    }

    [Fact]
    public async Task A_key_of_the_wrong_length_could_not_be_read()
    {
        var did = Encoding.UTF8.GetString(_issuer.Did);
        var key = _issuer.Sign(_issuer.Badge()).Proof!.VerificationMethod.Split('#')[1];
        door.Sites.Answers[DidUrl] = new(Encoding.UTF8.GetBytes(did.Replace($"\"publicKeyMultibase\": \"{key}\"", $"\"publicKeyMultibase\": \"{Multibase.Base58([0xed, 0x01, .. new byte[31]])}\"", StringComparison.Ordinal)));
        Assert.Equal(("couldNotCheck", "Could not check: the key it is signed with is of a kind, or of a length, that is not known here."), (await door.Give(_issuer.Signed())).Check("signature"));
    }

    [Fact]
    public async Task A_list_that_is_forged_stale_foreign_short_packed_to_burst_or_of_another_purpose_is_not_believed()
    {
        Publish();
        var list = _issuer.List();
        using var stranger = new ForeignIssuer();
        using var other = new ForeignIssuer("did:web:other.org");
        byte[] unsigned = list.ToJson();
        byte[][] forged =
        [
            unsigned,
            stranger.ListJson(list),
            other.ListJson(list with { IssuerId = other.Id }),
            _issuer.ListJson(list with { Id = _issuer.ListUrl + "2" }),
            _issuer.ListJson(list with { ValidFrom = list.ValidFrom.AddDays(-9), ValidUntil = list.ValidFrom.AddDays(-8) }),
            _issuer.ListJson(list with { EncodedList = Packed(16) }),
            _issuer.ListJson(list with { EncodedList = Packed(64 * 1024 * 1024) }),
            _issuer.ListJson(list with { EncodedList = "uAAAA" }),
            ForeignIssuer.Changed(_issuer.ListJson(list), "\"revocation\"", "\"suspension\""),
            ForeignIssuer.Changed(_issuer.ListJson(list), list.EncodedList, _issuer.List(1).EncodedList),
            "<html>"u8.ToArray(), "[]"u8.ToArray(), [], new byte[2 * 1024 * 1024],
        ];
        foreach (var (json, i) in forged.Select((json, i) => (json, i)))
        {
            door.Sites.Answers[_issuer.ListUrl] = new(json);
            var status = (await door.Give(_issuer.Signed(_issuer.Entry()))).Check("status");
            Assert.True(("couldNotCheck", true) == (status.Result, status.Reason.StartsWith("Could not check: ", StringComparison.Ordinal)), $"{i}: {status}");
        }
    }

    private static string Packed(int bytes)
    {
        using var packed = new MemoryStream();
        using (var zip = new System.IO.Compression.GZipStream(packed, System.IO.Compression.CompressionLevel.Optimal, leaveOpen: true))
            zip.Write(new byte[bytes]);
        return Multibase.Base64Url(packed.ToArray());
    }

    private void Publish(params int[] revoked)
    {
        door.Sites.Names = _ => [ForeignSites.Public];
        door.Sites.Answers[DidUrl] = new(_issuer.Did);
        door.Sites.Answers[_issuer.ListUrl] = new(_issuer.ListJson(_issuer.List(revoked)));
    }
}
