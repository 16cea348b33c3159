using Esp.App.Admin;
using Esp.App.Platform;

namespace Esp.App.Records;

/// <summary>Who (a submission's number, a credential's, or an e-mail address), why, and who once more: a slip must not erase somebody.</summary>
public sealed record EraseRequest(string Who, string Reason, string Confirm);

/// <summary>That it has begun, how the log calls the person, and when it is done at the latest unless something is down.</summary>
public sealed record ErasureBegun(string Person, DateTimeOffset DoneBy);

/// <summary>Somebody to erase. <see cref="Quiet"/>: all that was open was ended a while ago, and nothing of it is on its way any more.</summary>
public sealed record EraseWanted(CandidateId Candidate, bool Quiet = false);

/// <summary>Has somebody erased: sends one message and changes nothing else, so that a failure leaves everything as it was.</summary>
public sealed class ErasePerson(PersonReader people, AdminLog log, IQueueSender queue, TimeProvider clock)
{
    public async Task<Result<ErasureBegun>> Handle(SignedIn admin, EraseRequest request, CancellationToken ct)
    {
        if (request.Who.Trim().Length == 0 || !string.Equals(request.Who.Trim(), request.Confirm.Trim(), StringComparison.Ordinal))
            return Problem.OfFields("person.not-confirmed", ("confirm", "Enter the same once more: this cannot be undone."));
        if ((await people.Find(request.Who, ct)).Failed(out var problem, out var candidate))
            return problem;
        var person = people.Nameless(candidate);
        return await log.Take<ErasureBegun>(admin, new(Deed.ErasePerson, person, request.Reason), async () =>
        {
            await queue.Send(Queues.Erase, Message.Write(new EraseWanted(candidate), clock), TimeSpan.Zero, ct);
            return new ErasureBegun(person, clock.GetUtcNow() + FollowErasure.QuietAfter + TimeSpan.FromMinutes(50));
        }, ct);
    }
}

public sealed class ErasePersonFunction(ErasePerson erase)
{
    [Function("ErasePerson")]
    [Described("Erase a person: everything that we keep of them", Takes = typeof(EraseRequest), Gives = typeof(ErasureBegun), Status = StatusCodes.Status202Accepted, By = Caller.Admin, Problems = ["admin.reason-needed", "person.not-confirmed", "person.several"])]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "manage/people/erase")] HttpRequest request, CancellationToken ct) =>
        SignedIn.Admin(request).Failed(out var problem, out var admin) || (await request.Body<EraseRequest>(ct)).Failed(out problem, out var body)
            ? problem.ToHttp()
            : (await erase.Handle(admin, body, ct)).ToHttp(begun => Http.Json(begun, StatusCodes.Status202Accepted));
}
