using Azure;
using Azure.Data.Tables;
using Esp.App.Platform;
using Esp.App.Portfolio;

namespace Esp.App.Figures;

/// <summary>
/// Counts changes of state, each exactly once. The counts and the mark "this submission is counted up to event n" are one batch of one
/// partition, so a crash leaves both or neither and the message comes again. Events are counted in their order and up to the one that
/// is named: one whose message was lost is counted with the next. Five storage calls: the history, three rows, the batch.
/// </summary>
public sealed class TallyTransition(Tables tables, PortfolioStore store, ILogger<TallyTransition> log)
{
    private const int Tries = 10;

    public async Task Handle(EventRef happened, CancellationToken ct)
    {
        // Not there: taken away with its owner's data meanwhile.
        if (await store.FindHistory(happened, ct) is not var (state, history))
            return;
        for (var tries = 1; ; tries++)
        {
            if (await Count(state, history, ct) is { } counted)
            {
                foreach (var number in counted)
                    Tell(state.Slug, history, number);
                return;
            }

            if (tries == Tries)
                throw new InvalidOperationException($"The counts of {state.Slug} were too busy.");
            await Task.Delay(Random.Shared.Next(5, 20 * tries), ct);
        }
    }

    /// <summary>The numbers of the events that are counted now; null when another count came in between.</summary>
    private async Task<IReadOnlyList<int>?> Count(Submission state, IReadOnlyList<SubmissionEvent> history, CancellationToken ct)
    {
        var partition = FlowRows.Partition(state.Slug, state.Id);
        var mark = await Row(partition, FlowRows.Mark(state.Id), ct);
        var through = (int)mark.Count("Through");
        if (through >= history.Count)
            return [];

        var fresh = Enumerable.Range(through + 1, history.Count - through).ToArray();
        var keys = fresh.Select(n => FlowRows.Week(history[n - 1].At)).Append(FlowRows.Now).Distinct(StringComparer.Ordinal);
        var rows = (await Task.WhenAll(keys.Select(k => Row(partition, k, ct)))).ToDictionary(r => r.RowKey, StringComparer.Ordinal);
        foreach (var number in fresh)
            Count(history, number, rows[FlowRows.Now], rows[FlowRows.Week(history[number - 1].At)]);
        mark["Through"] = (long)history.Count;

        var batch = Batch.In(partition);
        foreach (var row in rows.Values.Append(mark))
            _ = row.ETag == default ? batch.Add(row) : batch.Replace(row, row.ETag);
        try
        {
            await batch.Commit(tables.Figures, ct);
            return fresh;
        }
        catch (RequestFailedException e) when (e.Status is 409 or 412)
        {
            return null;
        }
    }

    private static void Count(IReadOnlyList<SubmissionEvent> history, int number, TableEntity now, TableEntity week)
    {
        var happened = history[number - 1];
        if (number > 1)
            now.Raise(FlowRows.Status(history[number - 2].To), -1);
        now.Raise(FlowRows.Status(happened.To), 1);
        foreach (var row in new[] { now, week })
        {
            row.Raise(FlowRows.Action(happened.Action), 1);
            if (happened is { Action: SubmissionAction.Submit, Attempt: 1 })
                row.Raise(FlowRows.FirstSubmit, 1);
            if (Sent(history, number) is not { } sent)
                continue;
            row.Raise(FlowRows.Days(Dates.BusinessDaysBetween(sent.At, happened.At)), 1);
            if (happened.Attempt == 1)
                row.Raise(FlowRows.FirstDecision, 1);
        }
    }

    private void Tell(string slug, IReadOnlyList<SubmissionEvent> history, int number)
    {
        var happened = history[number - 1];
        var (action, to) = (Word(happened.Action), Word(happened.To));
        var before = number > 1 ? history[number - 2] : null;
        int? days = null;
        Telemetry.Transitions.Count(action, to, slug);
        if (Sent(history, number) is { } sent)
        {
            days = Dates.BusinessDaysBetween(sent.At, happened.At);
            Telemetry.Turnaround.Record((happened.At - sent.At).TotalDays, to, slug);
            Telemetry.TurnaroundBusiness.Record(days.Value, to, slug);
        }

        Telemetry.Transition.Log(
            log, action, before is null ? null : Word(before.To), to, slug, happened.Attempt, before is null ? null : (long)(happened.At - before.At).TotalMinutes, days, happened.Submission);
    }

    /// <summary>For a decision: the event that sent what was decided. Null for all else.</summary>
    private static SubmissionEvent? Sent(IReadOnlyList<SubmissionEvent> history, int number) =>
        history[number - 1].Action is SubmissionAction.Award or SubmissionAction.Return
            ? history.Take(number).LastOrDefault(e => e.Action == SubmissionAction.Submit)
            : null;

    private async Task<TableEntity> Row(string partition, string key, CancellationToken ct)
    {
        var row = await tables.Figures.GetEntityIfExistsAsync<TableEntity>(partition, Batch.Key(key), cancellationToken: ct);
        return row.HasValue ? row.Value! : new TableEntity(partition, key);
    }

    private static string Word<T>(T value)
        where T : struct, Enum => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}

public sealed class TallyTransitionFunction(TallyTransition tally)
{
    [Function("TallyTransition")]
    public Task Run([ServiceBusTrigger(Queues.Tally, Connection = "ServiceBus")] string json, CancellationToken ct) =>
        Message.Handle<EventRef>(Queues.Tally, json, m => tally.Handle(m.Body, ct));
}
