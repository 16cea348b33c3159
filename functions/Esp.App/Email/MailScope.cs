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
        null => NilValue.Instance,
        Uri link => new StringValue(Link(link)),
        string text => PlainWords.Line(text) is { Length: > 0 } line ? new StringValue(line) : NilValue.Instance,
        Paragraphs text => Array(PlainWords.Lines(text.Text ?? "").Select(line => (FluidValue)new StringValue(line))),
        bool yes => BooleanValue.Create(yes),
        int number => NumberValue.Create(number),
        IEnumerable many => Array(many.Cast<object>().Select(Value)),
        _ => new DictionaryValue(new FluidValueDictionaryFluidIndexable(
            Members(value).ToDictionary(m => m.Name, m => m.Value, StringComparer.Ordinal))),
    };

    // An empty list is nil, so that a template can ask {% if kept %}.
    private static FluidValue Array(IEnumerable<FluidValue> values) =>
        values.ToList() is { Count: > 0 } list ? new ArrayValue(list) : NilValue.Instance;

    private static string Link(Uri link) =>
        link is { IsAbsoluteUri: true, UserInfo: "", Scheme: "https" or "http" }
            ? link.AbsoluteUri
            : throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"A link in a mail is absolute http(s) without a user, not {(link.IsAbsoluteUri ? link.Scheme : "relative")}."), nameof(link));
}
