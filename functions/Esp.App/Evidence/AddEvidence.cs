using Esp.App.Catalog;
using Esp.App.Platform;
using Esp.App.Portfolio;

namespace Esp.App.Evidence;

/// <summary>A file about to be uploaded (name and size in bytes) or a link (address and title), for one criterion.</summary>
public sealed record AddEvidenceRequest(string Criterion, EvidenceKind Kind, string? Name = null, long Bytes = 0, string? Url = null, string? Title = null);

/// <summary>Adds a piece of evidence. Limits are checked here by name and announced size, and again by content once it is uploaded.</summary>
public sealed class AddEvidence(PortfolioStore portfolio, EvidenceStore evidence, Catalogue catalogue, Settings settings, TimeProvider clock)
{
    private const int MaxName = 255;
    private const int MaxUrl = 2000;
    private const int Tries = 4;

    public async Task<Result<EvidenceWithUpload>> Handle(OwnSubmission own, AddEvidenceRequest request, CancellationToken ct)
    {
        if (Make(request).Failed(out var problem, out var made))
        {
            Telemetry.EvidenceRefused.Count(problem.Code[(problem.Code.IndexOf('.', StringComparison.Ordinal) + 1)..]);
            return problem;
        }

        for (var tries = 0; tries < Tries; tries++)
        {
            if ((await portfolio.Find(own.Candidate, own.Id, ct)).Failed(out problem, out var folder))
                return problem;
            var definition = catalogue.Find(folder.State.Slug, folder.State.DefinitionVersion)!;
            if (definition.Part2.Criteria.All(c => c.Id != request.Criterion))
                return Problem.OfFields("evidence.unknown-criterion", ("criterion", "This micro-credential has no such criterion."));
            if (Editing.Guard(folder.State, definition, request.Criterion) is { } refusal)
                return refusal;
            if (folder.Evidence.Count(e => e.Counts) >= settings.MaxFiles)
                return new Problem(ProblemKind.Conflict, "evidence.too-many", $"There are already {settings.MaxFiles} pieces of evidence, which is the most. Remove one first.");

            var saved = await portfolio.Touch(folder.State, folder.Version, made.AddedAt, batch => batch.Add(EvidenceRows.ToRow(own.Candidate, own.Id, made)), ct);
            if (saved.Failed(out problem, out _))
                continue;
            if (made.Kind == EvidenceKind.Link)
                Telemetry.EvidenceReceived.Count("link");
            return new EvidenceWithUpload(EvidenceView.Of(made), made.Kind == EvidenceKind.File ? await evidence.UploadLink(own, made.Id, ct) : null);
        }

        return PortfolioStore.ChangedMeanwhile;
    }

    private Result<Esp.Domain.Evidence> Make(AddEvidenceRequest request) => request.Kind == EvidenceKind.File ? MakeFile(request) : MakeLink(request);

    private Result<Esp.Domain.Evidence> MakeFile(AddEvidenceRequest request)
    {
        var name = Path.GetFileName((request.Name ?? "").Replace('\\', '/')).Trim();
        if (name.Length is 0 or > MaxName || name.Any(char.IsControl))
            return Problem.OfFields("evidence.name-invalid", ("name", $"Give the file a name of 1 to {MaxName} characters."));
        if (FileKinds.ByName(name) is not { } kind)
            return Problem.OfFields("evidence.type-not-allowed", ("name", $"Files of this type cannot be taken. Use one of: {string.Join(", ", FileKinds.All.Select(k => k.Extension[1..]))}."));
        if (request.Bytes <= 0)
            return Problem.OfFields("evidence.empty", ("name", "This file is empty. Choose another one."));
        if (request.Bytes > FileKinds.MaxBytes(kind.Group, settings))
            return EvidenceProblems.TooLarge(kind.Group, settings);
        var now = clock.GetUtcNow();
        return new Esp.Domain.Evidence(EvidenceId.New(now), request.Criterion, EvidenceKind.File, name, EvidenceState.Uploading, now) { Bytes = request.Bytes, Type = kind.ContentType };
    }

    private Result<Esp.Domain.Evidence> MakeLink(AddEvidenceRequest request)
    {
        var title = (request.Title ?? "").Trim();
        if (title.Length is 0 or > MaxName)
            return Problem.OfFields("evidence.title-needed", ("title", "Say in a few words what the link leads to."));
        if (!LinkRules.Accepts(request.Url, MaxUrl, out var url))
            return Problem.OfFields("evidence.link-invalid", ("url", "Enter a whole web address that begins with https:// and that a scorer can open without signing in."));
        var now = clock.GetUtcNow();
        return new Esp.Domain.Evidence(EvidenceId.New(now), request.Criterion, EvidenceKind.Link, title, EvidenceState.Ready, now) { Url = url, Title = title };
    }
}

public sealed class AddEvidenceFunction(AddEvidence add)
{
    [Function("AddEvidence")]
    [Described("Add a file or a link as evidence", Takes = typeof(AddEvidenceRequest), Gives = typeof(EvidenceWithUpload), Status = StatusCodes.Status201Created, By = Caller.SignedIn, Problems = ["evidence.name-invalid", "evidence.type-not-allowed", "evidence.empty", "evidence.too-large", "evidence.too-many", "evidence.title-needed", "evidence.link-invalid", "evidence.unknown-criterion", "submission.not-editable", "answer.locked"])]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "submissions/{id}/evidence")] HttpRequest request, string id, CancellationToken ct) =>
        OwnSubmission.Of(request, id).Failed(out var problem, out var own) || (await request.Body<AddEvidenceRequest>(ct)).Failed(out problem, out var body)
            ? problem.ToHttp()
            : (await add.Handle(own, body, ct)).ToHttp(added => Http.Json(added, StatusCodes.Status201Created));
}
