namespace Esp.Domain.Credentials;

/// <summary>IRIs of https://www.w3.org/ns/credentials/v2 that more than one document uses.</summary>
internal static class CredentialTerms
{
    public static ReadOnlySpan<byte> VerifiableCredential => "https://www.w3.org/2018/credentials#VerifiableCredential"u8;

    public static ReadOnlySpan<byte> Name => "https://schema.org/name"u8;

    public static ReadOnlySpan<byte> Description => "https://schema.org/description"u8;

    public static ReadOnlySpan<byte> Issuer => "https://www.w3.org/2018/credentials#issuer"u8;

    public static ReadOnlySpan<byte> ValidFrom => "https://www.w3.org/2018/credentials#validFrom"u8;

    public static ReadOnlySpan<byte> ValidUntil => "https://www.w3.org/2018/credentials#validUntil"u8;

    public static ReadOnlySpan<byte> CredentialSubject => "https://www.w3.org/2018/credentials#credentialSubject"u8;

    public static ReadOnlySpan<byte> StatusPurpose => "https://www.w3.org/ns/credentials/status#statusPurpose"u8;

    public static ReadOnlySpan<byte> DateTime => "http://www.w3.org/2001/XMLSchema#dateTime"u8;
}
