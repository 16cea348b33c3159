namespace Esp.Domain.Credentials;

/// <content>Statements in a named graph, as the proof of a credential inside another document stands in one.</content>
public sealed partial class QuadSet
{
    private int _graph = None;

    /// <summary>All that is said until <see cref="Leave"/> stands in the graph of that name, a blank node; graphs do not nest.</summary>
    public void Enter(Node graph)
    {
        if (graph.Iri is not null || _graph != None)
            throw new InvalidOperationException("A graph is named by a blank node and holds no other.");
        _graph = graph.Blank;
    }

    /// <summary>Back to the document's own graph.</summary>
    public void Leave() => _graph = None;
}
