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
    /// <summary>Problems: what <see cref="Glance.At"/> refuses. Everything else is an answer.</summary>
    public async Task<Result<VerificationView>> Json(ReadOnlyMemory<byte> json, DocumentKind kind, CancellationToken ct)
    {
        if (Glance.At(json).Failed(out var problem, out var glance))
            return problem;
        return BadgeReader.Read(json).Failed(out var unknown, out var badge)
            ? Unknown(glance, kind, unknown.Detail)
            : await Check(badge, kind, badge.Proof is null ? null : ProofCheck.WithoutKeys(badge), ProofCheck.Signature, ct);
    }

    /// <summary>A badge of known shape; <paramref name="signature"/> is how its form is checked, <paramref name="wrong"/> what is wrong with it whatever the keys.</summary>
    private async Task<VerificationView> Check(Badge badge, DocumentKind kind, BadgeCheck? wrong, Func<Badge, IssuerKeys, BadgeCheck> signature, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var missing = (await issuers.Keys(badge.Issuer.Id, ct)).Failed(out var problem, out var keys) ? problem.Detail : null;
        var signed = missing is null ? signature(badge, keys!) : wrong ?? new("signature", CheckResult.CouldNotCheck, missing);
        var status = await Status(badge, keys, now, ct);
        var ours = signed.Result == CheckResult.Valid && issuers.IsUs(badge.Issuer.Id);
        return VerificationView.Of(badge.Id, kind, ours, now, [signed, status, BadgeChecker.Validity(badge, now), checker.Issuer(badge)], describe.Of(badge, ours));
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

    /// <summary>A credential whose shape is not known here: nobody can say what its signature covers. Its dates and issuer are still looked at.</summary>
    private VerificationView Unknown(Glance glance, DocumentKind kind, string reason)
    {
        var now = clock.GetUtcNow();
        BadgeCheck[] checks =
        [
            glance.ProofTrouble is { } proof ? BadgeCheck.CouldNot("signature", proof) : new("signature", CheckResult.CouldNotCheck, reason),
            BadgeCheck.CouldNot("status", glance.StatusTrouble ?? "a part of the credential is not known here, so its status cannot be trusted."),
            glance.ValidFrom is { } from ? BadgeChecker.Validity(from, glance.ValidUntil, now) : BadgeCheck.CouldNot("validity", "it does not say in a known way from when it is valid."),
            glance.Issuer is { } issuer ? checker.Issuer(issuer) : BadgeCheck.CouldNot("issuer", "it does not say in a known way who issued it."),
        ];
        return VerificationView.Of(glance.Id ?? "", kind, ours: false, now, checks, credential: null);
    }
}
