using System.Reflection;
using System.Runtime.CompilerServices;
using Cronos;

namespace Esp.Host.Local.Functions;

/// <summary>
/// Finds the functions of an assembly and refuses, before anything runs, what Azure would refuse at build or at start:
/// names that differ only in case (AZFW0017), <c>async void</c> (AZFW0002), parameters that the real worker cannot bind, HTTP
/// functions whose answer it would drop, and routes in the host's own space (<c>admin…</c>, <c>runtime…</c>).
/// </summary>
public static class FunctionCatalog
{
    private static readonly HashSet<Type> Bindable = [typeof(HttpRequest), typeof(string), typeof(CancellationToken), typeof(TimerInfo)];

    /// <summary>All functions of an assembly, by name.</summary>
    public static IReadOnlyList<FunctionDescription> In(Assembly assembly) => Of([.. assembly.GetTypes()]);

    /// <summary>The functions of the given classes, by name.</summary>
    public static IReadOnlyList<FunctionDescription> Of(params Type[] types) => Checked(types
        .SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
        .Where(m => m.IsDefined(typeof(FunctionAttribute)))
        .Select(Describe));

    /// <summary>The functions together, or an exception with one sentence for each thing that Azure would refuse.</summary>
    public static IReadOnlyList<FunctionDescription> Checked(IEnumerable<FunctionDescription> functions)
    {
        var all = functions.OrderBy(f => f.Name, StringComparer.OrdinalIgnoreCase).ToArray();
        string[] troubles =
        [
            .. all.SelectMany(TroublesOf),
            .. Twice(all.Select(f => (f.Name, f)), (name, who) => $"The name '{name}' is used by {who}; names are unique without regard to case."),
            .. Twice(all.Where(f => f.Queue is not null).Select(f => (f.Queue!, f)), (queue, who) => $"The queue '{queue}' has more than one function: {who}."),
            .. Twice(all.Where(f => f.Http is not null).SelectMany(Endpoints), (endpoint, who) => $"{endpoint} is claimed by {who}."),
        ];
        return troubles is [] ? all : throw new InvalidOperationException("These functions would not start:" + Environment.NewLine + string.Join(Environment.NewLine, troubles));

        static IEnumerable<(string, FunctionDescription)> Endpoints(FunctionDescription f) =>
            (f.Http!.Methods is [] ? ["any method"] : f.Http.Methods).Select(m => ($"{m.ToUpperInvariant()} /api/{Shape(f.Route)}", f));
    }

    private static FunctionDescription Describe(MethodInfo method)
    {
        var name = method.GetCustomAttribute<FunctionAttribute>()!.Name;
        var triggers = method.GetParameters()
            .SelectMany(p => p.GetCustomAttributes())
            .Where(a => a is HttpTriggerAttribute or ServiceBusTriggerAttribute or TimerTriggerAttribute)
            .ToArray();
        return triggers is [var trigger]
            ? new(name, method, trigger)
            : throw new InvalidOperationException($"The function '{name}' has {triggers.Length} triggers; it needs exactly one.");
    }

    private static IEnumerable<string> TroublesOf(FunctionDescription f)
    {
        var result = f.Method.ReturnType;
        if (f.Method.IsStatic || !f.Method.IsPublic || f.Type.IsAbstract)
            yield return $"{f} must be a public instance method of a class that can be made.";
        if (result == typeof(void) && f.Method.IsDefined(typeof(AsyncStateMachineAttribute)))
            yield return $"{f} is async void: nobody could wait for it or see it fail.";
        else if (f.Http is not null && !typeof(IResult).IsAssignableFrom(result) && !IsTaskOfResult(result))
            yield return $"{f} must answer IResult or Task<IResult>: the host drops anything else and answers 200 with an empty body.";
        else if (f.Http is null && result != typeof(Task))
            yield return $"{f} must return Task.";

        foreach (var parameter in f.Method.GetParameters().Where(p => !Bindable.Contains(p.ParameterType)))
            yield return $"{f} takes {parameter.ParameterType.Name} {parameter.Name}: only HttpRequest, string, CancellationToken and TimerInfo bind in both hosts.";
        if (f.Http is not null && (f.Route.StartsWith("admin", StringComparison.OrdinalIgnoreCase) || f.Route.StartsWith("runtime", StringComparison.OrdinalIgnoreCase)))
            yield return $"{f} has the route '{f.Route}': Azure keeps routes that start with admin or runtime for itself and would not load the function.";
        if (f.Timer is { } timer && !timer.Schedule.StartsWith('%') && !CronExpression.TryParse(timer.Schedule, CronFormat.IncludeSeconds, out _))
            yield return $"{f} has the schedule '{timer.Schedule}': six fields are needed, from seconds to day of week.";
    }

    private static bool IsTaskOfResult(Type type) =>
        type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Task<>) && typeof(IResult).IsAssignableFrom(type.GenericTypeArguments[0]);

    private static IEnumerable<string> Twice(IEnumerable<(string Key, FunctionDescription Function)> pairs, Func<string, string, string> sentence) =>
        pairs.GroupBy(p => p.Key, StringComparer.OrdinalIgnoreCase)
            .Where(g => g.Count() > 1)
            .Select(g => sentence(g.Key, string.Join(" and ", g.Select(p => p.Function))));

    /// <summary>The route without the names of its parameters: two routes of one shape answer the same calls.</summary>
    private static string Shape(string route) => string.Join('/', route.Split('/').Select(s => s.StartsWith('{') ? "{}" : s));
}
