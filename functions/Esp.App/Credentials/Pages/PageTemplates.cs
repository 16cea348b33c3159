using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.Json;
using Fluid;
using Fluid.Values;

namespace Esp.App.Credentials.Pages;

/// <summary>What a page is about, for search engines and for the pictures of shared links. <paramref name="Image"/> is a PNG of 600 by 600; empty for none.</summary>
public sealed record SharedPage(string Address, string SiteName, string Title, string Description, string Image, string ImageAlt);

/// <summary>The Liquid templates of pages that the API writes. Every value is written as text; a template that cannot be read stops the start.</summary>
public static class PageTemplates
{
    private static readonly FluidParser Parser = new();

    private static readonly TemplateOptions Options = new() { StrictVariables = true, StrictFilters = true, MaxSteps = 50_000, MemberAccessStrategy = new UnsafeMemberAccessStrategy { MemberNameStrategy = MemberNameStrategies.CamelCase } };

    // Writes <, > and & as \u003C and so on: nothing in it ends the element that it stands in.
    private static readonly JsonSerializerOptions DataBlock = new() { Encoder = JavaScriptEncoder.Default };

    private static readonly IFluidTemplate HeadTemplate = Parse("head");
    private static readonly IFluidTemplate AchievementTemplate = Parse("achievement");
    private static readonly IFluidTemplate IssuerTemplate = Parse("issuer");

    /// <summary>Text as it may stand between tags and in a quoted attribute.</summary>
    public static string Html(string text) => HtmlEncoder.Default.Encode(text);

    /// <summary>The head: canonical address, OpenGraph, and <paramref name="data"/> as JSON-LD in a data block, which is no script; what is null is left out.</summary>
    public static string Head(SharedPage page, IReadOnlyDictionary<string, object?> data)
    {
        var context = new TemplateContext(Options);
        context.SetValue("page", FluidValue.Create(page, Options));
        context.SetValue("data", new StringValue(JsonSerializer.Serialize(data.Where(d => d.Value is not null).ToDictionary(StringComparer.Ordinal), DataBlock), encode: false));
        return HeadTemplate.Render(context, HtmlEncoder.Default);
    }

    public static string Achievement(object model) => AchievementTemplate.Render(new TemplateContext(model, Options), HtmlEncoder.Default);

    public static string Issuer(object model) => IssuerTemplate.Render(new TemplateContext(model, Options), HtmlEncoder.Default);

    private static IFluidTemplate Parse(string name)
    {
        using var source = new StreamReader(Assembly.GetExecutingAssembly().GetManifestResourceStream($"pages/{name}.liquid") ?? throw new InvalidOperationException($"The page template {name} is missing."));
        return Parser.TryParse(source.ReadToEnd(), out var template, out var error) ? template : throw new InvalidOperationException($"The page template {name} cannot be read: {error}");
    }
}
