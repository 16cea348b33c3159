using System.Diagnostics;
using System.Net.Sockets;

namespace Esp.Tests.Email;

/// <summary>A program from tests/tools/node_modules that runs while the tests do; it ends when its input is closed, so also when the tests are killed.</summary>
internal sealed class ChildProgram : IDisposable
{
    private const string EndsWithUs =
        "process.stdin.resume(); process.stdin.on('end', () => process.exit(0)); require(process.argv[1]);";

    private readonly Process _process;

    private ChildProgram(Process process) => _process = process;

    /// <summary>Starts it and waits (at most 30 s) until the port answers.</summary>
    public static async Task<ChildProgram> Start(string script, int port, params string[] arguments)
    {
        var start = new ProcessStartInfo("node") { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true, UseShellExecute = false };
        string[] all = ["-e", EndsWithUs, "--", Path.Join(Repository.Root, "tests/tools/node_modules", script), .. arguments];
        foreach (var argument in all)
            start.ArgumentList.Add(argument);
        var child = new ChildProgram(Process.Start(start)!);
        child._process.OutputDataReceived += (_, _) => { };
        child._process.ErrorDataReceived += (_, _) => { };
        child._process.BeginOutputReadLine();
        child._process.BeginErrorReadLine();

        for (var tries = 0; !await Answers(port); tries++)
        {
            Assert.True(tries < 300 && !child._process.HasExited, $"{script} does not answer on port {port}.");
            await Task.Delay(100);
        }

        return child;
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(2000))
            _process.Kill();
        _process.Dispose();
    }

    private static async Task<bool> Answers(int port)
    {
        try
        {
            using var client = new TcpClient();
            await client.ConnectAsync("127.0.0.1", port);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
