using System.Buffers;
using System.Buffers.Text;

namespace Esp.Domain.Credentials;

/// <content>IRIs and literals as the canonical form of N-Quads writes them.</content>
public sealed partial class QuadSet
{
    private static readonly SearchValues<char> IriCharacters = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~:/?#[]@!$&'()*+,;=%");

    private static readonly SearchValues<char> SchemeCharacters = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-.+");

    private static readonly SearchValues<char> Escaped = SearchValues.Create(
        string.Concat(Enumerable.Range(0, 0x20).Append('"').Append('\\').Append(0x7f).Append(0xfffe).Append(0xffff).Select(c => (char)c)));

    private void Iri(string iri)
    {
        var scheme = iri.IndexOf(':', StringComparison.Ordinal);
        if (scheme < 1 || scheme == iri.Length - 1 || !char.IsAsciiLetter(iri[0])
            || iri.AsSpan(0, scheme).ContainsAnyExcept(SchemeCharacters) || iri.AsSpan().ContainsAnyExcept(IriCharacters))
        {
            _fault ??= new(ProblemKind.Invalid, "credential.iri-invalid", $"'{iri}' is not a full web address or identifier.");
            return;
        }

        Raw("<"u8);
        Utf8(iri);
        Raw(">"u8);
    }

    /// <summary>Escapes what the canonical form of N-Quads names and nothing else.</summary>
    private void Literal(string text)
    {
        if (text.Length == 0)
            _fault ??= new(ProblemKind.Invalid, "credential.text-empty", "A text of the credential is empty.");
        Raw("\""u8);
        var rest = text.AsSpan();
        for (var at = rest.IndexOfAny(Escaped); at >= 0; at = rest.IndexOfAny(Escaped))
        {
            Utf8(rest[..at]);
            Escape(rest[at]);
            rest = rest[(at + 1)..];
        }

        Utf8(rest);
        Raw("\""u8);
    }

    private void Escape(char character)
    {
        switch (character)
        {
            case '"': Raw("\\\""u8); break;
            case '\\': Raw("\\\\"u8); break;
            case '\n': Raw("\\n"u8); break;
            case '\r': Raw("\\r"u8); break;
            case '\t': Raw("\\t"u8); break;
            case '\b': Raw("\\b"u8); break;
            case '\f': Raw("\\f"u8); break;
            case >= '\ufffe': BrokenText(); break;
            default:
                Raw("\\u"u8);
                Reserve(8);
                Utf8Formatter.TryFormat((int)character, _bytes.AsSpan(_length), out var written, new StandardFormat('X', 4));
                _length += written;
                break;
        }
    }

    private void Utf8(ReadOnlySpan<char> text)
    {
        Reserve(text.Length * 3);
        if (System.Text.Unicode.Utf8.FromUtf16(text, _bytes.AsSpan(_length), out _, out var written, replaceInvalidSequences: false) != OperationStatus.Done)
            BrokenText();
        _length += written;
    }

    private void BrokenText() =>
        _fault ??= new(ProblemKind.Invalid, "credential.text-broken", "A text of the credential has a character that is none.");
}
