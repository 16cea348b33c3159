using System.Collections.Immutable;

namespace Esp.App.Catalog;

/// <summary>The names that the framework fixes (domain.md 1.2 and 1.3), in its order. What is said about them is data, in the catalogue.</summary>
public static class GrowthContinuum
{
    /// <summary>The eight ESP Universal Standards.</summary>
    public static readonly ImmutableArray<string> Standards =
    [
        "Communication", "Cultural Competence", "Ethics", "Health and Safety",
        "Organization", "Professionalism", "Reporting", "Technology",
    ];

    /// <summary>The nine ESP career families.</summary>
    public static readonly ImmutableArray<string> CareerFamilies =
    [
        "Clerical Services", "Custodial and Maintenance Services", "Food Services", "Health and Student Services", "Paraeducators",
        "Security Services", "Skilled Trades", "Technical Services", "Transportation Services",
    ];
}
