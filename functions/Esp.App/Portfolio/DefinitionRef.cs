namespace Esp.App.Portfolio;

/// <summary>The micro-credential that a submission is for, by its pinned version.</summary>
public sealed record DefinitionRef(string Slug, string Version, string Title, string Standard)
{
    public static DefinitionRef Of(MicroCredential definition) => new(definition.Slug, definition.Version, definition.Title, definition.Standard);
}
