using System.Buffers;
using System.Security.Cryptography;

namespace Esp.Domain.Credentials;

/// <summary>A node of the graph: an IRI, or a blank node by its number in its <see cref="QuadSet"/>.</summary>
public readonly record struct Node
{
    internal Node(string iri) => Iri = iri;

    internal Node(int blank) => Blank = blank;

    internal string? Iri { get; }

    internal int Blank { get; }
}

/// <summary>
/// Collects the statements of one document and puts them into the canonical N-Quads of RDFC-1.0: lines in code point order, each once, blank nodes named
/// <c>_:c14n0…</c> in the order of their first-degree hashes. Two blank nodes of equal hash would need the standard's costly second half; they are refused.
/// Refuses as well what verifiers read differently: relative or malformed IRIs, empty texts, half surrogate pairs, U+FFFE and U+FFFF, and more than
/// <paramref name="mostBlankNodes"/> nodes without an IRI: a badge has few, a transcript some for each badge in it.
/// </summary>
public sealed partial class QuadSet(int mostBlankNodes = QuadSet.FewBlankNodes) : IDisposable
{
    private const int FewBlankNodes = 64;
    private const int None = -1;

    private byte[] _bytes = ArrayPool<byte>.Shared.Rent(16 * 1024);
    private Line[] _lines = ArrayPool<Line>.Shared.Rent(128);
    private int _length;
    private int _count;
    private int _blanks;
    private Problem? _fault;

    /// <summary>The node of that IRI, or a new blank node when there is none.</summary>
    public Node NodeOf(string? iri) => iri is null ? new(_blanks++) : new(iri);

    public void IsA(Node subject, ReadOnlySpan<byte> type) => Link(subject, "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"u8, type);

    public void Link(Node subject, ReadOnlySpan<byte> predicate, Node target)
    {
        var start = Begin(subject, predicate);
        if (target.Iri is { } iri)
            Iri(iri);
        End(start, subject, target.Iri is null ? target.Blank : None);
    }

    public void Link(Node subject, ReadOnlySpan<byte> predicate, ReadOnlySpan<byte> target)
    {
        var start = Begin(subject, predicate);
        Raw("<"u8);
        Raw(target);
        Raw(">"u8);
        End(start, subject, None);
    }

    /// <summary>A literal, without statement when the text is null; a plain string when <paramref name="datatype"/> is empty.</summary>
    public void Text(Node subject, ReadOnlySpan<byte> predicate, string? text, ReadOnlySpan<byte> datatype = default)
    {
        if (text is null)
            return;

        var start = Begin(subject, predicate);
        Literal(text);
        if (!datatype.IsEmpty)
        {
            Raw("^^<"u8);
            Raw(datatype);
            Raw(">"u8);
        }

        End(start, subject, None);
    }

    /// <summary>What stands against a canonical document, or null. Costs less than making it.</summary>
    public Problem? Check() => Finish();

    /// <summary>The canonical document.</summary>
    public Result<byte[]> Canonical()
    {
        if (Finish() is { } problem)
            return problem;

        return Join().ToArray();
    }

    /// <summary>The SHA-256 of the canonical document into <paramref name="hash"/> (32 bytes), or the problem.</summary>
    public Problem? Hash(Span<byte> hash)
    {
        if (Finish() is { } problem)
            return problem;

        SHA256.HashData(Join(), hash);
        return null;
    }

    public void Dispose()
    {
        ArrayPool<byte>.Shared.Return(_bytes);
        ArrayPool<Line>.Shared.Return(_lines);
        (_bytes, _lines) = ([], []);
    }

    /// <summary>The lines in order, each once, behind all that the buffer holds.</summary>
    private ReadOnlySpan<byte> Join()
    {
        var sorted = _lines.AsSpan(0, _count);
        sorted.Sort(new ByBytes(_bytes));
        var total = 0;
        foreach (var line in sorted)
            total += line.Length;
        Reserve(total);
        var start = _length;
        ReadOnlySpan<byte> before = default;
        foreach (var line in sorted)
        {
            var text = _bytes.AsSpan(line.Start, line.Length);
            if (!text.SequenceEqual(before))
                Raw(text);
            before = text;
        }

        return _bytes.AsSpan(start, _length - start);
    }

    private Problem? Finish()
    {
        if (_fault is null && _blanks > mostBlankNodes)
            _fault = new(ProblemKind.Invalid, "credential.ambiguous", "The credential has too many parts without an id.");
        if (_fault is not null || _blanks == 0)
            return _fault;

        var few = _blanks <= FewBlankNodes;
        Span<byte> hashes = few ? stackalloc byte[32 * FewBlankNodes] : new byte[32 * _blanks];
        Span<int> names = few ? stackalloc int[FewBlankNodes] : new int[_blanks];
        for (var blank = 0; blank < _blanks; blank++)
            FirstDegreeHash(blank, hashes.Slice(32 * blank, 32));
        if (!Rank(hashes, names[.._blanks]))
            return _fault = new(ProblemKind.Invalid, "credential.ambiguous", "Two parts of the credential without an id say the same, so they cannot be told apart.");

        for (var i = 0; i < _count; i++)
        {
            if (_lines[i].IsOpen)
                _lines[i] = Named(_lines[i], names, self: None);
        }

        _blanks = 0;
        return null;
    }

    /// <summary>RDFC-1.0, 4.6: the hash of the sorted statements that mention the node, written with <c>_:a</c> for it and <c>_:z</c> for other blank nodes.</summary>
    private void FirstDegreeHash(int blank, Span<byte> hash)
    {
        var length = _length;
        var mentions = ArrayPool<Line>.Shared.Rent(_count);
        var found = 0;
        for (var i = 0; i < _count; i++)
        {
            if (_lines[i].Mentions(blank))
                mentions[found++] = Named(_lines[i], default, blank);
        }

        mentions.AsSpan(0, found).Sort(new ByBytes(_bytes));
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var line in mentions.AsSpan(0, found))
            sha.AppendData(_bytes, line.Start, line.Length);
        sha.GetHashAndReset(hash);
        ArrayPool<Line>.Shared.Return(mentions);
        _length = length;
    }

    /// <summary>Each node's place in the order of the hashes; false when two are equal.</summary>
    private static bool Rank(ReadOnlySpan<byte> hashes, Span<int> names)
    {
        for (var i = 0; i < names.Length; i++)
        {
            for (var other = 0; other < names.Length; other++)
            {
                var order = hashes.Slice(32 * other, 32).SequenceCompareTo(hashes.Slice(32 * i, 32));
                if (order == 0 && other != i)
                    return false;
                if (order < 0)
                    names[i]++;
            }
        }

        return true;
    }
}
