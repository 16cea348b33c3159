using Azure.Data.Tables;
using Esp.App.Platform;
using Esp.App.Portfolio;
using Esp.Host.Local.Walk;

namespace Esp.Tests.Areas;

/// <summary>From what a person can name to the partition that it lies in.</summary>
public sealed class FinderTests(MailServer mail)
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_submission_leads_to_its_candidate_and_an_unknown_one_to_nobody()
    {
        await using var platform = await Platform.Start(mail, scorers: false);
        using var esp = await platform.Candidate();
        var id = SubmissionId.Parse(await Journey.Start(esp));
        var finder = platform.Get<Finder>();

        var found = await finder.Find(id, Ct);
        Assert.False((await platform.Get<PortfolioStore>().Find(found!.Candidate, id, Ct)).Failed(out _, out var folder));
        Assert.Equal(id, folder!.State.Id);
        Assert.Null(await finder.Find(SubmissionId.New(DateTimeOffset.UtcNow), Ct));
        Assert.Null(await finder.Find(CredentialId.For(id), Ct));
    }

    [Fact]
    public async Task A_credential_leads_to_its_submission()
    {
        await using var platform = await Platform.Start(mail);
        using var esp = await platform.Candidate();
        var id = SubmissionId.Parse(await Platform.Sent(esp));
        var (scorer, _, _) = await platform.Journey.OpenInvitation([]);
        await Journey.Score(scorer);
        scorer.Dispose();
        var finder = platform.Get<Finder>();
        await Journey.Eventually(async () => await finder.Find(CredentialId.For(id), Ct) is not null, "the credential is there");
        Assert.Equal(await finder.Find(id, Ct), await finder.Find(CredentialId.For(id), Ct));
    }

    [Fact]
    public async Task An_address_leads_to_who_has_it_now_whatever_its_case()
    {
        await using var platform = await Platform.Start(mail, scorers: false);
        using var esp = await platform.Candidate("first");
        var finder = platform.Get<Finder>();
        var candidate = Assert.Single(await finder.FindByAddress(platform.Address("FIRST").ToUpperInvariant(), Ct));

        var profile = await esp.Get("/api/profile");
        var form = new { name = "Robin Walker", email = platform.Address("second"), careerFamily = "Transportation Services", employer = "Prairie", state = "IL", affiliate = "", nameOnCredential = false, version = profile.GetProperty("version").GetString() };
        await esp.Put("/api/profile", form);
        Assert.Equal([candidate], await finder.FindByAddress(platform.Address("second"), Ct));
        Assert.Empty(await finder.FindByAddress(platform.Address("first"), Ct));

        // A save that came second leaves nothing that leads here.
        Assert.Equal(409, (await esp.Try(HttpMethod.Put, "/api/profile", form with { email = platform.Address("third") })).Status);
        var rows = await platform.Get<Tables>().Finder.QueryAsync<TableEntity>(r => r.RowKey == candidate.ToString(), cancellationToken: Ct).ToListAsync(Ct);
        Assert.Single(rows);
        Assert.DoesNotContain("second", rows[0].PartitionKey, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Somebody_new_is_found_by_the_address_they_signed_in_with_until_it_is_forgotten()
    {
        await using var platform = await Platform.Start(mail, scorers: false);
        using var esp = await new PlatformClient(platform.Host.Http.BaseAddress!).SignIn("Nell", platform.Address("nell"));
        var id = SubmissionId.Parse(await Journey.Start(esp));
        var finder = platform.Get<Finder>();
        var candidate = Assert.Single(await finder.FindByAddress(platform.Address("nell"), Ct));

        await finder.Forget(platform.Address("nell"), candidate, Azure.ETag.All, Ct);
        await finder.Forget(id, Ct);
        await finder.Forget(id, Ct);
        Assert.Empty(await finder.FindByAddress(platform.Address("nell"), Ct));
        Assert.Null(await finder.Find(id, Ct));
        Assert.Empty(await platform.Get<Tables>().Finder.QueryAsync<TableEntity>(cancellationToken: Ct).ToListAsync(Ct));
    }
}
