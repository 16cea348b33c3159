namespace Esp.App.Portfolio;

/// <summary>When a candidate may change an answer or a piece of evidence.</summary>
public static class Editing
{
    public static Problem NotEditable(Submission state) =>
        new(ProblemKind.Conflict, "submission.not-editable", $"This can no longer be changed: the submission is {Lifecycle.InWords(state.Status)}.");

    /// <summary>
    /// Null when it may be changed; otherwise <c>submission.not-editable</c>, <c>answer.locked</c> (an earlier attempt passed it),
    /// or <c>not-found</c> for an id that the pinned definition does not have.
    /// </summary>
    public static Problem? Guard(Submission state, MicroCredential definition, string answerId) =>
        definition.ScoredIdOf(answerId) is not { } scoredId ? Problem.NotFound
        : !Lifecycle.IsEditable(state.Status) ? NotEditable(state)
        : state.Carried.Contains(scoredId, StringComparer.Ordinal) ? new Problem(ProblemKind.Conflict, "answer.locked", "This part has already been passed. It stays as it is.")
        : null;
}
