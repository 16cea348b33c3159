using System.Text.Json;

namespace Esp.App.Credentials;

/// <summary>
/// Reads a JSON document of a known shape and keeps the first thing that is not as known: a missing, unknown or doubled member, another type, an empty list, text that is no text.
/// After a fault the reads give back nothing of use, and the fault is the answer.
/// </summary>
internal sealed partial class JsonShape
{
    private const int MostBytes = 256 * 1024;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 16, AllowDuplicateProperties = false };

    private readonly List<string> _asked = [];
    private int _found;
    private string? _fault;

    /// <summary>What <paramref name="read"/> makes of the document, or problem <c>credential.unreadable</c> that begins with "Could not check". Never throws for any bytes.</summary>
    public static Result<T> Read<T>(ReadOnlyMemory<byte> utf8, Func<Members, T> read)
        where T : notnull
    {
        if (utf8.Length > MostBytes)
            return Unreadable("it is larger than 256 KiB.");
        try
        {
            using var document = JsonDocument.Parse(utf8, Strict);
            var shape = new JsonShape();
            var value = shape.Object(document.RootElement, "the credential", read);
            return shape._fault is { } fault ? Unreadable(fault) : value;
        }
        catch (JsonException)
        {
            return Unreadable("it is not JSON, or nests too deep, or has a member twice.");
        }
        catch (InvalidOperationException)
        {
            // GetString of half a surrogate pair or of bytes that are not UTF-8.
            return Unreadable("a text has a character that is none.");
        }
    }

    private static Problem Unreadable(string why) => new(ProblemKind.Invalid, "credential.unreadable", $"Could not check: {why}");

    private T Object<T>(JsonElement element, string name, Func<Members, T> read)
    {
        if (element.ValueKind != JsonValueKind.Object)
            return Fault<T>($"{name} is not an object.");

        var (asked, found) = (_asked.Count, _found);
        _found = 0;
        var value = read(new(this, element, name));
        // No member comes twice and none is asked for twice, so equal numbers mean that all are known.
        if (_fault is null && _found != element.GetPropertyCount())
            NameUnknown(element, name, asked);

        _asked.RemoveRange(asked, _asked.Count - asked);
        _found = found;
        return value;
    }

    private void NameUnknown(JsonElement element, string name, int asked)
    {
        foreach (var member in element.EnumerateObject())
        {
            if (!Asked(member, asked))
                Fault<string>($"{name} has a member that is not known here: '{Short(member.Name)}'.");
        }
    }

    private bool Asked(JsonProperty member, int from)
    {
        for (var i = from; i < _asked.Count; i++)
        {
            if (member.NameEquals(_asked[i]))
                return true;
        }

        return false;
    }

    private T Fault<T>(string why)
    {
        _fault ??= why;
        return default!;
    }

    private static string Short(string text) => text.Length <= 60 ? text : text[..60];
}
