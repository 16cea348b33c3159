using System.Globalization;
using System.Security.Cryptography;
using Esp.App.Platform;
using Esp.Domain.Credentials;
using Microsoft.Net.Http.Headers;

namespace Esp.App.Credentials;

/// <summary>A status list, signed as a credential itself. Who has it already, by its ETag, is told so (304).</summary>
public sealed class GetStatusListFunction(StatusLists lists)
{
    [Function("GetStatusList")]
    [Described("A signed status list")]
    public async Task<IResult> Run([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "status-lists/{n}")] HttpRequest request, string n, CancellationToken ct)
    {
        // A list has one address: 01 is not another name for 1.
        if (n.StartsWith('0') || !int.TryParse(n, NumberStyles.None, CultureInfo.InvariantCulture, out var number) || await lists.Publish(number, ct) is not { } json)
            return Problem.NotFound.ToHttp();
        PublicHeaders.Allow(request.HttpContext.Response, StatusLists.TimeToLive);
        var tag = new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(SHA256.HashData(json).AsSpan(0, 16))}\"");
        request.HttpContext.Response.Headers.ETag = tag.ToString();
        return EntityTagHeaderValue.TryParseList(request.Headers.IfNoneMatch, out var known) && known.Any(k => k.Tag == "*" || k.Compare(tag, useStrongComparison: false))
            ? Results.StatusCode(StatusCodes.Status304NotModified)
            : Results.Bytes(json, CredentialFormat.MediaType);
    }
}
