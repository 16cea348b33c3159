using System.Security.Cryptography;
using System.Text;
using Esp.App.Portfolio;

namespace Esp.App.Email;

/// <summary>Whom a notice is for, as the ledger knows them: an ESP or a scorer by id, never by address (addresses change).</summary>
public readonly record struct Addressee
{
    private Addressee(string value) => Value = value;

    public string Value { get; }

    public static implicit operator Addressee(CandidateId candidate) => new(candidate.ToString());

    public static implicit operator Addressee(ScorerId scorer) => new(scorer.ToString());

    public override string ToString() => Value;
}

/// <summary>
/// One mail that is to reach one person once: <c>ntc_</c> and 32 hex digits, the first half of the SHA-256 of who, which submission,
/// which event and which template. The same cause gives the same id, so a repeat is known as one.
/// </summary>
public readonly record struct NoticeId
{
    private NoticeId(string value) => Value = value;

    public string Value { get; }

    /// <summary><paramref name="eventKey"/> is the key of the event that causes it, or of the due date (<c>reminder-2</c>).</summary>
    public static NoticeId For(Addressee to, SubmissionId submission, string eventKey, string template)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"notice\n{to}\n{submission}\n{eventKey}\n{template}"));
        return new("ntc_" + Convert.ToHexStringLower(hash.AsSpan(0, 16)));
    }

    public override string ToString() => Value;
}

/// <summary>A mail to be sent once: who (by id), about which submission, caused by which event, by which template (<see cref="MailName"/>).</summary>
public sealed record Notice(Addressee To, SubmissionId Submission, string EventKey, string Template)
{
    public NoticeId Id => NoticeId.For(To, Submission, EventKey, Template);
}
