using System.Collections.Frozen;

namespace Esp.App.Catalog;

/// <summary>
/// The micro-credentials and policies that the site shows, as the app knows them: read and checked once, when the app starts.
/// Every version in the folder can be found, because submissions and credentials pin theirs; the index says which ones are current.
/// </summary>
public sealed class Catalogue
{
    private readonly FrozenDictionary<string, MicroCredential> _versions;
    private readonly FrozenDictionary<string, MicroCredential> _current;

    private Catalogue(IReadOnlyDictionary<string, MicroCredential> versions, CatalogueIndex index, Policies policies)
    {
        _versions = versions.ToFrozenDictionary(StringComparer.Ordinal);
        Current = [.. index.MicroCredentials.Select(entry => versions[$"{entry.Slug}.{entry.Version}"])];
        _current = Current.ToFrozenDictionary(m => m.Slug, StringComparer.Ordinal);
        Policies = policies;
    }

    /// <summary>What can be started now, in the order of the standards.</summary>
    public IReadOnlyList<MicroCredential> Current { get; }

    /// <summary>The texts that are agreed to before submitting, and their version.</summary>
    public Policies Policies { get; }

    /// <summary>Reads <paramref name="folder"/> (static-site/catalog, copied beside the app as <c>catalog</c>). Any broken file throws a <see cref="CatalogueException"/>.</summary>
    public static Catalogue Load(string folder)
    {
        var indexFile = CatalogueFile.Open(folder, "index.json");
        var index = indexFile.Read(CatalogueRules.ForIndex);
        var policies = CatalogueFile.Open(folder, "policies.json").Read(CatalogueRules.ForPolicies);
        var versions = Directory.EnumerateFiles(folder, "*.json")
            .Select(path => Path.GetFileName(path))
            .Where(name => name is not ("index.json" or "policies.json"))
            .Order(StringComparer.Ordinal)
            .Select(name => CatalogueFile.Open(folder, name).Read(CatalogueRules.ForMicroCredential))
            .ToDictionary(m => m.Key, StringComparer.Ordinal);

        return CatalogueRules.IndexAgrees(index, versions).FirstOrDefault() is { } breach
            ? throw indexFile.Broken(breach)
            : new(versions, index, policies);
    }

    /// <summary>One version, current or not; null when there is none.</summary>
    public MicroCredential? Find(string slug, string version) => _versions.GetValueOrDefault($"{slug}.{version}");

    /// <summary>The version of <paramref name="slug"/> that can be started now; null when there is none.</summary>
    public MicroCredential? CurrentOf(string slug) => _current.GetValueOrDefault(slug);
}
