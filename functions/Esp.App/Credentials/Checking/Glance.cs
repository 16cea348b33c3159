using System.Text.Json;
using Esp.Domain.Credentials;

namespace Esp.App.Credentials.Checking;

/// <summary>
/// What can be seen of a credential of any shape, for saying which of its parts is not known here. Nothing in it was checked, and none of it makes anything valid.
/// Texts are as the document has them: whoever shows them cuts them (<see cref="Shown"/>).
/// </summary>
public sealed record Glance(string? Id, string? Issuer, DateTimeOffset? ValidFrom, DateTimeOffset? ValidUntil, string? ProofTrouble, string? StatusTrouble)
{
    private const int DeepestRead = 64;

    /// <summary>Problems <c>verification.unreadable</c>, <c>verification.not-a-credential</c>. Never throws for any bytes.</summary>
    public static Result<Glance> At(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8, new() { MaxDepth = DeepestRead, AllowDuplicateProperties = false });
            return document.RootElement.ValueKind == JsonValueKind.Object && IsCredential(document.RootElement)
                ? Of(document.RootElement)
                : NotACredential(document.RootElement.ValueKind);
        }
        catch (JsonException)
        {
            return Unreadable(IsJson(utf8)
                ? "A part of it stands there twice, so nobody can say which one counts."
                : "It is not whole JSON, or is nested too deep. Was it cut off when it was copied?");
        }
        catch (InvalidOperationException)
        {
            // GetString of half a surrogate pair or of bytes that are not UTF-8.
            return Unreadable("It has a character that is none.");
        }
    }

    private static Problem Unreadable(string why) => new(ProblemKind.Invalid, "verification.unreadable", why);

    private static Problem NotACredential(JsonValueKind kind)
    {
        var what = kind switch
        {
            JsonValueKind.Object => "This is JSON, but not a credential.",
            JsonValueKind.Array => "This is a list, not a credential. Give one credential at a time.",
            _ => "This is a single value, not a credential.",
        };
        return new(ProblemKind.Invalid, "verification.not-a-credential", what);
    }

    private static Glance Of(JsonElement root) => new(
        Text(root, "id"),
        root.TryGetProperty("issuer", out var issuer) && issuer.ValueKind == JsonValueKind.Object ? Text(issuer, "id") : Text(root, "issuer"),
        Time(root, "validFrom"),
        Time(root, "validUntil"),
        Proof(root),
        Status(root));

    private static string? Proof(JsonElement root)
    {
        if (!Single(root, "proof", out var proof, out var count))
            return count == 0 ? null : $"it has {count} signatures, and only one at a time is known here.";
        var type = Text(proof, "type");
        return type != "DataIntegrityProof" ? $"its signature is of the kind '{Shown.Text(type, 60)}', which is not known here."
            : Text(proof, "cryptosuite") is var suite && suite != DataIntegrityProof.Suite ? $"its signature is of the kind '{Shown.Text(suite, 60)}', which is not known here."
            : null;
    }

    private static string? Status(JsonElement root)
    {
        if (!Single(root, "credentialStatus", out var status, out var count))
            return count == 0 ? null : $"it names {count} ways to look up its status, and only one is known here.";
        var type = Text(status, "type");
        return type != "BitstringStatusListEntry" ? $"its status is of the kind '{Shown.Text(type, 60)}', which is not known here."
            : Text(status, "statusPurpose") is var purpose && purpose != StatusEntry.Purpose ? $"its status is about '{Shown.Text(purpose, 60)}', and only 'revocation' is known here."
            : null;
    }

    /// <summary>The member as the one object that it is, alone or in a list; otherwise how many there are.</summary>
    private static bool Single(JsonElement root, string member, out JsonElement single, out int count)
    {
        count = !root.TryGetProperty(member, out single) ? 0 : single.ValueKind == JsonValueKind.Array ? single.GetArrayLength() : 1;
        if (count == 1 && single.ValueKind == JsonValueKind.Array)
            single = single[0];
        return count == 1 && single.ValueKind == JsonValueKind.Object;
    }

    private static bool IsCredential(JsonElement root) =>
        root.TryGetProperty("type", out var type) && (type.ValueKind == JsonValueKind.Array ? type.EnumerateArray() : Enumerable.Repeat(type, 1))
            .Any(t => t.ValueKind == JsonValueKind.String && t.ValueEquals("VerifiableCredential"));

    private static string? Text(JsonElement element, string member) =>
        element.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static DateTimeOffset? Time(JsonElement element, string member) =>
        Text(element, member) is { } text && CredentialFormat.TryTime(text, out var time) ? time : null;

    private static bool IsJson(ReadOnlyMemory<byte> utf8)
    {
        try
        {
            using var document = JsonDocument.Parse(utf8, new() { MaxDepth = DeepestRead });
            return true;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
