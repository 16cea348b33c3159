using System.Globalization;

namespace Esp.Benchmarks;

/// <summary>Prints tables in Markdown and remembers which reaches were missed.</summary>
internal sealed class Report
{
    private readonly List<string> _missed = [];

    public IReadOnlyList<string> Missed => _missed;

    public static void Title(string title) => Console.WriteLine($"\n## {title}\n");

    public static void Table(string[] columns, IEnumerable<string[]> rows)
    {
        string[][] all = [columns, .. rows];
        var widths = columns.Select((_, i) => all.Max(r => r[i].Length)).ToArray();
        for (var at = 0; at < all.Length; at++)
        {
            Console.WriteLine("| " + string.Join(" | ", all[at].Select((c, i) => i == 0 ? c.PadRight(widths[i]) : c.PadLeft(widths[i]))) + " |");
            if (at == 0)
                Console.WriteLine("|" + string.Join("|", widths.Select((w, i) => i == 0 ? new string('-', w + 2) : new string('-', w + 1) + ":")) + "|");
        }
    }

    /// <summary>"yes", or "MISSED" and a line at the end.</summary>
    public string Reach(bool reached, string sentence)
    {
        if (!reached)
            _missed.Add(sentence);
        return reached ? "yes" : "MISSED";
    }

    public static string Ms(double milliseconds) => milliseconds.ToString(milliseconds < 100 ? "0.0" : "0", CultureInfo.InvariantCulture) + " ms";

    public static string Number(double value, string format = "0.00") => value.ToString(format, CultureInfo.InvariantCulture);
}

/// <summary>Figures of a sample, nearest rank: the p99 of fewer than a hundred values is the largest.</summary>
internal static class Sample
{
    public static double Percentile(IEnumerable<double> values, int percent)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length == 0 ? double.NaN : sorted[Math.Clamp((int)Math.Ceiling(percent / 100.0 * sorted.Length) - 1, 0, sorted.Length - 1)];
    }

    public static double Median(IEnumerable<double> values) => Percentile(values, 50);
}
