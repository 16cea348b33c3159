using System.Text.Json;

namespace Esp.Tests.Credentials.Paper;

/// <summary>Where the pieces of text of a page stand.</summary>
internal static class Boxes
{
    private const double Edge = 36;

    /// <summary>Each inside the page with an edge around it, and none over another.</summary>
    public static void AreApart(JsonElement page)
    {
        var (width, height) = (page.GetProperty("width").GetDouble(), page.GetProperty("height").GetDouble());
        var boxes = page.GetProperty("boxes").EnumerateArray().Select(b => (
            Text: b.GetProperty("text").GetString(), Left: b.GetProperty("x").GetDouble(), Base: b.GetProperty("y").GetDouble(),
            Right: b.GetProperty("x").GetDouble() + b.GetProperty("width").GetDouble(), Top: b.GetProperty("y").GetDouble() + (b.GetProperty("height").GetDouble() * 0.72))).ToArray();
        Assert.NotEmpty(boxes);
        Assert.All(boxes, b => Assert.True(b.Left >= Edge && b.Right <= width - Edge && b.Base >= Edge && b.Top <= height - Edge, $"{b}"));
        for (var i = 0; i < boxes.Length; i++)
        {
            for (var j = 0; j < i; j++)
            {
                var (a, b) = (boxes[i], boxes[j]);
                Assert.False(a.Left < b.Right - 0.5 && b.Left < a.Right - 0.5 && a.Base < b.Top && b.Base < a.Top, $"{a} over {b}");
            }
        }
    }
}
