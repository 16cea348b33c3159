using System.Text;

namespace Esp.App.Admin;

/// <summary>One record of a CSV text and the line on which it begins, counted from 1.</summary>
public sealed record CsvLine(int Number, IReadOnlyList<string> Cells);

/// <summary>Reads CSV as RFC 4180 has it: quotes around cells with commas, quotes or line breaks; empty lines are passed over.</summary>
public static class Csv
{
    public static IReadOnlyList<CsvLine> Read(string text)
    {
        var lines = new List<CsvLine>();
        var (cells, cell, quoted, number, began) = (new List<string>(), new StringBuilder(), false, 1, 1);
        for (var at = 0; at < text.Length; at++)
        {
            var c = text[at];
            if (c == '\n')
                number++;
            if (quoted && c == '"' && at + 1 < text.Length && text[at + 1] == '"')
                cell.Append(text[at++]);
            else if (c == '"' && (quoted || cell.Length == 0))
                quoted = !quoted;
            else if (!quoted && c == ',')
                End();
            else if (!quoted && c is '\n' or '\r' && !quoted)
                EndLine();
            else
                cell.Append(c);
        }

        EndLine();
        return lines;

        void End()
        {
            cells.Add(cell.ToString());
            cell.Clear();
        }

        void EndLine()
        {
            End();
            if (cells.Count > 1 || cells[0].Trim('\uFEFF', ' ').Length > 0)
                lines.Add(new(began, [.. cells.Select((x, i) => i == 0 ? x.TrimStart('\uFEFF') : x)]));
            cells.Clear();
            began = number;
        }
    }
}
