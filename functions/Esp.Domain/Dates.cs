using System.Globalization;

namespace Esp.Domain;

/// <summary>Dates in people's own words.</summary>
public static class Dates
{
    /// <summary>"December 9", or "December 9, 2027" when it is not this year's.</summary>
    public static string InWords(DateTimeOffset at, DateTimeOffset now) =>
        at.ToString(at.Year == now.Year ? "MMMM d" : "MMMM d, yyyy", CultureInfo.InvariantCulture);

    /// <summary>"December 9, 2027", whatever year it is now: for paper, which is read later. The day as UTC has it.</summary>
    public static string InFull(DateTimeOffset at) => at.UtcDateTime.ToString("MMMM d, yyyy", CultureInfo.InvariantCulture);

    /// <summary>So many business days later, Saturdays and Sundays left out. Public holidays differ by state and are not known here.</summary>
    public static DateTimeOffset AddBusinessDays(DateTimeOffset from, int days)
    {
        var at = from;
        for (var left = days; left > 0;)
        {
            at = at.AddDays(1);
            if (at.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
                left--;
        }

        return Noon(at);
    }

    /// <summary>
    /// How many business days passed: days after the first that are no Saturday or Sunday, up to the last. What was promised within n
    /// business days (<see cref="AddBusinessDays"/>) was kept when this is at most n.
    /// </summary>
    public static int BusinessDaysBetween(DateTimeOffset from, DateTimeOffset to)
    {
        var (first, last) = (from.UtcDateTime.Date, to.UtcDateTime.Date);
        if (last <= first)
            return 0;
        var days = (int)(last - first).TotalDays;
        var business = days / 7 * 5;
        for (var day = first.AddDays(days / 7 * 7 + 1); day <= last; day = day.AddDays(1))
        {
            if (day.DayOfWeek is not (DayOfWeek.Saturday or DayOfWeek.Sunday))
                business++;
        }

        return business;
    }

    /// <summary>
    /// The day as such: noon UTC, which is the same calendar day from Guam to American Samoa. A due date that mails and pages show
    /// must not be a day apart for who reads both.
    /// </summary>
    public static DateTimeOffset Noon(DateTimeOffset at) => new(at.UtcDateTime.Date.AddHours(12), TimeSpan.Zero);

    /// <summary>Whole days from now until then, never below nought.</summary>
    public static int DaysUntil(DateTimeOffset then, DateTimeOffset now) => Math.Max(0, (int)Math.Ceiling((then - now).TotalDays));
}
