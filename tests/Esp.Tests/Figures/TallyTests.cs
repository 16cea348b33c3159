using Esp.App.Catalog;
using Esp.App.Figures;
using Esp.App.Platform;
using Esp.App.Portfolio;
using Microsoft.Extensions.Logging.Abstractions;

namespace Esp.Tests.Figures;

/// <summary>Changes of state are counted exactly once, on a real table emulator.</summary>
public sealed class TallyTests
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private static readonly DateTimeOffset Monday = new(2026, 11, 23, 9, 0, 0, TimeSpan.Zero);

    private readonly Settings _settings = Azurite.NewSettings();
    private Tables _tables = null!;
    private TallyTransition _tally = null!;

    [Fact]
    public async Task A_message_that_comes_again_and_again_counts_once()
    {
        var sent = await Begin(Monday, Monday.AddDays(1));
        for (var times = 0; times < 3; times++)
        {
            await _tally.Handle(sent with { Number = 1 }, Ct);
            await _tally.Handle(sent, Ct);
        }

        var flow = await Flow(Monday.AddDays(2));
        Assert.Equal([(SubmissionStatus.Submitted, 1)], flow.ByStatus.Select(s => (s.Status, s.Count)));
        Assert.Equal((1, 1, 0, 0), Funnel(flow));
    }

    [Fact]
    public async Task Many_at_the_same_time_lose_none_and_double_none()
    {
        await Begin();
        var events = new List<EventRef>();
        for (var n = 0; n < 12; n++)
            events.Add(await Add($"esp-{n}", Monday, Monday.AddHours(1)));
        await Task.WhenAll(events.Concat(events).Select(e => _tally.Handle(e, Ct)));
        Assert.Equal((12, 12, 0, 0), Funnel(await Flow(Monday.AddDays(1))));
    }

    [Fact]
    public async Task What_comes_out_of_order_or_not_at_all_is_counted_with_the_next()
    {
        var last = await Begin(Monday, Monday.AddDays(1), Monday.AddDays(2), Monday.AddDays(3));
        await _tally.Handle(last, Ct);
        await _tally.Handle(last with { Number = 2 }, Ct);
        var flow = await Flow(Monday.AddDays(4));
        Assert.Equal([(SubmissionStatus.InReview, 1)], flow.ByStatus.Select(s => (s.Status, s.Count)));
        Assert.Equal((1, 1, 0, 0), Funnel(flow));
    }

    [Fact]
    public async Task What_is_gone_with_its_owners_data_is_not_counted_and_not_a_failure()
    {
        await Begin();
        await _tally.Handle(new(CandidateId.Of("local", "gone"), SubmissionId.New(Monday), 1), Ct);
        Assert.Empty((await Flow(Monday)).ByStatus);
    }

    [Fact]
    public async Task Turnaround_counts_business_days_against_the_promise()
    {
        await Begin();
        foreach (var (who, days) in new[] { ("a", 1), ("b", 4), ("c", 18), ("d", 30) }) // 1, 4, 14 and 22 business days
            await _tally.Handle(await Add(who, Monday, Monday, Monday, Monday, Monday.AddDays(days)), Ct);
        var turnaround = (await Flow(Monday.AddDays(40))).Turnaround;
        Assert.Equal((14, 4, 4, 22, 0.75), (turnaround.PromiseDays, turnaround.Decisions, turnaround.Median, turnaround.P90, turnaround.WithinPromise));
        Assert.Equal([(1, 1), (4, 1), (14, 1), (22, 1)], turnaround.Buckets.Select(b => (b.Days, b.Count)));
        Assert.Equal(4, Assert.Single((await Flow(Monday.AddDays(40))).TurnaroundBy).Decisions);
    }

    [Fact]
    public async Task Weeks_begin_on_monday_and_old_ones_leave_the_view_but_not_the_totals()
    {
        await Begin();
        await _tally.Handle(await Add("a", Monday.AddDays(-1)), Ct);   // Sunday: the week before
        await _tally.Handle(await Add("b", Monday), Ct);
        var flow = await Flow(Monday);
        Assert.Equal([new DateOnly(2026, 11, 16), new DateOnly(2026, 11, 23)], flow.Weeks.Select(w => w.Week));
        var later = await Flow(Monday.AddDays(7 * FlowReader.Weeks));
        Assert.Empty(later.Weeks);
        Assert.Equal(2, later.Funnel.Single(f => f.Slug == "communication").Started);
    }

    private static (long, long, long, long) Funnel(FlowFigures flow) =>
        flow.Funnel.Single(f => f.Slug == "communication") is var f ? (f.Started, f.Submitted, f.Decided, f.Earned) : default;

    private async Task<EventRef> Begin(params DateTimeOffset[] at)
    {
        _tables = await Azurite.NewTables(_settings);
        _tally = new(_tables, new PortfolioStore(_tables, new Transitions(new NoQueue(), TimeProvider.System), new Finder(_tables, new Links(_settings))), NullLogger<TallyTransition>.Instance);
        return at.Length == 0 ? new(default, default, 0) : await Add("somebody", at);
    }

    /// <summary>A submission with as many events as moments: started, sent, offered, accepted, returned.</summary>
    private async Task<EventRef> Add(string who, params DateTimeOffset[] at)
    {
        var candidate = CandidateId.Of("local", who);
        var id = SubmissionId.New(at[0]);
        var catalogue = Catalogue.Load(Path.Join(AppContext.BaseDirectory, "catalog"));
        var (state, first) = Submission.Start(candidate, id, catalogue.CurrentOf("communication")!, "1", 6, at[0]);
        var events = new List<SubmissionEvent> { first };
        (SubmissionAction Action, SubmissionStatus To)[] steps =
            [(SubmissionAction.Submit, SubmissionStatus.Submitted), (SubmissionAction.Offer, SubmissionStatus.Offered), (SubmissionAction.Accept, SubmissionStatus.InReview), (SubmissionAction.Return, SubmissionStatus.Returned)];
        foreach (var (step, when) in steps.Zip(at.Skip(1)))
            events.Add(first with { Number = events.Count + 1, Action = step.Action, To = step.To, Attempt = 1, At = when });
        var batch = Batch.In(candidate.ToString()).Add(SubmissionRows.ToRow(state with { Status = events[^1].To, Events = events.Count }));
        foreach (var happened in events)
            batch.Add(SubmissionRows.ToRow(candidate, happened));
        await batch.Commit(_tables.Portfolios, Ct);
        return new(candidate, id, events.Count);
    }

    private Task<FlowFigures> Flow(DateTimeOffset now) =>
        new FlowReader(_tables, Catalogue.Load(Path.Join(AppContext.BaseDirectory, "catalog")), _settings).Read(now, Ct);

    private sealed class NoQueue : IQueueSender
    {
        public Task Send(string queue, string json, TimeSpan delay, CancellationToken ct) => Task.CompletedTask;
    }
}
