using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Esp.App.Platform;

namespace Esp.Host.Local.SignIn;

/// <summary>One fact about a person, as <c>/.auth/me</c> tells it.</summary>
public sealed record PrincipalClaim(string Typ, string Val);

/// <summary>Who is signed in, in the shape of Static Web Apps.</summary>
public sealed record Principal(string IdentityProvider, string UserId, string UserDetails, string[] UserRoles, PrincipalClaim[]? Claims = null)
{
    /// <summary>Whoever signs in here was vouched for by nobody else, whatever provider the address named: one person stays one person.</summary>
    public const string Provider = "local";

    public static readonly Principal Nobody = new("", "", "", ["anonymous"]);

    public bool IsSignedIn => UserId.Length > 0;

    /// <summary>A person by e-mail; the id is 32 hex digits of its hash, so that signing in again is the same person.</summary>
    public static Principal For(string name, string email, bool admin)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(email.ToLowerInvariant()));
        return new(
            Provider,
            Convert.ToHexStringLower(hash.AsSpan(0, 16)),
            email,
            ["anonymous", "authenticated", .. admin ? ["admin"] : Array.Empty<string>()],
            [new("name", name), new("email", email)]);
    }

    public static Principal Of(HttpContext context) => context.Items[typeof(Principal)] as Principal ?? Nobody;

    /// <summary>What the platform passes on to a function: base64 JSON, without the claims.</summary>
    public string ToHeader() => Convert.ToBase64String(JsonSerializer.SerializeToUtf8Bytes(this with { Claims = null }, EspJson.Options));
}
