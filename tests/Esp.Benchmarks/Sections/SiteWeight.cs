using System.Net.Http.Headers;
using System.Text;
using System.Text.RegularExpressions;

namespace Esp.Benchmarks.Sections;

/// <summary>What the start page weighs for somebody who comes the first time: the page and every file that it names, as they travel.</summary>
internal static partial class SiteWeight
{
    private static readonly string[] Kinds = ["", ".css", ".js", ".svg"];
    private const int Most = 60 * 1024;

    public static async Task Run(Uri site, Report report)
    {
        Report.Title("5. The start page with all it loads, in bytes as sent");
        var rows = new List<string[]>();
        foreach (var encoding in new[] { "br", "gzip" })
        {
            var files = await Load(site, encoding);
            var total = files.Sum(f => f.Bytes);
            rows.Add([encoding, $"{files.Count}", .. Kinds.Select(e => $"{files.Where(f => Path.GetExtension(f.Path) == e).Sum(f => f.Bytes)}"), $"{total}",
                report.Reach(total < Most, $"Start page: {total} bytes by {encoding} (under {Most}).")]);
        }

        Report.Table(["", "files", "page", "css", "js", "svg", "all", "reached"], rows);
    }

    private static async Task<List<(string Path, int Bytes)>> Load(Uri site, string encoding)
    {
        using var http = new HttpClient { BaseAddress = site };
        http.DefaultRequestHeaders.AcceptEncoding.Add(new StringWithQualityHeaderValue(encoding));
        var (files, waiting, seen) = (new List<(string, int)>(), new Queue<string>(["/"]), new HashSet<string>(StringComparer.Ordinal) { "/" });
        while (waiting.TryDequeue(out var path))
        {
            using var answer = await http.GetAsync(new Uri(path, UriKind.Relative));
            answer.EnsureSuccessStatusCode();
            var bytes = await answer.Content.ReadAsByteArrayAsync();
            files.Add((path, bytes.Length));
            using var plain = new HttpClient { BaseAddress = site };
            var text = Encoding.UTF8.GetString(await plain.GetByteArrayAsync(new Uri(path, UriKind.Relative)));
            foreach (var next in Named(path, text).Select(n => new Uri(new Uri(site, path), n)).Where(u => u.Host == site.Host).Select(u => u.AbsolutePath).Where(seen.Add))
                waiting.Enqueue(next);
        }

        return files;
    }

    /// <summary>What a page, a style sheet or a module makes the browser fetch.</summary>
    private static IEnumerable<string> Named(string path, string text) => Path.GetExtension(path) switch
    {
        "" => Links().Matches(text).Select(m => m.Groups["href"].Value).Concat(Sources().Matches(text).Select(m => m.Groups["src"].Value)),
        ".css" => Urls().Matches(text).Select(m => m.Groups["url"].Value),
        ".js" => Imports().Matches(text).Select(m => m.Groups["from"].Value),
        _ => [],
    };

    [GeneratedRegex("""<link rel="(stylesheet|modulepreload|icon|preload)"[^>]*?href="(?<href>/[^"]+)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Links();

    [GeneratedRegex("""<(script|img)[^>]*? src="(?<src>/[^"]+)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Sources();

    [GeneratedRegex("""(url\(|@import )["']?(?<url>[^"')#:]+\.\w+)""", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex Urls();

    [GeneratedRegex("""^(import|export)[^'"\n]*['"](?<from>\.{0,2}/[^'"]+)['"]""", RegexOptions.ExplicitCapture | RegexOptions.Multiline, 1000)]
    private static partial Regex Imports();
}
