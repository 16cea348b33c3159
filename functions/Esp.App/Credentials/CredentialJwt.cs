using System.Globalization;
using System.Text;
using System.Text.Json;
using Esp.Domain.Credentials;
using Base64Text = System.Buffers.Text.Base64Url;

namespace Esp.App.Credentials;

/// <summary>A key as its issuer publishes it: <paramref name="Id"/> is its full id (<c>did:web:…#…</c>, or an address).</summary>
public sealed record PublishedJwtKey(string Id, JwtKey Key);

/// <summary>
/// The same credential as a JSON Web Token, for verifiers that want JOSE (Open Badges 3.0, "JSON Web Token Proof Format"; ES256). The payload is the credential without its embedded proof and, beside it,
/// <c>iss</c>, <c>jti</c>, <c>nbf</c>, <c>sub</c> and, with an end date, <c>exp</c>; the header is <c>alg</c>, <c>kid</c>, <c>typ</c> and no more.
/// <para>Tokens are signed when they are asked for, from the stored document: there is no second copy that could say something else, and a token is always signed with a key that is current,
/// so that a key can be taken out of use without touching what was issued. Checking never throws, for any text.</para>
/// </summary>
public sealed class CredentialJwt(JwtKeys keys)
{
    private static readonly string[] Types = ["JWT", "vc+jwt", "vc+ld+jwt"];

    /// <summary>The token. Refuses a badge without a subject's id, for which there is no <c>sub</c> (<c>credential.no-jwt</c>).</summary>
    public Result<string> Sign(Badge badge)
    {
        if (badge.Subject.Id is null)
            return new Problem(ProblemKind.NotFound, "credential.no-jwt", "This credential does not name its holder by an address, so there is no JWT of it.");

        var header = $$"""{"alg":"ES256","kid":{{JsonSerializer.Serialize(keys.CurrentId)}},"typ":"JWT"}""";
        var signed = $"{Base64Text.EncodeToString(Encoding.UTF8.GetBytes(header))}.{Base64Text.EncodeToString(BadgeJson.WriteJwtPayload(badge))}";
        return $"{signed}.{Base64Text.EncodeToString(keys.Sign(Encoding.ASCII.GetBytes(signed)))}";
    }

    /// <summary>Was the token changed since it was signed by one of our keys, and does it say the same as the credential in it?</summary>
    public BadgeCheck Check(string token) =>
        JwtCredential.Read(token).Failed(out var problem, out var jwt) ? CouldNotCheck(problem.Detail) : Check(jwt);

    /// <inheritdoc cref="Check(string)"/>
    public BadgeCheck Check(JwtCredential jwt) =>
        string.Equals(jwt.IssuerId, keys.IssuerId, StringComparison.Ordinal)
            ? Check(jwt, [.. keys.PublicKeys.Select(k => new PublishedJwtKey(keys.IdOf(k), k))])
            : CouldNotCheck("Could not check: it names another issuer, whose keys we do not hold.");

    /// <summary>
    /// The same for any issuer: <paramref name="published"/> are the keys that this issuer's own document lists for assertions. A key that the token brings along counts only when it is one of them.
    /// </summary>
    public static BadgeCheck Check(JwtCredential jwt, IReadOnlyList<PublishedJwtKey> published)
    {
        if (Header(jwt) is { } refused)
            return refused;
        if (jwt.IssuerId.Length == 0 || !string.Equals(JwtCredential.Text(jwt.Payload, "iss"), jwt.IssuerId, StringComparison.Ordinal))
            return Invalid("The token names another issuer than the credential in it.");
        if (Key(jwt, published, out var key) is { } unknown)
            return unknown;
        if (!string.Equals(JwtCredential.Text(jwt.Header, "alg"), key!.Algorithm, StringComparison.Ordinal))
            return Invalid("The key it names is not one for its algorithm.");
        if (jwt.Signature.Length == 0)
            return Invalid("Its signature is not a signature.");
        if (!key.Verifies(jwt.Signed, jwt.Signature))
            return Invalid("It was changed after it was signed.");

        return Disagreement(jwt) ?? new("signature", CheckResult.Valid, "It is as the issuer signed it.");
    }

    private static BadgeCheck? Header(JwtCredential jwt)
    {
        // RFC 7515, 4.1.11: what is critical and not understood makes the token invalid.
        if (jwt.Header.TryGetProperty("crit", out _) || jwt.Header.TryGetProperty("b64", out _))
            return Invalid("It demands something of its readers that Open Badges does not have.");
        if (JwtCredential.Text(jwt.Header, "typ") is { } type && !Types.Contains(type, StringComparer.OrdinalIgnoreCase))
            return CouldNotCheck("Could not check: it is another kind of token.");

        return JwtCredential.Text(jwt.Header, "alg") switch
        {
            "ES256" or "RS256" => null,
            null => Invalid("It does not say how it is signed."),
            var none when string.Equals(none, "none", StringComparison.OrdinalIgnoreCase) => Invalid("It is not signed."),
            ['H', 'S', ..] => Invalid("It is signed with a shared secret: whoever can check such a signature can make one."),
            _ => CouldNotCheck("Could not check: it is signed in a way that is not known here; known are ES256 and RS256."),
        };
    }

    private static BadgeCheck? Key(JwtCredential jwt, IReadOnlyList<PublishedJwtKey> published, out JwtKey? key)
    {
        key = null;
        var hasEmbedded = jwt.Header.TryGetProperty("jwk", out var jwk);
        if (jwt.KeyId is null && !hasEmbedded)
            return Invalid("It does not name the key it is signed with.");

        using var embedded = hasEmbedded ? JwtKey.OfJwk(jwk) : null;
        key = published.FirstOrDefault(p => (jwt.KeyId is not { } id || Names(id, p.Id)) && (!hasEmbedded || p.Key.Equals(embedded)))?.Key;
        return key is null ? Invalid("The key it is signed with is not one of the issuer's.") : null;
    }

    /// <summary>A key may be named in full, or by the part behind the <c>#</c>.</summary>
    private static bool Names(string named, string id) =>
        string.Equals(named, id, StringComparison.Ordinal)
        || (id.IndexOf('#', StringComparison.Ordinal) is >= 0 and var at && named.AsSpan().TrimStart('#').SequenceEqual(id.AsSpan(at + 1)) && named.Length > 0 && named.LastIndexOf('#') <= 0);

    /// <summary>The claims must be there and say what the credential says (Open Badges 3.0, "Verify a Credential VC-JWT Signature").</summary>
    private static BadgeCheck? Disagreement(JwtCredential jwt)
    {
        var credential = jwt.Credential;
        var subject = credential.TryGetProperty("credentialSubject", out var someone) && someone.ValueKind == JsonValueKind.Object ? JwtCredential.Text(someone, "id") : null;
        if (JwtCredential.Text(credential, "id") is not { } id || JwtCredential.Text(jwt.Payload, "jti") != id)
            return Invalid("The token names another credential (jti) than the one in it.");
        if (subject is null || JwtCredential.Text(jwt.Payload, "sub") != subject)
            return Invalid("The token names another holder (sub) than the credential in it.");
        if (Seconds(credential, "validFrom", "issuanceDate") is not { } from || Number(jwt.Payload, "nbf") != from)
            return Invalid("The token begins at another time (nbf) than the credential in it.");

        var until = Seconds(credential, "validUntil", "expirationDate");
        if (until is null && jwt.Payload.TryGetProperty("exp", out _))
            return CouldNotCheck("Could not check: the token has an end date (exp), and the credential in it has none.");

        return until is { } end && Number(jwt.Payload, "exp") != end ? Invalid("The token ends at another time (exp) than the credential in it.") : null;
    }

    private static long? Seconds(JsonElement credential, string name, string olderName) =>
        (JwtCredential.Text(credential, name) ?? JwtCredential.Text(credential, olderName)) is { } text
        && DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time) ? time.ToUnixTimeSeconds() : null;

    /// <summary>A NumericDate in whole seconds.</summary>
    private static long? Number(JsonElement payload, string name) =>
        payload.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out var number) && Math.Abs(number) < 1e15 ? (long)Math.Floor(number) : null;

    private static BadgeCheck Invalid(string reason) => new("signature", CheckResult.Invalid, reason);

    private static BadgeCheck CouldNotCheck(string reason) => new("signature", CheckResult.CouldNotCheck, reason);
}
