using System.Text.RegularExpressions;

namespace Esp.Tests.Infra;

/// <summary>What the pages about Azure name is there.</summary>
public sealed partial class PagesTests
{
    public static TheoryData<string> Pages => ["docs/deploy.md", "docs/cost.md", "infra/README.md"];

    [Theory, MemberData(nameof(Pages))]
    public void Links_lead_somewhere(string page)
    {
        var links = Link().Matches(Text(page)).Select(m => m.Groups["to"].Value).Where(to => !to.StartsWith("https://", StringComparison.Ordinal)).ToArray();
        Assert.All(links, to =>
        {
            var (file, anchor) = to.Split('#') is [var f, var a] ? (f, a) : (to, "");
            var target = file.Length == 0 ? page : Path.GetRelativePath(Repository.Root, Path.GetFullPath(Path.Join(Repository.Root, Path.GetDirectoryName(page), file)));
            Assert.True(File.Exists(Path.Join(Repository.Root, target)) || Directory.Exists(Path.Join(Repository.Root, target)), $"{page}: {to}");
            if (anchor.Length > 0)
                Assert.Contains(anchor, Heading().Matches(Text(target)).Select(m => Anchor(m.Groups["text"].Value.Trim())));
        });
    }

    [Theory, MemberData(nameof(Pages))]
    public void Variables_are_read_somewhere(string page)
    {
        var read = string.Concat(new[] { "infra/main.bicepparam", "infra/main.bicep", "infra/hooks/make-secrets.sh", "infra/hooks/fill-in-site.sh", ".github/workflows/deploy.yml" }.Select(Text));
        Assert.All(Variable().Matches(Text(page)).Select(m => m.Value), name => Assert.Contains(name, read, StringComparison.Ordinal));
    }

    [Fact]
    public void The_map_names_every_module_and_hook()
    {
        var map = Text("infra/README.md");
        Assert.All(Directory.EnumerateFiles(Path.Join(Repository.Root, "infra/modules")), module => Assert.Contains($"{Path.GetFileName(module)}`]", map, StringComparison.Ordinal));
    }

    private static string Text(string page) => File.ReadAllText(Path.Join(Repository.Root, page));

    /// <summary>As GitHub makes it: small letters, no punctuation, hyphens for spaces.</summary>
    private static string Anchor(string heading) => string.Concat(heading.ToLowerInvariant().Where(c => char.IsLetterOrDigit(c) || c is ' ' or '-')).Replace(' ', '-');

    [GeneratedRegex(@"\]\((?<to>[^)\s]+)\)", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Link();

    [GeneratedRegex(@"^#{1,6} (?<text>.+)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Heading();

    [GeneratedRegex(@"\bESP_[A-Z][A-Z_]*[A-Z]\b", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Variable();
}
