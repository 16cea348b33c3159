using System.Diagnostics;

namespace Esp.App.Platform;

/// <summary>
/// What leaves a span that others made (the web server, the HTTP client, the storage SDKs, the worker): everything but a short list.
/// Their addresses hold ids, names of files' blobs and, in links, signatures; a list of what is allowed stays right when a new
/// version of a library adds an attribute. Both hosts run it on every span before it is exported.
/// </summary>
public static class TelemetryScrub
{
    private static readonly HashSet<string> Kept = new(StringComparer.Ordinal)
    {
        "http.request.method", "http.response.status_code", "http.route", "http.request.resend_count", "network.protocol.version", "network.protocol.name",
        "server.address", "server.port", "url.scheme", "error.type", "az.namespace", "messaging.system", "messaging.destination.name", "messaging.operation",
        "messaging.operation.type", "messaging.batch.message_count", "faas.name", "faas.trigger", "faas.coldstart", "az.schema_url",
    };

    /// <summary>Where a client of ours called: shortened rather than dropped. What others call here is known by its route.</summary>
    private static readonly HashSet<string> Addresses = new(StringComparer.Ordinal) { "url.full", "http.url" };

    /// <summary>Cleans one ended span in place. Spans of our own pass: what they carry is written by us alone.</summary>
    public static void Clean(Activity span)
    {
        if (span.Source.Name is Telemetry.Name or Telemetry.InvocationsName)
            return;
        foreach (var (key, value) in span.TagObjects.ToArray())
        {
            if (Addresses.Contains(key))
                span.SetTag(key, Shortened(value as string));
            else if (!Kept.Contains(key))
                span.SetTag(key, value: null);
        }

        foreach (var (key, _) in span.Baggage.ToArray())
            span.SetBaggage(key, value: null);
        // What a library says of a failure may quote an address.
        if (span.StatusDescription is not null)
            span.SetStatus(span.Status);
        if (span.DisplayName.Contains('?', StringComparison.Ordinal) || span.DisplayName.Contains("://", StringComparison.Ordinal))
            span.DisplayName = span.OperationName;
    }

    /// <summary>Scheme and host: which account it was, and nothing of the table, the row or the blob.</summary>
    private static string? Shortened(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme.StartsWith("http", StringComparison.Ordinal) ? uri.GetLeftPart(UriPartial.Authority) : null;
}
