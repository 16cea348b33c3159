using System.Diagnostics;

namespace Esp.Host.Local.Children;

/// <summary>
/// A node program that runs beside the host. It ends when its input closes, so it never outlives the host, not even one that was
/// killed; when it ends by itself it is started again.
/// </summary>
public sealed class Child : IAsyncDisposable
{
    private readonly string _name;
    private readonly ProcessStartInfo _start;
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _gate = new();
    private readonly Task _supervised;
    private Process? _process;

    /// <param name="name">What the messages call it.</param>
    /// <param name="tools">Folder with <c>child.mjs</c> and <c>node_modules</c>.</param>
    /// <param name="program">The script below <c>node_modules</c>.</param>
    /// <param name="ports">Ready when all of these answer.</param>
    /// <param name="arguments">For the script.</param>
    public Child(string name, string tools, string program, int[] ports, params string[] arguments)
    {
        _name = name;
        var script = Path.Join(tools, "node_modules", program);
        if (!File.Exists(script))
            throw new StartException($"The {name} is not installed: run 'npm ci' in {tools}.");
        _start = new("node", [Path.Join(tools, "child.mjs"), script, .. arguments])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var first = Begin();
        _supervised = Supervise(first);
        Ready = Answer(ports, first);
    }

    /// <summary>Ends when all ports answer; fails with the program's last words when it ends first.</summary>
    public Task Ready { get; }

    public async ValueTask DisposeAsync()
    {
        if (_stop.IsCancellationRequested)
            return;
        await _stop.CancelAsync();
        lock (_gate)
            _process?.StandardInput.Close();
        await _supervised;
        _stop.Dispose();
    }

    private Running Begin()
    {
        try
        {
            lock (_gate)
            {
                _process = Process.Start(_start)!;
                return new(_process);
            }
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw new StartException($"The {_name} cannot start: 'node' was not found. Install Node.js 18 or newer.", e);
        }
    }

    private async Task Supervise(Running running)
    {
        while (true)
        {
            await running.Ended;
            if (_stop.IsCancellationRequested)
                return;
            try
            {
                await Task.Delay(TimeSpan.FromSeconds(1), _stop.Token);
                await Console.Error.WriteLineAsync($"The {_name} ended by itself and is started again. {running.LastWords}");
                running = Begin();
            }
            catch (OperationCanceledException)
            {
                return;
            }
        }
    }

    private async Task Answer(int[] ports, Running first)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(_stop.Token);
        var answers = Task.WhenAll(ports.Select(p => Ports.Answers(p, enough.Token)));
        if (await Task.WhenAny(answers, first.Ended) == answers)
        {
            await answers;
            return;
        }

        await enough.CancelAsync();
        throw new StartException($"The {_name} ended before it was ready. {first.LastWords}");
    }

    private sealed class Running
    {
        private readonly Queue<string> _words = new();

        public Running(Process process)
        {
            process.OutputDataReceived += (_, e) => Heard(e.Data);
            process.ErrorDataReceived += (_, e) => Heard(e.Data);
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            Ended = process.WaitForExitAsync();
        }

        public Task Ended { get; }

        public string LastWords
        {
            get
            {
                lock (_words)
                    return string.Join(' ', _words);
            }
        }

        private void Heard(string? line)
        {
            if (string.IsNullOrWhiteSpace(line))
                return;
            lock (_words)
            {
                _words.Enqueue(line.Trim());
                if (_words.Count > 5)
                    _words.Dequeue();
            }
        }
    }
}
