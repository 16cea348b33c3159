using System.Globalization;
using System.IO.Compression;
using System.Text;
using Azure;
using Azure.Storage.Blobs;
using Esp.App.Admin;
using Esp.App.Credentials;
using Esp.App.Email;
using Esp.App.Evidence;
using Esp.App.Platform;
using Esp.App.Portfolio;
using Microsoft.AspNetCore.Http.Features;

namespace Esp.App.Records;

/// <summary>
/// Everything that we keep of a person as one ZIP: what rows say (<c>data.json</c>), answers as text, credentials as they were signed, and
/// the files, straight from storage: memory holds the rows and one buffer. Storage calls: one for a thousand rows, one for the
/// mails, one a credential and one a file.
/// </summary>
public sealed class ExportPerson(NoticeLedger ledger, CredentialStore credentials, Blobs blobs, TimeProvider clock)
{
    private const string Readme = """
        This is everything that we keep about you.

        data.json                         your profile, submissions, answers, results, history, credentials, and which mails we sent
        submissions/<number>/answers/     your answers as text
        submissions/<number>/evidence/    your files
        credentials/                      your credentials as they were signed; anybody can check them
        MISSING.txt                       only if a file is not there any more

        Left out: who scored your work, scores that are not decided yet, and what makes a scorer's link.

        """;

    public async Task Write(Person person, Stream to, CancellationToken ct)
    {
        await using var zip = await ZipArchive.CreateAsync(to, ZipArchiveMode.Create, leaveOpen: true, entryNameEncoding: null, ct);
        var mails = await ledger.All(person.Candidate, ct);
        await Text(zip, "README.txt", Readme, ct);
        await Text(zip, "data.json", PersonDocument.Of(person, mails, clock.GetUtcNow()).ToJsonString(new(EspJson.Options) { WriteIndented = true }), ct);
        foreach (var row in person.Rows.Where(r => r.GetString("Kind") == AnswerRows.Kind && r.GetString("Text") is { Length: > 0 }))
            await Text(zip, $"submissions/{row.RowKey.Split('|')[1]}/answers/{AnswerRows.FromRow(row).Id}.txt", row.GetString("Text"), ct);
        foreach (var id in person.Credentials)
        {
            if (await credentials.FindAny(id, ct) is { Document.Length: > 0 } credential)
                await Text(zip, $"credentials/{id}.json", credential.Document, ct);
        }

        await Files(zip, person, ct);
    }

    private async Task Files(ZipArchive zip, Person person, CancellationToken ct)
    {
        var missing = new StringBuilder();
        foreach (var row in person.Rows.Where(r => r.GetString("Kind") == EvidenceRows.Kind))
        {
            var (submission, evidence) = (SubmissionId.Parse(row.RowKey.Split('|')[1]), EvidenceRows.FromRow(row));
            if (evidence.Kind != EvidenceKind.File || evidence.State == EvidenceState.Retired || evidence is { State: EvidenceState.Removed, Hash.Length: > 0, Frozen.Length: 0 })
                continue;
            var name = $"submissions/{submission}/evidence/{evidence.Id.ToString()[^6..]} {Plain(evidence.Name)}";
            if (!await File(zip, name, blobs.Evidence.GetBlobClient(EvidenceBlobs.Name(submission, evidence.Id)), evidence.Frozen, ct))
                missing.AppendLine(CultureInfo.InvariantCulture, $"{name}: {(evidence.State == EvidenceState.Uploading ? "its upload was never finished" : "not in storage any more")}");
        }

        if (missing.Length > 0)
            await Text(zip, "MISSING.txt", missing.ToString(), ct);
    }

    /// <summary>Copies a file from storage as it comes; false when it is not there.</summary>
    private static async Task<bool> File(ZipArchive zip, string name, BlobClient blob, string frozen, CancellationToken ct)
    {
        try
        {
            await using var content = (await (frozen.Length > 0 ? blob.WithSnapshot(frozen) : blob).DownloadStreamingAsync(cancellationToken: ct)).Value.Content;
            await using var entry = await zip.CreateEntry(name, CompressionLevel.NoCompression).OpenAsync(ct);
            await content.CopyToAsync(entry, ct);
            return true;
        }
        catch (RequestFailedException e) when (e.Status is 404)
        {
            return false;
        }
    }

    private static async Task Text(ZipArchive zip, string name, string text, CancellationToken ct)
    {
        await using var entry = await zip.CreateEntry(name, CompressionLevel.Fastest).OpenAsync(ct);
        await entry.WriteAsync(Encoding.UTF8.GetBytes(text), ct);
    }

    /// <summary>A name that every system takes and that leads nowhere else; of a long one the end, where its kind stands.</summary>
    private static string Plain(string name)
    {
        string plain = new([.. name.Select(c => char.IsControl(c) || "/\\:*?\"<>|".Contains(c, StringComparison.Ordinal) ? '_' : c)]);
        return plain.Length <= 120 ? plain : plain[^100..];
    }
}

/// <summary>The answer that carries the ZIP: it is written while it is sent.</summary>
internal static class ExportAnswer
{
    public static IResult Of(HttpRequest request, Person person, ExportPerson export, DateTimeOffset now)
    {
        // ZipArchive writes the few bytes of an entry's end at once; contents are written asynchronously.
        if (request.HttpContext.Features.Get<IHttpBodyControlFeature>() is { } body)
            body.AllowSynchronousIO = true;
        return Results.Stream(
            to => export.Write(person, to, request.HttpContext.RequestAborted), "application/zip", string.Create(CultureInfo.InvariantCulture, $"my-records-{now:yyyy-MM-dd}.zip"));
    }
}

public sealed class ExportPortfolioFunction(PersonReader people, ExportPerson export, TimeProvider clock)
{
    [Function("ExportPortfolio")]
    [Described("Everything that is kept of me, as a ZIP file", By = Caller.SignedIn)]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "portfolio/export")] HttpRequest request, CancellationToken ct) =>
        SignedIn.From(request).Failed(out var problem, out var person)
            ? problem.ToHttp()
            : ExportAnswer.Of(request, await people.Read(person.Candidate, ct), export, clock.GetUtcNow());
}

/// <summary>Who (a submission's number, a credential's, or an e-mail address), and why.</summary>
public sealed record PersonRequest(string Who, string Reason);

public sealed class ExportPersonFunction(PersonReader people, ExportPerson export, AdminLog log, TimeProvider clock)
{
    [Function("ExportPerson")]
    [Described("Everything that is kept of a person, as a ZIP file, for a reason that is kept", Takes = typeof(PersonRequest), By = Caller.Admin, Problems = ["admin.reason-needed", "person.several"])]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "manage/people/export")] HttpRequest request, CancellationToken ct)
    {
        if (SignedIn.Admin(request).Failed(out var problem, out var admin) || (await request.Body<PersonRequest>(ct)).Failed(out problem, out var body) || (await people.Find(body.Who, ct)).Failed(out problem, out var candidate))
            return problem.ToHttp();
        var read = await log.Take<Person>(admin, new(Deed.ExportPerson, people.Nameless(candidate), body.Reason), async () => await people.Read(candidate, ct), ct);
        return read.ToHttp(person => ExportAnswer.Of(request, person, export, clock.GetUtcNow()));
    }
}
