namespace Esp.App.Credentials;

/// <summary>Every six hours: lists that lapse within two days are signed again. A storage call per list, three for one that is signed.</summary>
public sealed class RenewStatusListsFunction(StatusIndexes indexes, StatusLists lists)
{
    [Function("RenewStatusLists")]
    public async Task Run([TimerTrigger("0 20 */6 * * *")] TimerInfo timer, CancellationToken ct)
    {
        var newest = await indexes.Newest(ct);
        for (var list = StatusLists.First; list <= newest; list++)
            await lists.Renew(list, ct);
    }
}
