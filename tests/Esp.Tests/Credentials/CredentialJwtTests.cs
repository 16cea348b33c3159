using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using Esp.App.Credentials;
using Esp.Domain.Credentials;
using Base64Text = System.Buffers.Text.Base64Url;

namespace Esp.Tests.Credentials;

public sealed class CredentialJwtTests : IDisposable
{
    private readonly JwtKeys _keys = JwtKeys.From(GivenBadge.IssuerId, JwtKeys.NewKey()).Ok();

    private CredentialJwt Jwt => new(_keys);

    public void Dispose() => _keys.Dispose();

    [Fact]
    public void What_we_sign_is_valid_and_holds_the_same_badge() =>
        GivenBadge.Input.Sample(
            input =>
            {
                var badge = BadgeFactory.Compose(input).Ok();
                var token = Jwt.Sign(badge with { ValidUntil = GivenBadge.Now.AddDays(9) }).Ok();
                Assert.Equal(new("signature", CheckResult.Valid, "It is as the issuer signed it."), Jwt.Check(token));
                Assert.Equivalent(badge with { ValidUntil = GivenBadge.Now.AddDays(9) }, BadgeReader.Read(JwtCredential.Read(token).Ok().Json).Ok(), strict: true);
            },
            iter: 60, threads: 1);

    [Fact]
    public void The_header_and_the_claims_are_those_of_the_standard()
    {
        var badge = GivenBadge.Plain() with { ValidUntil = GivenBadge.Now.AddDays(1), Proof = new(GivenBadge.Now, "x", "z") };
        var parts = Jwt.Sign(badge).Ok().Split('.');
        var payload = Part(parts[1]);

        Assert.Equal($$"""{"alg":"ES256","kid":"{{_keys.CurrentId}}","typ":"JWT"}""", Encoding.UTF8.GetString(Base64Text.DecodeFromChars(parts[0])));
        Assert.Equal(64, Base64Text.DecodeFromChars(parts[2]).Length);
        Assert.Equal((badge.Issuer.Id, badge.Id, badge.Id + "#recipient"), ((string)payload["iss"]!, (string)payload["jti"]!, (string)payload["sub"]!));
        Assert.Equal((GivenBadge.Now.ToUnixTimeSeconds(), GivenBadge.Now.AddDays(1).ToUnixTimeSeconds()), ((long)payload["nbf"]!, (long)payload["exp"]!));
        Assert.False(payload.ContainsKey("proof"));
        Assert.False(Part(Jwt.Sign(GivenBadge.Plain()).Ok().Split('.')[1]).ContainsKey("exp"));
    }

    [Fact]
    public void A_badge_whose_subject_has_no_id_has_no_token() =>
        Assert.Equal("credential.no-jwt", Jwt.Sign(GivenBadge.Plain() with { Subject = GivenBadge.Plain().Subject with { Id = null } }).Refused().Code);

    [Theory]
    [InlineData("""{"alg":"none","kid":"@"}""", CheckResult.Invalid, "It is not signed.")]
    [InlineData("""{"alg":"NoNe","kid":"@"}""", CheckResult.Invalid, "It is not signed.")]
    [InlineData("""{"kid":"@"}""", CheckResult.Invalid, "It does not say how it is signed.")]
    [InlineData("""{"alg":"HS256","kid":"@"}""", CheckResult.Invalid, "It is signed with a shared secret: whoever can check such a signature can make one.")]
    [InlineData("""{"alg":"RS256","kid":"@"}""", CheckResult.Invalid, "The key it names is not one for its algorithm.")]
    [InlineData("""{"alg":"ES512","kid":"@"}""", CheckResult.CouldNotCheck, "Could not check: it is signed in a way that is not known here; known are ES256 and RS256.")]
    [InlineData("""{"alg":"ES256","kid":"@","crit":["exp"]}""", CheckResult.Invalid, "It demands something of its readers that Open Badges does not have.")]
    [InlineData("""{"alg":"ES256","kid":"@","b64":false}""", CheckResult.Invalid, "It demands something of its readers that Open Badges does not have.")]
    [InlineData("""{"alg":"ES256","kid":"@","typ":"at+jwt"}""", CheckResult.CouldNotCheck, "Could not check: it is another kind of token.")]
    [InlineData("""{"alg":"ES256","kid":"did:web:esp.example#other"}""", CheckResult.Invalid, "The key it is signed with is not one of the issuer's.")]
    [InlineData("""{"alg":"ES256","kid":""}""", CheckResult.Invalid, "The key it is signed with is not one of the issuer's.")]
    [InlineData("""{"alg":"ES256","kid":7}""", CheckResult.Invalid, "It does not name the key it is signed with.")]
    [InlineData("""{"alg":"ES256"}""", CheckResult.Invalid, "It does not name the key it is signed with.")]
    [InlineData("""{"alg":"ES256","kid":"@"}""", CheckResult.Valid, "It is as the issuer signed it.")]
    [InlineData("""{"alg":"ES256","kid":"@","typ":"vc+jwt","cty":"vc"}""", CheckResult.Valid, "It is as the issuer signed it.")]
    public void A_header_is_judged_by_what_it_says(string header, CheckResult result, string reason) =>
        Assert.Equal(new BadgeCheck("signature", result, reason), Jwt.Check(Token(header.Replace("@", _keys.CurrentId, StringComparison.Ordinal), BadgeJson.WriteJwtPayload(GivenBadge.Plain()))));

    [Fact]
    public void A_key_that_comes_along_counts_only_when_it_is_the_issuers()
    {
        using var stranger = JwtKeys.From(GivenBadge.IssuerId, JwtKeys.NewKey()).Ok();
        var payload = BadgeJson.WriteJwtPayload(GivenBadge.Plain());
        Assert.Equal("The key it is signed with is not one of the issuer's.", Jwt.Check(Token($$"""{"alg":"ES256","jwk":{{Jwk(stranger)}}}""", payload, stranger)).Reason);
        Assert.Equal("The key it is signed with is not one of the issuer's.", Jwt.Check(Token($$"""{"alg":"ES256","kid":"{{_keys.CurrentId}}","jwk":{{Jwk(stranger)}}}""", payload, stranger)).Reason);
        Assert.Equal("The key it is signed with is not one of the issuer's.", Jwt.Check(Token("""{"alg":"ES256","jwk":{"kty":"oct","k":"AAAA"}}""", payload)).Reason);
        Assert.Equal(CheckResult.Valid, Jwt.Check(Token($$"""{"alg":"ES256","jwk":{{Jwk(_keys)}}}""", payload)).Result);
        Assert.Equal("It was changed after it was signed.", Jwt.Check(Token($$"""{"alg":"ES256","kid":"{{_keys.CurrentId}}"}""", payload, stranger)).Reason);
    }

    [Theory]
    [InlineData("iss", "\"did:web:evil.example\"", "another issuer")]
    [InlineData("iss", null, "another issuer")]
    [InlineData("jti", "\"https://esp.example/other\"", "(jti)")]
    [InlineData("jti", null, "(jti)")]
    [InlineData("sub", "\"https://esp.example/other\"", "(sub)")]
    [InlineData("sub", null, "(sub)")]
    [InlineData("nbf", "1", "(nbf)")]
    [InlineData("nbf", "\"1770091506\"", "(nbf)")]
    [InlineData("nbf", "1e400", "(nbf)")]
    [InlineData("nbf", null, "(nbf)")]
    [InlineData("exp", "1", "(exp)")]
    [InlineData("exp", null, "(exp)")]
    public void Claims_that_say_something_else_than_the_credential_make_it_invalid(string claim, string? value, string why)
    {
        var payload = JsonNode.Parse(BadgeJson.WriteJwtPayload(GivenBadge.Plain() with { ValidUntil = GivenBadge.Now.AddDays(1) }))!.AsObject();
        payload.Remove(claim);
        var text = value is null ? payload.ToJsonString() : payload.ToJsonString()[..^1] + $",\"{claim}\":{value}}}";
        var check = Jwt.Check(Token(Header(_keys), Encoding.UTF8.GetBytes(text)));
        Assert.Equal(CheckResult.Invalid, check.Result);
        Assert.Contains(why, check.Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void An_end_that_only_the_token_has_could_not_be_checked()
    {
        var payload = Encoding.UTF8.GetString(BadgeJson.WriteJwtPayload(GivenBadge.Plain()));
        Assert.Equal(CheckResult.CouldNotCheck, Jwt.Check(Token(Header(_keys), Encoding.UTF8.GetBytes(payload[..^1] + ",\"exp\":9}"))).Result);
    }

    [Theory]
    [InlineData(""), InlineData("a"), InlineData("a.b"), InlineData("a.b.c.d"), InlineData(".."), InlineData("e30.e30"), InlineData("W10.W10.AA"), InlineData("e30=.e30.AA"), InlineData("e3 0.e30.AA")]
    [InlineData("eyJhIjoxLCJhIjoyfQ.e30.AA"), InlineData("e30.eyJhIjoiXHVkODNkIn0.AA"), InlineData("e30._____w.AA"), InlineData("ü.ü.ü")]
    public void What_is_no_token_could_not_be_checked(string token) =>
        Assert.Equal(CheckResult.CouldNotCheck, Jwt.Check(token).Result);

    [Fact]
    public void A_signature_that_is_none_is_invalid()
    {
        var token = Jwt.Sign(GivenBadge.Plain()).Ok();
        var signed = token[..(token.LastIndexOf('.') + 1)];
        Assert.All(["", "AA", "!!!", token[signed.Length..] + "A", token[signed.Length..^1] + "="], signature => Assert.Equal(CheckResult.Invalid, Jwt.Check(signed + signature).Result));
    }

    [Fact]
    public void A_token_too_large_or_too_deep_could_not_be_checked()
    {
        Assert.Contains("256 KiB", Jwt.Check("e30." + new string('A', 256 * 1024) + ".AA").Reason, StringComparison.Ordinal);
        var deep = Base64Text.EncodeToString(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("{\"a\":", 20)) + "1" + new string('}', 20)));
        Assert.Contains("too deep", Jwt.Check($"e30.{deep}.AA").Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void After_any_change_of_a_letter_it_is_not_valid()
    {
        var token = Jwt.Sign(GivenBadge.Plain()).Ok();
        Gen.Select(Gen.Int[0, token.Length - 1], Gen.Char["ABab01-_.{}=\u00e9 "], Gen.Int[0, 2]).Sample(
            (at, letter, way) =>
            {
                var changed = way switch { 0 => token[..at] + letter + token[(at + 1)..], 1 => token[..at], _ => token[..at] + letter + token[at..] };
                Assert.True(changed.Trim() == token || Jwt.Check(changed).Result != CheckResult.Valid, changed);
            },
            iter: 3000, threads: 1);
    }

    [Fact]
    public void Any_text_is_answered_without_an_exception() =>
        Gen.String[0, 300].Sample(text => Assert.NotEqual(CheckResult.Valid, Jwt.Check(text).Result), iter: 2000, threads: 1);

    [Fact]
    public void Any_header_and_payload_is_answered_without_an_exception() =>
        Gen.Select(Json, Json).Sample(
            (header, payload) => Assert.NotEqual(CheckResult.Valid, Jwt.Check($"{Base64Text.EncodeToString(Encoding.UTF8.GetBytes(header))}.{Base64Text.EncodeToString(Encoding.UTF8.GetBytes(payload))}.AAAA").Result), iter: 2000, threads: 1);

    [Fact]
    public void Another_issuers_token_is_checked_with_the_keys_that_it_publishes()
    {
        const string Other = "did:web:other.example";
        using var keys = JwtKeys.From(Other, JwtKeys.NewKey()).Ok();
        var jwt = JwtCredential.Read(new CredentialJwt(keys).Sign(GivenBadge.Plain() with { Issuer = new(Other) }).Ok()).Ok();

        Assert.Equal((CheckResult.CouldNotCheck, Other), (Jwt.Check(jwt).Result, jwt.IssuerId));
        Assert.Equal(CheckResult.Valid, CredentialJwt.Check(jwt, [new(keys.CurrentId, keys.PublicKeys[0])]).Result);
        Assert.Equal(CheckResult.Invalid, CredentialJwt.Check(jwt, [new(_keys.CurrentId, _keys.PublicKeys[0])]).Result);
        Assert.Equal(CheckResult.Invalid, CredentialJwt.Check(jwt, []).Result);
        Assert.Equal(CheckResult.Invalid, CredentialJwt.Check(JwtCredential.Read(Token("""{"alg":"ES256","kid":""}""", BadgeJson.WriteJwtPayload(GivenBadge.Plain()))).Ok(), [new("x#", _keys.PublicKeys[0])]).Result);
    }

    [Fact]
    public void A_token_of_the_common_RS256_with_its_credential_in_vc_is_checked_too()
    {
        using var rsa = RSA.Create(2048);
        var numbers = rsa.ExportParameters(includePrivateParameters: false);
        var jwk = JsonSerializer.SerializeToElement(new { kty = "RSA", n = Base64Text.EncodeToString(numbers.Modulus), e = Base64Text.EncodeToString(numbers.Exponent) });
        using var key = JwtKey.OfJwk(jwk)!;
        const string Payload = """{"iss":"https://x.example/issuer","jti":"urn:x:1","sub":"did:x:me","nbf":1262304000,"vc":{"id":"urn:x:1","issuer":"https://x.example/issuer","issuanceDate":"2010-01-01T00:00:00Z","credentialSubject":{"id":"did:x:me"}}}""";
        var signed = Base64Text.EncodeToString("""{"alg":"RS256","kid":"k1"}"""u8) + "." + Base64Text.EncodeToString(Encoding.UTF8.GetBytes(Payload));
        var jwt = JwtCredential.Read(signed + "." + Base64Text.EncodeToString(rsa.SignData(Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1))).Ok();

        Assert.Equal(new("signature", CheckResult.Valid, "It is as the issuer signed it."), CredentialJwt.Check(jwt, [new("https://x.example/keys#k1", key)]));
        Assert.Equal(CheckResult.Invalid, CredentialJwt.Check(jwt, [new("https://x.example/keys#k2", key)]).Result);
    }

    private static readonly Gen<string> Json = Gen.OneOf(
        "{}", "[]", "1", "{\"alg\":\"ES256\",\"kid\":\"x\"}", "{\"alg\":[]}", "{\"alg\":\"ES256\",\"jwk\":[]}", "{\"alg\":\"ES256\",\"jwk\":{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AA\",\"y\":1}}", "{\"alg\":\"ES256\",\"jwk\":{\"kty\":{}}}", "{\"alg\":\"ES256\",\"jwk\":{\"kty\":\"\\ud83d\"}}", "{\"alg\":\"ES256\",\"kid\":\"\\ud83d\"}", "{\"alg\":\"\\ud83d\",\"kid\":\"\"}",
        "{\"issuer\":7}", "{\"issuer\":{\"id\":[]},\"iss\":{}}", "{\"iss\":\"did:web:esp.example\",\"issuer\":\"did:web:esp.example\",\"credentialSubject\":[1]}", "{\"vc\":{\"issuer\":\"\\ud83d\"}}", "{\"vc\":[]}", "{\"\\ud83d\":1}");

    private string Token(string header, byte[] payload, JwtKeys? by = null)
    {
        var signed = $"{Base64Text.EncodeToString(Encoding.UTF8.GetBytes(header))}.{Base64Text.EncodeToString(payload)}";
        return $"{signed}.{Base64Text.EncodeToString((by ?? _keys).Sign(Encoding.ASCII.GetBytes(signed)))}";
    }

    private static string Header(JwtKeys keys) => $$"""{"alg":"ES256","kid":"{{keys.CurrentId}}"}""";

    private static string Jwk(JwtKeys keys) => $$"""{"kty":"EC","crv":"P-256","x":"{{keys.PublicKeys[0].X}}","y":"{{keys.PublicKeys[0].Y}}"}""";

    private static JsonObject Part(string part) => JsonNode.Parse(Base64Text.DecodeFromChars(part))!.AsObject();
}
