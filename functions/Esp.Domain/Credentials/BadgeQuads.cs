namespace Esp.Domain.Credentials;

/// <summary>
/// The canonical N-Quads (RDFC-1.0) of a badge without its proof, written straight from the model: what the two JSON-LD contexts of
/// <see cref="CredentialFormat"/> make of <see cref="BadgeJson"/>, term by term, odd spellings of the contexts included.
/// </summary>
public static class BadgeQuads
{
    private static ReadOnlySpan<byte> Narrative => "https://purl.imsglobal.org/spec/vc/ob/vocab.html#narrative"u8;

    private static ReadOnlySpan<byte> AnyUri => "https://www.w3.org/2001/XMLSchema#anyURI"u8;

    /// <summary>The canonical document as UTF-8; refuses what <see cref="QuadSet"/> refuses.</summary>
    public static Result<byte[]> Canonical(Badge badge)
    {
        using var quads = Of(badge);
        return quads.Canonical();
    }

    /// <summary>Its SHA-256 into 32 bytes, or the problem.</summary>
    public static Problem? Hash(Badge badge, Span<byte> hash)
    {
        using var quads = Of(badge);
        return quads.Hash(hash);
    }

    /// <summary>What stands against signing it, or null.</summary>
    public static Problem? Check(Badge badge)
    {
        using var quads = Of(badge);
        return quads.Check();
    }

    /// <summary>The badge, without its proof, as part of a larger document.</summary>
    internal static Node Write(QuadSet quads, Badge badge)
    {
        var credential = quads.NodeOf(badge.Id);
        quads.IsA(credential, CredentialTerms.VerifiableCredential);
        quads.IsA(credential, "https://purl.imsglobal.org/spec/vc/ob/vocab.html#OpenBadgeCredential"u8);
        quads.Text(credential, CredentialTerms.Name, badge.Name);
        quads.Text(credential, CredentialTerms.Description, badge.Description);
        quads.Link(credential, CredentialTerms.Issuer, Issuer(quads, badge.Issuer));
        quads.Text(credential, CredentialTerms.ValidFrom, CredentialFormat.Time(badge.ValidFrom), CredentialTerms.DateTime);
        if (badge.ValidUntil is { } until)
            quads.Text(credential, CredentialTerms.ValidUntil, CredentialFormat.Time(until), CredentialTerms.DateTime);
        // The context says xsd:dateTime without saying what xsd is, so the short form is the datatype.
        if (badge.AwardedDate is { } awarded)
            quads.Text(credential, "https://purl.imsglobal.org/spec/vc/ob/vocab.html#awardedDate"u8, CredentialFormat.Time(awarded), "xsd:dateTime"u8);
        quads.Link(credential, CredentialTerms.CredentialSubject, Subject(quads, badge.Subject));
        foreach (var evidence in badge.Evidence)
            quads.Link(credential, "https://www.w3.org/2018/credentials#evidence"u8, Evidence(quads, evidence));
        if (badge.Status is { } status)
            quads.Link(credential, "https://www.w3.org/2018/credentials#credentialStatus"u8, Status(quads, status));
        return credential;
    }

    private static QuadSet Of(Badge badge)
    {
        var quads = new QuadSet();
        Write(quads, badge);
        return quads;
    }

    internal static Node Issuer(QuadSet quads, IssuerProfile issuer)
    {
        var node = quads.NodeOf(issuer.Id);
        quads.IsA(node, "https://purl.imsglobal.org/spec/vc/ob/vocab.html#Profile"u8);
        quads.Text(node, CredentialTerms.Name, issuer.Name);
        quads.Text(node, "https://schema.org/url"u8, issuer.Url, AnyUri);
        quads.Text(node, "https://schema.org/email"u8, issuer.Email);
        return node;
    }

    private static Node Subject(QuadSet quads, BadgeSubject subject)
    {
        var node = quads.NodeOf(subject.Id);
        quads.IsA(node, "https://purl.imsglobal.org/spec/vc/ob/vocab.html#AchievementSubject"u8);
        quads.Link(node, "https://purl.imsglobal.org/spec/vc/ob/vocab.html#achievement"u8, AchievementQuads.Write(quads, subject.Achievement));
        foreach (var identity in subject.Identifiers)
            quads.Link(node, "https://purl.imsglobal.org/spec/vc/ob/vocab.html#identifier"u8, Identity(quads, identity));
        foreach (var result in subject.Results)
            quads.Link(node, "https://purl.imsglobal.org/spec/vc/ob/vocab.html#result"u8, Result(quads, result));
        return node;
    }

    internal static Node Identity(QuadSet quads, RecipientIdentity identity)
    {
        var node = quads.NodeOf(null);
        quads.IsA(node, "https://purl.imsglobal.org/spec/vc/ob/vocab.html#IdentityObject"u8);
        quads.Text(node, "https://purl.imsglobal.org/spec/vc/ob/vocab.html#hashed"u8, identity.Hashed ? "true" : "false", "https://www.w3.org/2001/XMLSchema#boolean"u8);
        quads.Text(node, "https://purl.imsglobal.org/spec/vc/ob/vocab.html#identityHash"u8, identity.IdentityHash);
        quads.Text(node, "https://purl.imsglobal.org/spec/vc/ob/vocab.html#identityType"u8, identity.IdentityType);
        quads.Text(node, "https://purl.imsglobal.org/spec/vc/ob/vocab.html#salt"u8, identity.Salt);
        return node;
    }

    private static Node Result(QuadSet quads, BadgeResult result)
    {
        var node = quads.NodeOf(result.Id);
        quads.IsA(node, "https://purl.imsglobal.org/spec/vc/ob/vocab.html#Result"u8);
        quads.Text(node, "https://purl.imsglobal.org/spec/vc/ob/vocab.html#resultDescription"u8, result.ResultDescription, AnyUri);
        quads.Text(node, "https://purl.imsglobal.org/spec/vc/ob/vocab.html#achievedLevel"u8, result.AchievedLevel, AnyUri);
        return node;
    }

    private static Node Evidence(QuadSet quads, BadgeEvidence evidence)
    {
        var node = quads.NodeOf(evidence.Id);
        quads.IsA(node, "https://purl.imsglobal.org/spec/vc/ob/vocab.html#Evidence"u8);
        quads.Text(node, CredentialTerms.Name, evidence.Name);
        quads.Text(node, Narrative, evidence.Narrative);
        return node;
    }

    private static Node Status(QuadSet quads, StatusEntry status)
    {
        var node = quads.NodeOf(status.Id);
        quads.IsA(node, "https://www.w3.org/ns/credentials/status#BitstringStatusListEntry"u8);
        quads.Text(node, CredentialTerms.StatusPurpose, StatusEntry.Purpose);
        quads.Text(node, "https://www.w3.org/ns/credentials/status#statusListIndex"u8, $"{status.Index}");
        quads.Link(node, "https://www.w3.org/ns/credentials/status#statusListCredential"u8, quads.NodeOf(status.ListUrl));
        return node;
    }
}
