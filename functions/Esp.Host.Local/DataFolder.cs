using System.Security.Cryptography;

namespace Esp.Host.Local;

/// <summary>The data folder: keys made at first start (readable by their owner alone), the emulator's files, the mails.</summary>
public sealed class DataFolder(string path)
{
    private static readonly string[] Ours = ["azurite", "mail", "keys"];

    public string Path { get; } = path;

    public string Azurite => Folder("azurite");

    public string Mail => Folder("mail");

    /// <summary>Removes what the host made, and nothing else that may lie in the folder.</summary>
    public void Forget()
    {
        foreach (var folder in Ours.Select(name => System.IO.Path.Join(Path, name)).Where(Directory.Exists))
            Directory.Delete(folder, recursive: true);
    }

    /// <summary>A key of this name: made once (32 random bytes as base64, unless <paramref name="make"/> makes another kind), then read.</summary>
    public string Key(string name, Func<string>? make = null)
    {
        var file = System.IO.Path.Join(Folder("keys"), name);
        if (!File.Exists(file))
        {
            // Written aside and moved, so that a host that is ended in between never leaves half a key.
            var aside = $"{file}.{Guid.NewGuid():N}";
            using (var stream = new FileStream(aside, OwnerOnly()))
            using (var writer = new StreamWriter(stream))
                writer.Write(make?.Invoke() ?? Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)));
            try
            {
                File.Move(aside, file, overwrite: false);
            }
            catch (IOException) when (File.Exists(file))
            {
                File.Delete(aside);
            }
        }

        return File.ReadAllText(file).Trim();
    }

    private static FileStreamOptions OwnerOnly()
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return options;
    }

    private string Folder(string name) => Directory.CreateDirectory(System.IO.Path.Join(Path, name)).FullName;
}
