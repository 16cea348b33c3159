using Esp.App.Credentials.Paper.Pdf;

namespace Esp.App.Credentials.Paper;

/// <summary>The site's colours on paper.</summary>
internal static class PaperColors
{
    public static readonly PaperColor Ink = new(0x1b2430);
    public static readonly PaperColor Muted = new(0x4a5568);
    public static readonly PaperColor Line = new(0xc9c5b8);
    public static readonly PaperColor Action = new(0x06403d);
    public static readonly PaperColor Bus = new(0xffc21a);
    public static readonly PaperColor Bad = new(0xa8201a);
    public static readonly PaperColor White = new(0xffffff);
}
