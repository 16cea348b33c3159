using Esp.Host.Local.SignIn;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Net.Http.Headers;

namespace Esp.Host.Local.Site;

/// <summary>
/// Answers for the site as Azure Static Web Apps does by <c>staticwebapp.config.json</c>: first the rules (they may also send a path to
/// the API), then sign-in and API, then files. Global headers and overrides are for the site's own answers, not the API's.
/// </summary>
public sealed class StaticSite(LocalOptions options, string storageOrigin)
{
    /// <summary>Where the platform tells a function which address was asked for, when a rule sent the call to it. Never taken from outside.</summary>
    public const string OriginalUrl = "x-ms-original-url";

    private readonly SiteFiles _files = new(options.Site);
    private readonly string _configFile = Path.Join(options.Site, SiteConfig.FileName);
    private Loaded _loaded = new(DateTime.MinValue, new SiteConfig());

    /// <summary>The configuration, read again when the file changed. A mistake in it is a <see cref="StartException"/>.</summary>
    public SiteConfig Config
    {
        get
        {
            var at = File.GetLastWriteTimeUtc(_configFile);
            if (at != _loaded.At && File.Exists(_configFile))
                _loaded = new(at, SiteConfig.Parse(File.ReadAllText(_configFile), storageOrigin));
            return _loaded.Config;
        }
    }

    /// <summary>Before routing: the first rule that matches. Ends the call, or changes the path and lets it go on.</summary>
    public async Task Rules(HttpContext context, RequestDelegate next)
    {
        var (config, path) = (Config, context.Request.Path.Value!);
        context.Request.Headers.Remove(OriginalUrl);
        var rule = config.Routes.FirstOrDefault(r => r.Matches(path, context.Request.Method));
        context.Items[typeof(SiteRoute)] = rule;
        if (rule?.AllowedRoles is { } roles && !Principal.Of(context).UserRoles.Intersect(roles, StringComparer.OrdinalIgnoreCase).Any())
            await Refuse(context, config, Principal.Of(context).IsSignedIn ? StatusCodes.Status403Forbidden : StatusCodes.Status401Unauthorized);
        else if (rule?.Redirect is { } redirect)
            Redirect(context, config, redirect, rule.StatusCode ?? StatusCodes.Status302Found);
        else if (rule is { StatusCode: { } status, Rewrite: null })
            await Refuse(context, config, status);
        else
        {
            if (rule?.Rewrite is { } rewrite)
            {
                if (rewrite.StartsWith("/api/", StringComparison.Ordinal))
                    context.Request.Headers[OriginalUrl] = context.Request.GetEncodedUrl();
                context.Request.Path = rewrite;
            }

            await next(context);
        }
    }

    /// <summary>Last: the file, the fallback page, or the page for what is not there.</summary>
    public async Task Files(HttpContext context)
    {
        var (config, request, path) = (Config, context.Request, context.Request.Path.Value!);
        if (!HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method))
            await Refuse(context, config, StatusCodes.Status405MethodNotAllowed);
        else if (config.SlashesAreMended && Rule(context)?.Rewrite is null && Mended(path) is { } mended)
            Redirect(context, config, mended + request.QueryString, StatusCodes.Status301MovedPermanently);
        else if (Find(path) is { } file)
            await Send(context, config, file, StatusCodes.Status200OK);
        else if (config.NavigationFallback is { } fallback && fallback.Takes(path) && Find(fallback.Rewrite) is { } page)
            await Send(context, config, page, StatusCodes.Status200OK);
        else
            await Refuse(context, config, StatusCodes.Status404NotFound);
    }

    private static SiteRoute? Rule(HttpContext context) => context.Items[typeof(SiteRoute)] as SiteRoute;

    /// <summary>The file itself, the index of a folder, or a page without its ending.</summary>
    private string? Find(string path) =>
        _files.Find(path)
        ?? _files.Find(path.TrimEnd('/') + "/index.html")
        ?? (path is "/" ? null : _files.Find(path.TrimEnd('/') + ".html"));

    /// <summary>The one address of a page: folders end in a slash, pages have neither slash nor ending. Null when it is that already.</summary>
    private string? Mended(string path)
    {
        var bare = path.TrimEnd('/');
        var own = path.EndsWith("/index.html", StringComparison.Ordinal) && _files.Find(path) is not null ? path[..^"index.html".Length]
            : path.EndsWith(".html", StringComparison.Ordinal) && _files.Find(path) is not null ? path[..^".html".Length]
            : _files.Find(path) is null && _files.Find(bare + "/index.html") is not null ? bare + "/"
            : path.Length > 1 && path.EndsWith('/') && _files.Find(bare + ".html") is not null ? bare
            : path;
        // Two slashes at the start would be the address of another host.
        return own.Length == path.Length || own.StartsWith("//", StringComparison.Ordinal) ? null : own;
    }

    private async Task Refuse(HttpContext context, SiteConfig config, int status)
    {
        var way = config.ResponseOverrides.GetValueOrDefault($"{status}");
        if (way?.Redirect is { } redirect)
            Redirect(context, config, redirect, way.StatusCode ?? StatusCodes.Status302Found);
        else if (way?.Rewrite is { } rewrite && Find(rewrite) is { } page)
            await Send(context, config, page, way.StatusCode ?? status);
        else
        {
            Headers(context, config);
            context.Response.StatusCode = way?.StatusCode ?? status;
        }
    }

    private static void Redirect(HttpContext context, SiteConfig config, string to, int status)
    {
        Headers(context, config);
        context.Response.StatusCode = status;
        context.Response.Headers.Location = to.Replace(".referrer", Uri.EscapeDataString(context.Request.Path), StringComparison.Ordinal);
    }

    private async Task Send(HttpContext context, SiteConfig config, string path, int status)
    {
        var file = _files.Read(path, config.MimeTypes);
        var (bytes, encoding) = file.For(context.Request.Headers.AcceptEncoding.ToString());
        Headers(context, config);
        var headers = context.Response.Headers;
        if (file.Brotli is not null || file.Gzip is not null)
            headers.Vary = HeaderNames.AcceptEncoding;
        if (encoding.Length > 0)
            headers.ContentEncoding = encoding;
        if (status != StatusCodes.Status200OK)
        {
            context.Response.StatusCode = status;
            context.Response.ContentType = file.ContentType;
            context.Response.ContentLength = bytes.Length;
            if (!HttpMethods.IsHead(context.Request.Method))
                await context.Response.Body.WriteAsync(bytes, context.RequestAborted);
            return;
        }

        var tag = new EntityTagHeaderValue(encoding.Length > 0 ? $"\"{file.Tag}-{encoding}\"" : $"\"{file.Tag}\"");
        await Results.Bytes(bytes, file.ContentType, entityTag: tag, enableRangeProcessing: encoding.Length is 0).ExecuteAsync(context);
    }

    /// <summary>The global headers, and over them the rule's; an empty one takes a header away.</summary>
    private static void Headers(HttpContext context, SiteConfig config)
    {
        var headers = context.Response.Headers;
        headers.CacheControl = "public, must-revalidate, max-age=30";
        foreach (var (name, value) in Enumerable.Concat(config.GlobalHeaders, Rule(context)?.Headers ?? SiteConfig.None))
            headers[name] = value.Length > 0 ? value : default(Microsoft.Extensions.Primitives.StringValues);
    }

    private sealed record Loaded(DateTime At, SiteConfig Config);
}
