using System.Collections.Immutable;

namespace Esp.App.Platform;

/// <summary>
/// Everything that this platform says about itself: each metric, event and span by its name, with its unit and its dimensions.
/// Nothing else makes a meter or a source of activities (a test holds that), so this is the whole of it. docs/operations.md lists the
/// same, and every query of the dashboards uses these names and no others (tests). While nobody listens, all of it costs nothing.
/// <para>
/// What may stand in it: slugs, statuses, names of queues and templates, numbers, a scorer's roster number, and the id of a submission
/// where one must be found again. Never a candidate's id, a name, an address, a title, a text that somebody typed, a link or a token.
/// </para>
/// </summary>
public static partial class Telemetry
{
    /// <summary>The name of the meter and of the source of our own spans.</summary>
    public const string Name = "Esp";

    /// <summary>The source of one span an invocation on the local host; in Azure the worker has its own.</summary>
    public const string InvocationsName = "Esp.Functions";

    private static readonly List<Metric> MetricList = [];

    public static readonly Metric Transitions = Metric.Counter("esp.submission.transitions", "{transition}", "Changes of state, each counted once.", Dimension.Action, Dimension.To, Dimension.MicroCredential);
    public static readonly Metric Turnaround = Metric.Histogram("esp.submission.turnaround", "d", "Days from sending to the decision.", Dimension.To, Dimension.MicroCredential);
    public static readonly Metric TurnaroundBusiness = Metric.Histogram("esp.submission.turnaround.business", "{business_day}", "Business days from sending to the decision.", Dimension.To, Dimension.MicroCredential);
    public static readonly Metric Submissions = Metric.Gauge("esp.submissions", "{submission}", "Submissions by where they stand.", Dimension.Status, Dimension.MicroCredential);
    public static readonly Metric Waiting = Metric.Gauge("esp.waiting", "{submission}", "Submissions for which no scorer was free.", Dimension.MicroCredential);
    public static readonly Metric WaitingOldest = Metric.Gauge("esp.waiting.oldest", "h", "How long the oldest of them has waited.", Dimension.MicroCredential);
    public static readonly Metric Overdue = Metric.Gauge("esp.reviews.overdue", "{review}", "Open reviews whose score is late.");
    public static readonly Metric ScorerOpen = Metric.Gauge("esp.scorer.open", "{review}", "Reviews that a scorer holds: the fifty busiest.", Dimension.Scorer);
    public static readonly Metric ScorerMax = Metric.Gauge("esp.scorer.max", "{review}", "The most that the same scorer takes.", Dimension.Scorer);
    public static readonly Metric ScorerLate = Metric.Gauge("esp.scorer.late", "{review}", "Late reviews of the same scorer.", Dimension.Scorer);
    public static readonly Metric MailSent = Metric.Counter("esp.mail.sent", "{mail}", "Mails handed over.", Dimension.Template);
    public static readonly Metric MailFailed = Metric.Counter("esp.mail.failed", "{attempt}", "Attempts to hand a mail over that failed.", Dimension.Template);
    public static readonly Metric MailRetried = Metric.Counter("esp.mail.retried", "{mail}", "Mails put back, to be tried again later.", Dimension.Template);
    public static readonly Metric MailFailing = Metric.Gauge("esp.mail.failing", "{mail}", "Mails that failed and have not been sent since.");
    public static readonly Metric DeadLetters = Metric.Gauge("esp.queue.dead", "{message}", "Dead letters of a queue; a hundred stands for a hundred or more.", Dimension.Queue);
    public static readonly Metric CredentialsIssued = Metric.Counter("esp.credential.issued", "{credential}", "Credentials issued.", Dimension.MicroCredential);
    public static readonly Metric CredentialsVerified = Metric.Counter("esp.credential.verified", "{check}", "Checks of a credential, by what came out.", Dimension.Summary);
    public static readonly Metric SigningFailed = Metric.Counter("esp.signing.failed", "{failure}", "Documents that could not be signed.", Dimension.Document);
    public static readonly Metric StatusListAge = Metric.Gauge("esp.status-list.age", "min", "How long ago a status list was signed.", Dimension.List);
    public static readonly Metric StatusListLeft = Metric.Gauge("esp.status-list.left", "h", "How long a status list may still be believed.", Dimension.List);
    public static readonly Metric EvidenceReceived = Metric.Counter("esp.evidence.received", "{piece}", "Pieces of evidence taken.", Dimension.Kind);
    public static readonly Metric EvidenceRefused = Metric.Counter("esp.evidence.refused", "{piece}", "Pieces of evidence refused, by why.", Dimension.Reason);
    public static readonly Metric StorageCalls = Metric.Counter("esp.storage.calls", "{call}", "Calls to storage, each try counted.", Dimension.Service);
    public static readonly Metric StorageRetries = Metric.Counter("esp.storage.retries", "{call}", "Calls to storage that were repeats of a failed one.", Dimension.Service);
    public static readonly Metric Dependency = Metric.Gauge("esp.dependency.up", "1", "1 when a dependency answers, 0 when it does not.", Dimension.Dependency);

    /// <summary>A change of state, once it is counted. Carries the submission's id, so that one that is stuck can be found.</summary>
    public static readonly LoggedEvent Transition = new(
        2001, "esp.submission.transition",
        "A submission changed its state.",
        [Dimension.Action, Dimension.From, Dimension.To, Dimension.MicroCredential, Dimension.Attempt, Dimension.Minutes, Dimension.BusinessDays, Dimension.Submission]);

    /// <summary>A message was put aside on the local host; Azure's host has its own record of these.</summary>
    public static readonly LoggedEvent DeadLettered = new(2002, "esp.message.dead", "A message went to the dead-letter queue.", [Dimension.Queue, Dimension.Reason]);

    /// <summary>All metrics, in the order above.</summary>
    public static ImmutableArray<Metric> Metrics => [.. MetricList];

    /// <summary>All events.</summary>
    public static ImmutableArray<LoggedEvent> Events => [Transition, DeadLettered];

    /// <summary>The spans of our own: name, and the dimensions that each carries.</summary>
    public static class Spans
    {
        /// <summary>Handling one message, inside the trace of what caused it; linked to the host's own invocation. Carries <c>queue</c>, <c>again</c>.</summary>
        public const string Handle = "esp.message";

        /// <summary>Handing one mail over. Carries <c>template</c>.</summary>
        public const string Mail = "esp.mail";
    }

    /// <summary>The names of all dimensions.</summary>
    public static class Dimension
    {
        /// <summary>What happened: <c>start</c>, <c>submit</c>, <c>offer</c> …</summary>
        public const string Action = "action";

        /// <summary>The status before; empty at the start.</summary>
        public const string From = "from";

        /// <summary>The status after.</summary>
        public const string To = "to";

        /// <summary>Where a submission stands.</summary>
        public const string Status = "status";

        /// <summary>The micro-credential's slug.</summary>
        public const string MicroCredential = "microCredential";

        /// <summary>Which attempt, from 1; 0 before the first is sent.</summary>
        public const string Attempt = "attempt";

        /// <summary>Whole minutes since the event before; empty at the start.</summary>
        public const string Minutes = "minutesSincePrevious";

        /// <summary>Business days from sending to this decision; empty for all else.</summary>
        public const string BusinessDays = "businessDays";

        /// <summary>A submission's id: it names nobody.</summary>
        public const string Submission = "submission";

        /// <summary>A queue's name (<see cref="Queues"/>).</summary>
        public const string Queue = "queue";

        /// <summary>How often a message was put back before.</summary>
        public const string Again = "again";

        /// <summary>A mail's name.</summary>
        public const string Template = "template";

        /// <summary>A scorer's number on the roster.</summary>
        public const string Scorer = "scorer";

        /// <summary>What a check came to: valid, invalid, couldNotCheck.</summary>
        public const string Summary = "summary";

        /// <summary>What was to be signed: credential, statusList.</summary>
        public const string Document = "document";

        /// <summary>A status list's number.</summary>
        public const string List = "list";

        /// <summary>What kind of evidence: link, documents, pictures, audio, video.</summary>
        public const string Kind = "kind";

        /// <summary>Why, as one of a few words of ours.</summary>
        public const string Reason = "reason";

        /// <summary>tables, blobs, queues.</summary>
        public const string Service = "service";

        /// <summary>A dependency as the health page names it.</summary>
        public const string Dependency = "dependency";
    }
}
