using Esp.App.Catalog;

namespace Esp.Tests.Catalog;

public sealed class CatalogueTests : IDisposable
{
    private static readonly string Shipped = Path.Join(Repository.Root, "static-site", "catalog");
    private readonly string _folder = Directory.CreateTempSubdirectory("catalogue-").FullName;

    public CatalogueTests()
    {
        foreach (var file in Directory.EnumerateFiles(Shipped, "*.json"))
            File.Copy(file, Path.Join(_folder, Path.GetFileName(file)));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void The_shipped_catalogue_has_one_current_micro_credential_for_each_standard_in_order() =>
        Assert.Equal<IEnumerable<string>>(Choices.Standards, Catalogue.Load(Shipped).Current.Select(m => m.Standard));

    [Fact]
    public void Each_shipped_micro_credential_takes_15_hours_fits_all_nine_families_and_asks_for_proficient() =>
        Assert.All(Catalogue.Load(Shipped).Current, m =>
        {
            Assert.Equal(("1.0", "Proficient", 15, "Blended"), (m.Version, m.Level, m.Hours, m.Format));
            Assert.Equal<IEnumerable<string>>(Choices.CareerFamilies, m.CareerFamilies);
            Assert.Equal(new PassingRule(Part1MustPass: true, Part3MustPass: true, "proficient"), m.Passing);
            Assert.Equal("developing basic proficient", string.Join(' ', m.Levels.Select(l => l.Key)));
        });

    [Fact]
    public void The_policies_come_with_their_version()
    {
        var policies = Catalogue.Load(Shipped).Policies;
        Assert.Equal("1.0", policies.Version);
        Assert.All([policies.Integrity, policies.Privacy], text => Assert.InRange(text.Statements.Count, 3, 5));
    }

    [Fact]
    public void An_older_version_stays_findable_and_the_index_says_which_one_is_current()
    {
        var newer = File.ReadAllText(Path.Join(_folder, "ethics.1.0.json")).Replace("\"version\": \"1.0\"", "\"version\": \"1.1\"", StringComparison.Ordinal);
        File.WriteAllText(Path.Join(_folder, "ethics.1.1.json"), newer);
        Rewrite("index.json", "\"slug\": \"ethics\",\n      \"version\": \"1.0\"", "\"slug\": \"ethics\",\n      \"version\": \"1.1\"");
        Rewrite("index.json", "ethics.1.0.json", "ethics.1.1.json");

        var catalogue = Catalogue.Load(_folder);

        Assert.Equal("1.1", catalogue.CurrentOf("ethics")?.Version);
        Assert.Equal("ethics.1.0", catalogue.Find("ethics", "1.0")?.Key);
        Assert.Equal(8, catalogue.Current.Count);
    }

    [Theory]
    [InlineData("ethics", "9.9"), InlineData("juggling", "1.0"), InlineData("", ""), InlineData("Ethics", "1.0")]
    public void What_is_not_there_is_not_found(string slug, string version) =>
        Assert.Null(Catalogue.Load(Shipped).Find(slug, version));

    [Theory]
    [InlineData("juggling"), InlineData(""), InlineData("ethics.1.0")]
    public void What_was_never_there_is_not_current(string slug) => Assert.Null(Catalogue.Load(Shipped).CurrentOf(slug));

    [Theory, MemberData(nameof(BrokenFiles.All), MemberType = typeof(BrokenFiles))]
    public void A_broken_file_is_refused_with_file_line_and_rule(string file, string was, string becomes, string where, string rule)
    {
        var broken = Rewrite(file, was, becomes);

        var refusal = Assert.Throws<CatalogueException>(() => Catalogue.Load(_folder));

        Assert.Contains(rule, refusal.Rule, StringComparison.Ordinal);
        Assert.Equal((file, LineOf(where, broken)), (refusal.File, refusal.Line));
        Assert.Equal($"{file}, line {refusal.Line}: {refusal.Rule}", refusal.Message);
    }

    [Theory]
    [InlineData("index.json"), InlineData("policies.json")]
    public void A_missing_file_is_refused_by_name(string file)
    {
        File.Delete(Path.Join(_folder, file));
        Assert.StartsWith($"{file}, line 1: The catalogue needs this file", Assert.Throws<CatalogueException>(() => Catalogue.Load(_folder)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("null", 1), InlineData("", 1), InlineData("{\n", 2), InlineData("[]", 1), InlineData("{\n\"version\": \"\u00e9\"}", 1)]
    public void A_file_that_is_no_such_thing_at_all_is_refused_by_line(string content, int line)
    {
        File.WriteAllText(Path.Join(_folder, "policies.json"), content, System.Text.Encoding.Latin1);
        var refusal = Assert.Throws<CatalogueException>(() => Catalogue.Load(_folder));
        Assert.Equal(("policies.json", line), (refusal.File, refusal.Line));
    }

    [Fact]
    public void A_folder_that_is_not_there_is_refused() =>
        Assert.Throws<CatalogueException>(() => Catalogue.Load(Path.Join(_folder, "nowhere")));

    [Fact]
    public void A_file_under_another_name_is_refused()
    {
        File.Move(Path.Join(_folder, "ethics.1.0.json"), Path.Join(_folder, "morals.1.0.json"));
        var refusal = Assert.Throws<CatalogueException>(() => Catalogue.Load(_folder));
        Assert.Equal(("morals.1.0.json", 3, "The file of ethics 1.0 is called ethics.1.0.json."), (refusal.File, refusal.Line, refusal.Rule));
    }

    private string Rewrite(string file, string was, string becomes)
    {
        var path = Path.Join(_folder, file);
        var text = File.ReadAllText(path);
        var at = text.IndexOf(was, StringComparison.Ordinal);
        Assert.True(at >= 0, $"'{was}' is not in {file}");
        var changed = string.Concat(text.AsSpan(0, at), becomes, text.AsSpan(at + was.Length));
        File.WriteAllText(path, changed);
        return changed;
    }

    private static int LineOf(string what, string text)
    {
        var at = text.IndexOf(what, StringComparison.Ordinal);
        Assert.True(at >= 0, $"'{what}' is not in the broken file");
        return text.AsSpan(0, at).Count('\n') + 1;
    }
}
