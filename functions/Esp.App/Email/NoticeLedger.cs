using Azure;
using Azure.Data.Tables;
using Esp.App.Platform;

namespace Esp.App.Email;

/// <summary>
/// The mail ledger (table Notices, PK addressee id, RK notice id): a row is written before a mail is sent, so that a message that
/// is delivered twice is mailed once (lessons.md, threads 59 and 60). States: <c>sending</c> with a lease, <c>sent</c>, <c>failed</c>.
/// A row names no address, no link and no token, also not in its last error.
/// What failed and has not been sent since also stands in the partition <c>failing</c>, so that it can be counted and seen to.
/// A sender that dies between sending and <see cref="Sent"/> lets its lease lapse and the mail goes out again, with the same Message-ID.
/// </summary>
public sealed class NoticeLedger(Tables tables, TimeProvider clock)
{
    /// <summary>How long one attempt may take: well over the mailer's time-outs.</summary>
    public static readonly TimeSpan Lease = TimeSpan.FromMinutes(2);

    private const string FailingPartition = "failing";
    private const string Sending = "sending";
    private const string WasSent = "sent";
    private const string HasFailed = "failed";

    /// <summary>
    /// Takes the notice for sending, unless it was sent already (<see cref="NoticeClaim.AlreadySent"/>). Throws
    /// <see cref="NoticeBeingSentException"/>, which says how long to wait, while another delivery holds it.
    /// </summary>
    public async Task<NoticeClaim> Claim(Notice notice, CancellationToken ct)
    {
        var found = await tables.Notices.GetEntityIfExistsAsync<TableEntity>(Batch.Key(notice.To.Value), notice.Id.Value, cancellationToken: ct);
        if (!found.HasValue)
            return await Begin(notice, ct);

        var row = found.Value!;
        if (row.GetString("State") is WasSent)
            return new(notice, AlreadySent: true, Attempt: row.GetInt32("Attempt") ?? 1, Version: row.ETag);

        var left = row.GetDateTimeOffset("LeaseUntil") - clock.GetUtcNow();
        return row.GetString("State") is Sending && left > TimeSpan.Zero
            ? throw new NoticeBeingSentException(notice.Id, left.Value)
            : await TakeOver(notice, row, ct);
    }

    /// <summary>The mail was handed over. Holds whatever became of the lease, for it is the truth.</summary>
    public async Task Sent(NoticeClaim claim, CancellationToken ct)
    {
        var row = new TableEntity(claim.Notice.To.Value, claim.Notice.Id.Value) { ["State"] = WasSent, ["SentAt"] = clock.GetUtcNow(), ["LastError"] = "" };
        await tables.Notices.UpdateEntityAsync(row, ETag.All, TableUpdateMode.Merge, ct);
        if (claim.Attempt > 1)
            await NoLongerFailing(claim.Notice, ct);
    }

    /// <summary>The mail was not handed over: the next delivery may try at once. Does nothing when another delivery took over meanwhile.</summary>
    public async Task Failed(NoticeClaim claim, Exception error, CancellationToken ct)
    {
        var row = new TableEntity(claim.Notice.To.Value, claim.Notice.Id.Value) { ["State"] = HasFailed, ["LastError"] = Describe(error) };
        try
        {
            await tables.Notices.UpdateEntityAsync(row, claim.Version, TableUpdateMode.Merge, ct);
            await tables.Notices.UpsertEntityAsync(Failing(claim.Notice), TableUpdateMode.Replace, ct);
        }
        catch (RequestFailedException e) when (e.Status is 412)
        {
            // The lease had lapsed; the row is no longer ours.
        }
    }

    /// <summary>What was mailed to one person about one submission, by when it was last tried. One storage call: a partition holds one person's mails.</summary>
    public async Task<IReadOnlyList<NoticeLine>> About(SubmissionId submission, Addressee to, CancellationToken ct)
    {
        var rows = await tables.Notices.QueryAsync<TableEntity>($"PartitionKey eq '{to.Value}' and Submission eq '{submission}'", cancellationToken: ct).ToListAsync(ct);
        return [.. rows.Select(NoticeLine.FromRow).OrderBy(n => n.TriedAt)];
    }

    /// <summary>Mails that failed and have not been sent since, up to so many. One storage call a thousand.</summary>
    public async Task<IReadOnlyList<FailingNotice>> Failing(int most, CancellationToken ct) =>
        await tables.Notices.QueryAsync<TableEntity>($"PartitionKey eq '{FailingPartition}'", cancellationToken: ct)
            .Take(most)
            .Select(r => new FailingNotice(r.RowKey, r.GetString("Addressee"), r.GetString("Submission"), r.GetString("EventKey"), r.GetString("Template"), r.GetDateTimeOffset("FailedAt")!.Value))
            .ToListAsync(ct);

    /// <summary>Every row of one person's mails, as it stands. One storage call a thousand.</summary>
    public async Task<IReadOnlyList<TableEntity>> All(Addressee to, CancellationToken ct) =>
        await tables.Notices.QueryAsync<TableEntity>($"PartitionKey eq '{Batch.Key(to.Value)}'", cancellationToken: ct).ToListAsync(ct);

    /// <summary>Removes what one person was mailed: all of it, or what was about one submission. One storage call, one a mail and one a hundred.</summary>
    public async Task Forget(Addressee to, SubmissionId? about, CancellationToken ct)
    {
        var rows = (await All(to, ct)).Where(r => about is null || r.GetString("Submission") == about.ToString()).ToArray();
        foreach (var row in rows)
            await tables.Notices.Remove(FailingPartition, row.RowKey, ct);
        await tables.Notices.Remove(to.Value, rows.Select(r => r.RowKey), ct);
    }

    /// <summary>The attempt before may have died without a word, and then it never stood there.</summary>
    private Task<bool> NoLongerFailing(Notice notice, CancellationToken ct) => tables.Notices.Remove(FailingPartition, notice.Id.Value, ct);

    private TableEntity Failing(Notice notice) => new(FailingPartition, notice.Id.Value)
    {
        ["Addressee"] = notice.To.Value,
        ["Submission"] = notice.Submission.ToString(),
        ["EventKey"] = notice.EventKey,
        ["Template"] = notice.Template,
        ["FailedAt"] = clock.GetUtcNow(),
    };

    private async Task<NoticeClaim> Begin(Notice notice, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var row = new TableEntity(notice.To.Value, notice.Id.Value)
        {
            ["Template"] = notice.Template,
            ["Submission"] = notice.Submission.ToString(),
            ["EventKey"] = notice.EventKey,
            ["State"] = Sending,
            ["LeaseUntil"] = now + Lease,
            ["Attempt"] = 1,
            ["FirstAt"] = now,
            ["TriedAt"] = now,
        };
        try
        {
            var answer = await tables.Notices.AddEntityAsync(row, ct);
            return new(notice, AlreadySent: false, Attempt: 1, answer.Headers.ETag!.Value);
        }
        catch (RequestFailedException e) when (e.Status is 409)
        {
            throw new NoticeBeingSentException(notice.Id, Lease);
        }
    }

    private async Task<NoticeClaim> TakeOver(Notice notice, TableEntity row, CancellationToken ct)
    {
        var now = clock.GetUtcNow();
        var attempt = (row.GetInt32("Attempt") ?? 0) + 1;
        row["State"] = Sending;
        row["LeaseUntil"] = now + Lease;
        row["Attempt"] = attempt;
        row["TriedAt"] = now;
        try
        {
            var answer = await tables.Notices.UpdateEntityAsync(row, row.ETag, TableUpdateMode.Replace, ct);
            return new(notice, AlreadySent: false, attempt, answer.Headers.ETag!.Value);
        }
        catch (RequestFailedException e) when (e.Status is 412)
        {
            throw new NoticeBeingSentException(notice.Id, Lease);
        }
    }

    // The message of a stranger's exception may quote the address or the mail; only our own is known not to.
    private static string Describe(Exception error) => error is MailNotSentException ? error.Message : error.GetType().Name;
}

/// <summary>A mail that failed last time it was tried: whom it is for (an id), about what, and when it failed.</summary>
public sealed record FailingNotice(string Notice, string Addressee, string Submission, string EventKey, string Template, DateTimeOffset FailedAt);

/// <summary>The right to send one notice now, or the news that it was sent before.</summary>
public sealed record NoticeClaim(Notice Notice, bool AlreadySent, int Attempt, ETag Version);

/// <summary>Another delivery is sending this notice now: send the message again after <see cref="TryAfter"/>; until then it is neither sent nor lost.</summary>
public sealed class NoticeBeingSentException : Exception
{
    public NoticeBeingSentException(NoticeId notice, TimeSpan tryAfter)
        : base($"The notice {notice} is being sent by another delivery.") => TryAfter = tryAfter;

    public NoticeBeingSentException()
    {
    }

    public NoticeBeingSentException(string message)
        : base(message)
    {
    }

    public NoticeBeingSentException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    public TimeSpan TryAfter { get; }
}
