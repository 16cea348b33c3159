using System.Globalization;
using Azure.Data.Tables;
using Esp.App.Platform;

namespace Esp.App.Figures;

/// <summary>
/// Counts as rows. Partition <c>flow|&lt;slug&gt;|&lt;0 to 3&gt;</c>, by the submission's last hex digit, so that many can be counted at
/// once. Row keys: <c>week|&lt;its Monday&gt;</c> and <c>week|now</c> hold the counts (a property each), <c>sub|&lt;id&gt;</c> says up to which
/// event a submission is counted. All in one partition: a count and its mark are written together or not at all.
/// </summary>
public static class FlowRows
{
    /// <summary>Partitions of one micro-credential.</summary>
    public const int Shards = 4;

    public const string Now = "week|now";

    /// <summary>Decisions that took longer are counted together with this many business days.</summary>
    public const int LongestDays = 30;

    private const string StatusPrefix = "S_";
    private const string ActionPrefix = "A_";
    private const string DaysPrefix = "T_";

    public static string Partition(string slug, SubmissionId submission) => Partition(slug, Convert.ToInt32(submission.ToString()[^1..], 16) % Shards);

    public static string Partition(string slug, int shard) => string.Create(CultureInfo.InvariantCulture, $"flow|{slug}|{shard}");

    public static string Mark(SubmissionId submission) => $"sub|{submission}";

    /// <summary>Removes the mark of a submission whose person is erased; what was counted stays counted. One storage call.</summary>
    public static Task Forget(this Tables tables, string slug, SubmissionId submission, CancellationToken ct) =>
        tables.Figures.Remove(Partition(slug, submission), Mark(submission), ct);

    public static string Week(DateTimeOffset at) => "week|" + Monday(at).ToString("yyyyMMdd", CultureInfo.InvariantCulture);

    public static DateOnly Monday(DateTimeOffset at)
    {
        var day = DateOnly.FromDateTime(at.UtcDateTime);
        return day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
    }

    public static DateOnly? WeekOf(string rowKey) =>
        DateOnly.TryParseExact(rowKey["week|".Length..], "yyyyMMdd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var week) ? week : null;

    /// <summary>How many stand there now; only in <see cref="Now"/>.</summary>
    public static string Status(SubmissionStatus status) => StatusPrefix + status;

    /// <summary>How often it happened.</summary>
    public static string Action(SubmissionAction action) => ActionPrefix + action;

    /// <summary>First attempts sent, and first attempts decided: what a funnel needs, where people may try again.</summary>
    public const string FirstSubmit = ActionPrefix + "FirstSubmit";

    public const string FirstDecision = ActionPrefix + "FirstDecision";

    /// <summary>Decisions that took so many business days.</summary>
    public static string Days(int days) => string.Create(CultureInfo.InvariantCulture, $"{DaysPrefix}{Math.Min(days, LongestDays):D2}");

    public static void Raise(this TableEntity row, string name, long by) => row[name] = row.Count(name) + by;

    public static long Count(this TableEntity row, string name) => row.TryGetValue(name, out var value) ? Convert.ToInt64(value, CultureInfo.InvariantCulture) : 0;
}
