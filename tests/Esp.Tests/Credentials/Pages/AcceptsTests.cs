using Esp.App.Platform;
using Microsoft.AspNetCore.Http;

namespace Esp.Tests.Credentials.Pages;

public sealed class AcceptsTests
{
    [Theory]
    [InlineData("text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,image/webp,image/apng,*/*;q=0.8")]
    [InlineData("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")]
    [InlineData("text/html"), InlineData("TEXT/HTML"), InlineData("text/*"), InlineData("text/html;q=0.2, application/json;q=0.1"), InlineData("text/html;q=0.5,*/*;q=0.1"), InlineData("text/html, application/vc;q=0.9")]
    public void A_browser_gets_a_page(string accept) => Assert.True(Accepts.PagesFirst(Request(accept)));

    [Theory]
    [InlineData(null), InlineData(""), InlineData("*/*"), InlineData("application/*"), InlineData("application/json"), InlineData("application/ld+json"), InlineData("application/vc"), InlineData("image/*")]
    [InlineData("application/json, text/html"), InlineData("text/html;q=0.9, application/json"), InlineData("text/html;q=0"), InlineData("text/html;q=0, */*"), InlineData("text/html;q=0.5, */*"), InlineData("text/html, */*"), InlineData("text/plain")]
    [InlineData("text/html;q=0.3, application/vc+ld+json;q=0.4"), InlineData("!!!")]
    public void A_program_gets_the_document(string? accept) => Assert.False(Accepts.PagesFirst(Request(accept)));

    private static HttpRequest Request(string? accept)
    {
        var context = new DefaultHttpContext();
        if (accept is not null)
            context.Request.Headers.Accept = accept;
        return context.Request;
    }
}
