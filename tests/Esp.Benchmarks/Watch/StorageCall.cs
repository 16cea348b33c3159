using System.Text;

namespace Esp.Benchmarks.Watch;

internal enum StorageKind
{
    Table,
    Blob,
    Queue,
}

/// <summary>One request to storage as it went over the wire; <paramref name="From"/> and <paramref name="To"/> are stopwatch ticks.</summary>
internal sealed record StorageCall(StorageKind Kind, string Method, Uri Uri, string? IfMatch, string? Range, byte[] Body, long From, long To)
{
    /// <summary>The path below the emulator's account: <c>Portfolios(…)</c>, <c>transitions/messages</c>, <c>evidence/sub/evd</c>.</summary>
    public string Path => Uri.UnescapeDataString(string.Concat(Uri.Segments.Skip(2)));

    public string Text => Encoding.UTF8.GetString(Body);

    /// <summary>A value of the query string, unescaped; null when it is not there.</summary>
    public string? Query(string name) => Uri.Query.TrimStart('?').Split('&')
        .Select(p => p.Split('=', 2))
        .Where(p => p.Length == 2 && Uri.UnescapeDataString(p[0]) == name)
        .Select(p => Uri.UnescapeDataString(p[1]))
        .FirstOrDefault();
}

/// <summary>One run of one function with the storage calls it made, in the order of their start.</summary>
internal sealed record Invocation(string Function, IReadOnlyList<StorageCall> Calls)
{
    public int Count(StorageKind kind) => Calls.Count(c => c.Kind == kind);
}
