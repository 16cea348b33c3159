using Esp.App.Portfolio;

namespace Esp.App.Email;

/// <summary>
/// What one mail says. Every string is in people's words ("December 9, 2026"); a link is an absolute http(s) <see cref="Uri"/>.
/// In the templates a property is named in camelCase. <paramref name="Template"/> is one of <see cref="MailName"/>;
/// <paramref name="Name"/> is the addressee's own name, or empty when it is not known.
/// </summary>
public abstract record Mail(string Template, string Name)
{
    /// <summary>Every mail there is.</summary>
    internal static readonly IReadOnlyList<Type> All =
        [.. typeof(Mail).Assembly.GetTypes().Where(t => t is { IsAbstract: false } && t.IsSubclassOf(typeof(Mail)))];

    /// <summary>True when it goes to a scorer, and the footer says so.</summary>
    public bool ToScorer => this is ScorerMail;
}

/// <summary>A mail to an ESP.</summary>
public abstract record CandidateMail(string Template, string Name) : Mail(Template, Name);

/// <summary>A mail to a scorer. It says nothing about the candidate: scoring is blind.</summary>
public abstract record ScorerMail(string Template, string Name) : Mail(Template, Name);

/// <summary>A longer text that somebody typed; its line breaks are kept, and it is shown as a quotation.</summary>
public readonly record struct Paragraphs(string Text)
{
    public static implicit operator Paragraphs(string text) => new(text);
}

/// <summary>One scored part in a decision: its title, whether it met the bar, and the scorer's comment (may be empty).</summary>
public sealed record PartResult(string Title, bool Met, Paragraphs Comment);

/// <summary>Welcome: what was started, until when, and what to do first.</summary>
public sealed record StartedMail(string Name, string Title, string FinishBy, Uri HubLink)
    : CandidateMail(MailName.Started, Name);

/// <summary>The work arrived and a scorer is looked for.</summary>
public sealed record SubmissionReceivedMail(string Name, string Title, string HearBy, Uri HubLink)
    : CandidateMail(MailName.SubmissionReceived, Name);

/// <summary>Asks a scorer. <paramref name="Minutes"/>: about how long scoring takes. The link is secret.</summary>
public sealed record ReviewInvitationMail(string Name, string Title, string Standard, int Minutes, string DueBy, string AcceptBy, Uri ScoreLink)
    : ScorerMail(MailName.ReviewInvitation, Name);

/// <summary>Reminds a scorer, with the link that is live already (lessons.md, thread 5). <paramref name="DaysLeft"/> is 0 on the last day.</summary>
public sealed record ReviewReminderMail(string Name, string Title, int DaysLeft, string DueBy, Uri ScoreLink)
    : ScorerMail(MailName.ReviewReminder, Name);

/// <summary>The new link a scorer asked for; the link before it is dead.</summary>
public sealed record ReviewNewLinkMail(string Name, string Title, string DueBy, Uri ScoreLink)
    : ScorerMail(MailName.ReviewNewLink, Name);

/// <summary>Nothing more to do for a scorer. <paramref name="Why"/> is a whole sentence.</summary>
public sealed record ReviewClosedMail(string Name, string Title, string Why)
    : ScorerMail(MailName.ReviewClosed, Name);

/// <summary>Earned; the credential follows in a mail of its own.</summary>
public sealed record DecisionEarnedMail(string Name, string Title, Uri HubLink)
    : CandidateMail(MailName.DecisionEarned, Name);

/// <summary>Not yet. <paramref name="Parts"/> were scored this time; <paramref name="Kept"/> are the titles of all that stays passed.</summary>
public sealed record DecisionNotYetMail(
    string Name, string Title, IReadOnlyList<PartResult> Parts, Paragraphs GeneralComment, IReadOnlyList<string> Kept, string FinishBy, Uri HubLink)
    : CandidateMail(MailName.DecisionNotYet, Name);

/// <summary>The credential is there. The link is the public page that proves it.</summary>
public sealed record CredentialIssuedMail(string Name, string Title, Uri VerifyLink)
    : CandidateMail(MailName.CredentialIssued, Name);

/// <summary>The credential was taken back. <paramref name="Reason"/> is what the admin wrote; the link leads to whom to ask.</summary>
public sealed record CredentialRevokedMail(string Name, string Title, Paragraphs Reason, Uri AskLink)
    : CandidateMail(MailName.CredentialRevoked, Name);

/// <summary>The finish-by date comes near. <paramref name="DaysLeft"/> is 0 on the last day.</summary>
public sealed record FinishByReminderMail(string Name, string Title, int DaysLeft, string FinishBy, Uri HubLink)
    : CandidateMail(MailName.FinishByReminder, Name);

/// <summary>There is more time. <paramref name="Reopened"/>: the date had passed, and the work is open again.</summary>
public sealed record FinishByExtendedMail(string Name, string Title, string FinishBy, bool Reopened, Uri HubLink)
    : CandidateMail(MailName.FinishByExtended, Name);

/// <summary>The finish-by date passed. The link leads to the micro-credential, to start again.</summary>
public sealed record SubmissionExpiredMail(string Name, string Title, string FinishBy, Uri StartAgainLink)
    : CandidateMail(MailName.SubmissionExpired, Name);

/// <summary>The ESP took the work back. The link leads to "My work".</summary>
public sealed record SubmissionWithdrawnMail(string Name, string Title, Uri MyWorkLink)
    : CandidateMail(MailName.SubmissionWithdrawn, Name);
