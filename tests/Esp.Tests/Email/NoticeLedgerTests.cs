using Azure.Data.Tables;
using Esp.App.Email;
using Esp.App.Portfolio;
using Microsoft.Extensions.Time.Testing;

namespace Esp.Tests.Email;

/// <summary>Against a real table emulator.</summary>
public sealed class NoticeLedgerTests
{
    private static readonly Notice Started = new(Given.Candidate, Given.Submission, "000001", MailName.Started);

    private readonly CancellationToken _ct = TestContext.Current.CancellationToken;
    private readonly FakeTimeProvider _clock = new(Given.Now);

    [Fact]
    public async Task A_notice_that_was_sent_is_not_sent_again()
    {
        var ledger = await Ledger();
        await ledger.Sent(await ledger.Claim(Started, _ct), _ct);
        _clock.Advance(TimeSpan.FromDays(300));
        Assert.True((await ledger.Claim(Started, _ct)).AlreadySent);
    }

    [Fact]
    public async Task While_one_sends_another_is_told_how_long_to_wait()
    {
        var ledger = await Ledger();
        Assert.False((await ledger.Claim(Started, _ct)).AlreadySent);
        _clock.Advance(TimeSpan.FromSeconds(30));
        var busy = await Assert.ThrowsAsync<NoticeBeingSentException>(() => ledger.Claim(Started, _ct));
        Assert.Equal(NoticeLedger.Lease - TimeSpan.FromSeconds(30), busy.TryAfter);
    }

    [Fact]
    public async Task After_a_failure_the_next_delivery_tries_at_once()
    {
        var ledger = await Ledger();
        await ledger.Failed(await ledger.Claim(Started, _ct), new MailNotSentException("The mail server answered 421."), _ct);
        var again = await ledger.Claim(Started, _ct);
        Assert.Equal((false, 2), (again.AlreadySent, again.Attempt));
    }

    [Fact]
    public async Task A_sender_that_died_is_relieved_when_its_lease_is_over()
    {
        var ledger = await Ledger();
        var dead = await ledger.Claim(Started, _ct);
        _clock.Advance(NoticeLedger.Lease);
        Assert.Equal(2, (await ledger.Claim(Started, _ct)).Attempt);

        await ledger.Failed(dead, new TimeoutException(), _ct);   // comes back from the dead: the row is no longer its own
        await Assert.ThrowsAsync<NoticeBeingSentException>(() => ledger.Claim(Started, _ct));
    }

    [Fact]
    public async Task A_late_sender_that_did_send_is_believed()
    {
        var ledger = await Ledger();
        var late = await ledger.Claim(Started, _ct);
        _clock.Advance(NoticeLedger.Lease);
        var second = await ledger.Claim(Started, _ct);
        await ledger.Sent(late, _ct);
        await ledger.Failed(second, new TimeoutException(), _ct);
        Assert.True((await ledger.Claim(Started, _ct)).AlreadySent);
    }

    [Theory, InlineData(false), InlineData(true)]
    public async Task Of_many_at_once_one_may_send(bool afterFailure)
    {
        var ledger = await Ledger();
        if (afterFailure)
            await ledger.Failed(await ledger.Claim(Started, _ct), new TimeoutException(), _ct);
        var outcomes = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Task.Run(async () =>
        {
            try
            {
                return !(await ledger.Claim(Started, _ct)).AlreadySent;
            }
            catch (NoticeBeingSentException)
            {
                return false;
            }
        })));
        Assert.Single(outcomes, sends => sends);
    }

    [Fact]
    public async Task A_row_tells_what_when_and_how_often_but_no_address_link_or_token()
    {
        var tables = await Azurite.NewTables();
        var ledger = new NoticeLedger(tables, _clock);
        await ledger.Failed(await ledger.Claim(Started, _ct), new InvalidOperationException("maria.canary@site.example https://site.example/score/#canary-token"), _ct);

        var row = await Row(tables.Notices);
        Assert.Equal(
            ["Attempt", "EventKey", "FirstAt", "LastError", "LeaseUntil", "PartitionKey", "RowKey", "State", "Submission", "Template", "Timestamp", "TriedAt", "odata.etag"],
            row.Keys.Order(StringComparer.Ordinal),
            StringComparer.Ordinal);
        Assert.Equal((Given.Candidate.ToString(), Started.Id.ToString()), (row.PartitionKey, row.RowKey));
        Assert.Equal(("failed", "InvalidOperationException", 1), (row.GetString("State"), row.GetString("LastError"), row.GetInt32("Attempt")));
        Assert.DoesNotContain(row, p => p.Value is string text && (text.Contains("canary", StringComparison.Ordinal) || text.Contains('@', StringComparison.Ordinal) || text.Contains("://", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_notice_id_follows_from_its_cause_alone()
    {
        Assert.Equal(Started.Id, (Started with { }).Id);
        Assert.Matches("^ntc_[0-9a-f]{32}$", Started.Id.ToString());
        Assert.Distinct([
            Started.Id,
            (Started with { To = Given.Scorer }).Id,
            (Started with { Submission = SubmissionId.New(Given.Now) }).Id,
            (Started with { EventKey = "000002" }).Id,
            (Started with { Template = MailName.DecisionEarned }).Id,
        ]);
    }

    private async Task<NoticeLedger> Ledger() => new(await Azurite.NewTables(), _clock);

    private async Task<TableEntity> Row(TableClient table)
    {
        var rows = new List<TableEntity>();
        await foreach (var row in table.QueryAsync<TableEntity>("PartitionKey ne 'failing'", cancellationToken: _ct))
            rows.Add(row);
        return Assert.Single(rows);
    }
}
