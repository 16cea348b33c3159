using System.Text.Json;

namespace Esp.App.Catalog;

/// <summary>A value in a JSON text: its path (<c>$.part1.questions[0].id</c>), its line counted from 1, and whether it holds nothing to read.</summary>
internal sealed record JsonPlace(string Path, int Line, bool IsEmpty)
{
    /// <summary>Every value in the order of the text. <paramref name="json"/> is known to be JSON.</summary>
    public static IReadOnlyList<JsonPlace> AllIn(ReadOnlySpan<byte> json)
    {
        var places = new List<JsonPlace>();
        var open = new Stack<(string Path, int NextItem)>();   // objects do not count: -1
        var (path, line, counted) = ("$", 1, 0);
        var reader = new Utf8JsonReader(json);
        while (reader.Read())
        {
            line += json[counted..(int)reader.TokenStartIndex].Count((byte)'\n');
            counted = (int)reader.TokenStartIndex;
            if (reader.TokenType is JsonTokenType.EndObject or JsonTokenType.EndArray)
            {
                open.Pop();
                continue;
            }

            if (reader.TokenType is JsonTokenType.PropertyName)
            {
                path = $"{open.Peek().Path}.{reader.GetString()}";
                continue;
            }

            if (open.TryPeek(out var list) && list.NextItem >= 0)
            {
                path = $"{list.Path}[{list.NextItem}]";
                open.Push(open.Pop() with { NextItem = list.NextItem + 1 });
            }

            places.Add(new(path, line, IsNothing(ref reader)));
            if (reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                open.Push((path, reader.TokenType is JsonTokenType.StartArray ? 0 : -1));
        }

        return places;
    }

    /// <summary>The line of the value at <paramref name="path"/>, or of the nearest thing around it.</summary>
    public static int LineOf(string path, IReadOnlyList<JsonPlace> places)
    {
        for (var here = path; here.Length > 0; here = here[..Math.Max(0, here.LastIndexOfAny(['.', '[']))])
            if (places.FirstOrDefault(p => string.Equals(p.Path, here, StringComparison.Ordinal)) is { } place)
                return place.Line;

        return 1;
    }

    private static bool IsNothing(ref Utf8JsonReader reader) =>
        reader.TokenType is JsonTokenType.Null || (reader.TokenType is JsonTokenType.String && string.IsNullOrWhiteSpace(reader.GetString()));
}
