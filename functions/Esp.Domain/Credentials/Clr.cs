using System.Security.Cryptography;
using System.Text;

namespace Esp.Domain.Credentials;

/// <summary>
/// A ClrCredential (Comprehensive Learner Record 2.0) of the fixed shape that is issued here: a transcript that holds signed badges of one person, each with its own proof.
/// <see cref="Id"/> is a <c>urn:uuid</c>; <see cref="ValidFrom"/> is UTC in whole seconds.
/// </summary>
public sealed record Clr(string Id, IssuerProfile Issuer, DateTimeOffset ValidFrom, IReadOnlyList<RecipientIdentity> Identifiers, IReadOnlyList<Badge> Badges)
{
    public required string Name { get; init; }

    /// <summary>Null until it is signed. No part of what is signed.</summary>
    public DataIntegrityProof? Proof { get; init; }

    /// <summary>The person whom it is about, without telling who that is.</summary>
    public string SubjectId => Id + "#learner";
}

/// <summary>
/// All that one transcript is made of. <paramref name="RecipientName"/> only with the person's consent, else null. <paramref name="Salt"/> is random and new for each transcript.
/// <paramref name="Badges"/> are signed.
/// </summary>
public sealed record ClrInput(
    CandidateId Owner, string RecipientEmail, string? RecipientName, string Salt, IssuerProfile Issuer, DateTimeOffset Now, IReadOnlyList<Badge> Badges);

/// <summary>Composes the transcript of what one person earned.</summary>
public static class ClrFactory
{
    /// <summary>Nothing was earned, or nothing of it is shown.</summary>
    public static readonly Problem Empty = new(
        ProblemKind.Conflict, "transcript.empty", "There is nothing to put on a transcript yet. It shows what you have earned.");

    /// <summary>
    /// The unsigned transcript. Refuses one without badges (<see cref="Empty"/>), a badge without its proof (<c>credential.unsigned</c>), and what <see cref="QuadSet"/> refuses.
    /// </summary>
    public static Result<Clr> Compose(ClrInput input)
    {
        if (input.Badges.Count == 0)
            return Empty;
        if (input.Badges.Any(b => b.Proof is null))
            return new Problem(ProblemKind.Invalid, "credential.unsigned", "A credential of the transcript is not signed.");

        var clr = new Clr(
            IdOf(input.Owner, input.Badges.Select(b => b.Id)), input.Issuer, CredentialFormat.WholeSeconds(input.Now),
            BadgeFactory.Identifiers(input.RecipientEmail, input.RecipientName, input.Salt), input.Badges)
        {
            Name = $"Transcript: {input.Issuer.Name ?? "micro-credentials"}",
        };
        return ClrQuads.Check(clr) is { } refused ? refused : clr;
    }

    /// <summary>The same owner and the same set of credentials, in whatever order, give the same id: a UUID of version 8 (RFC 9562) from a SHA-256.</summary>
    public static string IdOf(CandidateId owner, IEnumerable<string> badgeIds)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"transcript\n{owner}\n{string.Join('\n', badgeIds.Order(StringComparer.Ordinal))}"));
        hash[6] = (byte)((hash[6] & 0x0f) | 0x80);
        hash[8] = (byte)((hash[8] & 0x3f) | 0x80);
        return $"urn:uuid:{new Guid(hash.AsSpan(0, 16), bigEndian: true)}";
    }
}
