using System.Text;
using System.Text.Json;
using CsCheck;
using Esp.App.Credentials;
using Esp.App.Platform;
using Esp.Domain.Credentials;

namespace Esp.Tests.Credentials.Checking;

/// <summary>Whatever is handed over to be checked: an answer in plain words, never an exception.</summary>
public sealed class VerifyDocumentTests(Door door) : IClassFixture<Door>
{
    private readonly CancellationToken _ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task One_of_ours_is_valid_in_every_form()
    {
        var badge = door.Sign(door.Ours("Zoë \"Zed\" Núñez"));
        var json = BadgeJson.Write(badge);
        var token = Encoding.ASCII.GetBytes(door.Get<CredentialJwt>().Sign(badge with { Proof = null }).Ok());
        var (png, svg, resolved) = (await Picture("png"), await Picture("svg"), door.Sites.Resolved.Count);
        foreach (var (kind, bytes) in new (string, byte[])[]
        {
            ("json", json), ("json", [0xef, 0xbb, 0xbf, .. json]), ("json", [.. "\r\n "u8, .. json, .. "\n"u8]), ("jwt", token), ("jwt", [.. token, .. "\n"u8]),
            ("png", BakedPng.Bake(png, json).Ok()), ("png", BakedPng.Bake(png, token).Ok()), ("svg", BakedSvg.Bake(svg, json).Ok()), ("svg", BakedSvg.Bake(svg, token).Ok()),
        })
        {
            var answer = await door.Give(bytes);
            Assert.True((answer.Status, answer.Summary, answer.Results) == (200, "valid", "valid valid valid valid"), $"{kind}: {answer.Raw}");
            Assert.Equal((kind, true, badge.Id), (answer.Body.GetProperty("kind").GetString(), answer.Body.GetProperty("ours").GetBoolean(), answer.Body.GetProperty("id").GetString()));
            var credential = answer.Body.GetProperty("credential");
            Assert.Equal(("Zoë \"Zed\" Núñez", door.Get<PublicAddresses>().BadgeImage("communication")), (credential.GetProperty("recipientName").GetString(), credential.GetProperty("imageUrl").GetString()));
        }

        Assert.Equal(resolved, door.Sites.Resolved.Count);
    }

    [Fact]
    public async Task A_file_and_its_number_get_the_same_answer()
    {
        var badge = door.Ours();
        var id = await door.Keep(badge);
        var byNumber = JsonDocument.Parse(await door.Http.GetStringAsync(new Uri($"/api/credentials/{id}/verification", UriKind.Relative), _ct)).RootElement;
        var byFile = (await door.Give(await door.Http.GetByteArrayAsync(new Uri($"/api/credentials/{id}?download=1", UriKind.Relative), _ct))).Body;
        Assert.Equal((id.ToString(), badge.Id), (byNumber.GetProperty("id").GetString(), byFile.GetProperty("id").GetString()));
        Assert.Equal(byFile.GetProperty("credential").GetRawText(), byNumber.GetProperty("credential").GetRawText());
        Assert.Equal(byFile.GetProperty("checks").GetRawText(), byNumber.GetProperty("checks").GetRawText());
    }

    [Fact]
    public async Task Revoked_and_expired_both_show()
    {
        await door.Get<StatusLists>().Revoke(1, [99], _ct);
        var expired = DateTimeOffset.UtcNow.AddDays(-1);
        var answer = await door.Give(BadgeJson.Write(door.Sign(door.Ours(until: CredentialFormat.WholeSeconds(expired), index: 99))));
        Assert.Equal(("valid invalid invalid valid", "invalid"), (answer.Results, answer.Summary));
        Assert.Equal("This credential is not valid. The issuer has revoked it.", answer.Body.GetProperty("sentence").GetString());
    }

    [Fact]
    public async Task A_changed_one_of_ours_is_invalid_and_neither_its_status_nor_its_issuer_is_vouched_for()
    {
        var answer = await door.Give(ForeignIssuer.Changed(BadgeJson.Write(door.Sign(door.Ours("Robin"))), "Robin", "Robyn"));
        Assert.Equal(("invalid couldNotCheck valid couldNotCheck", false), (answer.Results, answer.Body.GetProperty("ours").GetBoolean()));
        Assert.False(answer.Body.GetProperty("credential").TryGetProperty("imageUrl", out _));
    }

    [Fact]
    public async Task A_list_of_somebody_else_says_nothing_about_ours()
    {
        var resolved = door.Sites.Resolved.Count;
        var badge = door.Ours() with { Status = new("https://elsewhere.org/1#7", 7, "https://elsewhere.org/1") };
        Assert.Equal(("couldNotCheck", "Could not check: the list of revoked credentials that it names is not one of ours."), (await door.Give(BadgeJson.Write(door.Sign(badge)))).Check("status"));
        Assert.Equal(resolved, door.Sites.Resolved.Count);
    }

    [Theory]
    [InlineData("", "verification.empty"), InlineData(" \r\n\t", "verification.empty"), InlineData("\ufeff", "verification.empty"), InlineData("hello", "verification.kind-unknown"), InlineData("%PDF-1.7", "verification.kind-unknown")]
    [InlineData("[]", "verification.not-a-credential"), InlineData("42", "verification.not-a-credential"), InlineData("null", "verification.not-a-credential"), InlineData("\"eyJ\"", "verification.not-a-credential"), InlineData("{}", "verification.not-a-credential")]
    [InlineData("{\"type\":42}", "verification.not-a-credential"), InlineData("{\"type\":[null,{}]}", "verification.not-a-credential"), InlineData("[{\"type\":\"VerifiableCredential\"}]", "verification.not-a-credential")]
    [InlineData("{", "verification.unreadable"), InlineData("{\"type\":\"VerifiableCredential\"", "verification.unreadable"), InlineData("{\"type\":\"VerifiableCredential\",\"type\":\"VerifiableCredential\"}", "verification.unreadable")]
    [InlineData("{\"type\":\"VerifiableCredential\",\"id\":\"\\ud800\"}", "verification.unreadable"), InlineData("{\"\\ud800\":1,\"type\":\"VerifiableCredential\"}", "verification.unreadable"), InlineData("{\"type\":\"VerifiableCredential\",}", "verification.unreadable")]
    [InlineData("eyJ.e30.", "verification.unreadable"), InlineData("eyJhIjoxfQ.e30.AA", "verification.not-a-credential"), InlineData("<html></html>", "verification.picture-broken"), InlineData("<svg", "verification.picture-broken")]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\"/>", "verification.no-badge"), InlineData("<!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><svg>&x;</svg>", "verification.picture-broken")]
    public async Task What_is_no_credential_is_refused_by_name(string text, string code)
    {
        var answer = await door.Give(text);
        Assert.Equal((400, code), (answer.Status, answer.Code));
    }

    [Fact]
    public async Task Ten_thousand_levels_half_a_picture_and_other_encodings_are_refused_by_name()
    {
        Assert.Equal("verification.unreadable", (await door.Give(string.Concat(Enumerable.Repeat("{\"a\":", 10_000)))).Code);
        Assert.Equal("verification.unreadable", (await door.Give("{\"type\":\"VerifiableCredential\",\"x\":" + new string('[', 10_000) + new string(']', 10_000) + "}")).Code);
        Assert.Equal("verification.encoding", (await door.Give(Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes("{}")).ToArray())).Code);
        Assert.Equal("verification.encoding", (await door.Give(Encoding.Unicode.GetBytes("{\"type\":\"VerifiableCredential\"}"))).Code);
        Assert.Equal("verification.encoding", (await door.Give(Encoding.BigEndianUnicode.GetBytes("{\"type\":\"VerifiableCredential\"}"))).Code);
        Assert.Equal("verification.unreadable", (await door.Give([.. "{\"type\":\"VerifiableCredential\",\"id\":\""u8, 0xff, 0xfe, .. "\"}"u8])).Code);
        var png = BakedPng.Bake(await Picture("png"), BadgeJson.Write(door.Sign(door.Ours()))).Ok();
        Assert.Equal("verification.picture-broken", (await door.Give(png[..(png.Length / 2)])).Code);
        Assert.Equal("verification.no-badge", (await door.Give(await Picture("png"))).Code);
    }

    [Fact]
    public async Task Two_badges_in_a_picture_are_refused()
    {
        var json = BadgeJson.Write(door.Sign(door.Ours()));
        var svg = Encoding.UTF8.GetString(BakedSvg.Bake(await Picture("svg"), json).Ok());
        var element = svg[svg.IndexOf("<openbadges:credential", StringComparison.Ordinal)..(svg.IndexOf("</openbadges:credential>", StringComparison.Ordinal) + "</openbadges:credential>".Length)];
        Assert.Equal("verification.two-badges", (await door.Give(svg.Replace(element, element + element, StringComparison.Ordinal))).Code);
        var png = BakedPng.Bake(await Picture("png"), json).Ok();
        var chunk = png.AsSpan(33, 12 + (int)System.Buffers.Binary.BinaryPrimitives.ReadUInt32BigEndian(png.AsSpan(33)));
        Assert.Equal("verification.two-badges", (await door.Give([.. png[..33], .. chunk, .. png[33..]])).Code);
    }

    [Fact]
    public async Task The_limit_is_named_and_the_type_must_be_bytes()
    {
        var large = await door.Give(new byte[(1024 * 1024) + 1]);
        Assert.Equal((413, "verification.too-large"), (large.Status, large.Code));
        Assert.Contains("1 MB", large.Body.GetProperty("detail").GetString(), StringComparison.Ordinal);
        Assert.Equal(415, (await door.Give("{}"u8.ToArray(), "text/plain")).Status);
        Assert.Equal((415, "verification.content-type"), ((await door.Give("{}"u8.ToArray(), "application/json")).Status, (await door.Give("{}"u8.ToArray(), "multipart/form-data")).Code));
    }

    [Theory]
    [InlineData("\"eddsa-rdfc-2022\"", "\"ecdsa-sd-2023\"", "signature", "Could not check: its signature is of the kind 'ecdsa-sd-2023', which is not known here.")]
    [InlineData("\"DataIntegrityProof\"", "\"Ed25519Signature2020\"", "signature", "Could not check: its signature is of the kind 'Ed25519Signature2020', which is not known here.")]
    [InlineData("\"statusPurpose\":\"revocation\"", "\"statusPurpose\":\"suspension\"", "status", "Could not check: its status is about 'suspension', and only 'revocation' is known here.")]
    [InlineData("\"BitstringStatusListEntry\"", "\"1EdTechRevocationList\"", "status", "Could not check: its status is of the kind '1EdTechRevocationList', which is not known here.")]
    [InlineData("\"awardedDate\":", "\"refreshService\":{\"id\":\"https://x.org\"},\"awardedDate\":", "signature", "Could not check: the credential has a member that is not known here: 'refreshService'.")]
    [InlineData("\"hashed\":true", "\"hashed\":\"yes\"", "signature", "Could not check: 'hashed' of identifier is not true or false.")]
    [InlineData("\"validFrom\":\"2", "\"validFrom\":\"x2", "validity", "Could not check: it does not say in a known way from when it is valid.")]
    [InlineData("\"issuer\":{", "\"issuer\":[],\"by\":{", "issuer", "Could not check: it does not say in a known way who issued it.")]
    public async Task What_is_not_known_is_named_and_never_called_invalid(string from, string to, string check, string reason)
    {
        var answer = await door.Give(ForeignIssuer.Changed(BadgeJson.Write(door.Sign(door.Ours("Robin")), indented: false), from, to));
        Assert.Equal((200, "couldNotCheck"), (answer.Status, answer.Summary));
        Assert.Equal(("couldNotCheck", reason), answer.Check(check));
        Assert.Equal("couldNotCheck", answer.Check("signature").Result);
    }

    [Fact]
    public async Task Two_proofs_could_not_be_checked()
    {
        var json = JsonSerializer.Deserialize<Dictionary<string, JsonElement>>(BadgeJson.Write(door.Sign(door.Ours())))!;
        var proof = json["proof"].GetRawText();
        json["proof"] = JsonSerializer.Deserialize<JsonElement>($"[{proof},{proof}]");
        Assert.Equal(("couldNotCheck", "Could not check: it has 2 signatures, and only one at a time is known here."), (await door.Give(JsonSerializer.SerializeToUtf8Bytes(json))).Check("signature"));
    }

    [Fact]
    public async Task Long_and_turning_texts_are_not_repeated()
    {
        var hostile = new string('A', 50_000) + "\u202e\u2066";
        var badge = door.Ours() with { Name = hostile, Description = hostile };
        foreach (var json in new[]
        {
            BadgeJson.Write(badge with { Id = "https://x.org/" + hostile }),
            Encoding.UTF8.GetBytes("""{"type":"VerifiableCredential","id":"X","X":1,"issuer":"X","proof":{"type":"X"},"credentialStatus":{"type":"X"}}""".Replace("X", hostile, StringComparison.Ordinal)),
        })
        {
            var answer = await door.Give(json);
            Assert.Equal(200, answer.Status);
            Assert.True(answer.Raw.Length < 16_000, $"{answer.Raw.Length}");
            Assert.DoesNotContain('\u202e', answer.Raw);
            Assert.DoesNotContain('\u2066', answer.Raw);
        }
    }

    [Fact]
    public async Task Any_bytes_get_an_answer()
    {
        var json = BadgeJson.Write(door.Sign(door.Ours("Robin 😀")));
        var token = Encoding.ASCII.GetBytes(door.Get<CredentialJwt>().Sign(door.Ours()).Ok());
        byte[][] seeds = [json, token, BakedPng.Bake(await Picture("png"), json).Ok(), BakedSvg.Bake(await Picture("svg"), token).Ok(), "{\"type\":[\"VerifiableCredential\"],\"proof\":[{}],\"credentialStatus\":{},\"issuer\":{\"id\":\"did:key:z\"}}"u8.ToArray()];
        var pieces = Gen.OneOf<string>(["\"", "{", "}", "[", "]", "\\ud800", "null", ",", ":", "\0", "-1e999", "\ufeff"]).Select(t => Encoding.UTF8.GetBytes(t));
        var changes = Gen.Select(Gen.Int[0, 1 << 30], Gen.Int[0, 40], Gen.Bool.SelectMany(raw => raw ? Gen.Byte.Array[0, 12] : pieces));
        await Gen.Select(Gen.Int[0, seeds.Length - 1].Select(i => seeds[i]), changes.Array[1, 4], Gen.Int[0, 9]).SampleAsync(
            async (seed, edits, cut) =>
            {
                var bytes = edits.Aggregate(seed, (b, e) => b.Length == 0 ? b : [.. b[..(e.Item1 % b.Length)], .. e.Item3, .. b[Math.Min(b.Length, (e.Item1 % b.Length) + e.Item2)..]]);
                var answer = await door.Give(cut == 0 ? bytes[..(bytes.Length / 2)] : bytes);
                Assert.True(answer.Status is 200 or 400 or 413, answer.Raw);
                if (answer.Status == 200)
                    Assert.Equal(4, answer.Body.GetProperty("checks").GetArrayLength());
            },
            iter: 500,
            threads: 1);
    }

    private Task<byte[]> Picture(string kind) => File.ReadAllBytesAsync(Path.Join(Independent.Root, "static-site", "images", "badges", $"communication.{kind}"), _ct);
}
