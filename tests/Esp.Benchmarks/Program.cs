using System.Diagnostics;
using System.Runtime.InteropServices;
using Esp.Benchmarks;
using Esp.Benchmarks.Sections;
using Esp.Host.Local;
using Microsoft.Extensions.Configuration;

// A benchmark says how it is; it is no test, and ends with 0 also where a reach is missed.
var watch = Stopwatch.StartNew();
var report = new Report();
var tools = LocalOptions.From(new ConfigurationBuilder().AddEnvironmentVariables().Build()).Tools;
Console.WriteLine($"{RuntimeInformation.OSDescription}, {Environment.ProcessorCount} cores, {RuntimeInformation.FrameworkDescription}");
Load("before");
#if DEBUG
Console.WriteLine("This is a Debug build: run with -c Release for figures that mean something.");
#endif

// `-- credentials` measures these alone: they need no platform.
if (args is ["credentials"])
{
    await CredentialSpeed.Run(tools, report);
}
else
{
    await StartTimes.Run(report);
    await using var platform = await Platform.Start();
    await new ApiCalls(platform, TimeSpan.FromSeconds(110)).Run(report);
    await CredentialSpeed.Run(tools, report);
    await SiteWeight.Run(platform.Site, report);
}

Console.WriteLine();
Load("after");
foreach (var missed in report.Missed)
    Console.WriteLine($"Missed: {missed}");
Console.WriteLine($"Done in {watch.Elapsed.TotalSeconds:0} s; {(report.Missed.Count == 0 ? "every reach was met" : $"{report.Missed.Count} reaches were missed")}.");

// Other programs on the machine slow everything down, so the figures come with how busy it was.
static void Load(string when)
{
    if (File.Exists("/proc/loadavg"))
        Console.WriteLine($"Processes that wanted a core in the last minute, {when}: {File.ReadAllText("/proc/loadavg").Split(' ')[0]}");
}
