using Esp.App.Platform;

namespace Esp.App.Portfolio;

/// <summary>The signed-in candidate and the submission that the route names. Whether it is theirs, their partition tells.</summary>
public sealed record OwnSubmission(CandidateId Candidate, SubmissionId Id)
{
    public static Result<OwnSubmission> Of(HttpRequest request, string id) =>
        SignedIn.From(request).Failed(out var problem, out var person) ? problem
        : SubmissionId.TryParse(id, out var submission) ? new OwnSubmission(person.Candidate, submission)
        : Problem.NotFound;
}
