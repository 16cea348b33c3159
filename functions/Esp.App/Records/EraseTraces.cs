using Esp.App.Admin;
using Esp.App.Platform;

namespace Esp.App.Records;

/// <summary>Takes a person out of what admins and queues keep: lines of the log, messages that were put aside.</summary>
public sealed class EraseTraces(PersonReader people, AdminLog log, IDeadLetterBox dead, TimeProvider clock)
{
    private const int MostDeadLetters = 1000;

    /// <summary>A shorter name may stand in texts about something else.</summary>
    private const int ShortestName = 5;

    public async Task Handle(Person person, CancellationToken ct)
    {
        string[] ids = [person.Candidate.ToString(), .. person.Submissions.Keys.Select(s => s.ToString()), .. person.Credentials.Select(c => c.ToString())];
        var began = person.Rows.Select(r => r.GetDateTimeOffset("StartedAt")).Min() ?? clock.GetUtcNow();
        string[] names = [.. ids, .. new[] { person.Profile?.Email, person.Profile?.Name }.OfType<string>().Where(n => n.Length >= ShortestName)];
        await log.Redact(began, names, people.Nameless(person.Candidate), ct);
        foreach (var queue in Queues.All)
        {
            foreach (var letter in await dead.List(queue, MostDeadLetters, ct))
            {
                if (ids.Any(i => letter.Body.Contains(i, StringComparison.Ordinal)))
                    await dead.Drop(queue, letter.Id, ct);
            }
        }
    }
}
