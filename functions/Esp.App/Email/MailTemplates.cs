using System.Collections.Frozen;
using System.Reflection;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using System.Text.Unicode;
using Esp.App.Platform;
using Fluid;
using Fluid.Values;

namespace Esp.App.Email;

/// <summary>
/// The mails' Liquid templates, parsed and tried once at start: per mail <c>&lt;name&gt;.txt.liquid</c> (its first line is
/// <c>Subject: …</c>) and <c>&lt;name&gt;.html.liquid</c>, set into <c>_layout.html.liquid</c> and above <c>_footer.txt.liquid</c>.
/// A missing, unknown or broken file throws <see cref="BrokenMailTemplateException"/>. HTML is escaped always: <c>raw</c> is refused.
/// </summary>
public sealed partial class MailTemplates
{
    private const string Layout = "_layout.html.liquid";
    private const string Footer = "_footer.txt.liquid";
    private const string Resources = "email/";

    private static readonly FluidParser Parser = new();
    private static readonly TemplateOptions Options = new() { StrictVariables = true, StrictFilters = true, MaxSteps = 10_000 };
    private static readonly HtmlEncoder Html = HtmlEncoder.Create(UnicodeRanges.All);

    private readonly string _issuer;
    private readonly IReadOnlyDictionary<string, string> _files;
    private readonly IFluidTemplate _layout;
    private readonly IFluidTemplate _footer;
    private readonly FrozenDictionary<string, MailTemplate> _mails;

    /// <summary>From file names and their texts.</summary>
    public MailTemplates(string issuer, IReadOnlyDictionary<string, string> files)
    {
        (_issuer, _files) = (issuer, files);
        _layout = Parse(Layout);
        _footer = Parse(Footer);
        var trials = Mail.All.SelectMany(MailTrial.Of).ToList();
        _mails = trials.Select(t => t.Template).Distinct(StringComparer.Ordinal).ToFrozenDictionary(n => n, Read, StringComparer.Ordinal);
        var known = _mails.Keys.SelectMany(n => new[] { TextFile(n), HtmlFile(n) }).Append(Layout).Append(Footer);
        if (files.Keys.Except(known, StringComparer.Ordinal).FirstOrDefault() is { } stranger)
            throw new BrokenMailTemplateException(stranger, "no mail has this name.");
        foreach (var trial in trials)
            Render(trial);
    }

    /// <summary>From the templates inside this assembly.</summary>
    public static MailTemplates Embedded(Settings settings)
    {
        var assembly = Assembly.GetExecutingAssembly();
        return new(settings.IssuerName, assembly.GetManifestResourceNames()
            .Where(n => n.StartsWith(Resources, StringComparison.Ordinal))
            .ToDictionary(n => n[Resources.Length..], n => Text(assembly, n), StringComparer.Ordinal));
    }

    /// <summary>The mail as it is sent. Whatever stands in the model stays words; only its links are links.</summary>
    public RenderedMail Render(Mail mail)
    {
        var (subject, text, html) = _mails[mail.Template];
        TemplateContext Scope() => MailScope.Of(mail, _issuer, Options);

        var line = Run(TextFile(mail.Template), subject, Scope(), NullEncoder.Default);
        var plain = Run(TextFile(mail.Template), text, Scope(), NullEncoder.Default) + "\n\n" + Run(Footer, _footer, Scope(), NullEncoder.Default);
        var page = Scope();
        page.SetValue("subject", new StringValue(line));
        page.SetValue("content", new StringValue(Run(HtmlFile(mail.Template), html, Scope(), Html), encode: false));
        return new(line, Tidy(plain), Tidy(Run(Layout, _layout, page, Html)));
    }

    private MailTemplate Read(string name)
    {
        var file = TextFile(name);
        var source = Source(file);
        var end = source.IndexOf('\n', StringComparison.Ordinal);
        return end > 0 && SubjectLine().Match(source[..end]) is { Success: true } first
            ? new(Parse(file, first.Groups["subject"].Value), Parse(file, source[end..]), Parse(HtmlFile(name)))
            : throw new BrokenMailTemplateException(file, "its first line must be 'Subject: …'.");
    }

    private IFluidTemplate Parse(string file) => Parse(file, Source(file));

    private static IFluidTemplate Parse(string file, string source)
    {
        if (Unescaped().IsMatch(source))
            throw new BrokenMailTemplateException(file, "'raw' would print unescaped.");
        return Parser.TryParse(source, out var template, out var error) ? template : throw new BrokenMailTemplateException(file, error);
    }

    private string Source(string file) =>
        _files.TryGetValue(file, out var source)
            ? source.ReplaceLineEndings("\n")
            : throw new BrokenMailTemplateException(file, "it is missing.");

    // A model that is refused (a relative link) is the caller's fault and passes; what Fluid throws is the template's.
    private static string Run(string file, IFluidTemplate template, TemplateContext scope, TextEncoder encoder)
    {
        try
        {
            return template.Render(scope, encoder).Trim();
        }
        catch (Exception e) when (e is FluidException or InvalidOperationException)
        {
            throw new BrokenMailTemplateException(file, e.Message, e);
        }
    }

    private static string Tidy(string text) => EmptyLines().Replace(LineEnds().Replace(text, "\n"), "\n\n").Trim() + "\n";

    private static string TextFile(string name) => name + ".txt.liquid";

    private static string HtmlFile(string name) => name + ".html.liquid";

    private static string Text(Assembly assembly, string resource)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        return reader.ReadToEnd();
    }

    [GeneratedRegex(@"^Subject: (?<subject>\S.*)$", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex SubjectLine();

    [GeneratedRegex(@"(\||\{%-?)\s*raw\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Unescaped();

    [GeneratedRegex(@"[ \t]+\n", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex LineEnds();

    [GeneratedRegex(@"\n{3,}", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex EmptyLines();

    private sealed record MailTemplate(IFluidTemplate Subject, IFluidTemplate Text, IFluidTemplate Html);
}
