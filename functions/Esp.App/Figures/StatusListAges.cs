using System.Text.Json;
using Esp.App.Credentials;

namespace Esp.App.Figures;

/// <summary>How old each published status list is and until when it may be believed, read from what verifiers get.</summary>
public sealed class StatusListAges(StatusLists lists)
{
    /// <summary>Every list, from the first. One storage call a list.</summary>
    public async Task<IReadOnlyList<StatusListFigures>> Read(DateTimeOffset now, CancellationToken ct)
    {
        var found = new List<StatusListFigures>();
        for (var n = 1; await lists.Publish(n, ct) is { } json; n++)
        {
            using var list = JsonDocument.Parse(json);
            var (signed, until) = (list.RootElement.GetProperty("proof").GetProperty("created").GetDateTimeOffset(), list.RootElement.GetProperty("validUntil").GetDateTimeOffset());
            found.Add(new(n, Math.Round(Math.Max(0, (now - signed).TotalMinutes), 1), until));
        }

        return found;
    }
}
