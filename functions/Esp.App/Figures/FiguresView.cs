using Esp.App.Platform;

namespace Esp.App.Figures;

/// <summary>
/// What admins see, measured at one moment (<see cref="At"/>). The same numbers are the metrics of docs/operations.md, so the page
/// and Azure's dashboards agree. Nothing in it names a person.
/// </summary>
public sealed record FiguresView(
    DateTimeOffset At, TodayFigures Today, FlowFigures Flow, ScorerFigures Scorers, CredentialFigures Credentials, IReadOnlyList<DependencyHealth> Health, CostFigures Cost);

/// <summary>
/// What needs a person. <see cref="Waiting"/> and <see cref="FailedMail"/> end at <see cref="Measure.CountedUpTo"/>, the dead letters of a queue
/// at a hundred: as many or more. <see cref="OldestWaitingHours"/> is null when nobody waits.
/// </summary>
public sealed record TodayFigures(int Waiting, double? OldestWaitingHours, IReadOnlyList<WaitingFigures> WaitingFor, int Overdue, IReadOnlyList<DeadLetterCount> DeadLetters, int FailedMail, IReadOnlyList<FailedMailFigures> FailedMailBy);

/// <summary>Who waits for a scorer of one micro-credential, and how long the first has.</summary>
public sealed record WaitingFigures(string Slug, int Count, double OldestHours);

/// <summary>Mails of one template that failed and have not been sent since.</summary>
public sealed record FailedMailFigures(string Template, int Count);

/// <summary>How work goes through: where submissions stand, how many come how far, and how long decisions take. Weeks begin on Monday, UTC.</summary>
public sealed record FlowFigures(IReadOnlyList<StatusFigures> ByStatus, IReadOnlyList<FunnelFigures> Funnel, IReadOnlyList<WeekFigures> Weeks, TurnaroundFigures Turnaround, IReadOnlyList<SlugTurnaround> TurnaroundBy);

/// <summary>How many submissions of one micro-credential stand there now.</summary>
public sealed record StatusFigures(SubmissionStatus Status, string Slug, long Count);

/// <summary>
/// One micro-credential from the beginning of counting. <see cref="Submitted"/> and <see cref="Decided"/> are about first attempts, so
/// that each stage is a part of the one before; <see cref="Resubmitted"/> and <see cref="NotYet"/> count every time.
/// </summary>
public sealed record FunnelFigures(string Slug, string Title, long Started, long Submitted, long Decided, long Earned, long Resubmitted, long NotYet, long Withdrawn, long Expired, long Revoked);

/// <summary>One week of one micro-credential; weeks in which nothing happened are left out.</summary>
public sealed record WeekFigures(DateOnly Week, string Slug, long Started, long Submitted, long Decided, long Earned, long NotYet);

/// <summary>
/// Business days from sending to the decision, over the last thirteen weeks: how many decisions, half of them within
/// <see cref="Median"/>, nine of ten within <see cref="P90"/>, and the share (0 to 1) within the promise. Null without decisions.
/// Thirty stands for thirty or more.
/// </summary>
public sealed record TurnaroundFigures(int PromiseDays, long Decisions, int? Median, int? P90, double? WithinPromise, IReadOnlyList<DaysFigures> Buckets);

/// <summary>Decisions that took so many business days.</summary>
public sealed record DaysFigures(int Days, long Count);

/// <summary>The turnaround of one micro-credential.</summary>
public sealed record SlugTurnaround(string Slug, long Decisions, int? Median, int? P90, double? WithinPromise);

/// <summary>The scorers: how many, how much they hold of what they could, how many are late; and the latest and busiest one by one (at most 200).</summary>
public sealed record ScorerFigures(int Active, int Open, int Room, int Late, IReadOnlyList<ScorerFigure> Busiest);

/// <summary>One scorer by their number on the roster.</summary>
public sealed record ScorerFigure(string Number, int Open, int Max, int Late, bool Active);

/// <summary>Credentials: earned and revoked are exact, issued and checked near enough. <see cref="Issued"/> below <see cref="Earned"/> for more than minutes means that issuing fails.</summary>
public sealed record CredentialFigures(long Earned, long Issued, long Revoked, long Verified, IReadOnlyList<StatusListFigures> StatusLists);

/// <summary>A status list as it is published now.</summary>
public sealed record StatusListFigures(int N, double AgeMinutes, DateTimeOffset ValidUntil);

/// <summary>What this instance has asked of storage since it started: a measure of cost where no portal shows one.</summary>
public sealed record CostFigures(long StorageCalls);
