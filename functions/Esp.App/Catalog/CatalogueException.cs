namespace Esp.App.Catalog;

/// <summary>A file of the catalogue is broken: the app does not start with it. <paramref name="line"/> counts from 1.</summary>
public sealed class CatalogueException(string file, int line, string rule, Exception? cause = null)
    : Exception($"{file}, line {line}: {rule}", cause)
{
    public string File { get; } = file;

    public int Line { get; } = line;

    public string Rule { get; } = rule;
}
