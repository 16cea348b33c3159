using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Esp.App.Credentials;
using Base64Text = System.Buffers.Text.Base64Url;

namespace Esp.Tests.Credentials;

public sealed class JwtKeyTests
{
    [Fact]
    public void The_thumbprint_is_the_published_one()
    {
        // RFC 7638, 3.1.
        var jwk = JsonSerializer.Deserialize<JsonElement>("""
            {"kty":"RSA","n":"0vx7agoebGcQSuuPiLJXZptN9nndrQmbXEps2aiAFbWhM78LhWx4cbbfAAtVT86zwu1RK7aPFFxuhDR1L6tSoc_BJECPebWKRXjBZCiFV4n3oknjhMstn64tZ_2W-5JsGY4Hc5n9yBXArwl93lqt7_RN5w6Cf0h4QyQ5v-65YGjQR0_FDW2QvzqY368QQMicAtaSqzs8KJZgnYb9c7d0zgdAZHzu6qMQvRL5hajrn1n91CbOpbISD08qNLyrdkt-bFTWhAI4vMQFh6WeZu0fM4lFd2NcRwr3XPksINHaQ-G_xBniIqbw0Ls1jF44-csFCur-kEgU8awapJzKnqDKgw","e":"AQAB","alg":"RS256","kid":"2011-04-29"}
            """);
        using var key = JwtKey.OfJwk(jwk)!;
        Assert.Equal(("NzbLsXh8uDCcd-6MNwXF4W_7noWXFZAfHkxZsRGC9Xs", "RS256"), (key.Thumbprint, key.Algorithm));
    }

    [Fact]
    public void The_published_ES256_example_verifies()
    {
        // RFC 7515, A.3.
        using var key = JwtKey.OfPoint("f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU", "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0")!;
        const string Signed = "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";
        var signature = Base64Text.DecodeFromChars("DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q");
        Assert.True(key.Verifies(Encoding.ASCII.GetBytes(Signed), signature));
        Assert.False(key.Verifies(Encoding.ASCII.GetBytes(Signed + "A"), signature));
        Assert.False(key.Verifies(Encoding.ASCII.GetBytes(Signed), signature.AsSpan(0, 63)));
    }

    [Fact]
    public void A_key_of_another_kind_or_form_is_refused_without_repeating_it()
    {
        using var secp256k1 = ECDsa.Create(ECCurve.CreateFromValue("1.3.132.0.10"));
        using var p384 = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using var p256 = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        using var rsa = RSA.Create(2048);
        byte[][] wrong = [secp256k1.ExportPkcs8PrivateKey(), p384.ExportPkcs8PrivateKey(), rsa.ExportPkcs8PrivateKey(), p256.ExportSubjectPublicKeyInfo(), p256.ExportECPrivateKey(), [.. p256.ExportPkcs8PrivateKey(), 0], new byte[32], []];
        Assert.All(wrong.Select(Convert.ToBase64String).Append("not base64").Append(SigningKeys.NewSeed()), text =>
        {
            var problem = JwtKeys.From(GivenBadge.IssuerId, text).Refused();
            Assert.Equal("credential.key-invalid", problem.Code);
            Assert.True(text.Length == 0 || !problem.Detail.Contains(text, StringComparison.Ordinal));
        });
    }

    [Fact]
    public void Old_keys_are_taken_by_point_or_as_jwk_and_stand_behind_the_current_one()
    {
        using var first = JwtKeys.From(GivenBadge.IssuerId, JwtKeys.NewKey()).Ok();
        using var second = JwtKeys.From(GivenBadge.IssuerId, JwtKeys.NewKey()).Ok();
        var (a, b) = (first.PublicKeys[0], second.PublicKeys[0]);
        var jwk = Base64Text.EncodeToString(Encoding.UTF8.GetBytes($$"""{"kty":"EC","crv":"P-256","x":"{{b.X}}","y":"{{b.Y}}"}"""));
        using var keys = JwtKeys.From(GivenBadge.IssuerId, JwtKeys.NewKey(), [$"{a.X}.{a.Y}", jwk, $"{b.X}.{b.Y}"]).Ok();
        Assert.Equal([a.Thumbprint, b.Thumbprint], keys.PublicKeys.Skip(1).Select(k => k.Thumbprint), StringComparer.Ordinal);
        Assert.Equal(CheckResult.Valid, new CredentialJwt(keys).Check(new CredentialJwt(first).Sign(GivenBadge.Plain()).Ok()).Result);
    }

    [Fact]
    public void An_old_key_that_is_none_or_is_private_is_refused_without_repeating_it()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var all = key.ExportParameters(includePrivateParameters: true);
        var (x, y, d) = (Base64Text.EncodeToString(all.Q.X), Base64Text.EncodeToString(all.Q.Y), Base64Text.EncodeToString(all.D));
        string[] wrong =
        [
            "AAAA.AAAA", $"{x}.{x}", $"{y}.{x}", $"{x}.{y}.", "bm90IGpzb24", "W10", "???",
            Encoded($$"""{"kty":"EC","crv":"P-256","x":"{{x}}","y":"{{y}}","d":"{{d}}"}"""), Encoded($$"""{"kty":"EC","crv":"P-384","x":"{{x}}","y":"{{y}}"}"""), Encoded("""{"kty":"RSA","n":"AQAB","e":"AQAB"}"""),
        ];
        Assert.All(wrong, text =>
        {
            var problem = JwtKeys.From(GivenBadge.IssuerId, JwtKeys.NewKey(), [text]).Refused();
            Assert.Equal("credential.key-invalid", problem.Code);
            Assert.DoesNotContain(text, problem.Detail, StringComparison.Ordinal);
        });

        static string Encoded(string jwk) => Base64Text.EncodeToString(Encoding.UTF8.GetBytes(jwk));
    }

    [Fact]
    public void The_did_document_lists_these_keys_too_as_json_web_keys()
    {
        using var proofs = GivenBadge.Keys();
        using var older = JwtKeys.From(GivenBadge.IssuerId, JwtKeys.NewKey()).Ok();
        using var keys = JwtKeys.From(GivenBadge.IssuerId, JwtKeys.NewKey(), [$"{older.PublicKeys[0].X}.{older.PublicKeys[0].Y}"]).Ok();
        var document = JsonSerializer.Deserialize<JsonElement>(DidDocument.Write(proofs, keys));

        string[] expected = [proofs.VerificationMethod, keys.CurrentId, older.CurrentId];
        Assert.Equal(expected, document.GetProperty("assertionMethod").EnumerateArray().Select(m => m.GetString()!), StringComparer.Ordinal);
        Assert.Equal(expected, document.GetProperty("verificationMethod").EnumerateArray().Select(m => m.GetProperty("id").GetString()!), StringComparer.Ordinal);
        Assert.All(document.GetProperty("verificationMethod").EnumerateArray().Skip(1), m =>
        {
            using var key = JwtKey.OfJwk(m.GetProperty("publicKeyJwk"))!;
            Assert.Equal(("JsonWebKey", $"{GivenBadge.IssuerId}#{key.Thumbprint}"), (m.GetProperty("type").GetString(), m.GetProperty("id").GetString()));
            Assert.False(m.GetProperty("publicKeyJwk").TryGetProperty("d", out _));
        });
    }
}
