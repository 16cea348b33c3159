using System.Text.Json;

namespace Esp.App.Platform;

/// <summary>Who is signed in, as Static Web Apps says in the header <c>x-ms-client-principal</c> (base64 JSON; the host strips one from outside).</summary>
public sealed record SignedIn(CandidateId Candidate, string Email, bool IsAdmin)
{
    public const string Header = "x-ms-client-principal";

    private static readonly Problem Needed = new(ProblemKind.Unauthenticated, "sign-in.needed", "Sign in first. What you typed is kept on this device.");

    /// <summary>The person, or <c>sign-in.needed</c>.</summary>
    public static Result<SignedIn> From(HttpRequest request)
    {
        if (request.Headers[Header] is not [{ Length: > 0 } header])
            return Needed;
        try
        {
            var principal = JsonSerializer.Deserialize<Principal>(Convert.FromBase64String(header), EspJson.Options);
            return principal is { IdentityProvider: { } provider, UserId: { Length: > 0 } user, UserRoles: { } roles } && roles.Contains("authenticated", StringComparer.Ordinal)
                ? new SignedIn(CandidateId.Of(provider, user), principal.UserDetails ?? "", roles.Contains("admin", StringComparer.Ordinal))
                : Needed;
        }
        catch (Exception e) when (e is FormatException or JsonException)
        {
            return Needed;
        }
    }

    /// <summary>The admin, or the answer of a place that is not there: the admin functions do not show themselves to others.</summary>
    public static Result<SignedIn> Admin(HttpRequest request) =>
        From(request).Failed(out var problem, out var person) ? problem
        : person.IsAdmin ? person
        : Problem.NotFound;

    private sealed record Principal(string? IdentityProvider = null, string? UserId = null, string? UserDetails = null, string[]? UserRoles = null);
}
