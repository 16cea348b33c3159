using System.Globalization;
using Azure.Data.Tables;

namespace Esp.App.Email;

/// <summary>
/// One line of the mail ledger as it is read: which template, its state (<c>sending</c>, <c>sent</c>, <c>failed</c>), how often and
/// when it was tried. <see cref="EventNumber"/> and <see cref="Which"/> are the cause that it was wanted for.
/// </summary>
public sealed record NoticeLine(string Template, string State, int Tries, DateTimeOffset FirstAt, DateTimeOffset TriedAt, DateTimeOffset? SentAt, string LastError, int EventNumber, string Which)
{
    private const int NumberDigits = 6;

    internal static NoticeLine FromRow(TableEntity row)
    {
        var key = row.GetString("EventKey");
        return new(
            row.GetString("Template"), row.GetString("State"), row.GetInt32("Attempt") ?? 1, row.GetDateTimeOffset("FirstAt")!.Value, row.GetDateTimeOffset("TriedAt")!.Value,
            row.GetDateTimeOffset("SentAt"), row.GetString("LastError") ?? "", int.Parse(key.AsSpan(0, NumberDigits), CultureInfo.InvariantCulture), key[NumberDigits..]);
    }
}
