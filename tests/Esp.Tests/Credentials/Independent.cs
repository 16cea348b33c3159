using System.Diagnostics;
using System.Text.Json;

namespace Esp.Tests.Credentials;

/// <summary>The repository's files and the independent credential tools of tests/tools, which need node.</summary>
internal static class Independent
{
    public static string Root { get; } = Repository.Root;

    public static string Vector(string path) => Path.Join(Root, "tests", "vectors", path);

    public static byte[] VectorBytes(string path) => File.ReadAllBytes(Vector(path));

    /// <summary>Runs tests/tools/<paramref name="script"/> over a folder of <paramref name="documents"/>; one answer for each, in order.</summary>
    public static async Task<IReadOnlyList<JsonElement>> Answers(string script, IReadOnlyList<byte[]> documents, params (string Option, byte[] File)[] files)
    {
        var folder = Directory.CreateTempSubdirectory("esp-credentials-").FullName;
        try
        {
            var batch = Directory.CreateDirectory(Path.Join(folder, "batch")).FullName;
            for (var i = 0; i < documents.Count; i++)
                await File.WriteAllBytesAsync(Path.Join(batch, $"{i:D6}.json"), documents[i]);
            List<string> arguments = ["--batch", batch];
            foreach (var (option, content) in files)
            {
                var file = Path.Join(folder, option + ".json");
                await File.WriteAllBytesAsync(file, content);
                arguments.AddRange(["--" + option, file]);
            }

            var answers = await Run(script, arguments);
            Assert.Equal(documents.Count, answers.Count);
            return answers;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    public static async Task<IReadOnlyList<JsonElement>> Run(string script, IEnumerable<string> arguments)
    {
        var tools = Path.Join(Root, "tests", "tools");
        using var node = Process.Start(new ProcessStartInfo("node", [Path.Join(tools, script), .. arguments])
        {
            WorkingDirectory = tools,
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var complaint = node.StandardError.ReadToEndAsync();
        var lines = await node.StandardOutput.ReadToEndAsync();
        await node.WaitForExitAsync();
        Assert.True((await complaint).Length == 0, await complaint);
        return [.. lines.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(l => JsonSerializer.Deserialize<JsonElement>(l))];
    }
}
