using Esp.App.Platform;

namespace Esp.App.Admin;

/// <summary>The dead letters of all queues, at most a hundred of each.</summary>
public sealed record DeadLettersView(DateTimeOffset At, IReadOnlyList<DeadMessage> Letters);

/// <summary>What became of a dead letter: <c>replayed</c> or <c>dropped</c>.</summary>
public sealed record DeadLetterSettled(string Queue, string Id, string Outcome);

public sealed class ListDeadLettersFunction(IDeadLetterBox dead, TimeProvider clock)
{
    private const int Most = 100;

    [Function("ListDeadLetters")]
    [Described("Messages that were put aside, at most a hundred of each queue", Gives = typeof(DeadLettersView), By = Caller.Admin)]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "manage/dead-letters")] HttpRequest request, CancellationToken ct)
    {
        if (SignedIn.Admin(request).Failed(out var problem, out _))
            return problem.ToHttp();
        var letters = await Task.WhenAll(Queues.All.Select(queue => dead.List(queue, Most, ct)));
        return Http.Json(new DeadLettersView(clock.GetUtcNow(), [.. letters.SelectMany(l => l).OrderBy(l => l.Since)]));
    }
}

/// <summary>Settles one dead letter, for a reason that is kept; a dropped one's text is kept with it.</summary>
public sealed class SettleDeadLetter(IDeadLetterBox dead, AdminLog log)
{
    private const int Most = 100;
    private const int LongestKept = 30_000;

    public Task<Result<DeadLetterSettled>> Replay(SignedIn admin, string queue, string id, string reason, CancellationToken ct) =>
        Settle(admin, new(Deed.ReplayDeadLetter, $"{queue} {id}", reason), queue, id, "replayed", () => dead.Replay(queue, id, ct), ct);

    public Task<Result<DeadLetterSettled>> Drop(SignedIn admin, string queue, string id, string reason, CancellationToken ct) =>
        Settle(admin, new(Deed.DropDeadLetter, $"{queue} {id}", reason), queue, id, "dropped", () => dead.Drop(queue, id, ct), ct);

    private async Task<Result<DeadLetterSettled>> Settle(SignedIn admin, AdminDeed deed, string queue, string id, string outcome, Func<Task<bool>> settle, CancellationToken ct)
    {
        if (!Queues.All.Contains(queue, StringComparer.Ordinal) || (await dead.List(queue, Most, ct)).FirstOrDefault(l => l.Id == id) is not { } letter)
            return Problem.NotFound;
        var kept = deed.What == Deed.DropDeadLetter ? deed with { Detail = letter.Body.Length > LongestKept ? letter.Body[..LongestKept] : letter.Body } : deed;
        return await log.Take<DeadLetterSettled>(admin, kept, async () => await settle() ? new DeadLetterSettled(queue, id, outcome) : Problem.NotFound, ct);
    }
}

public sealed class ReplayDeadLetterFunction(SettleDeadLetter settle)
{
    [Function("ReplayDeadLetter")]
    [Described("Send a dead letter again", Takes = typeof(ReasonRequest), Gives = typeof(DeadLetterSettled), By = Caller.Admin, Problems = ["admin.reason-needed"])]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "manage/dead-letters/{queue}/{id}/replay")] HttpRequest request, string queue, string id, CancellationToken ct) =>
        SignedIn.Admin(request).Failed(out var problem, out var admin) || (await request.Body<ReasonRequest>(ct)).Failed(out problem, out var body)
            ? problem.ToHttp()
            : (await settle.Replay(admin, queue, id, body.Reason, ct)).ToHttp();
}

public sealed class DropDeadLetterFunction(SettleDeadLetter settle)
{
    [Function("DropDeadLetter")]
    [Described("Drop a dead letter for good; its text is kept in the log", Takes = typeof(ReasonRequest), Gives = typeof(DeadLetterSettled), By = Caller.Admin, Problems = ["admin.reason-needed"])]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "manage/dead-letters/{queue}/{id}/drop")] HttpRequest request, string queue, string id, CancellationToken ct) =>
        SignedIn.Admin(request).Failed(out var problem, out var admin) || (await request.Body<ReasonRequest>(ct)).Failed(out problem, out var body)
            ? problem.ToHttp()
            : (await settle.Drop(admin, queue, id, body.Reason, ct)).ToHttp();
}
