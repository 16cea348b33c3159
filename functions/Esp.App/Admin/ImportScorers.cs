using System.Globalization;
using System.Net.Mail;
using Esp.App.Catalog;
using Esp.App.Platform;
using Esp.App.Scoring;

namespace Esp.App.Admin;

/// <summary>The roster as CSV: a header line, then a scorer a line; and why, for the log.</summary>
public sealed record RosterRequest(string Csv, string Reason = "A new roster.");

/// <summary>A line that was not taken: its number (the header is line 1) and why.</summary>
public sealed record RefusedLine(int Line, string Reason);

/// <summary>How many scorers are new, how many were there before, and which lines were not taken.</summary>
public sealed record RosterResult(int Imported, int Updated, IReadOnlyList<RefusedLine> Refused);

/// <summary>
/// Imports the scorers' roster. Columns, in any order: number, name, email, employer, state, affiliate, micro-credentials
/// (slugs between semicolons, or <c>all</c>), active (yes or no), max-open. A bad line is reported and the good ones are kept.
/// </summary>
public sealed class ImportScorers(ScorerPool pool, FreeScorer free, Catalogue catalogue, Settings settings)
{
    private const int MaxLines = 5000;
    private static readonly string[] Columns = ["number", "name", "email", "employer", "state", "affiliate", "micro-credentials", "active", "max-open"];

    public async Task<Result<RosterResult>> Handle(RosterRequest request, CancellationToken ct)
    {
        var lines = Csv.Read(request.Csv);
        if (lines.Count == 0 || Columns.Except(lines[0].Cells.Select(c => c.Trim().ToLowerInvariant()), StringComparer.Ordinal).ToArray() is { Length: > 0 } absent && absent.Length > 0)
            return Problem.OfFields("roster.header", ("csv", $"The first line must name these columns: {string.Join(",", Columns)}."));
        if (lines.Count > MaxLines)
            return Problem.OfFields("roster.too-long", ("csv", $"A roster has at most {MaxLines} lines; send it in parts."));

        var header = lines[0].Cells.Select(c => c.Trim().ToLowerInvariant()).ToList();
        var (imported, updated, refused, seen) = (0, 0, new List<RefusedLine>(), new HashSet<string>(StringComparer.Ordinal));
        var qualified = new HashSet<string>(StringComparer.Ordinal);
        foreach (var line in lines.Skip(1))
        {
            if (ToScorer(header, line.Cells).Failed(out var problem, out var scorer))
                refused.Add(new(line.Number, problem.Detail));
            else if (!seen.Add(scorer.Number))
                refused.Add(new(line.Number, $"Number {scorer.Number} stands in the roster twice."));
            else if (await pool.Put(scorer, ct))
                updated++;
            else
                imported++;
            if (scorer is { Active: true })
                qualified.UnionWith(scorer.Qualified);
        }

        if (qualified.Count > 0)
            await free.OfferTo(qualified, ct);
        return new RosterResult(imported, updated, refused);
    }

    private Result<Scorer> ToScorer(List<string> header, IReadOnlyList<string> cells)
    {
        if (cells.Count != header.Count)
            return Bad($"It has {cells.Count} columns; the header has {header.Count}.");
        string Cell(string column) => cells[header.IndexOf(column)].Trim();
        var (number, email) = (Cell("number"), Cell("email"));
        if (number.Length is 0 or > 100)
            return Bad("The number is missing.");
        if (!MailAddress.TryCreate(email, out var address) || address.Address != email)
            return Bad("The e-mail address cannot be read.");
        if (Cell("name").Length is 0 or > 200)
            return Bad("The name is missing.");
        var slugs = Slugs(Cell("micro-credentials"));
        if (slugs.FirstOrDefault(s => catalogue.CurrentOf(s) is null) is { } unknown)
            return Bad($"There is no micro-credential '{unknown}'.");
        if (slugs.Count == 0)
            return Bad("It names no micro-credential.");
        if (Cell("active").ToLowerInvariant() is not ("yes" or "no" or "true" or "false") and var active)
            return Bad($"Active is yes or no, not '{active}'.");
        if (!Number(Cell("max-open"), out var maxOpen))
            return Bad("Max-open is a whole number from 1 to 1000, or empty.");
        return new Scorer(
            ScorerId.For(number), number, Cell("name"), email, Cell("employer"), Cell("state").ToUpperInvariant(), Cell("affiliate"), slugs,
            Cell("active").ToLowerInvariant() is "yes" or "true", maxOpen, 0);
    }

    private List<string> Slugs(string cell) =>
        cell.Equals("all", StringComparison.OrdinalIgnoreCase)
            ? [.. catalogue.Current.Select(m => m.Slug)]
            : [.. cell.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(s => s.ToLowerInvariant()).Distinct(StringComparer.Ordinal)];

    private bool Number(string cell, out int number)
    {
        number = settings.MaxOpenReviews;
        return cell.Length == 0 || (int.TryParse(cell, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number is >= 1 and <= 1000);
    }

    private static Problem Bad(string reason) => new(ProblemKind.Invalid, "roster.line", reason);
}

public sealed class ImportScorersFunction(ImportScorers import, AdminLog log)
{
    [Function("ImportScorers")]
    [Described("Import the scorers' roster", Takes = typeof(RosterRequest), Gives = typeof(RosterResult), By = Caller.Admin, Problems = ["admin.reason-needed", "roster.header", "roster.too-long"])]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "manage/scorers")] HttpRequest request, CancellationToken ct) =>
        SignedIn.Admin(request).Failed(out var problem, out var admin) || (await request.Body<RosterRequest>(ct)).Failed(out problem, out var body)
            ? problem.ToHttp()
            : (await log.Take(admin, new AdminDeed(Deed.ImportScorers, "roster", body.Reason), () => import.Handle(body, ct), ct)).ToHttp();
}
