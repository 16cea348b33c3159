using Azure;
using Azure.Data.Tables;
using Esp.App.Platform;
using Esp.App.Portfolio;

namespace Esp.App.Growth;

/// <summary>The profile row of an ESP's partition.</summary>
public sealed class ProfileStore(Tables tables, Finder finder)
{
    private static readonly Problem ChangedMeanwhile = new(ProblemKind.Conflict, "profile.changed-meanwhile", "Your details were changed in another window. Look at them again, then save.");

    /// <summary>The profile with its version, or null for somebody new.</summary>
    public async Task<(Profile Profile, ETag Version)?> Find(CandidateId candidate, CancellationToken ct)
    {
        var row = await tables.Portfolios.GetEntityIfExistsAsync<TableEntity>(candidate.ToString(), PortfolioKeys.Profile, cancellationToken: ct);
        return row.HasValue ? (ProfileRows.FromRow(row.Value!), row.Value!.ETag) : null;
    }

    /// <summary>
    /// Saves over the version that was seen (empty: none yet). The address is findable before it is saved, and the one before
    /// it until after. Three storage calls; two more when the address changes.
    /// </summary>
    public async Task<Result<ETag>> Save(CandidateId candidate, Profile profile, string version, CancellationToken ct)
    {
        var row = ProfileRows.ToRow(candidate, profile);
        row[ProfileRows.FoundBy] = finder.KeyOf(profile.Email);
        if (version.Length > 0 && Versions.Parse(version) is null)
            return ChangedMeanwhile;
        var stored = await tables.Portfolios.GetEntityIfExistsAsync<TableEntity>(candidate.ToString(), PortfolioKeys.Profile, ["Email", ProfileRows.Leaving, ProfileRows.FoundBy], ct);
        if (stored.HasValue && ProfileRows.IsLeaving(stored.Value!))
            return ProfileRows.BeingErased;
        var before = stored.HasValue ? stored.Value!.GetString("Email") : "";
        var old = before.Length == 0 || Finder.SameAddress(before, profile.Email) ? null : await finder.VersionOf(before, candidate, ct);
        var noted = await finder.Note(profile.Email, candidate, ct);
        try
        {
            var answer = version.Length == 0
                ? await tables.Portfolios.AddEntityAsync(row, ct)
                : await tables.Portfolios.UpdateEntityAsync(row, new ETag(version), TableUpdateMode.Replace, ct);
            if (old is { } stale)
                await finder.Forget(before, candidate, stale, ct);
            if (stored.HasValue && stored.Value!.GetString(ProfileRows.FoundBy) is { } key && key != finder.KeyOf(before))
                await finder.ForgetKey(key, candidate, ct);   // made with an earlier secret
            return answer.Headers.ETag!.Value;
        }
        catch (RequestFailedException e) when (e.Status is 409 or 412 or 404)
        {
            // Another window saved first: what this one noted leads nowhere, unless the other saved the same address.
            if (await Find(candidate, ct) is var (theirs, _) && !Finder.SameAddress(theirs.Email, profile.Email))
                await finder.Forget(profile.Email, candidate, noted, ct);
            return ChangedMeanwhile;
        }
    }
}
