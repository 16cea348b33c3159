using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Esp.Domain;

/// <summary>
/// One line of a submission's history: append-only, numbered from 1, each with the hash of the one before, so that a
/// changed or missing line shows.
/// </summary>
public sealed record SubmissionEvent(
    SubmissionId Submission,
    int Number,
    SubmissionAction Action,
    SubmissionStatus To,
    Role By,
    string Who,
    string Note,
    int Attempt,
    DateTimeOffset At,
    string Before,
    string Hash)
{
    /// <summary>The event that follows on a state.</summary>
    internal static SubmissionEvent After(Submission state, SubmissionAction action, SubmissionStatus to, Role by, string who, string note, DateTimeOffset at)
    {
        var attempt = action == SubmissionAction.Submit ? state.Attempt + 1 : state.Attempt;
        var open = new SubmissionEvent(state.Id, state.Events + 1, action, to, by, who, note, attempt, at, state.LastHash, "");
        return open with { Hash = open.Digest() };
    }

    /// <summary>True when each event continues the one before it and says what its hash says.</summary>
    public static bool IsWhole(IEnumerable<SubmissionEvent> history)
    {
        var (number, before) = (0, "");
        foreach (var happened in history.OrderBy(e => e.Number))
        {
            if (happened.Number != ++number || !string.Equals(happened.Before, before, StringComparison.Ordinal) || !string.Equals(happened.Digest(), happened.Hash, StringComparison.Ordinal))
                return false;
            before = happened.Hash;
        }

        return true;
    }

    private string Digest() =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\n',
            Before, Submission, Number.ToString(CultureInfo.InvariantCulture), Action, To, By, Who, Attempt.ToString(CultureInfo.InvariantCulture), At.UtcDateTime.ToString("O", CultureInfo.InvariantCulture), Note))));
}
