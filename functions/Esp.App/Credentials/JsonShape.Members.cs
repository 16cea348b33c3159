using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Esp.Domain.Credentials;

namespace Esp.App.Credentials;

/// <content>How the members of one object are asked for.</content>
internal sealed partial class JsonShape
{
    /// <summary>The members of one object. Each is asked for by name once; what is never asked for is a fault.</summary>
    [StructLayout(LayoutKind.Auto)]
    internal readonly struct Members(JsonShape shape, JsonElement element, string name)
    {
        public string Text(string member) => OptionalText(member) ?? Missing<string>(member);

        public string? OptionalText(string member)
        {
            if (!Find(member, out var value))
                return null;

            return value.ValueKind == JsonValueKind.String ? value.GetString() : Wrong<string>(member, "a text");
        }

        public void Is(string member, string expected)
        {
            if (!string.Equals(Text(member), expected, StringComparison.Ordinal))
                Wrong<string>(member, $"'{expected}'");
        }

        public void Are(string member, params ReadOnlySpan<string> expected)
        {
            var texts = Texts(member);
            if (!element.TryGetProperty(member, out _))
                Missing<string>(member);
            else if (!expected.SequenceEqual(texts))
                Wrong<string>(member, $"[{string.Join(", ", expected!)}]");
        }

        public string[] Texts(string member)
        {
            if (!FindArray(member, out var value))
                return [];

            var texts = new string[value.GetArrayLength()];
            var at = 0;
            foreach (var item in value.EnumerateArray())
                texts[at++] = item.ValueKind == JsonValueKind.String ? item.GetString()! : Wrong<string>(member, "a list of texts");
            return texts;
        }

        public DateTimeOffset Time(string member) => OptionalTime(member) ?? Missing<DateTimeOffset>(member);

        public DateTimeOffset? OptionalTime(string member)
        {
            if (OptionalText(member) is not { } text)
                return null;

            return CredentialFormat.TryTime(text, out var time) ? time : Wrong<DateTimeOffset>(member, "a time such as 2026-01-31T09:30:00Z");
        }

        public bool Flag(string member)
        {
            if (!Find(member, out var value))
                return Missing<bool>(member);

            return value.ValueKind is JsonValueKind.True or JsonValueKind.False ? value.GetBoolean() : Wrong<bool>(member, "true or false");
        }

        public long? OptionalNumber(string member)
        {
            if (!Find(member, out var value))
                return null;

            return value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var number) && number >= 0 ? number : Wrong<long>(member, "a whole number");
        }

        /// <summary>A whole number as text, in its one plain form.</summary>
        public int NumberAsText(string member)
        {
            var text = Text(member);
            return int.TryParse(text, NumberStyles.None, provider: null, out var number) && string.Equals($"{number}", text, StringComparison.Ordinal)
                ? number
                : Wrong<int>(member, "a whole number as text");
        }

        public T Object<T>(string member, Func<Members, T> read) =>
            Find(member, out var value) ? shape.Object(value, member, read) : Missing<T>(member);

        public T? OptionalObject<T>(string member, Func<Members, T> read)
            where T : class =>
            Find(member, out var value) ? shape.Object(value, member, read) : null;

        public T[] Objects<T>(string member, Func<Members, T> read)
        {
            if (!FindArray(member, out var value))
                return [];

            var objects = new T[value.GetArrayLength()];
            var at = 0;
            foreach (var item in value.EnumerateArray())
                objects[at++] = shape.Object(item, member, read);
            return objects;
        }

        /// <summary>An object, or a list of one.</summary>
        public T? OptionalOne<T>(string member, Func<Members, T> read)
            where T : class
        {
            if (!element.TryGetProperty(member, out var value) || value.ValueKind != JsonValueKind.Array)
                return OptionalObject(member, read);

            return Objects(member, read) is [var one] ? one : Wrong<T>(member, "one");
        }

        public T Wrong<T>(string member, string expected) => shape.Fault<T>($"'{member}' of {name} is not {expected}.");

        private T Missing<T>(string member) => shape.Fault<T>($"'{member}' of {name} is missing.");

        private bool Find(string member, out JsonElement value)
        {
            shape._asked.Add(member);
            if (!element.TryGetProperty(member, out value))
                return false;

            shape._found++;
            return true;
        }

        private bool FindArray(string member, out JsonElement value)
        {
            if (!Find(member, out value))
                return false;
            if (value.ValueKind == JsonValueKind.Array && value.GetArrayLength() > 0)
                return true;

            Wrong<string>(member, "a list with something in it");
            return false;
        }
    }
}
