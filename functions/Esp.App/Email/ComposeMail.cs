using Esp.App.Catalog;
using Esp.App.Platform;
using Esp.App.Portfolio;
using Esp.App.Scoring;

namespace Esp.App.Email;

/// <summary>To whom a mail goes (by id and by address) and what it says.</summary>
public sealed record ComposedMail(Addressee To, string Address, Mail Mail);

/// <summary>
/// Turns a wanted mail into words, from how things stand when it is sent. Null when there is nothing to say any more: a
/// reminder for a review that has ended, a link for work that was taken back.
/// </summary>
public sealed class ComposeMail(PortfolioStore store, ScorerPool pool, ReviewLinks links, Catalogue catalogue, Settings settings, PublicAddresses addresses, TimeProvider clock)
{
    public async Task<ComposedMail?> Handle(MailWanted wanted, CancellationToken ct)
    {
        if ((await store.Find(wanted.Cause.Candidate, wanted.Cause.Submission, ct)).Failed(out _, out var folder))
            return null;
        var definition = catalogue.Find(folder.State.Slug, folder.State.DefinitionVersion)!;
        return wanted.Template.StartsWith("review-", StringComparison.Ordinal)
            ? await ToScorer(wanted, folder, definition, ct)
            : ToCandidate(wanted, folder, definition);
    }

    private ComposedMail? ToCandidate(MailWanted wanted, Folder folder, MicroCredential definition)
    {
        if (folder.Profile is not { Email.Length: > 0 } profile)
            return null;
        var (s, now) = (folder.State, clock.GetUtcNow());
        var (name, title, hub, finishBy) = (profile.Name, definition.Title, addresses.Page($"submit/?id={s.Id}"), Dates.InWords(s.FinishBy, now));
        Mail? mail = wanted.Template switch
        {
            MailName.Started => new StartedMail(name, title, finishBy, hub),
            MailName.SubmissionReceived => new SubmissionReceivedMail(name, title, Dates.InWords(Dates.AddBusinessDays(s.SubmittedAt!.Value, settings.DecisionBusinessDays), now), hub),
            MailName.DecisionEarned => new DecisionEarnedMail(name, title, hub),
            MailName.DecisionNotYet => NotYet(wanted, folder, definition, name, finishBy, hub),
            MailName.CredentialIssued when s.Status == SubmissionStatus.Revoked => null,
            MailName.CredentialRevoked => new CredentialRevokedMail(name, title, folder.History.First(e => e.Number == wanted.Cause.Number).Note, addresses.Page("help/#contact")),
            MailName.CredentialIssued => new CredentialIssuedMail(name, title, new(addresses.CredentialPage(CredentialId.For(s.Id)))),
            MailName.FinishByReminder when Lifecycle.IsEditable(s.Status) => new FinishByReminderMail(name, title, Dates.DaysUntil(s.FinishBy, now), finishBy, hub),
            MailName.FinishByReminder => null,
            MailName.FinishByExtended when Lifecycle.IsEditable(s.Status) => new FinishByExtendedMail(name, title, finishBy, folder.History.First(e => e.Number == wanted.Cause.Number).Action != SubmissionAction.Extend, hub),
            MailName.FinishByExtended => null,
            MailName.SubmissionExpired => new SubmissionExpiredMail(name, title, finishBy, addresses.Page($"micro-credentials/{s.Slug}/")),
            MailName.SubmissionWithdrawn => new SubmissionWithdrawnMail(name, title, addresses.Page("my-work/")),
            _ => throw new UnreadableMessageException($"There is no mail '{wanted.Template}'."),
        };
        return mail is null ? null : new(s.Candidate, profile.Email, mail);
    }

    private static DecisionNotYetMail NotYet(MailWanted wanted, Folder folder, MicroCredential definition, string name, string finishBy, Uri hub)
    {
        var attempt = folder.History.First(e => e.Number == wanted.Cause.Number).Attempt;
        var sheet = folder.Reviews.Values.Select(r => r.Review).First(r => r.State == ReviewState.Decided && r.Attempt == attempt).Sheet;
        string Comment(string id) => sheet.Parts.TryGetValue(id, out var part) ? part.Comment : sheet.Criteria.TryGetValue(id, out var criterion) ? criterion.Comment : "";
        var scored = definition.ScoredIds.Where(id => sheet.Parts.ContainsKey(id) || sheet.Criteria.ContainsKey(id));
        return new(
            name, definition.Title,
            [.. scored.Select(id => new PartResult(definition.TitleOf(id), sheet.Meets(definition, id), Comment(id)))],
            sheet.General,
            [.. definition.ScoredIds.Where(id => folder.State.Carried.Contains(id, StringComparer.Ordinal)).Select(definition.TitleOf)],
            finishBy, hub);
    }

    private async Task<ComposedMail?> ToScorer(MailWanted wanted, Folder folder, MicroCredential definition, CancellationToken ct)
    {
        if (!folder.Reviews.TryGetValue(wanted.Cause.Number, out var found) || await pool.Find(found.Review.Scorer, ct) is not { } scorer)
            return null;
        var (review, now) = (found.Review, clock.GetUtcNow());
        var dueBy = Dates.InWords(review.DueAt, now);
        var minutes = ReviewView.Minutes(definition, folder.State.Carried);
        Mail? mail = wanted.Template switch
        {
            MailName.ReviewClosed when !review.IsOpen => new ReviewClosedMail(scorer.Name, definition.Title, review.State switch
            {
                ReviewState.Released => "The due date passed, so it has gone to somebody else.",
                ReviewState.Reassigned => "We gave it to somebody else.",
                _ => "The person took their work back.",
            }),
            _ when !review.IsOpen => null,
            MailName.ReviewInvitation => new ReviewInvitationMail(scorer.Name, definition.Title, definition.Standard, minutes, dueBy, Dates.InWords(review.AcceptBy, now), links.Url(review)),
            MailName.ReviewReminder => new ReviewReminderMail(scorer.Name, definition.Title, Dates.DaysUntil(review.DueAt, now), dueBy, links.Url(review)),
            MailName.ReviewNewLink => new ReviewNewLinkMail(scorer.Name, definition.Title, dueBy, links.Url(review)),
            MailName.ReviewClosed => null,
            _ => throw new UnreadableMessageException($"There is no mail '{wanted.Template}'."),
        };
        return mail is null ? null : new(scorer.Id, scorer.Email, mail);
    }
}
