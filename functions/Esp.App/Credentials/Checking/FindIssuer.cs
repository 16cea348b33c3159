using Esp.App.Platform;
using Esp.Domain.Credentials;
using NSec.Cryptography;

namespace Esp.App.Credentials.Checking;

/// <summary>
/// The keys of whoever issued a credential: ours from the settings, those of a <c>did:key</c> from its name, those of a <c>did:web</c> from its own document through <see cref="GuardedFetch"/>.
/// Nothing else that a credential names is ever asked.
/// </summary>
public sealed class FindIssuer(SigningKeys ours, JwtKeys oursForJwt, GuardedFetch fetch)
{
    private const int MostDidBytes = 256 * 1024;
    private const int MostListBytes = 1024 * 1024;

    private readonly IssuerKeys _ours = OursFrom(ours, oursForJwt);

    public bool IsUs(string issuerId) => string.Equals(issuerId, _ours.IssuerId, StringComparison.Ordinal);

    /// <summary>The keys, or a problem whose detail is the reason, "Could not check: …". At most one call outside.</summary>
    public async Task<Result<IssuerKeys>> Keys(string issuerId, CancellationToken ct)
    {
        if (IsUs(issuerId))
            return _ours;
        if (issuerId.StartsWith("did:key:", StringComparison.Ordinal))
            return KeyOf(issuerId);
        if (!issuerId.StartsWith("did:web:", StringComparison.Ordinal))
            return Unknown("its issuer is not named in a way that leads to keys (did:web or did:key).");
        if (!DidWeb.TryDocument(issuerId, out var document))
            return Unknown("its issuer's did:web does not name a public https host.");
        if ((await fetch.Get(document, "application/did+ld+json, application/did+json, application/json", MostDidBytes, ct)).Failed(out var problem, out var json))
            return Unknown($"the issuer's keys (did.json) could not be read: {problem.Detail}.");
        if (IssuerKeys.From(json, issuerId) is not { } keys)
            return Unknown("the issuer's did.json is not a document of this issuer.");

        return keys;
    }

    /// <summary>The status list at an address that a credential of another issuer names: asked for only on the issuer's own did:web host. At most one call outside.</summary>
    public async Task<Result<byte[]>> StatusList(string issuerId, string listUrl, CancellationToken ct)
    {
        if (!Uri.TryCreate(listUrl, UriKind.Absolute, out var address) || !DidWeb.IsOnHost(issuerId, address))
            return Unknown("the list of revoked credentials lies at another place than its issuer, and such places are not asked.");
        if ((await fetch.Get(address, "application/vc, application/vc+ld+json, application/json", MostListBytes, ct)).Failed(out var problem, out var json))
            return Unknown($"the list of revoked credentials could not be read: {problem.Detail}.");

        return json;
    }

    private static Result<IssuerKeys> KeyOf(string did)
    {
        var key = did["did:key:".Length..];
        return Multibase.TryPublicKey(key, out var bytes) && PublicKey.TryImport(SignatureAlgorithm.Ed25519, bytes, KeyBlobFormat.RawPublicKey, out var known) && known is not null
            ? IssuerKeys.One(did, $"{did}#{key}", known)
            : Unknown("its issuer is a did:key that is not an Ed25519 key.");
    }

    private static IssuerKeys OursFrom(SigningKeys ours, JwtKeys oursForJwt) =>
        IssuerKeys.From(DidDocument.Write(ours, oursForJwt), ours.IssuerId) ?? throw new InvalidOperationException("Our own DID document cannot be read.");

    private static Problem Unknown(string why) => new(ProblemKind.Unavailable, "credential.keys-unknown", $"Could not check: {why}");
}
