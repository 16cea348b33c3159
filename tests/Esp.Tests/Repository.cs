namespace Esp.Tests;

/// <summary>Where this repository lies on the disk: the first folder upwards with the solution in it.</summary>
internal static class Repository
{
    public static string Root { get; } = Find(new DirectoryInfo(AppContext.BaseDirectory));

    private static string Find(DirectoryInfo? folder) =>
        folder is null ? throw new DirectoryNotFoundException("EspServerless.sln is in no folder above the tests.")
        : File.Exists(Path.Join(folder.FullName, "EspServerless.sln")) ? folder.FullName
        : Find(folder.Parent);
}
