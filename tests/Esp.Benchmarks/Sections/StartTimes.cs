using System.Diagnostics;
using System.Net;
using Esp.Host.Local;
using Esp.Host.Local.Walk;

namespace Esp.Benchmarks.Sections;

/// <summary>How long after the built host is launched its first answers come: the second start, with storage that holds data already.</summary>
internal static class StartTimes
{
    private const int Starts = 5;
    private const string Profile = "/api/profile";
    private static readonly string[] Paths = ["/", "/api/health", Profile];

    public static async Task Run(Report report)
    {
        var data = Directory.CreateTempSubdirectory("esp-benchmark-start-").FullName;
        try
        {
            var settings = Platform.PortSettings(data);
            var site = new Uri($"http://127.0.0.1:{settings["ESP_PORT"]}");
            var cookie = await FirstStart(settings, site);
            var times = Paths.ToDictionary(p => p, _ => new List<double>(), StringComparer.Ordinal);
            for (var n = 0; n < Starts; n++)
            {
                var watch = Stopwatch.StartNew();
                using var host = Launch(settings);
                var answers = await Task.WhenAll(Paths.Select(p => FirstAnswer(site, p, cookie, watch)));
                foreach (var (path, took) in Paths.Zip(answers))
                    times[path].Add(took);
                await Stop(host);
            }

            Report.Title("1. Start: from launching the host to the first 200");
            Report.Table(["", "n", "p50", "max", "reached"], Paths.Select(p => Row(p, times[p], report)));
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    private static string[] Row(string path, List<double> times, Report report) =>
    [
        path == Profile ? $"{path} (signed in)" : path, $"{times.Count}", Report.Ms(Sample.Median(times)), Report.Ms(times.Max()),
        report.Reach(times.Max() < 2000, $"Start: {path} answered after {Report.Ms(times.Max())} (under 2 s)."),
    ];

    /// <summary>Makes the data: keys, tables, and an ESP who is signed in and has a profile. Answers their cookie, which outlives the host.</summary>
    private static async Task<string> FirstStart(Dictionary<string, string?> settings, Uri site)
    {
        using var host = Launch(settings);
        await FirstAnswer(site, "/api/health", "", Stopwatch.StartNew());
        using var mailbox = new Mailbox(site);
        (await new Journey(site, mailbox).Candidate("Bench Starter", "starter@esp.example")).Dispose();
        using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>(StringComparer.Ordinal) { ["name"] = "Bench Starter", ["email"] = "starter@esp.example" });
        using var answer = await http.PostAsync(new Uri(site, "/.auth/login/local"), form);
        var cookie = answer.Headers.GetValues("Set-Cookie").First().Split(';')[0];
        await Stop(host);
        return cookie;
    }

    private static Process Launch(Dictionary<string, string?> settings)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(LocalHost).Assembly.Location]) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (key, value) in settings)
            start.Environment[key] = value;
        var host = Process.Start(start)!;
        host.BeginOutputReadLine();
        host.BeginErrorReadLine();
        return host;
    }

    /// <summary>Milliseconds until the path answers 200, asking again every few milliseconds; half a minute at most.</summary>
    private static async Task<double> FirstAnswer(Uri site, string path, string cookie, Stopwatch watch)
    {
        using var http = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = site };
        if (cookie.Length > 0)
            http.DefaultRequestHeaders.Add("Cookie", cookie);
        while (watch.Elapsed < TimeSpan.FromSeconds(30))
        {
            try
            {
                using var answer = await http.GetAsync(new Uri(path, UriKind.Relative));
                if (answer.StatusCode == HttpStatusCode.OK)
                    return watch.Elapsed.TotalMilliseconds;
            }
            catch (HttpRequestException)
            {
                // Not listening yet.
            }

            await Task.Delay(10);
        }

        throw new TimeoutException($"{path} did not answer.");
    }

    /// <summary>Ends the host as a person would, so that its storage is on disk.</summary>
    private static async Task Stop(Process host)
    {
        using var signal = Process.Start("kill", ["-INT", $"{host.Id}"]);
        await signal.WaitForExitAsync();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(15));
        try
        {
            await host.WaitForExitAsync(patience.Token);
        }
        catch (OperationCanceledException)
        {
            host.Kill(entireProcessTree: true);
        }
    }
}
