using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Esp.App.Catalog;

/// <summary>
/// One JSON file of the catalogue, read strictly: a property that is missing, unknown or given twice is refused, and so is an empty text.
/// Every refusal is a <see cref="CatalogueException"/> that names the file and the line.
/// </summary>
internal sealed class CatalogueFile
{
    private static readonly JsonSerializerOptions Strict = new(JsonSerializerDefaults.Web)
    {
        PropertyNameCaseInsensitive = false,
        NumberHandling = JsonNumberHandling.Strict,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        RespectRequiredConstructorParameters = true,
        RespectNullableAnnotations = true,
        AllowDuplicateProperties = false,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver().WithAddedModifier(PermitSchema),
    };

    private readonly byte[] _json;
    private IReadOnlyList<JsonPlace> _places = [];

    private CatalogueFile(string name, byte[] json) => (Name, _json) = (name, json);

    public string Name { get; }

    /// <summary>The file <paramref name="name"/>; refused when it is not there.</summary>
    public static CatalogueFile Open(string folder, string name)
    {
        try
        {
            return new(name, File.ReadAllBytes(Path.Join(folder, name)));
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            throw new CatalogueException(name, 1, $"The catalogue needs this file in {folder}.", e);
        }
    }

    /// <summary>The content, once every rule agrees; otherwise the first breach is refused with its line.</summary>
    public T Read<T>(IEnumerable<CatalogueRule<T>> rules)
        where T : notnull
    {
        var content = Parse<T>();
        if (_places.FirstOrDefault(p => p.IsEmpty) is { } empty)
            throw new CatalogueException(Name, empty.Line, $"{empty.Path} has no text.");
        if (rules.SelectMany(rule => rule(content, Name)).FirstOrDefault() is { } breach)
            throw Broken(breach);

        return content;
    }

    /// <summary>The refusal of a breach that was found by looking at several files.</summary>
    public CatalogueException Broken(Breach breach) => new(Name, JsonPlace.LineOf(breach.Path, _places), breach.Rule);

    private T Parse<T>()
    {
        try
        {
            _places = JsonPlace.AllIn(_json);
            return JsonSerializer.Deserialize<T>(_json, Strict) ?? throw new JsonException("The file holds null.");
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)   // the latter: bytes that are no UTF-8
        {
            throw new CatalogueException(Name, LineOf(e), e.Message.Split([" Path: ", " LineNumber: "], StringSplitOptions.None)[0], e);
        }
    }

    private int LineOf(Exception cause) => cause switch
    {
        // What is missing is reported where its object ends; people look where it begins.
        JsonException { Path: { } path } e when e.Message.Contains("missing required", StringComparison.Ordinal) => JsonPlace.LineOf(path, _places),
        JsonException { LineNumber: { } line } => (int)line + 1,
        _ => 1,
    };

    /// <summary>Editors find the schema by <c>$schema</c> at the top; it is no part of the content.</summary>
    private static void PermitSchema(JsonTypeInfo type)
    {
        if (type.Type == typeof(MicroCredential) || type.Type == typeof(CatalogueIndex) || type.Type == typeof(Policies))
            type.Properties.Add(type.CreateJsonPropertyInfo(typeof(string), "$schema"));
    }
}
