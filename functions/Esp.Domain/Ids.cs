using System.Buffers;
using System.Buffers.Binary;
using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using System.Text;

namespace Esp.Domain;

/// <summary>
/// An ESP as storage knows them: <c>can_</c> and 32 hex digits, derived from who vouched for them and the id there.
/// The same sign-in gives the same id on every machine; nothing about the person can be read from it.
/// </summary>
public readonly record struct CandidateId(string Value)
{
    /// <summary>From the sign-in's provider and its user id (any text).</summary>
    public static CandidateId Of(string provider, string userId) =>
        new("can_" + Derived.Hex($"{provider}\n{userId}"));

    public static bool TryParse([NotNullWhen(true)] string? text, out CandidateId id)
    {
        id = new(text ?? "");
        return IdText.TryGuid("can_", text, out _);
    }

    public override string ToString() => Value;
}

/// <summary>One ESP's work on one micro-credential: <c>sub_</c> and 32 hex digits; sorts by the time it was started.</summary>
public readonly record struct SubmissionId(Guid Value)
{
    public static SubmissionId New(DateTimeOffset now) => new(Guid.CreateVersion7(now));

    public static bool TryParse([NotNullWhen(true)] string? text, out SubmissionId id)
    {
        var known = IdText.TryGuid("sub_", text, out var value);
        id = new(value);
        return known;
    }

    public static SubmissionId Parse(string text) =>
        TryParse(text, out var id) ? id : throw new FormatException($"'{text}' is not a submission id.");

    public override string ToString() => $"sub_{Value:N}";
}

/// <summary>One piece of evidence, a file or a link: <c>evd_</c> and 32 hex digits.</summary>
public readonly record struct EvidenceId(Guid Value)
{
    public static EvidenceId New(DateTimeOffset now) => new(Guid.CreateVersion7(now));

    public static bool TryParse([NotNullWhen(true)] string? text, out EvidenceId id)
    {
        var known = IdText.TryGuid("evd_", text, out var value);
        id = new(value);
        return known;
    }

    public static EvidenceId Parse(string text) =>
        TryParse(text, out var id) ? id : throw new FormatException($"'{text}' is not an evidence id.");

    public override string ToString() => $"evd_{Value:N}";
}

/// <summary>
/// One scorer's task to score one attempt: <c>rev_</c> and 32 hex digits, derived from the submission and the event that asked
/// for a scorer, so that asking twice makes one review. It does not lead back to the submission: scoring is blind.
/// </summary>
public readonly record struct ReviewId(Guid Value)
{
    public static ReviewId For(SubmissionId submission, int askedBy) => new(Derived.Guid($"review\n{submission}\n{askedBy}"));

    public static bool TryParse([NotNullWhen(true)] string? text, out ReviewId id)
    {
        var known = IdText.TryGuid("rev_", text, out var value);
        id = new(value);
        return known;
    }

    public static ReviewId Parse(string text) =>
        TryParse(text, out var id) ? id : throw new FormatException($"'{text}' is not a review id.");

    public override string ToString() => $"rev_{Value:N}";
}

/// <summary>One credential: <c>crd_</c> and 32 hex digits, derived from its submission, so that one submission never earns two.</summary>
public readonly record struct CredentialId(Guid Value)
{
    public static CredentialId For(SubmissionId submission) => new(Derived.Guid($"credential\n{submission}"));

    public static bool TryParse([NotNullWhen(true)] string? text, out CredentialId id)
    {
        var known = IdText.TryGuid("crd_", text, out var value);
        id = new(value);
        return known;
    }

    public static CredentialId Parse(string text) =>
        TryParse(text, out var id) ? id : throw new FormatException($"'{text}' is not a credential id.");

    public override string ToString() => $"crd_{Value:N}";
}

/// <summary>One scorer: <c>scr_</c> and 32 hex digits, derived from the roster's own number for them, never from the address, which may change.</summary>
public readonly record struct ScorerId(Guid Value)
{
    public static ScorerId For(string rosterNumber) => new(Derived.Guid($"scorer\n{rosterNumber}"));

    public static bool TryParse([NotNullWhen(true)] string? text, out ScorerId id)
    {
        var known = IdText.TryGuid("scr_", text, out var value);
        id = new(value);
        return known;
    }

    public static ScorerId Parse(string text) =>
        TryParse(text, out var id) ? id : throw new FormatException($"'{text}' is not a scorer id.");

    public override string ToString() => $"scr_{Value:N}";
}

/// <summary>Ids that follow from other ids: the first half of a SHA-256.</summary>
internal static class Derived
{
    public static string Hex(string from) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(from)).AsSpan(0, 16));

    public static Guid Guid(string from)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(from));
        return new Guid(BinaryPrimitives.ReadInt32BigEndian(hash), BinaryPrimitives.ReadInt16BigEndian(hash.AsSpan(4)), BinaryPrimitives.ReadInt16BigEndian(hash.AsSpan(6)), hash.AsSpan(8, 8).ToArray());
    }
}

internal static class IdText
{
    private static readonly SearchValues<char> Hex = SearchValues.Create("0123456789abcdef");

    public static bool TryGuid(string prefix, string? text, out Guid value)
    {
        value = default;
        return text is not null
            && text.StartsWith(prefix, StringComparison.Ordinal)
            && text.Length == prefix.Length + 32
            && !text.AsSpan(prefix.Length).ContainsAnyExcept(Hex)
            && Guid.TryParseExact(text.AsSpan(prefix.Length), "N", out value);
    }
}
