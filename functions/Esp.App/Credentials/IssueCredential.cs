using System.Security.Cryptography;
using System.Text;
using Esp.App.Catalog;
using Esp.App.Platform;
using Esp.App.Portfolio;
using Esp.Domain.Credentials;

namespace Esp.App.Credentials;

/// <summary>
/// Issues the credential of an earned submission. The id derives from the submission and the document is added, never replaced:
/// delivered twice, issued once. Five storage calls, and two that count it. What was taken back before it could be issued is issued too, so that
/// the revocation that waits for it has something to show.
/// </summary>
public sealed class IssueCredential(PortfolioStore portfolio, CredentialStore store, StatusIndexes indexes, Signer signer, SigningKeys keys, Catalogue catalogue, SharedCounts counts, IQueueSender queue, PublicAddresses addresses, Settings settings, TimeProvider clock)
{
    public async Task Handle(EventRef earned, CancellationToken ct)
    {
        if ((await portfolio.Find(earned.Candidate, earned.Submission, ct)).Failed(out _, out var folder) || folder.State.Status is not (SubmissionStatus.Earned or SubmissionStatus.Revoked))
            return;
        var id = CredentialId.For(earned.Submission);
        var definition = catalogue.Find(folder.State.Slug, folder.State.DefinitionVersion)!;
        // Its line in the owner's list is written last: where that is missing, all is done again, and what was there stands. That costs an index.
        if (folder.Credential is null)
        {
            var place = await indexes.Reserve(ct);
            if (Compose(folder, definition, id, place).Failed(out var problem, out var badge) || signer.Sign(badge, clock.GetUtcNow()).Failed(out problem, out badge))
                throw new InvalidOperationException($"The credential {id} cannot be made: {problem.Code}, {problem.Detail}");
            var made = await store.Add(new(id, Encoding.UTF8.GetString(BadgeJson.Write(badge)), place.List, place.Index), earned.Candidate, earned.Submission, ct);
            await store.ShowToOwner(earned.Candidate, id, definition, folder.State.DecidedAt!.Value, ct);
            if (made)
            {
                await counts.Add(SharedCounts.Issued, ct);
                Telemetry.CredentialsIssued.Count(folder.State.Slug);
            }
        }

        // By the event that awarded it, whatever the message named: one award, one mail.
        var award = earned with { Number = folder.History.First(e => e.Action == SubmissionAction.Award).Number };
        await queue.Send(Queues.Email, Message.Write(new MailWanted(award, MailName.CredentialIssued), clock), TimeSpan.Zero, ct);
    }

    private Result<Badge> Compose(Folder folder, MicroCredential definition, CredentialId id, StatusPlace place)
    {
        var profile = folder.Profile ?? throw new InvalidOperationException($"The owner of {id} has no profile.");
        var attempt = folder.Attempts.MaxBy(a => a.Number)!;
        var issuer = new IssuerProfile(keys.IssuerId, settings.IssuerName, addresses.Home);
        return BadgeFactory.Compose(new BadgeInput(
            id, definition, Levels(folder), folder.State.DecidedAt!.Value, profile.Email, profile.NameOnCredential ? profile.Name : null,
            Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)), attempt.ContentHash, attempt.Evidence.Count, issuer, addresses.Site,
            place.Entry));
    }

    /// <summary>The level of each criterion, from the attempt that scored it last: what was carried over was scored before.</summary>
    private static Dictionary<string, string> Levels(Folder folder)
    {
        var levels = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var review in folder.Reviews.Values.Select(r => r.Review).Where(r => r.State == ReviewState.Decided).OrderBy(r => r.Attempt))
        {
            foreach (var (criterion, score) in review.Sheet.Criteria)
                levels[criterion] = score.Level!;
        }

        return levels;
    }
}

public sealed class IssueCredentialFunction(IssueCredential issue)
{
    [Function("IssueCredential")]
    public Task Run([ServiceBusTrigger(Queues.Issue, Connection = "ServiceBus")] string json, CancellationToken ct) =>
        Message.Handle<EventRef>(Queues.Issue, json, m => issue.Handle(m.Body, ct));
}
