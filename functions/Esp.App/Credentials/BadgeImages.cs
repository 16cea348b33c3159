using System.Collections.Frozen;
using Esp.App.Catalog;
using Esp.Domain.Credentials;

namespace Esp.App.Credentials;

/// <summary>
/// The picture of each micro-credential's badge, as PNG (600 × 600) and as SVG, by slug: static-site/images/badges, copied beside the app as <c>badges</c>,
/// read once when the app starts and kept (about 30 KB each). The pictures of micro-credentials that are no longer offered stay in the folder: badges that were earned show them.
/// </summary>
public sealed class BadgeImages
{
    private readonly FrozenDictionary<string, byte[]> _files;

    private BadgeImages(Dictionary<string, byte[]> files) => _files = files.ToFrozenDictionary(StringComparer.Ordinal);

    /// <summary>Reads <paramref name="folder"/>; throws a sentence that names the file when a micro-credential on offer has no picture in one of the two forms, or one that holds no badge.</summary>
    public static BadgeImages Load(string folder, IEnumerable<MicroCredential> offered)
    {
        var files = Directory.Exists(folder)
            ? Directory.EnumerateFiles(folder).ToDictionary(f => Path.GetFileName(f), File.ReadAllBytes, StringComparer.Ordinal)
            : [];
        foreach (var name in offered.SelectMany(m => new[] { m.Slug + ".png", m.Slug + ".svg" }))
        {
            if (!files.TryGetValue(name, out var picture))
                throw new CatalogueException(Path.Join(folder, name), 1, "this picture of a badge is missing.");
            var baked = name.EndsWith(".png", StringComparison.Ordinal) ? BakedPng.Bake(picture, "{}"u8) : BakedSvg.Bake(picture, "{}"u8);
            if (baked.Failed(out var problem, out _))
                throw new CatalogueException(Path.Join(folder, name), 1, problem.Detail);
        }

        return new(files);
    }

    /// <summary>The PNG's bytes, or null when there is none of that slug.</summary>
    public byte[]? Png(string slug) => _files.GetValueOrDefault(slug + ".png");

    public byte[]? Svg(string slug) => _files.GetValueOrDefault(slug + ".svg");

    /// <summary>Whose picture a badge shows: the slug in the address of its achievement (<see cref="AchievementFactory.IdOf"/>).</summary>
    public static string SlugOf(Badge badge) =>
        badge.Subject.Achievement.Id.Split('/') is [.., var slug, _] ? Uri.UnescapeDataString(slug) : "";
}
