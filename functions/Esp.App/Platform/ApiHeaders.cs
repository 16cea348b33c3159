using Microsoft.Net.Http.Headers;

namespace Esp.App.Platform;

/// <summary>Headers of every answer under <c>/api</c>. Both hosts apply them just before an answer starts.</summary>
public static class ApiHeaders
{
    /// <summary>Sets what the function did not: nothing is kept by caches, no type is guessed, no address travels on.</summary>
    public static void Apply(HttpResponse response)
    {
        if (!response.Headers.ContainsKey(HeaderNames.CacheControl))
            response.Headers.CacheControl = "no-store";
        response.Headers.XContentTypeOptions = "nosniff";
        response.Headers["Referrer-Policy"] = "no-referrer";
    }
}
