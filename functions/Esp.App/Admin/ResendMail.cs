using System.Globalization;
using Esp.App.Email;
using Esp.App.Platform;
using Esp.App.Portfolio;

namespace Esp.App.Admin;

/// <summary>Said once a mail is on its way again.</summary>
public sealed record MailResent(string Template, string To);

/// <summary>
/// Sends again the latest mail of one kind about a submission, with its words as they are now. It counts as a mail of its own,
/// so that the ledger shows both; the minute is part of its name, so that pressing twice sends one.
/// </summary>
public sealed class ResendMail(NoticeLedger ledger, ComposeMail compose, IQueueSender queue, TimeProvider clock)
{
    private const string Again = "again-";
    private static readonly TimeSpan Between = TimeSpan.FromMinutes(1);

    public async Task<Result<MailResent>> Handle(Folder folder, string template, CancellationToken ct)
    {
        var (state, now) = (folder.State, clock.GetUtcNow());
        var lines = new List<NoticeLine>(await ledger.About(state.Id, state.Candidate, ct));
        foreach (var scorer in folder.Reviews.Values.Select(r => r.Review.Scorer).Distinct())
            lines.AddRange(await ledger.About(state.Id, scorer, ct));
        if (lines.Where(m => m.Template == template).MaxBy(m => m.TriedAt) is not { } last)
            return new Problem(ProblemKind.Conflict, "mail.never-sent", "No such mail was sent about this submission, so there is nothing to send again.");
        if (now - last.TriedAt < Between)
            return new Problem(ProblemKind.Conflict, "mail.just-sent", "This mail was sent less than a minute ago. Wait a moment before you send it again.");

        var which = last.Which.Split(Again)[0] + Again + now.UtcDateTime.ToString("yyyyMMddHHmm", CultureInfo.InvariantCulture);
        var wanted = new MailWanted(new(state.Candidate, state.Id, last.EventNumber), template, which);
        if (await compose.Handle(wanted, ct) is not { } composed)
            return new Problem(ProblemKind.Conflict, "mail.nothing-to-say", "This mail has lost its sense: what it is about is over.");
        await queue.Send(Queues.Email, Message.Write(wanted, clock), TimeSpan.Zero, ct);
        return new MailResent(template, composed.To.Value == state.Candidate.Value ? "candidate" : "scorer");
    }
}

public sealed class ResendMailFunction(ManageSubmission manage, ResendMail resend, AdminLog log)
{
    [Function("ResendMail")]
    [Described("Send a mail about a submission again", Takes = typeof(ReasonRequest), Gives = typeof(MailResent), Status = StatusCodes.Status202Accepted, By = Caller.Admin, Problems = ["admin.reason-needed", "mail.never-sent", "mail.just-sent", "mail.nothing-to-say"])]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "manage/submissions/{id}/mails/{template}/resend")] HttpRequest request, string id, string template, CancellationToken ct)
    {
        if (SignedIn.Admin(request).Failed(out var problem, out var admin) || (await request.Body<ReasonRequest>(ct)).Failed(out problem, out var body) || (await manage.Find(id, ct)).Failed(out problem, out var folder))
            return problem.ToHttp();
        if (!MailName.All.Contains(template, StringComparer.Ordinal))
            return Problem.NotFound.ToHttp();
        var deed = new AdminDeed(Deed.ResendMail, $"{folder.State.Id} {template}", body.Reason);
        return (await log.Take(admin, deed, () => resend.Handle(folder, template, ct), ct)).ToHttp(sent => Http.Json(sent, StatusCodes.Status202Accepted));
    }
}
