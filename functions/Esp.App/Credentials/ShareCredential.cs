using Esp.App.Platform;
using Esp.App.Portfolio;

namespace Esp.App.Credentials;

/// <summary>Whether others can see it.</summary>
public sealed record SharingRequest(bool Shown);

/// <summary>
/// Shows or hides a credential; its owner may change their mind as often as they like. Hidden, every public address of it answers as if it
/// were not there; a copy given away before still checks. Three storage calls.
/// </summary>
public sealed class ShareCredential(CredentialStore store, PublicAddresses addresses)
{
    private const int MostTries = 20;

    public async Task<Result<EarnedView>> Handle(CandidateId by, CredentialId id, SharingRequest request, CancellationToken ct)
    {
        // The line's version decides between two windows: who writes it last has written the public record after having read it.
        for (var tries = 0; tries < MostTries; tries++)
        {
            if (await store.FindLine(by, id, ct) is not { } line)
                return Problem.NotFound;
            if (!await store.Hide(id, !request.Shown, ct))
                throw new InvalidOperationException($"{id} is in its owner's list and has no public record.");
            if (await store.HideLine(line, !request.Shown, ct))
                return EarnedView.Of(line, addresses) with { Shown = request.Shown };
        }

        throw new InvalidOperationException($"The line of {id} was changed {MostTries} times at this moment.");
    }
}

public sealed class ShareCredentialFunction(ShareCredential share)
{
    [Function("ShareCredential")]
    [Described("Show one of my credentials to others, or hide it", Takes = typeof(SharingRequest), Gives = typeof(EarnedView), By = Caller.SignedIn)]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "credentials/{id}/sharing")] HttpRequest request, string id, CancellationToken ct)
    {
        if (SignedIn.From(request).Failed(out var problem, out var person) || (await request.Body<SharingRequest>(ct)).Failed(out problem, out var body))
            return problem.ToHttp();
        return CredentialId.TryParse(id, out var credential) ? (await share.Handle(person.Candidate, credential, body, ct)).ToHttp() : Problem.NotFound.ToHttp();
    }
}
