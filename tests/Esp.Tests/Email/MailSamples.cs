using Esp.App.Email;

namespace Esp.Tests.Email;

/// <summary>One mail of each kind, as people would get it; each link is one of a kind.</summary>
internal static class MailSamples
{
    private const string Site = "https://site.example";

    public static IReadOnlyList<Mail> All => With("Maria López", "Communication", "Clear and kind, in writing and in speech.");

    /// <summary>The same mails with the given name, title and comment wherever somebody could have typed one.</summary>
    public static IReadOnlyList<Mail> With(string name, string title, string comment) =>
    [
        new StartedMail(name, title, "May 24, 2027", Link("/submit/?id=sub_1&from=mail")),
        new SubmissionReceivedMail(name, title, "December 14, 2026", Link("/submit/?id=sub_2")),
        new ReviewInvitationMail(name, title, "Communication", 60, "December 1, 2026", "November 27, 2026", Link("/score/#invitation-Token_1")),
        new ReviewReminderMail(name, title, 2, "December 1, 2026", Link("/score/#reminder-Token_2")),
        new ReviewNewLinkMail(name, title, "December 1, 2026", Link("/score/#new-Token_3")),
        new ReviewClosedMail(name, title, "Another scorer has taken it over, because the time to answer was over."),
        new DecisionEarnedMail(name, title, Link("/submit/?id=sub_3")),
        new DecisionNotYetMail(
            name,
            title,
            [
                new("Questions about the standard", Met: true, ""),
                new("You listen before you answer", Met: true, "Strong examples."),
                new("You choose the right way to reach people", Met: false, $"{comment}\nPlease add a second example, e.g. a phone call at 10:30."),
            ],
            "You are close.\n\nRead the rubric once more before you send it.",
            ["Questions about the standard", "You listen before you answer"],
            "May 24, 2027",
            Link("/submit/?id=sub_4")),
        new CredentialIssuedMail(name, title, Link("/verify/?id=crd_5")),
        new CredentialRevokedMail(name, title, $"{comment}\nThe evidence was another person's work.", Link("/help/#contact")),
        new FinishByReminderMail(name, title, 14, "May 24, 2027", Link("/submit/?id=sub_6")),
        new FinishByExtendedMail(name, title, "June 30, 2027", Reopened: true, Link("/submit/?id=sub_7")),
        new SubmissionExpiredMail(name, title, "May 24, 2027", Link("/micro-credentials/communication/")),
        new SubmissionWithdrawnMail(name, title, Link("/my-work/")),
    ];

    private static Uri Link(string path) => new(Site + path);
}
