using System.Diagnostics;
using System.Reflection;

namespace Esp.Tests.Infra;

/// <summary>The Bicep command line, from the package that the test project has downloaded.</summary>
internal static class Bicep
{
    private static readonly string Program = typeof(Bicep).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(a => a.Key == nameof(Bicep)).Value!;

    /// <summary>Runs it in a folder; answers its exit code and what it wrote.</summary>
    public static Task<(int Code, string Output, string Errors)> Run(string folder, params string[] arguments) => Run(folder, [], arguments);

    /// <summary>The same with variables of its own in its environment.</summary>
    public static async Task<(int Code, string Output, string Errors)> Run(string folder, (string Name, string Value)[] variables, string[] arguments)
    {
        var ct = TestContext.Current.CancellationToken;
        var start = new ProcessStartInfo(Program, arguments) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        start.Environment["DOTNET_SYSTEM_GLOBALIZATION_INVARIANT"] = "1";
        start.Environment["NO_COLOR"] = "1";
        // It unpacks parts of itself; the home folder need not be there.
        start.Environment["DOTNET_BUNDLE_EXTRACT_BASE_DIR"] = Path.Join(Path.GetTempPath(), "esp-bicep");
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        using var process = Process.Start(start)!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(ct), process.StandardError.ReadToEndAsync(ct));
        await process.WaitForExitAsync(ct);
        return (process.ExitCode, await output, await errors);
    }
}
