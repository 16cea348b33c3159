using Azure.Data.Tables;

namespace Esp.App.Scoring;

/// <summary>A scorer as a row, both ways. Each qualification is also a property of its own, so that storage can filter by it.</summary>
public static class ScorerRows
{
    public static string QualifiedProperty(string slug) => "Q_" + slug.Replace('-', '_');

    public static TableEntity ToRow(Scorer s, string partition, string key)
    {
        var row = new TableEntity(partition, key)
        {
            ["Id"] = s.Id.ToString(),
            ["Number"] = s.Number,
            ["Name"] = s.Name,
            ["Email"] = s.Email,
            ["Employer"] = s.Employer,
            ["State"] = s.State,
            ["Affiliate"] = s.Affiliate,
            ["Qualified"] = string.Join(' ', s.Qualified),
            ["Active"] = s.Active,
            ["MaxOpen"] = s.MaxOpen,
            ["Open"] = s.Open,
        };
        foreach (var slug in s.Qualified)
            row[QualifiedProperty(slug)] = true;
        return row;
    }

    public static Scorer FromRow(TableEntity row) => new(
        ScorerId.Parse(row.GetString("Id")),
        row.GetString("Number"),
        row.GetString("Name"),
        row.GetString("Email"),
        row.GetString("Employer"),
        row.GetString("State"),
        row.GetString("Affiliate"),
        row.GetString("Qualified").Split(' ', StringSplitOptions.RemoveEmptyEntries),
        row.GetBoolean("Active")!.Value,
        row.GetInt32("MaxOpen")!.Value,
        row.GetInt32("Open")!.Value);
}
