using System.Buffers;
using System.Buffers.Text;
using System.Runtime.InteropServices;

namespace Esp.Domain.Credentials;

/// <content>The lines, the labels of blank nodes in them, and the buffer they lie in.</content>
public sealed partial class QuadSet
{
    /// <summary>
    /// One statement: <see cref="Length"/> bytes from <see cref="Start"/>. While a blank node has no name yet, its label is left out at the front
    /// (<see cref="Subject"/>) or with all that follows it at the end (<see cref="Object"/>, <see cref="Graph"/>); each is <see cref="None"/> otherwise.
    /// </summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Line(int Start, int Length, int Subject, int Object, int Graph)
    {
        public bool IsOpen => Subject != None || Object != None || Graph != None;

        public bool Mentions(int blank) => Subject == blank || Object == blank || Graph == blank;
    }

    /// <summary>UTF-8 bytes in order are code points in order, which is what RDFC-1.0 asks for.</summary>
    private readonly struct ByBytes(byte[] bytes) : IComparer<Line>
    {
        public int Compare(Line x, Line y) => bytes.AsSpan(x.Start, x.Length).SequenceCompareTo(bytes.AsSpan(y.Start, y.Length));
    }

    private int Begin(Node subject, ReadOnlySpan<byte> predicate)
    {
        var start = _length;
        if (subject.Iri is { } iri)
        {
            Iri(iri);
            Raw(" "u8);
        }

        Raw("<"u8);
        Raw(predicate);
        Raw("> "u8);
        return start;
    }

    /// <summary>Ends the statement, or leaves the end to the naming of its last blank node.</summary>
    private void End(int start, Node subject, int target)
    {
        if (target == None && _graph == None)
            Raw(" .\n"u8);
        var line = new Line(start, _length - start, subject.Iri is null ? subject.Blank : None, target, _graph);
        if (line.IsOpen && Known(line))
        {
            _length = start;
            return;
        }

        if (_count == _lines.Length)
        {
            var larger = ArrayPool<Line>.Shared.Rent(_count * 2);
            _lines.AsSpan(0, _count).CopyTo(larger);
            ArrayPool<Line>.Shared.Return(_lines);
            _lines = larger;
        }

        _lines[_count++] = line;
    }

    /// <summary>A set has each statement once. Those without blank nodes are sifted after sorting; the first-degree hash needs the others sifted before.</summary>
    private bool Known(Line line)
    {
        for (var i = 0; i < _count; i++)
        {
            var other = _lines[i];
            if (other.Subject == line.Subject && other.Object == line.Object && other.Graph == line.Graph && new ByBytes(_bytes).Compare(other, line) == 0)
                return true;
        }

        return false;
    }

    private Line Named(Line line, ReadOnlySpan<int> names, int self)
    {
        Reserve(line.Length + 96);
        var start = _length;
        if (line.Subject != None)
        {
            Label(line.Subject, names, self);
            Raw(" "u8);
        }

        Raw(_bytes.AsSpan(line.Start, line.Length));
        if (line.Object != None)
            Label(line.Object, names, self);
        if (line.Graph != None)
        {
            Raw(" "u8);
            Label(line.Graph, names, self);
        }

        if (line.Object != None || line.Graph != None)
            Raw(" .\n"u8);
        return new Line(start, _length - start, None, None, None);
    }

    private void Label(int blank, ReadOnlySpan<int> names, int self)
    {
        if (self != None)
        {
            Raw(blank == self ? "_:a"u8 : "_:z"u8);
            return;
        }

        Raw("_:c14n"u8);
        Utf8Formatter.TryFormat(names[blank], _bytes.AsSpan(_length), out var written);
        _length += written;
    }

    private void Raw(ReadOnlySpan<byte> bytes)
    {
        if (_bytes.Length - _length < bytes.Length)
        {
            // The bytes may lie in the buffer that is about to be given back.
            var copy = bytes.ToArray();
            Reserve(copy.Length);
            bytes = copy;
        }

        bytes.CopyTo(_bytes.AsSpan(_length));
        _length += bytes.Length;
    }

    private void Reserve(int more)
    {
        if (_bytes.Length - _length < more)
        {
            var larger = ArrayPool<byte>.Shared.Rent(Math.Max(_bytes.Length * 2, _length + more));
            _bytes.AsSpan(0, _length).CopyTo(larger);
            ArrayPool<byte>.Shared.Return(_bytes);
            _bytes = larger;
        }
    }
}
