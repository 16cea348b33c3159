using System.Security.Cryptography;
using Esp.App.Credentials.Paper;
using Esp.App.Platform;
using Esp.Domain.Credentials;

namespace Esp.App.Credentials.Transcript;

/// <summary>One line of a transcript.</summary>
public sealed record TranscriptEntry(CredentialId Id, string Title, string Standard, string Level, DateTimeOffset AwardedAt, int Hours, string VerifyUrl);

/// <summary>A transcript for people; <paramref name="Name"/> is null unless the ESP wants it on credentials.</summary>
public sealed record TranscriptView(string? Name, string Issuer, IReadOnlyList<TranscriptEntry> Entries, int TotalHours);

/// <summary>
/// The transcript of the signed-in ESP, in three forms: for people, as paper, and as a signed ClrCredential (Comprehensive Learner Record 2.0) that holds each badge with its own proof.
/// Storage calls: those of <see cref="EarnedCredentials"/>.
/// </summary>
public sealed class GetTranscript(EarnedCredentials earned, PrintCredential print, PublicAddresses addresses, Settings settings, Signer signer, SigningKeys keys, TimeProvider clock)
{
    public async Task<Result<TranscriptView>> View(CandidateId owner, CancellationToken ct) => (await earned.Of(owner, ct)).Map(e => ViewOf(e));

    public async Task<Result<byte[]>> Paper(CandidateId owner, CancellationToken ct) => (await earned.Of(owner, ct)).Map(e => TranscriptPaper.Write(ViewOf(e), clock.GetUtcNow()));

    public async Task<Result<byte[]>> Clr(CandidateId owner, CancellationToken ct)
    {
        if ((await earned.Of(owner, ct)).Failed(out var problem, out var found))
            return problem;

        var now = clock.GetUtcNow();
        var composed = ClrFactory.Compose(new(
            owner, found.Profile.Email, found.Name, Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)),
            new IssuerProfile(keys.IssuerId, settings.IssuerName, addresses.Home), now, [.. found.Credentials.Select(c => c.Badge)]));
        if (composed.Failed(out problem, out var clr) || signer.Sign(clr, now).Failed(out problem, out clr))
            throw new InvalidOperationException($"The transcript of {owner} cannot be made: {problem.Code}, {problem.Detail}");

        return ClrJson.Write(clr);
    }

    private TranscriptView ViewOf(Earned found)
    {
        var printed = found.Credentials.Select(c => print.Of(c.Id, c.Badge)).ToArray();
        return new(
            found.Name, settings.IssuerName,
            [.. printed.Select(p => new TranscriptEntry(p.Id, p.Title, p.Standard, p.Level, p.AwardedAt, p.Hours, p.PageUrl))],
            printed.Sum(p => p.Hours));
    }
}

public sealed class GetTranscriptFunction(GetTranscript transcript)
{
    [Function("GetTranscript")]
    [Described("My transcript: all that I earned and show", Gives = typeof(TranscriptView), By = Caller.SignedIn, Problems = ["transcript.empty"])]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "transcript")] HttpRequest request, CancellationToken ct) =>
        SignedIn.From(request).Failed(out var problem, out var person) ? problem.ToHttp() : (await transcript.View(person.Candidate, ct)).ToHttp();
}

public sealed class GetTranscriptPaperFunction(GetTranscript transcript)
{
    [Function("GetTranscriptPaper")]
    [Described("My transcript as PDF", By = Caller.SignedIn, Problems = ["transcript.empty"])]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "transcript.pdf")] HttpRequest request, CancellationToken ct) =>
        SignedIn.From(request).Failed(out var problem, out var person)
            ? problem.ToHttp()
            : (await transcript.Paper(person.Candidate, ct)).ToHttp(pdf => PdfAnswer.Of(request, pdf, "transcript.pdf"));
}

public sealed class GetTranscriptClrFunction(GetTranscript transcript)
{
    [Function("GetTranscriptClr")]
    [Described("My transcript as a signed ClrCredential (CLR 2.0)", By = Caller.SignedIn, Problems = ["transcript.empty"])]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "transcript.json")] HttpRequest request, CancellationToken ct)
    {
        if (SignedIn.From(request).Failed(out var problem, out var person))
            return problem.ToHttp();
        return (await transcript.Clr(person.Candidate, ct)).ToHttp(json =>
        {
            if (request.Query["download"] is ["1"])
                request.HttpContext.Response.Headers.ContentDisposition = "attachment; filename=\"transcript.json\"";
            return Results.Bytes(json, CredentialFormat.MediaType);
        });
    }
}
