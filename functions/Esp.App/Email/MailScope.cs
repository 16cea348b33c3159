using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using Fluid;
using Fluid.Values;

namespace Esp.App.Email;

/// <summary>
/// The one way from a model to a template's variables. Whatever is not a link is made plain words on the way, so no template
/// can forget it; a link that is not absolute http(s), or carries a user, is refused.
/// </summary>
internal static class MailScope
{
    public static TemplateContext Of(Mail mail, string issuer, TemplateOptions options)
    {
        var context = new TemplateContext(options);
        context.SetValue("issuer", new StringValue(issuer));
        foreach (var (name, value) in Members(mail))
            context.SetValue(name, value);
        return context;
    }

    private static IEnumerable<(string Name, FluidValue Value)> Members(object model) =>
        model.GetType()
            .GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Select(p => (JsonNamingPolicy.CamelCase.ConvertName(p.Name), Value(p.GetValue(model))));

    private static FluidValue Value(object? value) => value switch
    {
        null => throw new ArgumentException("A mail's model has no gaps: an empty text or list says that there is nothing.", nameof(value)),
        Uri link => new StringValue(Link(link)),
        string text => new StringValue(PlainWords.Line(text)),
        Paragraphs text => Array(PlainWords.Lines(text.Text ?? "").Select(line => (FluidValue)new StringValue(line))),
        bool yes => BooleanValue.Create(yes),
        int number => NumberValue.Create(number),
        IEnumerable many => Array(many.Cast<object>().Select(Value)),
        _ => new DictionaryValue(new Fields(value.GetType().Name, Members(value).ToDictionary(m => m.Name, m => m.Value, StringComparer.Ordinal))),
    };

    private static ArrayValue Array(IEnumerable<FluidValue> values) => new([.. values]);

    private static string Link(Uri link) =>
        link is { IsAbsoluteUri: true, UserInfo: "", Scheme: "https" or "http" }
            ? link.AbsoluteUri
            : throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"A link in a mail is absolute http(s) without a user, not {(link.IsAbsoluteUri ? link.Scheme : "relative")}."), nameof(link));

    /// <summary>A record inside a model. Unlike Fluid's own dictionary it does not take a misspelled name for an empty value.</summary>
    private sealed class Fields(string record, Dictionary<string, FluidValue> values) : IFluidIndexable
    {
        public int Count => values.Count;

        public IEnumerable<string> Keys => values.Keys;

        public bool TryGetValue(string name, out FluidValue value) =>
            values.TryGetValue(name, out value!) ? true : throw new FluidException($"A {record} has no '{name}'.");
    }
}
