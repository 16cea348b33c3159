namespace Esp.App.Portfolio;

/// <summary>
/// A mail to send, by what caused it: the event, the template (<see cref="MailName"/>) and, where one event causes several of a
/// kind (reminders, new links), what tells them apart. Address and words are looked up when it is sent.
/// </summary>
public sealed record MailWanted(EventRef Cause, string Template, string Which = "");

/// <summary>The names of the mails: the files under <c>Email/templates</c>, and what messages and the ledger call them.</summary>
public static class MailName
{
    /// <summary>Every name there is.</summary>
    public static IReadOnlyList<string> All { get; } =
        [.. typeof(MailName).GetFields(System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.Static).Where(f => f.IsLiteral).Select(f => (string)f.GetRawConstantValue()!)];

    public const string Started = "started";
    public const string SubmissionReceived = "submission-received";
    public const string ReviewInvitation = "review-invitation";
    public const string ReviewReminder = "review-reminder";
    public const string ReviewNewLink = "review-new-link";
    public const string ReviewClosed = "review-closed";
    public const string DecisionEarned = "decision-earned";
    public const string DecisionNotYet = "decision-not-yet";
    public const string CredentialIssued = "credential-issued";
    public const string CredentialRevoked = "credential-revoked";
    public const string FinishByReminder = "finish-by-reminder";
    public const string FinishByExtended = "finish-by-extended";
    public const string SubmissionExpired = "submission-expired";
    public const string SubmissionWithdrawn = "submission-withdrawn";
}
