using System.Diagnostics;
using Esp.App.Credentials;
using Esp.Domain.Credentials;

namespace Esp.Benchmarks.Sections;

/// <summary>Packing and signing a whole status list on one thread: nobody revoked, a thousand, and half of all, the worst for packing.</summary>
internal static class StatusListSpeed
{
    private const string Url = "https://esp.example/api/status-lists/1";
    private const double Reach = 5;
    private const int Times = 100;

    public static void Run(Report report)
    {
        using var keys = SigningKeys.From("did:web:esp.example", SigningKeys.NewSeed()).Failed(out var problem, out var made) ? throw new InvalidOperationException(problem.Detail) : made;
        Report.Title($"4a. A status list of {StatusBits.Entries} entries, packed, signed and written");
        Report.Table(["revoked", "p50", "p99", "bytes", "reached"], new[] { 0, 1000, StatusBits.Entries / 2 }.Select(n => Row(n, new Signer(keys), keys.IssuerId, report)));
    }

    private static string[] Row(int revoked, Signer signer, string issuer, Report report)
    {
        var (random, bits, taken, size) = (new Random(7), new StatusBits(), new List<double>(), 0);
        while (bits.Revoked < revoked)
            bits.Revoke(random.Next(StatusBits.Entries));
        for (var time = -Times; time < Times; time++)
        {
            var now = DateTimeOffset.UtcNow;
            var from = Stopwatch.GetTimestamp();
            if (signer.Sign(new StatusListCredential(Url, issuer, now, now + StatusLists.Believed, StatusLists.TimeToLive, bits.Encode()), now).Failed(out var problem, out var signed))
                throw new InvalidOperationException(problem.Detail);
            size = signed.ToJson().Length;
            if (time >= 0) // after as many to warm up
                taken.Add(Stopwatch.GetElapsedTime(from).TotalMilliseconds);
        }

        var p50 = Sample.Median(taken);
        return [$"{revoked}", Report.Number(p50) + " ms", Report.Number(Sample.Percentile(taken, 99)) + " ms", $"{size}", report.Reach(p50 < Reach, $"A status list with {revoked} revoked takes {Report.Ms(p50)} (under {Reach} ms).")];
    }
}
