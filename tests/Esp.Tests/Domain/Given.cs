using Esp.App.Catalog;

namespace Esp.Tests.Domain;

/// <summary>What the domain's tests start from: the shipped catalogue and one ESP's work.</summary>
internal static class Given
{
    public static readonly DateTimeOffset Now = new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero);

    public static readonly CandidateId Candidate = CandidateId.Of("local", "robin");

    public static readonly ScorerId Scorer = ScorerId.For("1001");

    public static readonly Catalogue Catalogue = Catalogue.Load(Path.Join(Repository.Root, "static-site/catalog"));

    public static readonly MicroCredential Definition = Catalogue.CurrentOf("communication")!;

    public static readonly Profile Profile = new("Robin Walker", "robin@esp.example", "Transportation Services", "Prairie Unit District 9", "IL", "Prairie ESP", NameOnCredential: true);

    public static Submission Draft() => Submission.Start(Candidate, SubmissionId.New(Now), Definition, "1.0", 6, Now).Next;

    public static SubmissionEvent FirstEvent(out Submission draft)
    {
        (draft, var happened) = Submission.Start(Candidate, SubmissionId.New(Now), Definition, "1.0", 6, Now);
        return happened;
    }

    public static Esp.Domain.Evidence File(string criterion, EvidenceState state = EvidenceState.Ready) =>
        new(EvidenceId.New(Now), criterion, EvidenceKind.File, "log.pdf", state, Now) { Bytes = 10, Type = "application/pdf", Hash = new string('a', 64) };

    /// <summary>A submission with every task done.</summary>
    public static SubmissionFile Full(Submission? state = null) => new(
        (state ?? Draft()) with { Integrity = true, Privacy = true },
        Definition,
        Definition.AnswerIds.ToDictionary(a => a, a => new Answer(a, "Words about my work.", "v", Now), StringComparer.Ordinal),
        [.. Definition.Part2.Criteria.Select(c => File(c.Id))],
        ProfileComplete: true);

    /// <summary>A complete sheet; the named ids do not pass.</summary>
    public static ScoreSheet Sheet(params string[] notYet) => new(
        new[] { PartIds.Part1, PartIds.Part3 }.ToDictionary(p => p, p => new PartScore(!notYet.Contains(p), notYet.Contains(p) ? "More." : ""), StringComparer.Ordinal),
        Definition.Part2.Criteria.ToDictionary(c => c.Id, c => new CriterionScore(notYet.Contains(c.Id) ? "basic" : "proficient", notYet.Contains(c.Id) ? "More." : ""), StringComparer.Ordinal),
        "");

    /// <summary>The same work, sent, offered and accepted.</summary>
    public static Submission InReview()
    {
        var sent = Full().Submit(0, Now).Ok().Change.Next;
        return sent.Offer(Now).Ok().Next.Accept(Scorer, Now).Ok().Next;
    }
}
