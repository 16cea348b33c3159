using Esp.App.Email;
using Esp.App.Platform;

namespace Esp.Tests.Email;

/// <summary>What the mail tests start from.</summary>
internal static class Given
{
    public const string Issuer = "ESP Micro-credentials";

    public static readonly DateTimeOffset Now = new(2026, 11, 24, 9, 0, 0, TimeSpan.Zero);

    public static readonly SubmissionId Submission = SubmissionId.New(Now);

    public static readonly CandidateId Candidate = CandidateId.Of("local", "maria");

    public static readonly ScorerId Scorer = ScorerId.For("1001");

    public static Settings Settings(int smtpPort = 1025, string prefix = "") =>
        new() { SiteUrl = "https://site.example", LinkSecret = "", SigningKey = "", JwtSigningKey = "", MailFrom = "no-reply@site.example", IssuerName = Issuer, SmtpPort = smtpPort, NamePrefix = prefix };

    public static MailTemplates Templates() => MailTemplates.Embedded(Settings());

    public static Dictionary<string, string> TemplateFiles() =>
        Directory.GetFiles(Path.Join(Repository.Root, "functions/Esp.App/Email/templates"))
            .ToDictionary(f => Path.GetFileName(f), File.ReadAllText, StringComparer.Ordinal);
}
