namespace Esp.Domain.Credentials;

/// <summary>The canonical N-Quads (RDFC-1.0) of a proof's options: all of the proof but its value (vc-di-eddsa, 3.2.5).</summary>
public static class ProofQuads
{
    public static Result<byte[]> Canonical(DateTimeOffset created, string verificationMethod)
    {
        using var quads = Of(created, verificationMethod);
        return quads.Canonical();
    }

    public static Problem? Hash(DateTimeOffset created, string verificationMethod, Span<byte> hash)
    {
        using var quads = Of(created, verificationMethod);
        return quads.Hash(hash);
    }

    /// <summary>A proof inside a larger document: whole, with its value, in a graph of its own (VC 2.0 context, <c>proof</c>).</summary>
    internal static void Write(QuadSet quads, Node credential, DataIntegrityProof proof)
    {
        var graph = quads.NodeOf(null);
        quads.Link(credential, "https://w3id.org/security#proof"u8, graph);
        quads.Enter(graph);
        quads.Text(Options(quads, proof.Created, proof.VerificationMethod), "https://w3id.org/security#proofValue"u8, proof.ProofValue, "https://w3id.org/security#multibase"u8);
        quads.Leave();
    }

    private static QuadSet Of(DateTimeOffset created, string verificationMethod)
    {
        var quads = new QuadSet();
        Options(quads, created, verificationMethod);
        return quads;
    }

    private static Node Options(QuadSet quads, DateTimeOffset created, string verificationMethod)
    {
        var proof = quads.NodeOf(null);
        quads.IsA(proof, "https://w3id.org/security#DataIntegrityProof"u8);
        quads.Text(proof, "http://purl.org/dc/terms/created"u8, CredentialFormat.Time(created), CredentialTerms.DateTime);
        quads.Text(proof, "https://w3id.org/security#cryptosuite"u8, DataIntegrityProof.Suite, "https://w3id.org/security#cryptosuiteString"u8);
        quads.Link(proof, "https://w3id.org/security#proofPurpose"u8, "https://w3id.org/security#assertionMethod"u8);
        quads.Link(proof, "https://w3id.org/security#verificationMethod"u8, quads.NodeOf(verificationMethod));
        return proof;
    }
}
