namespace Esp.Domain;

/// <summary>Why the answer is no. Each kind has one HTTP status (<c>Platform/Http.cs</c>).</summary>
public enum ProblemKind
{
    /// <summary>The request cannot be read or breaks a rule that the sender can mend.</summary>
    Invalid,

    /// <summary>Nobody is signed in, or the link's session is over.</summary>
    Unauthenticated,

    /// <summary>Signed in, may know that the thing exists, but this step is not theirs.</summary>
    Forbidden,

    /// <summary>Unknown, or not to be known by the one who asks: the two answer alike.</summary>
    NotFound,

    /// <summary>It was there and was removed for good, and the one who asks may know.</summary>
    Gone,

    /// <summary>The thing is no longer in the state that the request assumed.</summary>
    Conflict,

    /// <summary>Larger than the limit that the detail names.</summary>
    TooLarge,

    /// <summary>A body or a file of a type that is not taken here.</summary>
    Unsupported,

    /// <summary>Storage, queue or mail does not answer now; nothing was changed; try again.</summary>
    Unavailable,
}

/// <summary>
/// An expected "no". <paramref name="Code"/> is stable, <c>area.reason</c> in kebab case, and listed in docs/problems.md;
/// <paramref name="Detail"/> is a sentence for people that says what to do.
/// </summary>
public sealed record Problem(ProblemKind Kind, string Code, string Detail)
{
    /// <summary>The one answer for unknown and for foreign things.</summary>
    public static readonly Problem NotFound = new(ProblemKind.NotFound, "not-found", "There is nothing here, or it is not yours to see.");

    /// <summary>Messages by field name (camelCase, as in the request), for a form to show beside the field. Empty when no field is at fault.</summary>
    public IReadOnlyDictionary<string, string> Errors { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Facts that the client needs to go on, by name (for example the id of the thing that is already there).</summary>
    public IReadOnlyDictionary<string, object> Facts { get; init; } = new Dictionary<string, object>(StringComparer.Ordinal);

    /// <summary>A problem with one or more fields; the detail is the first message.</summary>
    public static Problem OfFields(string code, params (string Field, string Message)[] errors) =>
        new(ProblemKind.Invalid, code, errors[0].Message)
        {
            Errors = errors.DistinctBy(e => e.Field, StringComparer.Ordinal).ToDictionary(e => e.Field, e => e.Message, StringComparer.Ordinal),
        };
}
