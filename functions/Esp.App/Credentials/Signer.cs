using System.Security.Cryptography;
using Esp.App.Platform;
using Esp.Domain.Credentials;

namespace Esp.App.Credentials;

/// <summary>Signs by suite <c>eddsa-rdfc-2022</c>: Ed25519 over SHA-256 of the canonical proof options, then SHA-256 of the canonical document (vc-di-eddsa, 3.2).</summary>
public sealed class Signer(SigningKeys keys)
{
    /// <summary>The badge with its proof. Refuses what <see cref="QuadSet"/> refuses.</summary>
    public Result<Badge> Sign(Badge badge, DateTimeOffset created)
    {
        Span<byte> hashes = stackalloc byte[64];
        if (BadgeQuads.Hash(badge, hashes[32..]) is { } problem)
            return NotSigned(problem, "credential");
        if (Prove(hashes, created).Failed(out problem, out var proof))
            return NotSigned(problem, "credential");

        return badge with { Proof = proof };
    }

    /// <summary>The transcript with its proof. Refuses what <see cref="QuadSet"/> refuses.</summary>
    public Result<Clr> Sign(Clr clr, DateTimeOffset created)
    {
        Span<byte> hashes = stackalloc byte[64];
        if (ClrQuads.Hash(clr, hashes[32..]) is { } problem)
            return problem;
        if (Prove(hashes, created).Failed(out problem, out var proof))
            return problem;

        return clr with { Proof = proof };
    }

    /// <summary>The status list with its proof.</summary>
    public Result<StatusListCredential> Sign(StatusListCredential list, DateTimeOffset created)
    {
        Span<byte> hashes = stackalloc byte[64];
        if (list.Hash(hashes[32..]) is { } problem)
            return NotSigned(problem, "statusList");
        if (Prove(hashes, created).Failed(out problem, out var proof))
            return NotSigned(problem, "statusList");

        return list with { Proof = proof };
    }

    /// <summary>The proof value for any document of which both canonical forms are known.</summary>
    public string ProofValue(ReadOnlySpan<byte> canonicalProof, ReadOnlySpan<byte> canonicalDocument)
    {
        Span<byte> hashes = stackalloc byte[64];
        SHA256.HashData(canonicalProof, hashes);
        SHA256.HashData(canonicalDocument, hashes[32..]);
        return ProofValue(hashes);
    }

    private static Problem NotSigned(Problem problem, string document)
    {
        Telemetry.SigningFailed.Count(document);
        return problem;
    }

    private Result<DataIntegrityProof> Prove(Span<byte> hashes, DateTimeOffset created)
    {
        created = CredentialFormat.WholeSeconds(created);
        var method = keys.VerificationMethod;
        if (ProofQuads.Hash(created, method, hashes[..32]) is { } problem)
            return problem;

        return new DataIntegrityProof(created, method, ProofValue(hashes));
    }

    private string ProofValue(ReadOnlySpan<byte> hashes)
    {
        Span<byte> signature = stackalloc byte[64];
        keys.Sign(hashes, signature);
        return Multibase.Base58(signature);
    }
}
