using System.Text.Json;

namespace Esp.Tests.Infra;

/// <summary>What a deployment would make, as the snapshot beside the Bicep files shows it (<see cref="BicepTests"/> holds it true).</summary>
internal sealed class Snapshot
{
    private readonly JsonElement _root;

    private Snapshot(string name) =>
        _root = JsonDocument.Parse(File.ReadAllText(Path.Join(Repository.Root, "infra/snapshots", name + ".snapshot.json"))).RootElement;

    /// <summary>The defaults.</summary>
    public static Snapshot Smallest { get; } = new("smallest");

    /// <summary>Every switch on.</summary>
    public static Snapshot Everything { get; } = new("everything");

    public static IEnumerable<Snapshot> Both => [Smallest, Everything];

    public IEnumerable<(string Name, string Value)> Outputs => _root.GetProperty("outputs").EnumerateObject().Select(o => (o.Name, o.Value.GetString()!));

    public IEnumerable<JsonElement> Resources => _root.GetProperty("predictedResources").EnumerateArray();

    public IReadOnlyDictionary<string, string> Settings =>
        Of("Microsoft.Web/sites/config", "appsettings").Single().GetProperty("properties").EnumerateObject().ToDictionary(s => s.Name, s => s.Value.GetString()!, StringComparer.Ordinal);

    /// <summary>Resources of a type, whose name ends so.</summary>
    public IEnumerable<JsonElement> Of(string type, string nameEnds = "") =>
        Resources.Where(r => r.GetProperty("type").GetString() == type && NameOf(r).EndsWith(nameEnds, StringComparison.Ordinal));

    public JsonElement One(string type, string nameContains = "") =>
        Of(type).Single(r => NameOf(r).Contains(nameContains, StringComparison.Ordinal)).GetProperty("properties");

    public static string NameOf(JsonElement resource) => resource.GetProperty("name").GetString()!;

    /// <summary>The last part of a name: the queue, the table, the container.</summary>
    public static string LastNameOf(JsonElement resource) => NameOf(resource).Split('/')[^1];
}
