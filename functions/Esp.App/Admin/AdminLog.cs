using System.Globalization;
using Azure.Data.Tables;
using Esp.App.Platform;

namespace Esp.App.Admin;

/// <summary>Something that an admin asks for: what (a word of <see cref="Deed"/>), on which id, and why. <see cref="Detail"/> is what would otherwise be lost: the text of a message that was dropped.</summary>
public sealed record AdminDeed(string What, string On, string Reason)
{
    public string Detail { get; init; } = "";

    /// <summary>The code of the refusal when the reason is missing or too long.</summary>
    public string NoReason { get; init; } = "admin.reason-needed";
}

/// <summary>The names of what admins do, as the log has them.</summary>
public static class Deed
{
    public const string Reassign = "reassign";
    public const string Extend = "extend";
    public const string Revoke = "revoke";
    public const string ReadPerson = "read-person";
    public const string ResendMail = "resend-mail";
    public const string ReplayDeadLetter = "replay-dead-letter";
    public const string DropDeadLetter = "drop-dead-letter";
    public const string SetScorerActive = "set-scorer-active";
    public const string ImportScorers = "import-scorers";
    public const string ExportPerson = "export-person";
    public const string ErasePerson = "erase-person";
}

/// <summary>One line of the log; <see cref="Outcome"/> is <c>done</c>, the code of the refusal, or <c>unknown</c> when the platform was interrupted: then the thing's own history tells.</summary>
public sealed record AdminLogLine(DateTimeOffset At, string Who, string What, string On, string Reason, string Outcome, string? Detail = null);

/// <summary>
/// What admins did and why (table AdminLog): PK month <c>yyyyMM</c>, RK <c>&lt;ticks&gt;|&lt;id&gt;</c> for what was asked, written
/// before it is done, and the same with <c>|end</c> for what became of it. Append-only; ids alone, no personal data.
/// </summary>
public sealed class AdminLog(Tables tables, TimeProvider clock)
{
    public const int MinReason = 3;
    public const int MaxReason = 1000;

    private const string Done = "done";
    private const string End = "|end";

    private static readonly string[] Written = ["On", "Reason", "Detail"];

    /// <summary>
    /// Does something for an admin and keeps that it was asked and what became of it. <c>admin.reason-needed</c> without a
    /// reason of 3 to 1,000 characters: then nothing is done. Two storage calls.
    /// </summary>
    public async Task<Result<T>> Take<T>(SignedIn admin, AdminDeed deed, Func<Task<Result<T>>> act, CancellationToken ct)
        where T : notnull
    {
        if (Unfit(deed) is { } unfit)
            return unfit;
        var now = clock.GetUtcNow();
        var (month, key) = (Month(now), string.Create(CultureInfo.InvariantCulture, $"{now.UtcTicks:D19}|{Guid.NewGuid():N}"));
        await tables.AdminLog.AddEntityAsync(
            new TableEntity(month, key) { ["At"] = now, ["Who"] = admin.Candidate.ToString(), ["What"] = deed.What, ["On"] = deed.On, ["Reason"] = deed.Reason.Trim(), ["Detail"] = deed.Detail }, ct);
        var result = await act();
        var outcome = result.Failed(out var problem, out _) ? problem.Code : Done;
        await tables.AdminLog.AddEntityAsync(new TableEntity(month, key + End) { ["Outcome"] = outcome }, CancellationToken.None);
        return result;
    }

    /// <summary>One month, newest first. One storage call for five hundred deeds.</summary>
    public async Task<IReadOnlyList<AdminLogLine>> Read(string month, CancellationToken ct)
    {
        var rows = await tables.AdminLog.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {month}"), cancellationToken: ct).ToListAsync(ct);
        var ends = rows.Where(r => r.RowKey.EndsWith(End, StringComparison.Ordinal)).ToDictionary(r => r.RowKey, r => r.GetString("Outcome"), StringComparer.Ordinal);
        return
        [
            .. rows.Where(r => !r.RowKey.EndsWith(End, StringComparison.Ordinal)).Reverse().Select(r => new AdminLogLine(
                r.GetDateTimeOffset("At")!.Value, r.GetString("Who"), r.GetString("What"), r.GetString("On"), r.GetString("Reason"),
                ends.GetValueOrDefault(r.RowKey + End, "unknown"), r.GetString("Detail") is { Length: > 0 } detail ? detail : null)),
        ];
    }

    /// <summary>
    /// Takes somebody out of the log, from a moment on; may be repeated. A line that has one of <paramref name="names"/> in it keeps when, who
    /// and what, and its reason and detail go. One storage call for a thousand lines of each month, and one for each line that is changed.
    /// </summary>
    public async Task Redact(DateTimeOffset since, IReadOnlyCollection<string> names, string person, CancellationToken ct)
    {
        bool Names(TableEntity row, string column) => row.GetString(column) is { } text && names.Any(n => text.Contains(n, StringComparison.OrdinalIgnoreCase));
        for (var month = new DateTime(since.UtcDateTime.Year, since.UtcDateTime.Month, 1, 0, 0, 0, DateTimeKind.Utc); month <= clock.GetUtcNow().UtcDateTime; month = month.AddMonths(1))
        {
            await foreach (var row in tables.AdminLog.QueryAsync<TableEntity>(TableClient.CreateQueryFilter($"PartitionKey eq {Month(new(month))}"), cancellationToken: ct))
            {
                if (!Names(row, "Who") && !Written.Any(column => Names(row, column)))
                    continue;
                if (Written.Any(column => Names(row, column)))
                    (row["On"], row["Reason"], row["Detail"]) = (Names(row, "On") ? person : row.GetString("On"), "Removed with the person's data.", "");
                if (Names(row, "Who"))
                    row["Who"] = person;
                await tables.AdminLog.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace, ct);
            }
        }
    }

    /// <summary>The partition of a moment.</summary>
    public static string Month(DateTimeOffset at) => at.UtcDateTime.ToString("yyyyMM", CultureInfo.InvariantCulture);

    private static Problem? Unfit(AdminDeed deed) => deed.Reason.Trim().Length switch
    {
        < MinReason => Problem.OfFields(deed.NoReason, ("reason", "Say in a few words why. It is kept.")),
        > MaxReason => Problem.OfFields(deed.NoReason, ("reason", $"Use at most {MaxReason:N0} characters.")),
        _ => null,
    };
}

/// <summary>The log of one month.</summary>
public sealed record AdminLogView(string Month, DateTimeOffset At, IReadOnlyList<AdminLogLine> Lines);

public sealed class GetAdminLogFunction(AdminLog log, TimeProvider clock)
{
    [Function("GetAdminLog")]
    [Described("What admins did in one month (?month=yyyyMM, this one otherwise)", Gives = typeof(AdminLogView), By = Caller.Admin, Problems = ["admin.month"])]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "manage/log")] HttpRequest request, CancellationToken ct)
    {
        if (SignedIn.Admin(request).Failed(out var problem, out _))
            return problem.ToHttp();
        var now = clock.GetUtcNow();
        var month = request.Query["month"] is [{ Length: > 0 } asked] ? asked : AdminLog.Month(now);
        if (!DateTime.TryParseExact(month, "yyyyMM", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
            return Problem.OfFields("admin.month", ("month", "Name a month as 202611.")).ToHttp();
        return Http.Json(new AdminLogView(month, now, await log.Read(month, ct)));
    }
}
