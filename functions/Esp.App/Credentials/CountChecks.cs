using System.Text.Json;
using Esp.App.Credentials.Checking;
using Esp.App.Platform;

namespace Esp.App.Credentials;

/// <summary>Counts checks by what came out, and nothing of what was checked. What was no credential is not counted.</summary>
public sealed class CountChecks(SharedCounts counts)
{
    public async Task<Result<VerificationView>> Of(Result<VerificationView> check, CancellationToken ct)
    {
        if (!check.Failed(out _, out var view))
        {
            Telemetry.CredentialsVerified.Count(JsonNamingPolicy.CamelCase.ConvertName(view.Summary.ToString()));
            await counts.AddLater(SharedCounts.Verified, ct);
        }

        return check;
    }
}
