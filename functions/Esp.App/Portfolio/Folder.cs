using Azure;
using Azure.Data.Tables;

namespace Esp.App.Portfolio;

/// <summary>
/// All rows of one submission and the ESP's profile, read in one call. <see cref="Version"/> is the state row's ETag: every
/// change of answers, evidence or state moves it.
/// </summary>
public sealed class Folder
{
    public required Submission State { get; init; }

    public required ETag Version { get; init; }

    public required Profile? Profile { get; init; }

    public required IReadOnlyDictionary<string, Answer> Answers { get; init; }

    public required IReadOnlyList<Esp.Domain.Evidence> Evidence { get; init; }

    public required IReadOnlyList<Attempt> Attempts { get; init; }

    /// <summary>Reviews with the version of their rows, by number.</summary>
    public required IReadOnlyDictionary<int, (Review Review, ETag Version)> Reviews { get; init; }

    public required IReadOnlyList<SubmissionEvent> History { get; init; }

    /// <summary>The status of the credential that it earned, once there is one.</summary>
    public required string? Credential { get; init; }

    /// <summary>The review that is open, if any.</summary>
    public (Review Review, ETag Version)? OpenReview =>
        State.Review is { } number && Reviews.TryGetValue(number, out var review) && review.Review.IsOpen ? review : null;

    /// <summary>The event that brought the work to its end, if it is there.</summary>
    public SubmissionEvent? Ended => Lifecycle.IsOver(State.Status) ? History.LastOrDefault(e => Lifecycle.Ends(e.Action)) : null;

    public SubmissionFile File(MicroCredential definition) => new(State, definition, Answers, Evidence, Profile?.IsComplete == true);

    /// <summary>From the rows of one query; null when the state row is not among them.</summary>
    public static Folder? From(IEnumerable<TableEntity> rows)
    {
        TableEntity? state = null, profile = null, credential = null;
        var answers = new Dictionary<string, Answer>(StringComparer.Ordinal);
        var evidence = new List<Esp.Domain.Evidence>();
        var attempts = new List<Attempt>();
        var reviews = new Dictionary<int, (Review, ETag)>();
        var history = new List<SubmissionEvent>();
        foreach (var row in rows)
        {
            switch (row.GetString("Kind"))
            {
                case SubmissionRows.Kind:
                    state = row;
                    break;
                case SubmissionRows.EventKind:
                    history.Add(SubmissionRows.EventFromRow(row));
                    break;
                case AnswerRows.Kind:
                    var answer = AnswerRows.FromRow(row);
                    answers.Add(answer.Id, answer);
                    break;
                case AnswerRows.AttemptKind:
                    attempts.Add(AnswerRows.AttemptFromRow(row));
                    break;
                case EvidenceRows.Kind:
                    evidence.Add(EvidenceRows.FromRow(row));
                    break;
                case ReviewRows.Kind:
                    var review = ReviewRows.FromRow(row);
                    reviews.Add(review.Number, (review, row.ETag));
                    break;
                default:
                    if (row.RowKey == PortfolioKeys.Profile)
                        profile = row;
                    else if (row.RowKey.StartsWith("crd|", StringComparison.Ordinal))
                        credential = row;
                    break;
            }
        }

        return state is null ? null : new()
        {
            State = SubmissionRows.FromRow(state),
            Version = state.ETag,
            Profile = profile is null ? null : ProfileRows.FromRow(profile),
            Answers = answers,
            Evidence = evidence,
            Attempts = attempts,
            Reviews = reviews,
            History = [.. history.OrderBy(e => e.Number)],
            Credential = credential?.GetString("Status"),
        };
    }
}
