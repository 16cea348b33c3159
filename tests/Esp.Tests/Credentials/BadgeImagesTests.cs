using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;
using Esp.App.Catalog;
using Esp.App.Credentials;

namespace Esp.Tests.Credentials;

public sealed class BadgeImagesTests
{
    private static readonly Catalogue Offered = Catalogue.Load(Path.Join(AppContext.BaseDirectory, "catalog"));
    private static readonly string Beside = Path.Join(AppContext.BaseDirectory, "badges");

    [Fact]
    public void Each_micro_credential_has_both_pictures_as_the_site_has_them()
    {
        var images = BadgeImages.Load(Beside, Offered.Current);
        var site = Path.Join(Independent.Root, "static-site/images/badges");
        Assert.All(Offered.Current, m =>
        {
            Assert.Equal(File.ReadAllBytes(Path.Join(site, m.Slug + ".png")), images.Png(m.Slug));
            Assert.Equal(File.ReadAllBytes(Path.Join(site, m.Slug + ".svg")), images.Svg(m.Slug));
        });
        Assert.Null(images.Png("unknown"));
        Assert.Null(images.Svg("../communication"));
    }

    [Theory]
    [InlineData("ethics.png", null, "missing")]
    [InlineData("ethics.svg", null, "missing")]
    [InlineData("ethics.png", "not a picture", "not a PNG")]
    [InlineData("ethics.svg", "<html>", "does not begin as an SVG")]
    public void A_picture_that_is_missing_or_broken_stops_the_start_and_is_named(string name, string? content, string why)
    {
        using var folder = new Folder();
        foreach (var file in Directory.EnumerateFiles(Beside).Where(f => Path.GetFileName(f) != name))
            File.Copy(file, Path.Join(folder.Path, Path.GetFileName(file)));
        if (content is not null)
            folder.Write(name, Encoding.UTF8.GetBytes(content));

        var stopped = Assert.Throws<CatalogueException>(() => BadgeImages.Load(folder.Path, Offered.Current));
        Assert.Equal(Path.Join(folder.Path, name), stopped.File);
        Assert.Contains(why, stopped.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_the_folder_the_start_stops() => Assert.Throws<CatalogueException>(() => BadgeImages.Load(Path.Join(Beside, "none"), Offered.Current));

    [Fact]
    public void A_badge_shows_the_picture_of_its_own_micro_credential()
    {
        Assert.Equal("communication", BadgeImages.SlugOf(GivenBadge.Plain()));
        var badge = GivenBadge.Plain();
        Assert.Equal("a b", BadgeImages.SlugOf(badge with { Subject = badge.Subject with { Achievement = badge.Subject.Achievement with { Id = "https://x.example/api/achievements/a%20b/1.0" } } }));
    }

    [Fact]
    public async Task A_browser_draws_the_same_picture_with_the_credential_inside()
    {
        var images = BadgeImages.Load(Beside, Offered.Current);
        var json = Esp.Domain.Credentials.BadgeJson.Write(GivenBadge.Plain());
        var token = "ey.aa.bb"u8;
        var (png, svg) = (images.Png("ethics")!, images.Svg("ethics")!);
        string[][] pairs =
        [
            [Data("image/png", png), Data("image/png", BakedPng.Bake(png, json).Ok())],
            [Data("image/svg+xml", svg), Data("image/svg+xml", BakedSvg.Bake(svg, json).Ok())],
            [Data("image/svg+xml", svg), Data("image/svg+xml", BakedSvg.Bake(svg, token).Ok())],
            [Data("image/png", png), Data("image/png", images.Png("reporting")!)],
        ];

        // Images of the page itself: a page has loaded when they have, and only then is it asked.
        Assert.Equal("[true,true,true,false]", await InChromium($$"""
            <!doctype html><body>{{string.Concat(pairs.SelectMany(p => p).Select(source => $"<img src=\"{source}\">"))}}<script>
            const pixels = image => {
              const canvas = Object.assign(document.createElement('canvas'), {width: 600, height: 600});
              const pen = canvas.getContext('2d');
              pen.drawImage(image, 0, 0);
              return pen.getImageData(0, 0, 600, 600).data.join();
            };
            addEventListener('load', () => {
              const drawn = [...document.images].map(pixels);
              document.documentElement.innerHTML = '<body><output>' + JSON.stringify([0, 2, 4, 6].map(i => drawn[i] === drawn[i + 1])) + '</output></body>';
            });
            </script></body>
            """));
    }

    private static string Data(string type, byte[] picture) => $"data:{type};base64,{Convert.ToBase64String(picture)}";

    private static async Task<string> InChromium(string page)
    {
        using var folder = new Folder();
        string[] quiet = ["--headless", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync", "--dump-dom"];
        var program = Environment.GetEnvironmentVariable("ESP_CHROMIUM") ?? "/usr/bin/chromium";
        using var chromium = Process.Start(new ProcessStartInfo(program, [.. quiet, $"--user-data-dir={Path.Join(folder.Path, "profile")}", "file://" + folder.Write("page.html", Encoding.UTF8.GetBytes(page))])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var complaint = chromium.StandardError.ReadToEndAsync();
        var shown = await chromium.StandardOutput.ReadToEndAsync();
        await chromium.WaitForExitAsync();
        var answer = Regex.Match(shown, "<body><output>(?<same>.*?)</output></body>", RegexOptions.ExplicitCapture, TimeSpan.FromSeconds(1));
        Assert.True(answer.Success, $"{shown[^Math.Min(shown.Length, 500)..]}\n{await complaint}");
        return answer.Groups["same"].Value;
    }
}
