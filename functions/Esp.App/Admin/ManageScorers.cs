using Esp.App.Platform;
using Esp.App.Scoring;

namespace Esp.App.Admin;

/// <summary>A scorer as the roster's number, with the address masked: enough to recognise, not enough to write to.</summary>
public sealed record ManagedScorer(string Number, string Name, string Email, string State, IReadOnlyList<string> Qualified, bool Active, int Open, int MaxOpen, int Late)
{
    public static ManagedScorer Of(Scorer s, int late) => new(s.Number, s.Name, Mask(s.Email), s.State, s.Qualified, s.Active, s.Open, s.MaxOpen, late);

    /// <summary><c>p•••@example.org</c>.</summary>
    private static string Mask(string email) => email.LastIndexOf('@') is var at and > 0 ? $"{email[0]}•••{email[at..]}" : "•••";
}

/// <summary>The roster, as it is at that moment, by number.</summary>
public sealed record ScorersView(DateTimeOffset At, IReadOnlyList<ManagedScorer> Scorers);

/// <summary>Lists the roster with what each scorer holds and what of it is late. Two storage calls for a thousand scorers.</summary>
public sealed class ListScorersFunction(ScorerLists lists, TimeProvider clock)
{
    [Function("ListScorers")]
    [Described("The scorers' roster with what each holds", Gives = typeof(ScorersView), By = Caller.Admin)]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "manage/scorers")] HttpRequest request, CancellationToken ct)
    {
        if (SignedIn.Admin(request).Failed(out var problem, out _))
            return problem.ToHttp();
        var now = clock.GetUtcNow();
        var late = (await lists.Late(now, ct).ToListAsync(ct)).CountBy(w => w.Scorer, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        var scorers = await lists.Everyone(ct).Select(s => ManagedScorer.Of(s, late.GetValueOrDefault(s.Number))).ToListAsync(ct);
        return Http.Json(new ScorersView(now, [.. scorers.OrderBy(s => s.Number, StringComparer.Ordinal)]));
    }
}

/// <summary>Whether a scorer is asked from now on, and why that changes.</summary>
public sealed record ScorerActiveRequest(bool Active, string Reason);

/// <summary>
/// Turns a scorer on or off. Off: they are asked for nothing new; what they hold stays theirs, until it is decided, late or
/// reassigned. On: who waits is offered to them. Repeating it changes nothing.
/// </summary>
public sealed class SetScorerActive(ScorerPool pool, FreeScorer free)
{
    public async Task<Result<ManagedScorer>> Handle(Scorer scorer, bool active, CancellationToken ct)
    {
        var next = scorer with { Active = active };
        await pool.Put(next, ct);
        if (active)
            await free.OfferTo(next.Qualified, ct);
        return ManagedScorer.Of(next, 0);
    }
}

public sealed class SetScorerActiveFunction(ScorerPool pool, SetScorerActive set, AdminLog log)
{
    [Function("SetScorerActive")]
    [Described("Turn a scorer on or off", Takes = typeof(ScorerActiveRequest), Gives = typeof(ManagedScorer), By = Caller.Admin, Problems = ["admin.reason-needed"])]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "manage/scorers/{number}/active")] HttpRequest request, string number, CancellationToken ct)
    {
        if (SignedIn.Admin(request).Failed(out var problem, out var admin) || (await request.Body<ScorerActiveRequest>(ct)).Failed(out problem, out var body))
            return problem.ToHttp();
        if (await pool.Find(ScorerId.For(number), ct) is not { } scorer)
            return Problem.NotFound.ToHttp();
        var deed = new AdminDeed(Deed.SetScorerActive, $"scorer {scorer.Number}: {(body.Active ? "on" : "off")}", body.Reason);
        return (await log.Take(admin, deed, () => set.Handle(scorer, body.Active, ct), ct)).ToHttp();
    }
}
