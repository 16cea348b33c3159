using System.Collections.Immutable;

namespace Esp.Domain;

/// <summary>One of the states and territories: postal code and name.</summary>
public sealed record UsState(string Code, string Name);

/// <summary>The closed lists that forms offer.</summary>
public static class Choices
{
    /// <summary>The nine ESP career families (nea.org, "Education Support Professionals").</summary>
    public static readonly ImmutableArray<string> CareerFamilies =
    [
        "Clerical Services", "Custodial and Maintenance Services", "Food Services", "Health and Student Services", "Paraeducators",
        "Security Services", "Skilled Trades", "Technical Services", "Transportation Services",
    ];

    /// <summary>The eight ESP Universal Standards, in their usual order.</summary>
    public static readonly ImmutableArray<string> Standards =
        ["Communication", "Cultural Competence", "Ethics", "Health and Safety", "Organization", "Professionalism", "Reporting", "Technology"];

    /// <summary>The fifty states, the District of Columbia, the territories and the schools of the Department of Defense.</summary>
    public static readonly ImmutableArray<UsState> States =
    [
        .. ("AL Alabama;AK Alaska;AZ Arizona;AR Arkansas;CA California;CO Colorado;CT Connecticut;DE Delaware;DC District of Columbia;FL Florida;GA Georgia;HI Hawaii;ID Idaho;IL Illinois;IN Indiana;IA Iowa;KS Kansas;KY Kentucky;LA Louisiana;ME Maine;MD Maryland;MA Massachusetts;MI Michigan;MN Minnesota;MS Mississippi;MO Missouri;MT Montana;NE Nebraska;NV Nevada;NH New Hampshire;NJ New Jersey;NM New Mexico;NY New York;NC North Carolina;ND North Dakota;OH Ohio;OK Oklahoma;OR Oregon;PA Pennsylvania;RI Rhode Island;SC South Carolina;SD South Dakota;TN Tennessee;TX Texas;UT Utah;VT Vermont;VA Virginia;WA Washington;WV West Virginia;WI Wisconsin;WY Wyoming;AS American Samoa;GU Guam;MP Northern Mariana Islands;PR Puerto Rico;VI U.S. Virgin Islands;AE Department of Defense schools")
            .Split(';').Select(s => new UsState(s[..2], s[3..])),
    ];
}
