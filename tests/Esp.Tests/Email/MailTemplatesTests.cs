using System.Net;
using System.Reflection;
using System.Text.RegularExpressions;
using Esp.App.Email;
using Esp.App.Portfolio;

namespace Esp.Tests.Email;

public sealed partial class MailTemplatesTests
{
    private static readonly MailTemplates Templates = Given.Templates();

    public static IEnumerable<TheoryDataRow<string>> Names() => MailSamples.All.Select(m => new TheoryDataRow<string>(m.Template));

    /// <summary>Set ESP_REWRITE_SNAPSHOTS=1 to write the files anew, then read the difference.</summary>
    [Theory, MemberData(nameof(Names))]
    public void A_mail_reads_as_its_snapshot(string name)
    {
        var mail = Rendered(name);
        Snapshot.Holds($"{name}.txt", $"Subject: {mail.Subject}\n\n{mail.Text}");
        Snapshot.Holds($"{name}.html", mail.Html);
    }

    [Fact]
    public void Every_mail_has_a_sample_and_a_name_of_its_own()
    {
        Assert.Equivalent(Mail.All, MailSamples.All.Select(m => m.GetType()), strict: true);
        var names = typeof(MailName).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => (string)f.GetRawConstantValue()!);
        Assert.Equivalent(names, MailSamples.All.Select(m => m.Template), strict: true);
    }

    [Theory, MemberData(nameof(Names))]
    public void Each_link_of_the_model_is_in_the_text_and_in_the_html_exactly_once_and_no_other(string name)
    {
        var mail = MailSamples.All.Single(m => m.Template.Equals(name, StringComparison.Ordinal));
        var links = mail.GetType().GetProperties().Select(p => p.GetValue(mail)).OfType<Uri>().Select(u => u.AbsoluteUri).ToList();
        var rendered = Templates.Render(mail);

        Assert.Equal(links, AnyLink().Matches(rendered.Text).Select(m => m.Value), StringComparer.Ordinal);
        Assert.Equal(links, Href().Matches(rendered.Html).Select(m => WebUtility.HtmlDecode(m.Groups["to"].Value)), StringComparer.Ordinal);
        Assert.Equal(links.Count, AnyLink().Count(rendered.Html));
    }

    [Theory, MemberData(nameof(Names))]
    public void A_mail_says_who_sends_it_and_why_and_can_be_read_by_everyone(string name)
    {
        var mail = Rendered(name);
        var why = name.StartsWith("review-", StringComparison.Ordinal) ? "because you score micro-credentials for" : "because you are working on a micro-credential with";

        Assert.All([mail.Text, mail.Html], body => Assert.Contains($"You get this mail {why} {Given.Issuer}.", body, StringComparison.Ordinal));
        Assert.Contains("<html lang=\"en\">", mail.Html, StringComparison.Ordinal);
        Assert.Single(Heading().Matches(mail.Html));
        Assert.DoesNotMatch("<(img|table|script|link|iframe|form)|url\\(|@import| on[a-z]+=", mail.Html);
        Assert.Contains("prefers-color-scheme: dark", mail.Html, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Names))]
    public void Without_a_name_it_greets_without_one(string name)
    {
        var mail = Templates.Render(MailSamples.All.Single(m => m.Template.Equals(name, StringComparison.Ordinal)) with { Name = "" });
        Assert.Contains("Hello,\n", mail.Text, StringComparison.Ordinal);
        Assert.Contains("<p>Hello,</p>", mail.Html, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "today is the last day"), InlineData(1, "1 day left"), InlineData(2, "2 days left")]
    public void Days_are_counted_as_people_do(int left, string words)
    {
        var link = new Uri("https://site.example/");
        Assert.EndsWith(words, Templates.Render(new ReviewReminderMail("", "Ethics", left, "May 1, 2027", link)).Subject, StringComparison.Ordinal);
        Assert.EndsWith(words, Templates.Render(new FinishByReminderMail("", "Ethics", left, "May 1, 2027", link)).Subject, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("started.txt.liquid", "Subject: {{ title \n\nHello", "started.txt.liquid is broken")]
    [InlineData("started.txt.liquid", "Hello\n", "its first line must be 'Subject: …'")]
    [InlineData("started.html.liquid", "<h1>{{ titel }}</h1>", "titel")]
    [InlineData("started.html.liquid", "<h1>{{ title | upcased }}</h1>", "upcased")]
    [InlineData("decision-not-yet.html.liquid", "{% for part in parts %}{{ part.titel }}{% endfor %}", "titel")]
    [InlineData("started.html.liquid", "<h1>{{ title | raw }}</h1>", "'raw' would print unescaped")]
    [InlineData("_layout.html.liquid", "{% if %}", "_layout.html.liquid is broken")]
    [InlineData("ended.txt.liquid", "Subject: x\n", "no mail has this name")]
    public void A_broken_template_fails_the_start_with_its_file_and_the_reason(string file, string source, string reason)
    {
        var files = Given.TemplateFiles();
        files[file] = source;
        var failure = Assert.Throws<BrokenMailTemplateException>(() => new MailTemplates(Given.Issuer, files));
        Assert.Contains(file, failure.Message, StringComparison.Ordinal);
        Assert.Contains(reason, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_template_fails_the_start()
    {
        var files = Given.TemplateFiles();
        files.Remove("started.html.liquid");
        var failure = Assert.Throws<BrokenMailTemplateException>(() => new MailTemplates(Given.Issuer, files));
        Assert.Equal("The mail template started.html.liquid is broken: it is missing.", failure.Message);
    }

    [Theory]
    [InlineData("/my-work/"), InlineData("javascript:alert(1)"), InlineData("mailto:a@b.example"), InlineData("https://user@site.example/")]
    public void A_link_that_is_not_a_plain_web_address_is_refused(string link) =>
        Assert.Throws<ArgumentException>(() => Templates.Render(new DecisionEarnedMail("Maria", "Ethics", new Uri(link, UriKind.RelativeOrAbsolute))));

    [Theory]
    [InlineData(""), InlineData(" "), InlineData("One\r\nBcc: someone@site.example"), InlineData("One\ntwo"), InlineData("One\u2028two"), InlineData("One\0")]
    public void A_subject_is_one_line(string subject) =>
        Assert.Throws<ArgumentException>(() => new RenderedMail(subject, "text", "<p>text</p>"));

    private static RenderedMail Rendered(string name) => Templates.Render(MailSamples.All.Single(m => m.Template.Equals(name, StringComparison.Ordinal)));

    [GeneratedRegex(@"\bhttps?://\S+", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex AnyLink();

    [GeneratedRegex("href=\"(?<to>[^\"]*)\"", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Href();

    [GeneratedRegex("<h1\\b", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Heading();
}
