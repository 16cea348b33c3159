using System.Globalization;

namespace Esp.App.Portfolio;

/// <summary>Row keys inside an ESP's partition. <c>|</c> separates; <c>~</c> sorts after everything that we use.</summary>
public static class PortfolioKeys
{
    public const string Profile = "profile";

    public static string State(SubmissionId id) => $"sub|{id}";

    public static string Event(SubmissionId id, int number) => string.Create(CultureInfo.InvariantCulture, $"sub|{id}|event|{number:D6}");

    public static string Answer(SubmissionId id, string answerId) => $"sub|{id}|answer|{answerId}";

    public static string Evidence(SubmissionId id, EvidenceId evidence) => $"sub|{id}|evd|{evidence}";

    public static string Attempt(SubmissionId id, int number) => string.Create(CultureInfo.InvariantCulture, $"sub|{id}|try|{number:D3}");

    public static string Review(SubmissionId id, int number) => string.Create(CultureInfo.InvariantCulture, $"sub|{id}|rev|{number:D6}");

    /// <summary>A link that was made for a scorer, by its hash: so that all of them are found again.</summary>
    public static string Link(SubmissionId id, string hash) => $"sub|{id}|link|{hash}";

    /// <summary>There is at most one open submission per micro-credential: this row holds its place.</summary>
    public static string Open(string slug) => $"open|{slug}";

    public static string Credential(CredentialId id) => $"crd|{id}";
}
