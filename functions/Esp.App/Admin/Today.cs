using Esp.App.Catalog;
using Esp.App.Email;
using Esp.App.Platform;
using Esp.App.Scoring;

namespace Esp.App.Admin;

/// <summary>A submission that nobody was free to score.</summary>
public sealed record WaitingSubmission(SubmissionId Id, string Slug, string Title, DateTimeOffset Since);

/// <summary>A review past its day: <see cref="Why"/> is <c>notAnswered</c> or <c>notScored</c>. <see cref="Can"/> lists what an admin can do about it.</summary>
public sealed record OverdueReview(SubmissionId Id, string Slug, string Title, string Why, DateTimeOffset Since, DateTimeOffset Due, string Scorer, IReadOnlyList<string> Can);

/// <summary>A mail that was tried and not sent since; it is tried again for three days, then it is a dead letter.</summary>
public sealed record FailedMail(string Id, string Template, DateTimeOffset Since);

/// <summary>What needs a person today, as it is at that moment. At most a hundred of each, oldest first; <c>more…</c> says that there are others.</summary>
public sealed record TodayView(DateTimeOffset At, IReadOnlyList<WaitingSubmission> Waiting, bool MoreWaiting, IReadOnlyList<OverdueReview> Overdue, bool MoreOverdue, IReadOnlyList<DeadLetterCount> DeadLetters, IReadOnlyList<FailedMail> FailedMails);

/// <summary>
/// What waits and what is late, from partitions that hold only that: the line of those who wait, and the reviews that are out.
/// Three storage calls, and one look at each queue's dead letters.
/// </summary>
public sealed class GetTodayFunction(WaitingLine waiting, ScorerLists lists, IDeadLetters dead, NoticeLedger notices, Catalogue catalogue, TimeProvider clock)
{
    private const int Most = 100;

    [Function("GetToday")]
    [Described("What needs a person today: who waits, what is late, what was put aside", Gives = typeof(TodayView), By = Caller.Admin)]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "manage/today")] HttpRequest request, CancellationToken ct)
    {
        if (SignedIn.Admin(request).Failed(out var problem, out _))
            return problem.ToHttp();
        var now = clock.GetUtcNow();
        var line = await waiting.Look(Most + 1, ct);
        var late = (await lists.Late(now, ct).Take(Most + 1).ToListAsync(ct)).OrderBy(w => w.OfferedAt).ToArray();
        var failing = await notices.Failing(Most, ct);
        return Http.Json(new TodayView(
            now,
            [.. line.Take(Most).Select(w => new WaitingSubmission(w.Submission, w.Slug, Title(w.Slug), w.Since))], line.Count > Most,
            [.. late.Take(Most).Select(w => Overdue(w, now))], late.Length > Most,
            [.. (await dead.Count(ct)).Where(q => q.Count > 0)],
            [.. failing.Select(f => new FailedMail(f.Submission, f.Template, f.FailedAt)).OrderBy(f => f.Since)]));
    }

    private OverdueReview Overdue(OpenWork w, DateTimeOffset now) =>
        new(w.Submission, w.Slug, Title(w.Slug), w.DueAt < now ? "notScored" : "notAnswered", w.OfferedAt, w.DueAt < now ? w.DueAt : w.AcceptBy, w.Scorer, ["reassign"]);

    private string Title(string slug) => catalogue.CurrentOf(slug)?.Title ?? slug;
}
