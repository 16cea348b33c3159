using System.Globalization;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.Primitives;

namespace Esp.App.Platform;

/// <summary>Where problems become answers and bodies become records: the one mapping each way.</summary>
public static class Http
{
    private const int MaxBodyBytes = 256 * 1024;

    public static IResult Json<T>(T value, int status = StatusCodes.Status200OK) => Results.Json(value, EspJson.Options, statusCode: status);

    /// <summary>The value as the given answer, or the problem as RFC 9457.</summary>
    public static IResult ToHttp<T>(this Result<T> result, Func<T, IResult> answer)
        where T : notnull =>
        result.Failed(out var problem, out var value) ? problem.ToHttp() : answer(value);

    /// <summary>The value as JSON, or the problem as RFC 9457.</summary>
    public static IResult ToHttp<T>(this Result<T> result)
        where T : notnull => result.ToHttp(value => Json(value));

    /// <summary>RFC 9457: <c>type</c> /problems/&lt;code&gt;, <c>detail</c> for people, <c>errors</c> by field, facts beside them.</summary>
    public static IResult ToHttp(this Problem problem)
    {
        var extensions = problem.Facts.ToDictionary(f => f.Key, f => (object?)f.Value, StringComparer.Ordinal);
        if (problem.Errors.Count > 0)
            extensions["errors"] = problem.Errors;
        return Results.Problem(
            statusCode: StatusOf(problem.Kind),
            type: $"/problems/{problem.Code}",
            title: problem.Code,
            detail: problem.Detail,
            extensions: extensions);
    }

    public static int StatusOf(ProblemKind kind) => kind switch
    {
        ProblemKind.Invalid => StatusCodes.Status400BadRequest,
        ProblemKind.Unauthenticated => StatusCodes.Status401Unauthorized,
        ProblemKind.Forbidden => StatusCodes.Status403Forbidden,
        ProblemKind.NotFound => StatusCodes.Status404NotFound,
        ProblemKind.Gone => StatusCodes.Status410Gone,
        ProblemKind.Conflict => StatusCodes.Status409Conflict,
        ProblemKind.TooLarge => StatusCodes.Status413PayloadTooLarge,
        ProblemKind.Unsupported => StatusCodes.Status415UnsupportedMediaType,
        ProblemKind.Unavailable => StatusCodes.Status503ServiceUnavailable,
        _ => throw new InvalidOperationException($"No status for {kind}."),
    };

    /// <summary>
    /// Reads a JSON body of at most 256 KiB. Only <c>application/json</c> is taken: a form on another site cannot send that
    /// without asking first, so this also keeps out forged requests. Problems: <c>request.*</c>.
    /// </summary>
    public static async Task<Result<T>> Body<T>(this HttpRequest request, CancellationToken ct)
        where T : notnull
    {
        if (!MediaTypeHeaderValue.TryParse(request.ContentType, out var type) || !string.Equals(type.MediaType, "application/json", StringComparison.OrdinalIgnoreCase))
            return new Problem(ProblemKind.Unsupported, "request.not-json", "Send the request as application/json.");
        if ((await Bytes(request, MaxBodyBytes, TooLarge, ct)).Failed(out var problem, out var bytes))
            return problem;
        try
        {
            return JsonSerializer.Deserialize<T>(bytes, EspJson.Options) is { } body ? body : new Problem(ProblemKind.Invalid, "request.empty", "The request has no body.");
        }
        catch (JsonException e)
        {
            return new Problem(ProblemKind.Invalid, "request.unreadable", string.Create(CultureInfo.InvariantCulture, $"The request cannot be read: line {(e.LineNumber ?? 0) + 1}, {(e.Path is { Length: > 0 } path ? path : "the start")}."));
        }
    }

    /// <summary>The body as it is, at most <paramref name="most"/> bytes of it, or <paramref name="tooLarge"/>.</summary>
    public static async Task<Result<byte[]>> Bytes(this HttpRequest request, int most, Problem tooLarge, CancellationToken ct)
    {
        if (request.ContentLength > most)
            return tooLarge;

        using var buffer = new MemoryStream();
        var chunk = new byte[16 * 1024];
        try
        {
            int read;
            while ((read = await request.Body.ReadAsync(chunk, ct)) > 0)
            {
                buffer.Write(chunk, 0, read);
                if (buffer.Length > most)
                    return tooLarge;
            }

            return buffer.ToArray();
        }
        catch (BadHttpRequestException)
        {
            // A tab that closes in the middle of a save is no failure of ours.
            return new Problem(ProblemKind.Invalid, "request.unreadable", "The request ended before it was whole.");
        }
    }

    /// <summary>The text after <c>Authorization: Bearer</c>, or null.</summary>
    public static string? Bearer(this HttpRequest request) =>
        request.Headers.Authorization is { Count: 1 } header && ((StringValues)header)[0] is { } text && text.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)
            ? text["Bearer ".Length..].Trim()
            : null;

    private static readonly Problem TooLarge = new(ProblemKind.TooLarge, "request.too-large", "The request is larger than 256 KiB.");
}

/// <summary>A body without fields: <c>{}</c>.</summary>
public sealed record Nothing;
