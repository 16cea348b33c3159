using Azure.Data.Tables;

namespace Esp.App.Platform;

/// <summary>The tables, by name. What each holds and under which keys: docs/architecture.md, "Storage".</summary>
public sealed class Tables(TableServiceClient service, Settings settings)
{
    /// <summary>Everything of one ESP in one partition.</summary>
    public TableClient Portfolios { get; } = service.GetTableClient(settings.NamePrefix + "Portfolios");

    /// <summary>The public record of each credential.</summary>
    public TableClient Credentials { get; } = service.GetTableClient(settings.NamePrefix + "Credentials");

    /// <summary>Reserved indexes and bits of the status lists.</summary>
    public TableClient StatusLists { get; } = service.GetTableClient(settings.NamePrefix + "StatusLists");

    /// <summary>The scorers' pool: who they are, how much they hold, ordered by load.</summary>
    public TableClient Scorers { get; } = service.GetTableClient(settings.NamePrefix + "Scorers");

    /// <summary>Submissions that wait for a scorer, by micro-credential and time.</summary>
    public TableClient Waiting { get; } = service.GetTableClient(settings.NamePrefix + "Waiting");

    /// <summary>Hashes of the scorers' links.</summary>
    public TableClient Links { get; } = service.GetTableClient(settings.NamePrefix + "Links");

    /// <summary>What falls due, by day.</summary>
    public TableClient Deadlines { get; } = service.GetTableClient(settings.NamePrefix + "Deadlines");

    /// <summary>The mail ledger.</summary>
    public TableClient Notices { get; } = service.GetTableClient(settings.NamePrefix + "Notices");

    /// <summary>From a submission's number or an address's keyed hash to the partition.</summary>
    public TableClient Finder { get; } = service.GetTableClient(settings.NamePrefix + "Finder");

    /// <summary>What admins did, by month: append-only.</summary>
    public TableClient AdminLog { get; } = service.GetTableClient(settings.NamePrefix + "AdminLog");

    /// <summary>What is counted, and the figures as they were last measured.</summary>
    public TableClient Figures { get; } = service.GetTableClient(settings.NamePrefix + "Figures");

    public IReadOnlyList<TableClient> All => [Portfolios, Credentials, StatusLists, Scorers, Waiting, Links, Deadlines, Notices, Finder, AdminLog, Figures];
}
