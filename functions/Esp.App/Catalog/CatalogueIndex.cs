namespace Esp.App.Catalog;

/// <summary>index.json: which version of each micro-credential is current, and what a card on the site needs to know of it.</summary>
internal sealed record CatalogueIndex(IReadOnlyList<IndexEntry> MicroCredentials);

/// <summary>One micro-credential on the shelf; every field repeats the file that <paramref name="Href"/> leads to.</summary>
internal sealed record IndexEntry(string Slug, string Version, string Standard, string Title, string Summary, int Hours, string Level, string Href)
{
    public static IndexEntry Of(MicroCredential m) =>
        new(m.Slug, m.Version, m.Standard, m.Title, m.Summary, m.Hours, m.Level, $"/catalog/{m.Key}.json");

    /// <summary>The first field in which this entry says something else than <paramref name="other"/>, by its name in the JSON.</summary>
    public string? FirstDifference(IndexEntry other) => Fields().Except(other.Fields()).FirstOrDefault().Name;

    private (string Name, object Value)[] Fields() =>
        [("slug", Slug), ("version", Version), ("standard", Standard), ("title", Title), ("summary", Summary), ("hours", Hours), ("level", Level), ("href", Href)];
}
