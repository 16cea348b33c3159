using CsCheck;

namespace Esp.Tests.Domain;

public sealed class LifecycleTests
{
    public static IEnumerable<TheoryDataRow<SubmissionStatus, SubmissionAction, Role>> EverythingElse() =>
        from status in Enum.GetValues<SubmissionStatus>()
        from action in Enum.GetValues<SubmissionAction>()
        from role in Enum.GetValues<Role>()
        where !Lifecycle.Table.Any(t => (t.From, t.Action, t.By) == (status, action, role))
        select new TheoryDataRow<SubmissionStatus, SubmissionAction, Role>(status, action, role);

    public static IEnumerable<TheoryDataRow<Transition>> Arrows() => Lifecycle.Table.Select(t => new TheoryDataRow<Transition>(t));

    [Theory, MemberData(nameof(EverythingElse))]
    public void What_the_table_does_not_list_is_refused(SubmissionStatus from, SubmissionAction action, Role by) =>
        Assert.Contains(Lifecycle.Next(from, action, by).Refused().Code, new[] { "submission.step-not-allowed", "submission.not-your-step" });

    [Theory, MemberData(nameof(Arrows))]
    public void What_the_table_lists_leads_where_it_says(Transition t)
    {
        Assert.Equal(t.To, Lifecycle.Next(t.From, t.Action, t.By).Ok().To);
        Assert.Contains(t.Action, Lifecycle.Allowed(t.From, t.By));
    }

    [Fact]
    public void No_status_has_two_ways_for_one_action() =>
        Assert.Distinct(Lifecycle.Table.Select(t => (t.From, t.Action)));

    [Fact]
    public void Every_status_can_be_reached_from_a_draft()
    {
        var reached = new HashSet<SubmissionStatus> { SubmissionStatus.Draft };
        while (Lifecycle.Table.Where(t => reached.Contains(t.From)).Select(t => t.To).Any(reached.Add))
        {
        }

        Assert.Equal(Enum.GetValues<SubmissionStatus>().Order(), reached.Order());
    }

    /// <summary>Whatever is tried in whatever order, the history stays whole and the state says what the last event says.</summary>
    [Fact]
    public void Any_walk_leaves_a_whole_history() =>
        Gen.Int[0, 11].Array[0, 40].Sample(steps =>
        {
            var first = Given.FirstEvent(out var state);
            var history = new List<SubmissionEvent> { first };
            foreach (var step in steps)
            {
                var now = Given.Now.AddMinutes(history.Count);
                var tried = step switch
                {
                    0 => Given.Full(state).Submit(0, now).Map(s => s.Change),
                    1 => state.Offer(now),
                    2 => state.Accept(Given.Scorer, now),
                    3 => state.Decline(Given.Scorer, "noTime", now),
                    4 => state.Release("late", now),
                    5 => state.Decide(Given.Scorer, Given.Definition, Given.Sheet("c1"), now),
                    6 => state.Decide(Given.Scorer, Given.Definition, Given.Sheet(), now),
                    7 => state.Revoke("admin@esp.example", "a reason", now),
                    8 => state.Reassign("can_admin", "a reason", now),
                    9 => state.Extend("can_admin", DateOnly.FromDateTime(state.FinishBy.UtcDateTime.AddDays(1)), "a reason", now),
                    10 => state.Expire(now),
                    _ => state.Withdraw("a reason", now),
                };
                if (tried.Failed(out _, out var change))
                    continue;
                history.Add(change.Event);
                state = change.Next with { Integrity = true, Privacy = true };
            }

            Assert.True(SubmissionEvent.IsWhole(history));
            Assert.Equal((history[^1].To, history.Count, history[^1].Hash), (state.Status, state.Events, state.LastHash));
        });

    [Fact]
    public void A_changed_or_missing_line_of_history_shows()
    {
        var first = Given.FirstEvent(out var draft);
        var second = Given.Full(draft).Submit(0, Given.Now).Ok().Change.Event;
        Assert.True(SubmissionEvent.IsWhole([first, second]));
        Assert.False(SubmissionEvent.IsWhole([second]));
        Assert.False(SubmissionEvent.IsWhole([first, second with { Who = "somebody else" }]));
        Assert.False(SubmissionEvent.IsWhole([first with { At = first.At.AddSeconds(1) }, second]));
    }
}
