using Azure.Data.Tables;
using Esp.App.Platform;
using Esp.App.Portfolio;

namespace Esp.App.Scoring;

/// <summary>Said whatever the token was: whether a review exists is not told to who cannot open it.</summary>
public sealed record LinkSent(bool Sent);

/// <summary>
/// A new link for a review that is still open, mailed to the scorer's own address; the old one stops. At most one in ten
/// minutes, so that pressing twice sends one mail. The answer is always the same.
/// </summary>
public sealed class AskForNewLink(PortfolioStore store, ReviewLinks links, Tables tables, IQueueSender queue, TimeProvider clock)
{
    private static readonly TimeSpan Between = TimeSpan.FromMinutes(10);

    public async Task Handle(string token, CancellationToken ct)
    {
        if (await links.Find(Links.Hash(token), ct) is not { } named || (await store.Find(named.Candidate, named.Submission, ct)).Failed(out _, out var folder))
            return;
        var now = clock.GetUtcNow();
        if (!folder.Reviews.TryGetValue(named.Number, out var found) || !found.Review.IsOpen || now - found.Review.LinkedAt < Between)
            return;

        var link = links.New();
        await links.Register(link.Hash, named, ct);
        await queue.Send(Queues.Email, Message.Write(new MailWanted(named, MailName.ReviewNewLink, link.Hash[..12]), clock), TimeSpan.Zero, ct);
        var review = found.Review with { Nonce = link.Nonce, LinkHash = link.Hash, LinkedAt = now };
        try
        {
            await tables.Portfolios.UpdateEntityAsync(ReviewRows.ToRow(named.Candidate, named.Submission, review), found.Version, TableUpdateMode.Replace, ct);
        }
        catch (Azure.RequestFailedException e) when (e.Status is 412)
        {
            // Asked for twice at once, or just scored: the other one counts, and the mail finds the state as it then is.
        }
    }
}

public sealed class AskForNewLinkFunction(AskForNewLink ask)
{
    [Function("AskForNewLink")]
    [Described("Have a new link mailed to the scorer", Takes = typeof(LinkRequest), Gives = typeof(LinkSent), Status = StatusCodes.Status202Accepted)]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "scoring/links")] HttpRequest request, CancellationToken ct)
    {
        if ((await request.Body<LinkRequest>(ct)).Failed(out var problem, out var body))
            return problem.ToHttp();
        await ask.Handle(body.Token, ct);
        return Http.Json(new LinkSent(true), StatusCodes.Status202Accepted);
    }
}
