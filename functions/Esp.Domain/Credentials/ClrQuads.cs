namespace Esp.Domain.Credentials;

/// <summary>
/// The canonical N-Quads (RDFC-1.0) of a transcript without its own proof: what the contexts of <see cref="ClrJson"/> make of it. The badges in it are nodes of the same graph;
/// the proof of each stands in a graph of its own, named by a blank node.
/// </summary>
public static class ClrQuads
{
    /// <summary>Four blank nodes for each badge (two identities, a proof and its graph) and two of its own: a transcript may hold a hundred.</summary>
    private const int MostBlankNodes = 512;

    /// <summary>The canonical document as UTF-8; refuses what <see cref="QuadSet"/> refuses.</summary>
    public static Result<byte[]> Canonical(Clr clr)
    {
        using var quads = Of(clr);
        return quads.Canonical();
    }

    /// <summary>Its SHA-256 into 32 bytes, or the problem.</summary>
    public static Problem? Hash(Clr clr, Span<byte> hash)
    {
        using var quads = Of(clr);
        return quads.Hash(hash);
    }

    /// <summary>What stands against signing it, or null.</summary>
    public static Problem? Check(Clr clr)
    {
        using var quads = Of(clr);
        return quads.Check();
    }

    private static QuadSet Of(Clr clr)
    {
        var quads = new QuadSet(MostBlankNodes);
        var credential = quads.NodeOf(clr.Id);
        quads.IsA(credential, CredentialTerms.VerifiableCredential);
        quads.IsA(credential, "https://purl.imsglobal.org/spec/vc/clr/vocab.html#ClrCredential"u8);
        quads.Text(credential, CredentialTerms.Name, clr.Name);
        quads.Link(credential, CredentialTerms.Issuer, BadgeQuads.Issuer(quads, clr.Issuer));
        quads.Text(credential, CredentialTerms.ValidFrom, CredentialFormat.Time(clr.ValidFrom), CredentialTerms.DateTime);
        quads.Link(credential, CredentialTerms.CredentialSubject, Subject(quads, clr));
        return quads;
    }

    private static Node Subject(QuadSet quads, Clr clr)
    {
        var node = quads.NodeOf(clr.SubjectId);
        quads.IsA(node, "https://purl.imsglobal.org/spec/vc/clr/vocab.html#ClrSubject"u8);
        // The context writes identifier-1 for a ClrSubject's identifier.
        foreach (var identity in clr.Identifiers)
            quads.Link(node, "https://purl.imsglobal.org/spec/vc/clr/vocab.html#identifier-1"u8, BadgeQuads.Identity(quads, identity));
        foreach (var badge in clr.Badges)
        {
            var inner = BadgeQuads.Write(quads, badge);
            if (badge.Proof is { } proof)
                ProofQuads.Write(quads, inner, proof);
            quads.Link(node, "https://purl.imsglobal.org/spec/vc/clr/vocab.html#verifiableCredential"u8, inner);
        }

        return node;
    }
}
