using Azure.Data.Tables;

namespace Esp.App.Portfolio;

/// <summary>A profile as a row, both ways.</summary>
public static class ProfileRows
{
    /// <summary>Since when the person is being erased: from then on nothing new is begun.</summary>
    public const string Leaving = "Leaving";

    /// <summary>The key under which the table Finder has the address.</summary>
    public const string FoundBy = "FoundBy";

    public static readonly Problem BeingErased = new(ProblemKind.Conflict, "person.being-erased", "Your data are being removed, as you asked. You can begin again in two hours.");

    private const string Kind = "profile";

    public static bool IsLeaving(TableEntity row) => row.GetDateTimeOffset(Leaving) is not null;

    public static TableEntity ToRow(CandidateId candidate, Profile p) => new(candidate.ToString(), PortfolioKeys.Profile)
    {
        ["Kind"] = Kind,   // a filter on what a row is not leaves out rows that do not say what they are
        ["Name"] = p.Name,
        ["Email"] = p.Email,
        ["CareerFamily"] = p.CareerFamily,
        ["Employer"] = p.Employer,
        ["State"] = p.State,
        ["Affiliate"] = p.Affiliate,
        ["NameOnCredential"] = p.NameOnCredential,
    };

    public static Profile FromRow(TableEntity row) => new(
        row.GetString("Name"), row.GetString("Email"), row.GetString("CareerFamily"), row.GetString("Employer"),
        row.GetString("State"), row.GetString("Affiliate"), row.GetBoolean("NameOnCredential") ?? false);
}
