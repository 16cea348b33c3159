using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace Esp.App.Platform;

/// <summary>
/// Every setting of the app, by its configuration key (an environment variable writes <c>__</c> for <c>:</c>), with its default.
/// docs/settings.md lists the same, held equal by test.
/// </summary>
public sealed record Settings
{
    /// <summary><c>Esp:SiteUrl</c>: the site's public address without a trailing slash. Links in mails and credentials come from here, never from the Host header.</summary>
    public required string SiteUrl { get; init; }

    /// <summary><c>Esp:LinkSecret</c>: base64 of at least 32 bytes; scorers' links and sessions are derived with it.</summary>
    public required string LinkSecret { get; init; }

    /// <summary><c>Esp:SigningKey</c>: base64 of the 32-byte Ed25519 seed that signs credentials.</summary>
    public required string SigningKey { get; init; }

    /// <summary><c>Esp:OldSigningKeys</c>: public keys (multibase, separated by spaces) that signed earlier credentials and are still published.</summary>
    public string OldSigningKeys { get; init; } = "";

    /// <summary><c>Esp:JwtSigningKey</c>: base64 of the PKCS#8 P-256 private key that signs credentials as JWT.</summary>
    public required string JwtSigningKey { get; init; }

    /// <summary><c>Esp:OldJwtSigningKeys</c>: public keys (<c>x.y</c> or a JWK in base64url, separated by spaces) that signed earlier JWTs and are still published.</summary>
    public string OldJwtSigningKeys { get; init; } = "";

    /// <summary><c>Esp:IssuerName</c>: the issuer's name in credentials and mails.</summary>
    public string IssuerName { get; init; } = "ESP Micro-credentials";

    /// <summary><c>Esp:NamePrefix</c>: put before every table, queue and container name (letters and digits, at most 20): tests share one emulator. Empty in Azure.</summary>
    public string NamePrefix { get; init; } = "";

    /// <summary><c>Esp:MailFrom</c>: the sender's address.</summary>
    public string MailFrom { get; init; } = "no-reply@esp.example";

    /// <summary><c>Esp:SmtpHost</c>, <c>Esp:SmtpPort</c>: where mail is handed over.</summary>
    public string SmtpHost { get; init; } = "127.0.0.1";

    public int SmtpPort { get; init; } = 1025;

    /// <summary><c>Esp:SmtpUser</c>, <c>Esp:SmtpPassword</c>: empty for a server without sign-in. With a user, TLS is required.</summary>
    public string SmtpUser { get; init; } = "";

    public string SmtpPassword { get; init; } = "";

    /// <summary><c>Esp:FinishMonths</c>: months from start to the finish-by date (six: domain.md 2.1).</summary>
    public int FinishMonths { get; init; } = 6;

    /// <summary><c>Esp:ScoreDays</c>: days from assignment until the score is due (seven: domain.md 5.3).</summary>
    public int ScoreDays { get; init; } = 7;

    /// <summary><c>Esp:AcceptDays</c>: days after which an invitation that nobody answered goes to another scorer.</summary>
    public int AcceptDays { get; init; } = 3;

    /// <summary><c>Esp:DecisionBusinessDays</c>: what the ESP is told to expect, in business days (fourteen: domain.md 3.1).</summary>
    public int DecisionBusinessDays { get; init; } = 14;

    /// <summary><c>Esp:MaxOpenReviews</c>: open reviews a scorer may hold when the roster names no number.</summary>
    public int MaxOpenReviews { get; init; } = 5;

    /// <summary><c>Esp:MaxAttempts</c>: how often one submission may be sent for scoring; 0 is no limit.</summary>
    public int MaxAttempts { get; init; }

    /// <summary><c>Esp:MaxFiles</c>: pieces of evidence in one submission.</summary>
    public int MaxFiles { get; init; } = 30;

    /// <summary><c>Esp:MaxDocumentMegabytes</c>, <c>Esp:MaxImageMegabytes</c>, <c>Esp:MaxAudioMegabytes</c>, <c>Esp:MaxVideoMegabytes</c>: size limits per kind of evidence, in MiB.</summary>
    public int MaxDocumentMegabytes { get; init; } = 25;

    public int MaxImageMegabytes { get; init; } = 15;

    public int MaxAudioMegabytes { get; init; } = 100;

    public int MaxVideoMegabytes { get; init; } = 500;

    /// <summary><c>Esp:EvidenceDays</c>: days after the work is decided for good until its answers and evidence are removed; 0 keeps everything (a legal hold).</summary>
    public int EvidenceDays { get; init; } = 180;

    /// <summary>Reads and checks the settings; a missing or malformed one throws a sentence that names the key.</summary>
    public static Settings From(IConfiguration configuration)
    {
        var section = configuration.GetSection("Esp");
        string Text(string key, string? otherwise) =>
            section[key] is { Length: > 0 } value ? value : otherwise ?? throw new InvalidOperationException($"The setting Esp:{key} is missing.");
        int Number(string key, int otherwise) =>
            section[key] is not { Length: > 0 } value ? otherwise
            : int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number
            : throw new InvalidOperationException($"The setting Esp:{key} must be a whole number, not '{value}'.");

        var plain = new Settings { SiteUrl = "", LinkSecret = "", SigningKey = "", JwtSigningKey = "" };
        return new()
        {
            SiteUrl = Text(nameof(SiteUrl), otherwise: null).TrimEnd('/'),
            LinkSecret = Text(nameof(LinkSecret), otherwise: null),
            SigningKey = Text(nameof(SigningKey), otherwise: null),
            OldSigningKeys = Text(nameof(OldSigningKeys), plain.OldSigningKeys),
            JwtSigningKey = Text(nameof(JwtSigningKey), otherwise: null),
            OldJwtSigningKeys = Text(nameof(OldJwtSigningKeys), plain.OldJwtSigningKeys),
            IssuerName = Text(nameof(IssuerName), plain.IssuerName),
            NamePrefix = Text(nameof(NamePrefix), plain.NamePrefix),
            MailFrom = Text(nameof(MailFrom), plain.MailFrom),
            SmtpHost = Text(nameof(SmtpHost), plain.SmtpHost),
            SmtpPort = Number(nameof(SmtpPort), plain.SmtpPort),
            SmtpUser = Text(nameof(SmtpUser), plain.SmtpUser),
            SmtpPassword = Text(nameof(SmtpPassword), plain.SmtpPassword),
            FinishMonths = Number(nameof(FinishMonths), plain.FinishMonths),
            ScoreDays = Number(nameof(ScoreDays), plain.ScoreDays),
            AcceptDays = Number(nameof(AcceptDays), plain.AcceptDays),
            DecisionBusinessDays = Number(nameof(DecisionBusinessDays), plain.DecisionBusinessDays),
            MaxOpenReviews = Number(nameof(MaxOpenReviews), plain.MaxOpenReviews),
            MaxAttempts = Number(nameof(MaxAttempts), plain.MaxAttempts),
            MaxFiles = Number(nameof(MaxFiles), plain.MaxFiles),
            MaxDocumentMegabytes = Number(nameof(MaxDocumentMegabytes), plain.MaxDocumentMegabytes),
            MaxImageMegabytes = Number(nameof(MaxImageMegabytes), plain.MaxImageMegabytes),
            MaxAudioMegabytes = Number(nameof(MaxAudioMegabytes), plain.MaxAudioMegabytes),
            MaxVideoMegabytes = Number(nameof(MaxVideoMegabytes), plain.MaxVideoMegabytes),
            EvidenceDays = Number(nameof(EvidenceDays), plain.EvidenceDays),
        };
    }
}
