using Esp.App.Portfolio;

namespace Esp.App.Admin;

/// <summary>A review as an admin sees it: the scorer by the roster's number. <see cref="Late"/>: past the day for accepting or for scoring.</summary>
public sealed record ManagedReview(int Number, string Scorer, ReviewState State, int Attempt, DateTimeOffset OfferedAt, DateTimeOffset AcceptBy, DateTimeOffset? AcceptedAt, DateTimeOffset DueAt, DateTimeOffset? ClosedAt, bool Open, bool Late);

/// <summary>A mail about it, as the ledger has it; <see cref="To"/> is <c>candidate</c>, or the scorer's number.</summary>
public sealed record ManagedMail(string Template, string To, string State, int Tries, DateTimeOffset At, string? Error);

/// <summary>A line of the history in words; <see cref="Note"/> is what the platform or an admin noted, never what the candidate wrote.</summary>
public sealed record ManagedLine(int Number, DateTimeOffset At, string Text, Role By, string? Note);

/// <summary>
/// One submission for those who run the platform: how it stands and what can be done, without who the candidate is and without a
/// word of their work. <see cref="Whole"/> tells that no line of the history was changed or is missing.
/// </summary>
public sealed record ManagedSubmission(
    SubmissionId Id, DefinitionRef MicroCredential, SubmissionStatus Status, string StatusText, string Version, IReadOnlyList<SubmissionAction> Allowed, DateTimeOffset At,
    DateTimeOffset StartedAt, DateTimeOffset FinishBy, DateTimeOffset? SubmittedAt, DateTimeOffset? HearBy, DateTimeOffset? DecidedAt, int Attempt, int EvidenceCount,
    IReadOnlyList<ManagedReview> Reviews, IReadOnlyList<ManagedMail> Mails, IReadOnlyList<ManagedLine> History, bool Whole, CredentialId? Credential, string? CredentialStatus);

/// <summary>The history in an admin's words.</summary>
internal static class ManagedWords
{
    /// <summary>A line; <paramref name="scorer"/> gives the roster's number of the scorer of an event's review.</summary>
    public static ManagedLine Of(SubmissionEvent e, Func<SubmissionEvent, string> scorer) => new(e.Number, e.At, Text(e, scorer), e.By, Note(e));

    private static string Text(SubmissionEvent e, Func<SubmissionEvent, string> scorer) => e.Action switch
    {
        SubmissionAction.Start => "Started.",
        SubmissionAction.Submit => $"Sent for scoring (attempt {e.Attempt}).",
        SubmissionAction.Offer => $"Offered to scorer {scorer(e)}.",
        SubmissionAction.Accept => $"Scorer {scorer(e)} accepted.",
        SubmissionAction.Decline => $"Scorer {scorer(e)} declined.",
        SubmissionAction.Release => $"Taken back from scorer {scorer(e)}.",
        SubmissionAction.Award => $"Earned, by the scores of scorer {scorer(e)}.",
        SubmissionAction.Return => $"Not yet, by the scores of scorer {scorer(e)}.",
        SubmissionAction.Withdraw => "Withdrawn by the candidate.",
        SubmissionAction.Expire => "Closed: the finish-by date had passed.",
        SubmissionAction.Reassign => $"Taken from scorer {scorer(e)} by an admin.",
        SubmissionAction.Extend => "An admin gave more time.",
        SubmissionAction.Reopen or SubmissionAction.Resume => "An admin opened it again and gave more time.",
        SubmissionAction.Revoke => "An admin took the credential back.",
        _ => throw new InvalidOperationException($"No words for {e.Action}."),
    };

    /// <summary>What a candidate wrote may name people; of a scorer's refusal the chosen reason is enough.</summary>
    private static string? Note(SubmissionEvent e) => e.By switch
    {
        _ when e.Note.Length == 0 => null,
        Role.Candidate => null,
        Role.Scorer => e.Note.Split(':')[0],
        _ => e.Note,
    };
}
