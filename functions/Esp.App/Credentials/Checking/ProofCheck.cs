using Esp.Domain.Credentials;
using NSec.Cryptography;

namespace Esp.App.Credentials.Checking;

/// <summary>Checks an embedded proof (<c>eddsa-rdfc-2022</c>) and a status list against the keys of the one who must have made them. Never throws for any document.</summary>
internal static class ProofCheck
{
    /// <summary>Was it changed since it was signed by one of these keys?</summary>
    public static BadgeCheck Signature(Badge badge, IssuerKeys keys)
    {
        Span<byte> hashes = stackalloc byte[64];
        return BadgeQuads.Hash(badge, hashes[32..]) is { } problem
            ? BadgeCheck.CouldNot("signature", problem.Detail)
            : Signature(badge.Issuer.Id, badge.Proof, hashes, keys);
    }

    /// <summary>What of a proof can be said to be wrong without any key; null when nothing is.</summary>
    public static BadgeCheck? WithoutKeys(Badge badge) => WithoutKeys(badge.Issuer.Id, badge.Proof);

    /// <summary>Was it revoked, by a list (what the list's address answered) that these keys signed? Whatever is not right about the list, the answer is "could not check", never "valid".</summary>
    public static BadgeCheck Status(StatusEntry entry, ReadOnlyMemory<byte> listJson, IssuerKeys keys, DateTimeOffset now)
    {
        if (StatusListReader.Read(listJson).Failed(out var problem, out var list))
            return new("status", CheckResult.CouldNotCheck, problem.Detail.Replace("Could not check: ", "Could not check: in the list of revoked credentials, ", StringComparison.Ordinal));
        if (Distrust(entry, list, keys, now) is { } reason)
            return BadgeCheck.CouldNot("status", reason);
        if (!StatusBits.TryDecode(list.EncodedList, out var bits) || entry.Index >= bits.Count)
            return BadgeCheck.CouldNot("status", "the list of revoked credentials has no entry for it.");

        return bits[entry.Index]
            ? new("status", CheckResult.Invalid, "The issuer has revoked it.")
            : new("status", CheckResult.Valid, "The issuer has not revoked it.");
    }

    private static string? Distrust(StatusEntry entry, StatusListCredential list, IssuerKeys keys, DateTimeOffset now)
    {
        if (!string.Equals(list.Id, entry.ListUrl, StringComparison.Ordinal))
            return "the list of revoked credentials is another one than the credential names.";
        if (now < list.ValidFrom || now >= list.ValidUntil)
            return "the list of revoked credentials is out of date.";

        Span<byte> hashes = stackalloc byte[64];
        return string.Equals(list.IssuerId, keys.IssuerId, StringComparison.Ordinal) && list.Hash(hashes[32..]) is null && Signature(list.IssuerId, list.Proof, hashes, keys).Result == CheckResult.Valid
            ? null
            : "the list of revoked credentials is not signed by the issuer.";
    }

    private static BadgeCheck? WithoutKeys(string issuerId, DataIntegrityProof? proof)
    {
        if (proof is null)
            return Invalid("It is not signed.");
        if (proof.VerificationMethod.Length <= issuerId.Length || proof.VerificationMethod[issuerId.Length] != '#' || !proof.VerificationMethod.StartsWith(issuerId, StringComparison.Ordinal))
            return Invalid("It is signed with a key of someone else than its issuer.");
        return proof.ProofValue is ['z', ..] && Multibase.TryDecode(proof.ProofValue, out var signature) && signature.Length == 64 ? null : Invalid("Its signature is not a signature.");
    }

    private static BadgeCheck Signature(string issuerId, DataIntegrityProof? proof, Span<byte> hashes, IssuerKeys keys)
    {
        if (WithoutKeys(issuerId, proof) is { } wrong)
            return wrong;
        if (keys.Unreadable.Contains(proof!.VerificationMethod))
            return BadgeCheck.CouldNot("signature", "the key it is signed with is of a kind, or of a length, that is not known here.");
        if (!keys.Ed25519.TryGetValue(proof.VerificationMethod, out var key))
            return Invalid("The key it is signed with is not one of the issuer's.");
        if (!Multibase.TryDecode(proof.ProofValue, out var signature) || ProofQuads.Hash(proof.Created, proof.VerificationMethod, hashes[..32]) is not null)
            return BadgeCheck.CouldNot("signature", "its proof cannot be written as it was signed.");

        return SignatureAlgorithm.Ed25519.Verify(key, hashes, signature)
            ? new("signature", CheckResult.Valid, "It is as the issuer signed it.")
            : Invalid("It was changed after it was signed.");
    }

    private static BadgeCheck Invalid(string reason) => new("signature", CheckResult.Invalid, reason);
}
