using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Esp.App;
using Esp.App.Platform;
using Esp.Host.Local.Functions;

namespace Esp.Tests;

/// <summary>The rules of the house, read from its sources and pages: arrows between areas, shapes of functions, sizes and names, and pages that tell the truth.</summary>
public sealed partial class RulesTests
{
    /// <summary>Which areas an area uses, beside Platform, which all may. A new arrow is a decision: add it here, or do without.</summary>
    private static readonly Dictionary<string, string[]> Allowed = new(StringComparer.Ordinal)
    {
        ["Platform"] = [],
        ["Catalog"] = [],
        ["Portfolio"] = [],
        ["Growth"] = ["Portfolio"],
        ["Evidence"] = ["Catalog", "Portfolio"],
        ["Scoring"] = ["Catalog", "Evidence", "Portfolio"],
        ["Submissions"] = ["Catalog", "Evidence", "Portfolio"],
        ["Credentials"] = ["Catalog", "Portfolio"],
        ["Email"] = ["Catalog", "Portfolio", "Scoring"],
        ["Figures"] = ["Catalog", "Credentials", "Email", "Portfolio", "Scoring"],
        ["Records"] = ["Admin", "Credentials", "Email", "Evidence", "Figures", "Portfolio", "Scoring", "Submissions"],
        ["Admin"] = ["Catalog", "Credentials", "Email", "Portfolio", "Scoring"],
    };

    /// <summary>Files that may be longer than 200 lines; at most three.</summary>
    private static readonly string[] LongFiles = [];

    private static readonly string Root = Path.GetFullPath(Path.Join(Path.GetDirectoryName(Here()), "..", ".."));

    [Fact]
    public void Areas_use_only_the_areas_that_the_list_allows()
    {
        var areas = Directory.GetDirectories(Path.Join(Root, "functions", "Esp.App")).Select(d => Path.GetFileName(d)).Where(n => n is not ("bin" or "obj")).ToArray();
        Assert.Equal(areas.Order(StringComparer.Ordinal), Allowed.Keys.Order(StringComparer.Ordinal));
        Assert.All(areas, area => Assert.Equal(Allowed[area].Order(StringComparer.Ordinal), Uses(area, areas)));
    }

    [Fact]
    public void The_areas_have_no_circle()
    {
        var left = Allowed.ToDictionary(a => a.Key, a => a.Value.ToHashSet(StringComparer.Ordinal), StringComparer.Ordinal);
        while (left.FirstOrDefault(a => a.Value.Count == 0).Key is { } free)
        {
            left.Remove(free);
            foreach (var uses in left.Values)
                uses.Remove(free);
        }

        Assert.Empty(left.Keys);
    }

    [Fact]
    public void The_app_knows_no_host_and_no_queue_sdk() =>
        Assert.All(Sources("Esp.App"), file => Assert.DoesNotMatch(@"Esp\.Host\.|Azure\.Storage\.Queues|Azure\.Messaging\.", File.ReadAllText(file)));

    [Fact]
    public void The_domain_uses_the_base_class_library_alone()
    {
        Assert.All(Sources("Esp.Domain"), file => Assert.DoesNotMatch(@"using (static )?(Esp\.App|Esp\.Host|Azure|Microsoft|MailKit|Fluid|NSec)\b", File.ReadAllText(file)));
        Assert.All(typeof(Lifecycle).Assembly.GetReferencedAssemblies(), a => Assert.StartsWith("System.", a.Name, StringComparison.Ordinal));
        Assert.DoesNotContain("<PackageReference", File.ReadAllText(Path.Join(Root, "functions/Esp.Domain/Esp.Domain.csproj")), StringComparison.Ordinal);
    }

    [Fact]
    public void Functions_use_only_what_both_hosts_can_bind()
    {
        Type[] bindable = [typeof(Microsoft.AspNetCore.Http.HttpRequest), typeof(string), typeof(CancellationToken), typeof(Microsoft.Azure.Functions.Worker.TimerInfo)];
        var functions = FunctionCatalog.In(typeof(AppServices).Assembly);
        Assert.All(functions, f => Assert.All(f.Method.GetParameters(), p => Assert.Contains(p.ParameterType, bindable)));
        Assert.Distinct(functions.Select(f => f.Name), StringComparer.OrdinalIgnoreCase);
    }

    [Fact]
    public void Every_http_function_says_what_it_does_and_stands_in_the_description_of_the_api()
    {
        var http = FunctionCatalog.In(typeof(AppServices).Assembly).Where(f => f.Http is not null).ToArray();
        Assert.All(http, f => Assert.False(string.IsNullOrWhiteSpace(f.Method.GetCustomAttribute<DescribedAttribute>()?.Summary), $"{f} has no [Described] with a summary."));
        Assert.Equal(http.Select(f => f.Name).Order(StringComparer.Ordinal), GetOpenApiFunction.Functions().Select(f => f.Name).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_queue_function_handles_its_message_in_the_one_way()
    {
        var handlers = Sources("Esp.App").Select(File.ReadAllText).Where(text => text.Contains("ServiceBusTrigger(", StringComparison.Ordinal)).ToArray();
        Assert.Equal(Esp.App.Platform.Queues.All.Count, handlers.Length);
        Assert.All(handlers, text => Assert.Contains("Message.Handle<", text, StringComparison.Ordinal));
    }

    [Fact]
    public void A_function_class_has_its_functions_name() =>
        Assert.All(FunctionCatalog.In(typeof(AppServices).Assembly), f => Assert.Equal(f.Name + "Function", f.Type.Name));

    [Fact]
    public void Files_stay_short()
    {
        Assert.True(LongFiles.Length <= 3);
        Assert.All(Sources("").Except(LongFiles.Select(f => Path.Join(Root, f)), StringComparer.Ordinal), file => Assert.True(File.ReadLines(file).Count() <= 200, $"{file} has more than 200 lines."));
    }

    [Fact]
    public void Names_say_what_a_thing_is() =>
        Assert.All(Sources(""), file => Assert.DoesNotMatch(@"\b(class|record|struct|interface|enum) \w*(Manager|Helpers?|Utils?|Base|Impl|Dto)\b", File.ReadAllText(file)));

    /// <summary>From <c>using</c> lines, and from types that are named with their area.</summary>
    private static IEnumerable<string> Uses(string area, string[] areas)
    {
        var text = string.Join('\n', Sources($"Esp.App/{area}").Select(File.ReadAllText));
        var types = typeof(AppServices).Assembly.GetTypes().ToLookup(t => t.Namespace, t => t.Name, StringComparer.Ordinal);
        return areas
            .Where(other => other != area && other != "Platform")
            .Where(other => Regex.IsMatch(text, $@"using (static )?Esp\.App\.{other}\b", RegexOptions.None, TimeSpan.FromSeconds(5))
                || types[$"Esp.App.{other}"].Where(name => !name.StartsWith('<')).Any(name => Regex.IsMatch(text, $@"(?<![\w.])(Esp\.App\.)?{other}\.{Regex.Escape(name)}\b", RegexOptions.None, TimeSpan.FromSeconds(5))))
            .Order(StringComparer.Ordinal);
    }

    private static IEnumerable<string> Sources(string under) =>
        Directory.EnumerateFiles(Path.Join(Root, "functions", under), "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.Contains("/obj/", StringComparison.Ordinal) && !f.Contains("/bin/", StringComparison.Ordinal));

    private static string Here([CallerFilePath] string path = "") => path;
}
