using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.Json.Schema;

namespace Esp.App.Platform;

/// <summary>
/// <c>GET /api/openapi.json</c>: made from the functions themselves and what <see cref="DescribedAttribute"/> says of them, so that
/// the description cannot fall behind. Schemas come from the records by the same JSON options that write them.
/// </summary>
public sealed class GetOpenApiFunction(PublicAddresses addresses)
{
    private static readonly Lazy<JsonObject> Paths = new(Describe);

    [Function("GetOpenApi")]
    [Described("This description of the API")]
    public IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "openapi.json")] HttpRequest request)
    {
        var page = new JsonObject
        {
            ["openapi"] = "3.1.0",
            ["info"] = new JsonObject { ["title"] = "EspServerless", ["version"] = "1", ["description"] = "Micro-credentials for Education Support Professionals. Refusals are RFC 9457 problem documents; docs/problems.md lists their codes." },
            ["servers"] = new JsonArray(new JsonObject { ["url"] = addresses.Site + "/api" }),
            ["paths"] = Paths.Value.DeepClone(),
            ["components"] = new JsonObject
            {
                ["securitySchemes"] = new JsonObject
                {
                    ["signedIn"] = new JsonObject { ["type"] = "apiKey", ["in"] = "cookie", ["name"] = "StaticWebAppsAuthCookie" },
                    ["reviewSession"] = new JsonObject { ["type"] = "http", ["scheme"] = "bearer" },
                },
            },
        };
        return Results.Text(page.ToJsonString(EspJson.Options), "application/json");
    }

    /// <summary>Every HTTP function of the app as (method, route, what it says of itself).</summary>
    public static IEnumerable<(string Method, string Route, string Name, DescribedAttribute? Said)> Functions() =>
        from type in typeof(GetOpenApiFunction).Assembly.GetTypes()
        where type.Namespace?.StartsWith("Esp.App", StringComparison.Ordinal) == true
        from method in type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly)
        let function = method.GetCustomAttribute<FunctionAttribute>()
        let trigger = method.GetParameters().Select(p => p.GetCustomAttribute<HttpTriggerAttribute>()).FirstOrDefault(t => t is not null)
        where function is not null && trigger is not null
        from verb in trigger.Methods ?? []
        select (verb, trigger.Route ?? function.Name, function.Name, method.GetCustomAttribute<DescribedAttribute>());

    private static JsonObject Describe()
    {
        var paths = new JsonObject();
        foreach (var (verb, route, name, said) in Functions().OrderBy(f => f.Route, StringComparer.Ordinal).ThenBy(f => f.Method, StringComparer.Ordinal))
        {
            if (paths["/" + route] is not JsonObject path)
                paths["/" + route] = path = [];
            path[verb] = Operation(route, name, said);
        }

        return paths;
    }

    private static JsonObject Operation(string route, string name, DescribedAttribute? said)
    {
        var status = (said?.Status ?? 200).ToString(System.Globalization.CultureInfo.InvariantCulture);
        var operation = new JsonObject
        {
            ["operationId"] = name,
            ["summary"] = said?.Summary ?? name,
            ["parameters"] = new JsonArray([.. route.Split('/').Where(s => s.StartsWith('{')).Select(s => (JsonNode)new JsonObject
            {
                ["name"] = s.Trim('{', '}'), ["in"] = "path", ["required"] = true, ["schema"] = new JsonObject { ["type"] = "string" },
            })]),
            ["responses"] = new JsonObject
            {
                [status] = said?.Gives is { } gives ? Content("The answer", "application/json", Schema(gives)) : new JsonObject { ["description"] = "Done, or the document." },
                ["default"] = Content(said is { Problems.Length: > 0 } ? "A problem; of its own: " + string.Join(", ", said.Problems) : "A problem", "application/problem+json", new JsonObject { ["type"] = "object" }),
            },
        };
        if (said?.Takes is { } takes)
            operation["requestBody"] = Content("", "application/json", Schema(takes));
        if (said?.By is Caller.SignedIn or Caller.Admin)
            operation["security"] = new JsonArray(new JsonObject { ["signedIn"] = new JsonArray() });
        if (said?.By is Caller.Scorer)
            operation["security"] = new JsonArray(new JsonObject { ["reviewSession"] = new JsonArray() });
        return operation;
    }

    private static JsonObject Content(string description, string mediaType, JsonNode schema)
    {
        var content = new JsonObject { ["content"] = new JsonObject { [mediaType] = new JsonObject { ["schema"] = schema } } };
        if (description.Length > 0)
            content["description"] = description;
        return content;
    }

    private static JsonNode Schema(Type type) => EspJson.Options.GetJsonSchemaAsNode(type);
}
