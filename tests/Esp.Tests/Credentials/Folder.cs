namespace Esp.Tests.Credentials;

/// <summary>A folder of one test, gone with it.</summary>
internal sealed class Folder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("esp-credentials-").FullName;

    /// <summary>The full name of a file of these bytes.</summary>
    public string Write(string name, byte[] bytes)
    {
        var file = System.IO.Path.Join(Path, name);
        File.WriteAllBytes(file, bytes);
        return file;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
