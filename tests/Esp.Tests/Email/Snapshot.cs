namespace Esp.Tests.Email;

/// <summary>Compares a text with the file of that name under snapshots/. ESP_REWRITE_SNAPSHOTS=1 writes the files instead.</summary>
internal static class Snapshot
{
    private static readonly string Folder = Path.Join(Repository.Root, "tests/Esp.Tests/Email/snapshots");

    public static void Holds(string file, string actual)
    {
        var path = Path.Join(Folder, file);
        if (Environment.GetEnvironmentVariable("ESP_REWRITE_SNAPSHOTS") is "1")
        {
            Directory.CreateDirectory(Folder);
            File.WriteAllText(path, actual);
        }

        Assert.True(File.Exists(path), $"{file} is missing: run once with ESP_REWRITE_SNAPSHOTS=1.");
        Assert.Equal(File.ReadAllText(path), actual, ignoreLineEndingDifferences: true);
    }
}
