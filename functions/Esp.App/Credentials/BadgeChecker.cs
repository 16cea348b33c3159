using Esp.App.Credentials.Checking;
using Esp.Domain.Credentials;

namespace Esp.App.Credentials;

/// <summary>How one check ended. What cannot be checked is not valid, and is not called invalid either.</summary>
public enum CheckResult
{
    Valid,
    Invalid,
    CouldNotCheck,
}

/// <summary>One check: <paramref name="Name"/> is <c>signature</c>, <c>issuer</c>, <c>validity</c> or <c>status</c>; <paramref name="Reason"/> is a sentence for people.</summary>
public sealed record BadgeCheck(string Name, CheckResult Result, string Reason)
{
    /// <summary>The check could not be made, and <paramref name="why"/>, as the end of a sentence.</summary>
    public static BadgeCheck CouldNot(string name, string why) => new(name, CheckResult.CouldNotCheck, $"Could not check: {why}");
}

/// <summary>Checks badges of this issuer, each question by itself (domain.md 4.2: show the checks separately). Never throws for any badge.</summary>
public sealed class BadgeChecker(SigningKeys keys)
{
    private readonly IssuerKeys _keys = IssuerKeys.From(DidDocument.Write(keys), keys.IssuerId)!;

    /// <summary>Was it changed since it was signed by one of the issuer's keys?</summary>
    public BadgeCheck Signature(ReadOnlyMemory<byte> json) =>
        BadgeReader.Read(json).Failed(out var problem, out var badge) ? new("signature", CheckResult.CouldNotCheck, problem.Detail) : Signature(badge);

    /// <inheritdoc cref="Signature(ReadOnlyMemory{byte})"/>
    public BadgeCheck Signature(Badge badge) =>
        IsOurs(badge) || badge.Proof is null ? ProofCheck.Signature(badge, _keys) : BadgeCheck.CouldNot("signature", "it names another issuer, whose keys we do not hold.");

    /// <summary>Do we know who stands behind it? We know ourselves and nobody else; and naming us proves nothing unless the <paramref name="signature"/> is good.</summary>
    public BadgeCheck Issuer(string issuerId, BadgeCheck signature) =>
        !string.Equals(issuerId, keys.IssuerId, StringComparison.Ordinal) ? new("issuer", CheckResult.CouldNotCheck, "We do not know this issuer; we cannot say who stands behind it.")
        : signature.Result == CheckResult.Valid ? new("issuer", CheckResult.Valid, "It names us as the issuer, and our signature proves it.")
        : BadgeCheck.CouldNot("issuer", "it names us as the issuer, but no good signature of ours proves it.");

    /// <summary>Is <paramref name="now"/> between the times it names?</summary>
    public static BadgeCheck Validity(Badge badge, DateTimeOffset now) => Validity(badge.ValidFrom, badge.ValidUntil, now);

    /// <inheritdoc cref="Validity(Badge, DateTimeOffset)"/>
    public static BadgeCheck Validity(DateTimeOffset from, DateTimeOffset? until, DateTimeOffset now) =>
        now < from ? new("validity", CheckResult.Invalid, $"It is not valid before {CredentialFormat.Time(from)}.")
        : now >= until ? new("validity", CheckResult.Invalid, $"It was valid until {CredentialFormat.Time(until.Value)}.")
        : new("validity", CheckResult.Valid, until is null ? "It has no end date." : "Its end date has not come.");

    /// <summary>
    /// Was it revoked? <paramref name="listJson"/> is what the status list's address answered, null when it did not answer: then, and whenever the list is stale or does not verify,
    /// the answer is "could not check", never "valid".
    /// </summary>
    public BadgeCheck Status(Badge badge, ReadOnlyMemory<byte>? listJson, DateTimeOffset now) =>
        badge.Status is not { } entry ? new("status", CheckResult.Valid, "It was issued without a way to revoke it.")
        : listJson is not { } json ? BadgeCheck.CouldNot("status", "the list of revoked credentials did not answer.")
        : ProofCheck.Status(entry, json, _keys, now);

    private bool IsOurs(Badge badge) => string.Equals(badge.Issuer.Id, keys.IssuerId, StringComparison.Ordinal);
}
