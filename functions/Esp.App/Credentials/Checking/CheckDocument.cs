using System.Globalization;
using Esp.App.Platform;
using Esp.Domain.Credentials;

namespace Esp.App.Credentials.Checking;

/// <summary>
/// Checks a credential of anybody, from its JSON: signature, status, dates and issuer, each apart. What cannot be checked is never called invalid.
/// For ours one storage call; for those of others at most two calls outside, both through <see cref="FindIssuer"/>.
/// </summary>
public sealed class CheckDocument(FindIssuer issuers, StatusLists lists, BadgeChecker checker, DescribeCredential describe, PublicAddresses addresses, TimeProvider clock)
{
    /// <summary>A credential with its proof in it. Problems: what <see cref="Glance.At"/> refuses. Everything else is an answer.</summary>
    public async Task<Result<VerificationView>> Json(ReadOnlyMemory<byte> json, DocumentKind kind, CancellationToken ct)
    {
        if (Glance.At(json).Failed(out var problem, out var glance))
            return problem;
        if (BadgeReader.Read(json).Failed(out var unknown, out var badge))
            return Unknown(glance, kind, glance.ProofTrouble is { } trouble ? BadgeCheck.CouldNot("signature", trouble) : new("signature", CheckResult.CouldNotCheck, unknown.Detail));

        return await Check(badge, kind, ProofCheck.WithoutKeys(badge), keys => ProofCheck.Signature(badge, keys), ct);
    }

    /// <summary>A credential inside a compact JWT, whose signature covers it whatever its shape. Problems: <c>verification.unreadable</c> and what <see cref="Glance.At"/> refuses.</summary>
    public async Task<Result<VerificationView>> Jwt(string token, DocumentKind kind, CancellationToken ct)
    {
        if (JwtCredential.Read(token).Failed(out var problem, out var jwt))
            return new Problem(ProblemKind.Invalid, "verification.unreadable", problem.Detail.Replace("Could not check: ", "This JWT could not be read: ", StringComparison.Ordinal));
        if (Glance.At(jwt.Json).Failed(out problem, out var glance))
            return problem;
        if (!BadgeReader.Read(jwt.Json).Failed(out _, out var badge))
            return await Check(badge, kind, wrong: null, keys => Both(CredentialJwt.Check(jwt, keys.Jwt), badge, keys), ct);

        return Unknown(glance, kind, (await issuers.Keys(jwt.IssuerId, ct)).Failed(out problem, out var keys)
            ? new("signature", CheckResult.CouldNotCheck, problem.Detail)
            : CredentialJwt.Check(jwt, keys.Jwt));
    }

    /// <summary>Signed in both ways: then both must be right.</summary>
    private static BadgeCheck Both(BadgeCheck token, Badge badge, IssuerKeys keys) =>
        badge.Proof is null || token.Result != CheckResult.Valid ? token : ProofCheck.Signature(badge, keys);

    /// <summary>A badge of known shape; <paramref name="signature"/> is how its form is checked, <paramref name="wrong"/> what is wrong with it whatever the keys.</summary>
    private async Task<VerificationView> Check(Badge badge, DocumentKind kind, BadgeCheck? wrong, Func<IssuerKeys, BadgeCheck> signature, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var missing = (await issuers.Keys(badge.Issuer.Id, ct)).Failed(out var problem, out var keys) ? problem.Detail : null;
        var signed = missing is null ? signature(keys!) : wrong ?? new("signature", CheckResult.CouldNotCheck, missing);
        var status = signed.Result == CheckResult.Invalid
            ? BadgeCheck.CouldNot("status", "without a good signature, the entry that it names may be another's.")
            : await Status(badge, keys, now, ct);
        var ours = signed.Result == CheckResult.Valid && issuers.IsUs(badge.Issuer.Id);
        return VerificationView.Of(badge.Id, kind, ours, now, [signed, status, BadgeChecker.Validity(badge, now), checker.Issuer(badge.Issuer.Id, signed)], describe.Of(badge, ours));
    }

    private async Task<BadgeCheck> Status(Badge badge, IssuerKeys? keys, DateTimeOffset now, CancellationToken ct)
    {
        if (badge.Status is not { } entry)
            return new("status", CheckResult.Valid, "It was issued without a way to revoke it.");
        if (keys is null)
            return BadgeCheck.CouldNot("status", "without the issuer's keys, no list of revoked credentials can be trusted.");
        if (issuers.IsUs(badge.Issuer.Id))
            return OwnList(entry.ListUrl) is { } number ? checker.Status(badge, await lists.Publish(number, ct), now) : BadgeCheck.CouldNot("status", "the list of revoked credentials that it names is not one of ours.");

        return (await issuers.StatusList(badge.Issuer.Id, entry.ListUrl, ct)).Failed(out var problem, out var list)
            ? new("status", CheckResult.CouldNotCheck, problem.Detail)
            : ProofCheck.Status(entry, list, keys, now);
    }

    private int? OwnList(string url) =>
        int.TryParse(url[(url.LastIndexOf('/') + 1)..], NumberStyles.None, CultureInfo.InvariantCulture, out var number) && addresses.StatusList(number) == url ? number : null;

    /// <summary>A credential whose shape is not known here: its proof covers nobody can say what, and its status is not looked up. Its dates and issuer are still looked at.</summary>
    private VerificationView Unknown(Glance glance, DocumentKind kind, BadgeCheck signature)
    {
        var now = clock.GetUtcNow();
        BadgeCheck[] checks =
        [
            signature,
            BadgeCheck.CouldNot("status", glance.StatusTrouble ?? "a part of the credential is not known here, so its status cannot be trusted."),
            glance.ValidFrom is { } from ? BadgeChecker.Validity(from, glance.ValidUntil, now) : BadgeCheck.CouldNot("validity", "it does not say in a known way from when it is valid."),
            glance.Issuer is { } issuer ? checker.Issuer(issuer, signature) : BadgeCheck.CouldNot("issuer", "it does not say in a known way who issued it."),
        ];
        return VerificationView.Of(glance.Id ?? "", kind, ours: false, now, checks, credential: null);
    }
}
