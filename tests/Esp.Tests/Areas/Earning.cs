using Esp.Host.Local.SignIn;
using Esp.Host.Local.Walk;

namespace Esp.Tests.Areas;

/// <summary>The way to a credential, for tests that begin where it is there.</summary>
internal static class Earning
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    /// <summary>Work that was sent, scored and earned, with its credential issued.</summary>
    public static async Task<(string Submission, string Credential)> Earn(this Platform platform, PlatformClient esp, string slug = "communication")
    {
        var known = (await platform.Mailbox.All()).Select(m => m.Id).ToArray();
        var id = await Platform.Sent(esp, slug);
        var (scorer, _, _) = await platform.Journey.OpenInvitation(known);
        using (scorer)
            await Journey.Score(scorer);
        await Journey.Eventually(async () => (await esp.Get($"/api/submissions/{id}")).GetProperty("credential").GetProperty("status").GetString() == "issued", "the credential is issued");
        return (id, (await esp.Get($"/api/submissions/{id}")).GetProperty("credential").GetProperty("id").GetString()!);
    }

    /// <summary>The admin as history knows them: by an id that names nobody.</summary>
    public static string AdminId(this Platform platform) => CandidateId.Of(Principal.Provider, Principal.For("", platform.Address("ada"), admin: true).UserId).ToString();

    public static Task<PlatformClient> Admin(this Platform platform) => platform.Anybody().SignIn("Ada Admin", platform.Address("ada"), admin: true);

    /// <summary>What anybody is told of a credential: valid, invalid, couldNotCheck, or the status of the refusal.</summary>
    public static async Task<string> Verdict(this Platform platform, string credential)
    {
        using var anybody = platform.Anybody();
        var (status, body) = await anybody.Try(HttpMethod.Get, $"/api/credentials/{credential}/verification", body: null);
        return status == 200 ? body.GetProperty("summary").GetString()! : $"{status}";
    }

    public static Task<byte[]> Bytes(this Platform platform, string path) => platform.Host.Http.GetByteArrayAsync(new Uri(path, UriKind.Relative), Ct);
}
