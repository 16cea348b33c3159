using System.Net.Mail;
using System.Text.Encodings.Web;
using Esp.App.Platform;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;

namespace Esp.Host.Local.SignIn;

/// <summary>
/// Stands in, at the platform's own addresses, for the sign-in of Static Web Apps: whoever sits at this machine says who they are.
/// Leads back only to pages of this site.
/// </summary>
public static class SignInPages
{
    private static readonly string Page = Text("sign-in.html");
    private static readonly string Style = Text("sign-in.css");
    private static readonly TimeSpan Lasts = TimeSpan.FromHours(8);

    /// <summary>First of all: a claim from outside about who calls is dropped; the cookie alone decides.</summary>
    public static Task Recognize(HttpContext context, RequestDelegate next)
    {
        foreach (var name in context.Request.Headers.Keys.Where(k => k.StartsWith(SignedIn.Header, StringComparison.OrdinalIgnoreCase)).ToArray())
            context.Request.Headers.Remove(name);
        if (context.RequestServices.GetRequiredService<SignInCookie>().Read(context.Request.Cookies[SignInCookie.Name]) is { } person)
        {
            context.Items[typeof(Principal)] = person;
            context.Request.Headers[SignedIn.Header] = person.ToHeader();
        }

        return next(context);
    }

    public static void MapSignIn(this WebApplication app)
    {
        app.MapGet("/.auth/login/{provider}", (RequestDelegate)(context => Show(context, "", "", [])));
        app.MapPost("/.auth/login/{provider}", (RequestDelegate)SignIn);
        app.MapGet("/.auth/stand-in.css", (RequestDelegate)(context => Results.Text(Style, "text/css").ExecuteAsync(context)));
        app.MapGet("/.auth/me", (RequestDelegate)Me);
        app.MapGet("/.auth/logout", (RequestDelegate)SignOut);
    }

    private static Task Me(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        var person = Principal.Of(context);
        return Results.Json(new Dictionary<string, Principal?>(StringComparer.Ordinal) { ["clientPrincipal"] = person.IsSignedIn ? person : null }, MeJson).ExecuteAsync(context);
    }

    private static readonly System.Text.Json.JsonSerializerOptions MeJson = new(System.Text.Json.JsonSerializerDefaults.Web);

    private static Task SignOut(HttpContext context)
    {
        context.Response.Cookies.Delete(SignInCookie.Name);
        context.Response.Redirect(LocalPath(context.Request.Query["post_logout_redirect_uri"]));
        return Task.CompletedTask;
    }

    private static async Task SignIn(HttpContext context)
    {
        // A page of another site must not be able to sign someone in as someone else.
        var origin = context.Request.Headers.Origin.ToString();
        if (!context.Request.HasFormContentType || (origin.Length > 0 && !string.Equals(origin, $"{context.Request.Scheme}://{context.Request.Host}", StringComparison.OrdinalIgnoreCase)))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        var (name, email) = (form["name"].ToString().Trim(), form["email"].ToString().Trim());
        (string Field, string Message)[] errors =
        [
            .. name.Length is 0 or > 200 ? [("name", "Enter a name.")] : Array.Empty<(string, string)>(),
            .. email.Length > 254 || !MailAddress.TryCreate(email, out var address) || !string.Equals(address.Address, email, StringComparison.Ordinal)
                ? [("email", "Enter an e-mail address, like maria@example.org.")] : Array.Empty<(string, string)>(),
        ];
        if (errors is not [])
        {
            await Show(context, name, email, errors, form.ContainsKey("admin"));
            return;
        }

        var cookie = context.RequestServices.GetRequiredService<SignInCookie>().Write(Principal.For(name, email, form.ContainsKey("admin")));
        context.Response.Cookies.Append(SignInCookie.Name, cookie, new() { HttpOnly = true, SameSite = SameSiteMode.Lax, MaxAge = Lasts, Path = "/" });
        context.Response.Redirect(LocalPath(context.Request.Query["post_login_redirect_uri"]));
    }

    private static Task Show(HttpContext context, string name, string email, (string Field, string Message)[] errors, bool admin = false)
    {
        var html = HtmlEncoder.Default;
        var summary = errors is [] ? "" :
            "<div class=\"errors\" role=\"alert\" tabindex=\"-1\" autofocus><h2>Check these</h2><ul>"
            + string.Concat(errors.Select(e => $"<li><a href=\"#{e.Field}\">{html.Encode(e.Message)}</a></li>")) + "</ul></div>";
        var page = Page
            .Replace("{{to}}", html.Encode(Uri.EscapeDataString(LocalPath(context.Request.Query["post_login_redirect_uri"]))), StringComparison.Ordinal)
            .Replace("{{errors}}", summary, StringComparison.Ordinal)
            .Replace("{{admin}}", admin ? "checked" : "", StringComparison.Ordinal);
        foreach (var (field, value) in new[] { ("name", name), ("email", email) })
        {
            var error = errors.FirstOrDefault(e => string.Equals(e.Field, field, StringComparison.Ordinal)).Message;
            page = page
                .Replace($"{{{{{field}-error}}}}", error is null ? "" : $"<p class=\"error\" id=\"{field}-error\">{html.Encode(error)}</p>", StringComparison.Ordinal)
                .Replace($"{{{{{field}-described}}}}", error is null ? "" : $"aria-invalid=\"true\" aria-describedby=\"{field}-error\"", StringComparison.Ordinal)
                .Replace($"{{{{{field}}}}}", html.Encode(value), StringComparison.Ordinal);
        }

        var headers = context.Response.Headers;
        (headers.CacheControl, headers.XContentTypeOptions, headers["Referrer-Policy"]) = ("no-store", "nosniff", "same-origin");
        headers.ContentSecurityPolicy = "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
        return Results.Text(page, "text/html; charset=utf-8", statusCode: errors is [] ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest).ExecuteAsync(context);
    }

    /// <summary>A path of this site, or its start page: one slash at the start, no backslash (browsers read it as a slash), only ASCII (a header takes no other).</summary>
    private static string LocalPath(string? to) =>
        to is ['/', ..] && to is not ['/', '/', ..] && !to.Contains('\\', StringComparison.Ordinal) && to.All(c => c is > ' ' and < '\x7f')
            ? to
            : "/";

    private static string Text(string name)
    {
        using var stream = typeof(SignInPages).Assembly.GetManifestResourceStream(name)!;
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
