using Microsoft.Extensions.DependencyInjection;

namespace Esp.App.Admin;

/// <summary>Registers what admins do.</summary>
public static class AdminServices
{
    public static IServiceCollection AddAdmin(this IServiceCollection services) => services
        .AddSingleton<ImportScorers>()
        .AddSingleton<RevokeCredential>()
        .AddSingleton<AdminLog>()
        .AddSingleton<ManageSubmission>()
        .AddSingleton<ReassignSubmission>()
        .AddSingleton<ExtendFinishBy>()
        .AddSingleton<ResendMail>()
        .AddSingleton<SetScorerActive>()
        .AddSingleton<SettleDeadLetter>();
}
