using Esp.App.Catalog;
using Esp.App.Email;
using Esp.App.Platform;
using Esp.App.Portfolio;
using Esp.App.Scoring;

namespace Esp.App.Admin;

/// <summary>
/// Looks at one submission for an admin, by its number or by its credential's. Storage calls: one to find it, one for all of it,
/// one for the candidate's mails, two for each scorer who was asked.
/// </summary>
public sealed class ManageSubmission(Finder finder, PortfolioStore store, ScorerPool pool, NoticeLedger ledger, Catalogue catalogue, Settings settings, TimeProvider clock)
{
    /// <summary>The submission that a number names: <c>sub_…</c> or <c>crd_…</c>; or <c>not-found</c>. Two storage calls.</summary>
    public async Task<Result<Folder>> Find(string number, CancellationToken ct)
    {
        var found = SubmissionId.TryParse(number, out var submission) ? await finder.Find(submission, ct)
            : CredentialId.TryParse(number, out var credential) ? await finder.Find(credential, ct)
            : null;
        return found is null ? Problem.NotFound : await store.Find(found.Candidate, found.Submission, ct);
    }

    public async Task<ManagedSubmission> Look(Folder folder, CancellationToken ct)
    {
        var (s, now) = (folder.State, clock.GetUtcNow());
        var reviews = folder.Reviews.Values.Select(r => r.Review).OrderBy(r => r.Number).ToArray();
        var mails = (await ledger.About(s.Id, s.Candidate, ct)).Select(m => Mail(m, "candidate")).ToList();
        var numbers = new Dictionary<ScorerId, string>();
        foreach (var scorer in reviews.Select(r => r.Scorer).Distinct())
        {
            numbers[scorer] = (await pool.Find(scorer, ct))?.Number ?? "unknown";
            mails.AddRange((await ledger.About(s.Id, scorer, ct)).Select(m => Mail(m, numbers[scorer])));
        }

        string ScorerOf(SubmissionEvent e) => reviews.LastOrDefault(r => r.Number <= e.Number) is { } review ? numbers[review.Scorer] : "unknown";
        return new(
            s.Id, DefinitionRef.Of(catalogue.Find(s.Slug, s.DefinitionVersion)!), s.Status, Lifecycle.InWords(s.Status), folder.Version.ToString(), Allowed(s), now,
            s.StartedAt, s.FinishBy, s.SubmittedAt, s.SubmittedAt is { } sent && s.DecidedAt is null ? Dates.AddBusinessDays(sent, settings.DecisionBusinessDays) : null, s.DecidedAt, s.Attempt, folder.Evidence.Count(e => e.Counts),
            [.. reviews.Select(r => Review(r, numbers[r.Scorer], now))],
            [.. mails.OrderByDescending(m => m.At)],
            [.. folder.History.OrderBy(e => e.Number).Select(e => ManagedWords.Of(e, ScorerOf))],
            SubmissionEvent.IsWhole(folder.History),
            s.Status is SubmissionStatus.Earned or SubmissionStatus.Revoked ? CredentialId.For(s.Id) : null,
            folder.Credential);
    }

    /// <summary>Of the two ways back from expired, the one that leads to where this submission was.</summary>
    private static IReadOnlyList<SubmissionAction> Allowed(Submission s) =>
        [.. Lifecycle.Allowed(s.Status, Role.Admin).Where(a => a != (s.Attempt == 0 ? SubmissionAction.Resume : SubmissionAction.Reopen))];

    private static ManagedReview Review(Review r, string scorer, DateTimeOffset now) => new(
        r.Number, scorer, r.State, r.Attempt, r.OfferedAt, r.AcceptBy, r.AcceptedAt, r.DueAt, r.ClosedAt, r.IsOpen,
        r.IsOpen && (r.DueAt < now || (r.State == ReviewState.Offered && r.AcceptBy < now)));

    private static ManagedMail Mail(NoticeLine m, string to) => new(m.Template, to, m.State, m.Tries, m.SentAt ?? m.TriedAt, m.LastError.Length > 0 ? m.LastError : null);
}

public sealed class GetManagedSubmissionFunction(ManageSubmission manage)
{
    [Function("GetManagedSubmission")]
    [Described("One submission for an admin, by its number or its credential's: how it stands, without who it is", Gives = typeof(ManagedSubmission), By = Caller.Admin)]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "manage/submissions/{id}")] HttpRequest request, string id, CancellationToken ct) =>
        SignedIn.Admin(request).Failed(out var problem, out _) || (await manage.Find(id, ct)).Failed(out problem, out var folder)
            ? problem.ToHttp()
            : Http.Json(await manage.Look(folder, ct));
}

/// <summary>Why an admin does something: 3 to 1,000 characters, kept.</summary>
public sealed record ReasonRequest(string Reason);

/// <summary>Who the candidate is, for an admin who said why they need to know.</summary>
public sealed record PersonView(string Name, string Email);

public sealed class ReadPersonFunction(ManageSubmission manage, AdminLog log)
{
    [Function("ReadPerson")]
    [Described("The candidate's name and address, for a reason that is kept", Takes = typeof(ReasonRequest), Gives = typeof(PersonView), By = Caller.Admin, Problems = ["admin.reason-needed"])]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "manage/submissions/{id}/person")] HttpRequest request, string id, CancellationToken ct)
    {
        if (SignedIn.Admin(request).Failed(out var problem, out var admin) || (await request.Body<ReasonRequest>(ct)).Failed(out problem, out var body) || (await manage.Find(id, ct)).Failed(out problem, out var folder))
            return problem.ToHttp();
        var deed = new AdminDeed(Deed.ReadPerson, folder.State.Id.ToString(), body.Reason);
        return (await log.Take<PersonView>(admin, deed, () => Task.FromResult<Result<PersonView>>(new PersonView(folder.Profile?.Name ?? "", folder.Profile?.Email ?? "")), ct)).ToHttp();
    }
}
