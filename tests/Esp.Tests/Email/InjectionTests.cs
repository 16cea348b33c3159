using System.Net;
using System.Text.RegularExpressions;
using CsCheck;
using Esp.App.Email;

namespace Esp.Tests.Email;

/// <summary>Whatever people type stays words: no markup, no Liquid, no header, no link.</summary>
public sealed partial class InjectionTests
{
    private static readonly MailTemplates Templates = Given.Templates();

    private static readonly Gen<string> Nasty = Gen.OneOf<string>(
        "https://", "HTTP://", "//", "www.", "evil", ".com", "evil.example", "xn--p1ai", "mailto:", "javascript:", "tel:", "@", "a@b.example", "10.0.0.1", ":", ".", "。", "．",
        "<script>", "</p>", "<a href=\"", "\">", "'", "\"", "&", "&lt;", "]]>", "<!--",
        "{{ scoreLink }}", "{% include 'x' %}", "{{", "}}", "{%", "%}", "{% endraw %}",
        "\r\n", "\n", "\r", "Bcc: ", "Subject: ", "\u2028", "\u202E", "\u200B", "\u200D", "\u00AD", "\0", "\t", " ", "é", "рф", "😀", "\uD83D");

    private static readonly Gen<string> Typed =
        Gen.OneOf(Gen.String, Gen.Select(Nasty, Gen.OneOf(Nasty, Gen.Char.Select(c => c.ToString()))).Select(p => p.Item1 + p.Item2).Array[0, 8].Select(string.Concat));

    [Fact]
    public void No_name_title_or_comment_adds_markup_a_link_or_a_line_to_a_subject() =>
        Gen.Select(Typed, Typed, Typed).Sample(
            (name, title, comment) => Assert.All(MailSamples.With(name, title, comment).Zip(MailSamples.All), pair =>
            {
                var (mail, plain) = (Templates.Render(pair.First), Templates.Render(pair.Second));
                Assert.DoesNotContain(mail.Subject, char.IsControl);
                Assert.Equal(Tags(plain.Html), Tags(mail.Html), StringComparer.Ordinal);
                Assert.Equal(AnyLink().Matches(plain.Text).Select(m => m.Value), AnyLink().Matches(mail.Text).Select(m => m.Value), StringComparer.Ordinal);
                var (before, after) = (Words(plain.Html), Words(mail.Html));
                Assert.Equal(AnyLink().Count(before), AnyLink().Count(after));
            }),
            iter: 400);

    [Fact]
    public void A_name_never_adds_a_line_to_the_text() =>
        Typed.Sample(
            name => Assert.Equal(
                Templates.Render(MailSamples.All[0] with { Name = "Maria" }).Text.Split('\n').Length,
                Templates.Render(MailSamples.All[0] with { Name = name }).Text.Split('\n').Length),
            iter: 400);

    [Fact]
    public void Nothing_typed_reads_as_a_link() =>
        Typed.Sample(typed => Assert.DoesNotMatch(AnyLink(), PlainWords.Line(typed)), iter: 20_000);

    [Fact]
    public void Opening_links_twice_is_opening_them_once() =>
        Typed.Sample(typed => Assert.Equal(PlainWords.Line(typed), PlainWords.Line(PlainWords.Line(typed))), iter: 10_000);

    [Theory]
    [InlineData("https://evil.example/x", "https: //evil. example/x")]
    [InlineData("Win at www.evil.example", "Win at www. evil. example")]
    [InlineData("mailto:a@evil.example", "mailto: a@ evil. example")]
    [InlineData("10.0.0.1", "10. 0. 0. 1")]
    [InlineData("x10.0.0.1y", "x10. 0. 0. 1y")]
    [InlineData("www.w", "www. w")]
    [InlineData("@evil", "@ evil")]
    [InlineData("ev\u200Bil.\u200Dcom", "evil. com")]
    [InlineData("\u202Egnp.exe", "gnp. exe")]
    [InlineData("Maria\r\nBcc: a@b.example", "Maria Bcc: a@ b. example")]
    [InlineData("Ann  O'Neil-López, Jr., M.Ed.", "Ann O'Neil-López, Jr., M. Ed.")]
    [InlineData("At 10:30 a.m., e.g. 1.5 hours, 3:1", "At 10:30 a.m., e.g. 1.5 hours, 3:1")]
    public void Words_stay_words(string typed, string printed) => Assert.Equal(printed, PlainWords.Line(typed));

    [Fact]
    public void A_very_long_name_is_cut() => Assert.Equal(200, PlainWords.Line(new string('x', 5000)).Length);

    [Fact]
    public void Liquid_in_a_name_is_printed_and_not_run()
    {
        var mail = Templates.Render(new DecisionEarnedMail("{{ issuer }}{% if %}", "Ethics", new Uri("https://site.example/")));
        Assert.Contains("Hello {{ issuer }}{% if %},", mail.Text, StringComparison.Ordinal);
        Assert.Contains("Hello {{ issuer }}{% if %},", mail.Html, StringComparison.Ordinal);
    }

    [Fact]
    public void A_comment_keeps_its_lines_as_a_quotation()
    {
        var mail = Templates.Render(MailSamples.With("", "Ethics", "One\r\n\r\n<b>Two</b>").OfType<DecisionNotYetMail>().Single());
        Assert.Contains("\n> One\n> <b>Two</b>\n", mail.Text, StringComparison.Ordinal);
        Assert.Contains("<p>One</p>\n<p>&lt;b&gt;Two&lt;/b&gt;</p>", mail.Html, StringComparison.Ordinal);
    }

    // Comments of several lines rightly add paragraphs, and an empty name or title adds none: those are not compared.
    private static List<string> Tags(string html) => [.. Tag().Matches(html).Select(m => m.Value).Where(t => t is not ("<p>" or "</p>"))];

    private static string Words(string html) => WebUtility.HtmlDecode(Tag().Replace(html, " "));

    [GeneratedRegex("<[^>]*>", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Tag();

    // What mail programs make links of, drawn wider than any of them does.
    [GeneratedRegex(@"[a-z][a-z0-9+.-]*:(//\S|[^\W\d])\S*|\bwww\.\w\S*|[\w-]\.[a-z]{2,}\S*|\S@\w\S*|\d+\.\d+\.\d+\.\d+", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, 1000)]
    private static partial Regex AnyLink();
}
