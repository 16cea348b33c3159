using Esp.App.Admin;
using Esp.App.Platform;
using Esp.App.Scoring;
using Microsoft.Extensions.Hosting;

namespace Esp.Host.Local.Storage;

/// <summary>
/// Two made-up scorers, so that a new installation can be tried at once: their mail lands in the local mailbox. Only where the
/// roster does not know them yet, never with a name prefix (tests) and never outside the local host.
/// </summary>
public sealed class SampleScorers(LocalStorage storage, ScorerPool pool, ImportScorers import, Settings settings) : BackgroundService
{
    private const string Roster = """
        number,name,email,employer,state,affiliate,micro-credentials,active,max-open
        sample-1,Sam Sample,sam.sample@scorers.example,Sample School District,AK,,all,yes,20
        sample-2,Sunny Sample,sunny.sample@scorers.example,Example County Schools,HI,,all,yes,20
        """;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await storage.Ready.WaitAsync(stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (settings.NamePrefix.Length == 0 && !stoppingToken.IsCancellationRequested && await pool.Find(ScorerId.For("sample-1"), stoppingToken) is null)
            await import.Handle(new RosterRequest(Roster), stoppingToken);
    }
}
