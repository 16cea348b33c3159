using Esp.App.Portfolio;

namespace Esp.App.Evidence;

/// <summary>The signed-in candidate's submission and the piece of evidence that the route names.</summary>
public sealed record OwnEvidence(OwnSubmission Submission, EvidenceId Id)
{
    public static Result<OwnEvidence> Of(HttpRequest request, string id, string eid) =>
        OwnSubmission.Of(request, id).Failed(out var problem, out var own) ? problem
        : EvidenceId.TryParse(eid, out var evidence) ? new OwnEvidence(own, evidence)
        : Problem.NotFound;
}
