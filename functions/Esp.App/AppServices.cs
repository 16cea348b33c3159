using Esp.App.Admin;
using Esp.App.Catalog;
using Esp.App.Credentials;
using Esp.App.Credentials.Checking;
using Esp.App.Credentials.Pages;
using Esp.App.Credentials.Paper;
using Esp.App.Credentials.Transcript;
using Esp.App.Email;
using Esp.App.Evidence;
using Esp.App.Figures;
using Esp.App.Growth;
using Esp.App.Platform;
using Esp.App.Portfolio;
using Esp.App.Records;
using Esp.App.Scoring;
using Esp.App.Submissions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Esp.App;

/// <summary>Registers the app: settings, storage, and every use case. A host adds connections, the queue sender and the link signer.</summary>
public static class AppServices
{
    public static IServiceCollection AddEsp(this IServiceCollection services, Settings settings)
    {
        services.TryAddSingleton(TimeProvider.System);
        return services
            .AddSingleton(settings).AddSingleton<PublicAddresses>()
            .AddSingleton<Tables>()
            .AddSingleton<Blobs>()
            .AddSingleton<Links>()
            .AddSingleton(_ => Catalogue.Load(Path.Join(AppContext.BaseDirectory, "catalog")))
            .AddSingleton<PortfolioStore>().AddSingleton<Transitions>().AddSingleton<Finder>()
            .AddSingleton<ProfileStore>()
            .AddSingleton<SubmissionViews>().AddSingleton<StartSubmission>().AddSingleton<GetPortfolio>().AddSingleton<SaveAnswer>().AddSingleton<SaveStatements>()
            .AddSingleton<SubmitForReview>().AddSingleton<WithdrawSubmission>().AddSingleton<Reactions>().AddSingleton<DueDates>().AddSingleton<FollowDueDate>().AddSingleton<RetireWork>()
            .AddSingleton<EvidenceStore>().AddSingleton<EvidenceLinks>().AddSingleton<AddEvidence>().AddSingleton<CompleteUpload>().AddSingleton<CheckEvidence>().AddSingleton<ScanResults>()
            .AddSingleton<ScorerPool>().AddSingleton<ScorerLists>().AddSingleton<WaitingLine>().AddSingleton<ReviewLinks>().AddSingleton<ReviewSessions>().AddSingleton<RouteSubmission>().AddSingleton<FreeScorer>()
            .AddSingleton<AcceptReview>().AddSingleton<DeclineReview>().AddSingleton<SaveSheet>().AddSingleton<SubmitScore>().AddSingleton<AskForNewLink>()
            .AddSingleton(_ => Keys(settings)).AddSingleton<Signer>().AddSingleton<BadgeChecker>().AddSingleton(_ => KeysForJwt(settings)).AddSingleton<CredentialJwt>()
            .AddSingleton(p => BadgeImages.Load(Path.Join(AppContext.BaseDirectory, "badges"), p.GetRequiredService<Catalogue>().Current)).AddSingleton<CredentialFiles>()
            .AddSingleton<CredentialStore>().AddSingleton<StatusLists>().AddSingleton<StatusIndexes>().AddSingleton<IssueCredential>().AddSingleton<TakeBack>().AddSingleton<FollowRevocation>().AddSingleton<ShareCredential>().AddSingleton<VerifyCredential>()
            .AddSingleton<IOutsideNetwork, OutsideNetwork>().AddSingleton<GuardedFetch>().AddSingleton<FindIssuer>().AddSingleton<DescribeCredential>().AddSingleton<CheckDocument>().AddSingleton<VerifyDocument>()
            .AddSingleton(p => new SiteCopy(Path.Join(AppContext.BaseDirectory, "site"), p.GetRequiredService<Blobs>().Origin, settings.IssuerName))
            .AddSingleton<CredentialPage>().AddSingleton<AchievementPage>().AddSingleton<IssuerPage>()
            .AddSingleton<PrintCredential>().AddSingleton<GetCertificate>().AddSingleton<EarnedCredentials>().AddSingleton<GetTranscript>()
            .AddSingleton(_ => MailTemplates.Embedded(settings)).AddSingleton<IMailer>(_ => new SmtpMailer(settings)).AddSingleton<NoticeLedger>().AddSingleton<SendNotice>()
            .AddSingleton<ComposeMail>().AddSingleton<SendEmail>()
            .AddAdmin()
            .AddSingleton<PersonReader>().AddSingleton<ExportPerson>().AddSingleton<ErasePerson>().AddSingleton<FollowErasure>().AddSingleton<EndSubmissions>()
            .AddSingleton<EraseSubmission>().AddSingleton<EraseTraces>().AddSingleton<ErasedCredential>()
            .AddSingleton<SharedCounts>().AddSingleton<CountChecks>().AddSingleton<TallyTransition>().AddSingleton<FlowReader>().AddSingleton<ScorerLoads>().AddSingleton<StatusListAges>()
            .AddSingleton<FiguresStore>().AddSingleton<Measure>()
            .AddSingleton(p => new HealthProbe("tables", ct => p.GetRequiredService<Tables>().Portfolios.GetEntityIfExistsAsync<Azure.Data.Tables.TableEntity>("health", "health", cancellationToken: ct)))
            .AddSingleton(p => new HealthProbe("blobs", ct => p.GetRequiredService<Blobs>().Evidence.ExistsAsync(ct)))
            .AddSingleton(p => new HealthProbe("credentials", ct => CredentialsAnswer(p, ct)));
    }

    /// <summary>What must be right before anything is served: a broken catalogue, template, key or picture of a badge stops the start with its reason.</summary>
    public static void Check(IServiceProvider services)
    {
        services.GetRequiredService<Catalogue>();
        services.GetRequiredService<MailTemplates>();
        services.GetRequiredService<SigningKeys>();
        services.GetRequiredService<SiteCopy>();
        services.GetRequiredService<JwtKeys>();
        services.GetRequiredService<BadgeImages>();
    }

    /// <summary>The key signs, and the first status list can be read; one that is about to lapse is signed again by that.</summary>
    private static Task<byte[]?> CredentialsAnswer(IServiceProvider services, CancellationToken ct)
    {
        services.GetRequiredService<Signer>().ProofValue("health"u8, "health"u8);
        return services.GetRequiredService<StatusLists>().Publish(StatusLists.First, ct);
    }

    private static SigningKeys Keys(Settings settings) =>
        SigningKeys.From(DidDocument.IdOf(new Uri(settings.SiteUrl)), settings.SigningKey, settings.OldSigningKeys.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Failed(out var problem, out var keys) ? throw new InvalidOperationException(problem.Detail) : keys;

    private static JwtKeys KeysForJwt(Settings settings) =>
        JwtKeys.From(DidDocument.IdOf(new Uri(settings.SiteUrl)), settings.JwtSigningKey, settings.OldJwtSigningKeys.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Failed(out var problem, out var keys) ? throw new InvalidOperationException(problem.Detail) : keys;
}
