using Esp.Domain.Credentials;
using NSec.Cryptography;

namespace Esp.App.Credentials;

/// <summary>How one check ended. What cannot be checked is not valid, and is not called invalid either.</summary>
public enum CheckResult
{
    Valid,
    Invalid,
    CouldNotCheck,
}

/// <summary>One check: <paramref name="Name"/> is <c>signature</c>, <c>issuer</c>, <c>validity</c> or <c>status</c>; <paramref name="Reason"/> is a sentence for people.</summary>
public sealed record BadgeCheck(string Name, CheckResult Result, string Reason);

/// <summary>Checks badges of this issuer, each question by itself (domain.md 4.2: show the checks separately). Never throws for any badge.</summary>
public sealed class BadgeChecker(SigningKeys keys)
{
    /// <summary>Was it changed since it was signed by one of the issuer's keys?</summary>
    public BadgeCheck Signature(ReadOnlyMemory<byte> json) =>
        BadgeReader.Read(json).Failed(out var problem, out var badge) ? CouldNotCheck("signature", problem.Detail) : Signature(badge);

    /// <inheritdoc cref="Signature(ReadOnlyMemory{byte})"/>
    public BadgeCheck Signature(Badge badge)
    {
        Span<byte> hashes = stackalloc byte[64];
        return BadgeQuads.Hash(badge, hashes[32..]) is { } problem
            ? CouldNotCheck("signature", $"Could not check: {problem.Detail}")
            : Signature(badge.Issuer.Id, badge.Proof, hashes);
    }

    /// <summary>Does it say that it comes from this issuer?</summary>
    public BadgeCheck Issuer(Badge badge) =>
        IsOurs(badge.Issuer.Id)
            ? new("issuer", CheckResult.Valid, "It names us as the issuer.")
            : CouldNotCheck("issuer", "Could not check: it names another issuer, whose keys we do not hold.");

    /// <summary>Is <paramref name="now"/> between the times it names?</summary>
    public static BadgeCheck Validity(Badge badge, DateTimeOffset now) =>
        now < badge.ValidFrom ? new("validity", CheckResult.Invalid, $"It is not valid before {CredentialFormat.Time(badge.ValidFrom)}.")
        : now >= badge.ValidUntil ? new("validity", CheckResult.Invalid, $"It was valid until {CredentialFormat.Time(badge.ValidUntil.Value)}.")
        : new("validity", CheckResult.Valid, badge.ValidUntil is null ? "It has no end date." : "Its end date has not come.");

    /// <summary>
    /// Was it revoked? <paramref name="listJson"/> is what the status list's address answered, null when it did not answer: then, and whenever the list is stale or does not verify,
    /// the answer is "could not check", never "valid".
    /// </summary>
    public BadgeCheck Status(Badge badge, ReadOnlyMemory<byte>? listJson, DateTimeOffset now)
    {
        if (badge.Status is not { } entry)
            return new("status", CheckResult.Valid, "It was issued without a way to revoke it.");
        if (listJson is not { } json)
            return CouldNotCheck("status", "Could not check: the list of revoked credentials did not answer.");
        if (StatusListReader.Read(json).Failed(out var problem, out var list))
            return CouldNotCheck("status", problem.Detail);
        if (Distrust(entry, list, now) is { } reason)
            return CouldNotCheck("status", $"Could not check: {reason}");
        if (!StatusBits.TryDecode(list.EncodedList, out var bits) || entry.Index >= bits.Count)
            return CouldNotCheck("status", "Could not check: the list of revoked credentials has no entry for it.");

        return bits[entry.Index]
            ? new("status", CheckResult.Invalid, "The issuer has revoked it.")
            : new("status", CheckResult.Valid, "The issuer has not revoked it.");
    }

    private string? Distrust(StatusEntry entry, StatusListCredential list, DateTimeOffset now)
    {
        if (!string.Equals(list.Id, entry.ListUrl, StringComparison.Ordinal))
            return "the list of revoked credentials is another one than the credential names.";
        if (now < list.ValidFrom || now >= list.ValidUntil)
            return "the list of revoked credentials is out of date.";

        Span<byte> hashes = stackalloc byte[64];
        return list.Hash(hashes[32..]) is null && Signature(list.IssuerId, list.Proof, hashes).Result == CheckResult.Valid
            ? null
            : "the list of revoked credentials is not signed by the issuer.";
    }

    private BadgeCheck Signature(string issuerId, DataIntegrityProof? proof, Span<byte> hashes)
    {
        if (proof is null)
            return Invalid("It is not signed.");
        if (proof.VerificationMethod.Length <= issuerId.Length || proof.VerificationMethod[issuerId.Length] != '#' || !proof.VerificationMethod.StartsWith(issuerId, StringComparison.Ordinal))
            return Invalid("It is signed with a key of someone else than its issuer.");
        if (!IsOurs(issuerId))
            return CouldNotCheck("signature", "Could not check: it names another issuer, whose keys we do not hold.");
        if (keys.Find(proof.VerificationMethod[(issuerId.Length + 1)..]) is not { } key)
            return Invalid("The key it is signed with is not one of the issuer's.");
        if (proof.ProofValue is not ['z', ..] || !Multibase.TryDecode(proof.ProofValue, out var signature) || signature.Length != 64)
            return Invalid("Its signature is not a signature.");
        if (ProofQuads.Hash(proof.Created, proof.VerificationMethod, hashes[..32]) is { } problem)
            return CouldNotCheck("signature", $"Could not check: {problem.Detail}");

        return SignatureAlgorithm.Ed25519.Verify(key, hashes, signature)
            ? new("signature", CheckResult.Valid, "It is as the issuer signed it.")
            : Invalid("It was changed after it was signed.");
    }

    private bool IsOurs(string issuerId) => string.Equals(issuerId, keys.IssuerId, StringComparison.Ordinal);

    private static BadgeCheck Invalid(string reason) => new("signature", CheckResult.Invalid, reason);

    private static BadgeCheck CouldNotCheck(string name, string reason) => new(name, CheckResult.CouldNotCheck, reason);
}
