using System.Text.Json;
using Esp.Host.Local.Walk;
using Esp.Tests.Areas;

namespace Esp.Tests.Admin;

/// <summary>Admins of a test's platform, and what they see.</summary>
internal static class Admins
{
    public const string Reason = "The scorer wrote that she is ill.";

    public static Task<PlatformClient> Admin(this Platform platform) =>
        new PlatformClient(platform.Host.Http.BaseAddress!).SignIn("Ada Admin", "ada.admin@esp.example", admin: true);

    public static Task<JsonElement> Managed(this PlatformClient admin, string id) => admin.Get($"/api/manage/submissions/{id}");

    public static async Task<string> Version(this PlatformClient admin, string id) => (await admin.Managed(id)).GetProperty("version").GetString()!;

    /// <summary>The code of the refusal.</summary>
    public static async Task<(int Status, string Code)> Refused(this PlatformClient admin, string path, object body)
    {
        var (status, problem) = await admin.Try(HttpMethod.Post, path, body);
        return (status, problem.TryGetProperty("title", out var code) ? code.GetString()! : "");
    }

    /// <summary>The lines of this month's log about one thing, newest first, as "what: outcome".</summary>
    public static async Task<string[]> Log(this PlatformClient admin, string about) =>
    [
        .. (await admin.Get("/api/manage/log")).GetProperty("lines").EnumerateArray()
            .Where(l => l.GetProperty("on").GetString()!.Contains(about, StringComparison.Ordinal))
            .Select(l => $"{l.GetProperty("what").GetString()}: {l.GetProperty("outcome").GetString()}"),
    ];
}
