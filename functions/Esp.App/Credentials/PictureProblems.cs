namespace Esp.App.Credentials;

/// <summary>Why no credential could be read from a picture, in words that name the picture's fault.</summary>
internal static class PictureProblems
{
    public static readonly Problem NoBadge = new(ProblemKind.Invalid, "verification.no-badge", "There is no credential in this picture. Some programs and sites take it out when they save or shrink a picture: use the file as it was downloaded.");

    public static readonly Problem TwoBadges = new(ProblemKind.Invalid, "verification.two-badges", "There is more than one credential in this picture, so it cannot say which one is meant.");

    public static readonly Problem Compressed = new(ProblemKind.Invalid, "verification.picture-compressed", "The credential in this picture is compressed, which Open Badges does not allow, so it could not be read.");

    public static readonly Problem TooLarge = new(ProblemKind.TooLarge, "verification.too-large", "The file is larger than 1 MiB.");

    public static Problem Broken(string why) => new(ProblemKind.Invalid, "verification.picture-broken", $"The picture could not be read: {why}");
}
