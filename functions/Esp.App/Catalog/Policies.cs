namespace Esp.App.Catalog;

/// <summary>What an ESP agrees to before work goes to a scorer (policies.json). A submission keeps the <paramref name="Version"/> that was agreed to.</summary>
public sealed record Policies(string Version, PolicyText Integrity, PolicyText Privacy);

/// <summary>One text to agree to: sentences in the first person.</summary>
public sealed record PolicyText(string Title, IReadOnlyList<string> Statements);
