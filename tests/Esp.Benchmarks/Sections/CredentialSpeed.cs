using System.Diagnostics;
using System.Text.Json;
using Esp.App.Catalog;
using Esp.App.Credentials;
using Esp.Domain.Credentials;

namespace Esp.Benchmarks.Sections;

/// <summary>Issuing and verifying on one thread, beside an independent implementation in Node on the same credential.</summary>
internal static class CredentialSpeed
{
    private const string Site = "https://esp.example";
    private static readonly TimeSpan For = TimeSpan.FromSeconds(2);

    public static async Task Run(string tools, Report report)
    {
        using var keys = Ok(SigningKeys.From("did:web:esp.example", SigningKeys.NewSeed()));
        var (signer, checker, input, now) = (new Signer(keys), new BadgeChecker(keys), Input(keys), DateTimeOffset.UtcNow);
        byte[] Issue() => BadgeJson.Write(Ok(signer.Sign(Ok(BadgeFactory.Compose(input)), now)));
        var json = Issue();
        var issue = PerSecond(() => Issue());
        var verify = PerSecond(() => _ = checker.Signature(json).Result == CheckResult.Valid ? 0 : throw new InvalidOperationException("Our own badge does not verify."));
        var other = await Independent(tools, json, DidDocument.Write(keys));
        Report.Title("4. Credentials: per second on one core");
        Report.Table(["", "ours", "@digitalcredentials/vc", "ratio", "reached"],
        [
            Row("issue", issue, other.GetProperty("issue").GetDouble(), 30, report),
            Row("verify", verify, other.GetProperty("verify").GetDouble(), 20, report),
        ]);
        Console.WriteLine($"\nOne credential of {json.Length} bytes. Ours composes, signs and writes it, or reads and checks it; the other signs and checks the parsed document.\n");
        Envelopes(keys, signer, json, report);
    }

    /// <summary>What is made from a signed credential when somebody asks, and the list of revoked ones, each once on one thread.</summary>
    private static void Envelopes(SigningKeys keys, Signer signer, byte[] json, Report report)
    {
        var now = DateTimeOffset.UtcNow;
        var catalogue = Catalogue.Load(Path.Join(AppContext.BaseDirectory, "catalog"));
        var images = BadgeImages.Load(Path.Join(AppContext.BaseDirectory, "badges"), catalogue.Current);
        using var jwtKeys = Ok(JwtKeys.From(keys.IssuerId, JwtKeys.NewKey()));
        var (jwt, badge, bits) = (new CredentialJwt(jwtKeys), Ok(BadgeReader.Read(json)), HalfRevoked());
        var (png, svg, token) = (images.Png(catalogue.Current[0].Slug)!, images.Svg(catalogue.Current[0].Slug)!, Ok(jwt.Sign(badge)));
        byte[] List() => Ok(signer.Sign(new StatusListCredential($"{Site}/api/status-lists/1", keys.IssuerId, now, now.AddDays(1), TimeSpan.FromMinutes(1), bits.Encode()), now)).ToJson();
        var (bakedPng, bakedSvg) = (Ok(BakedPng.Bake(png, json)), Ok(BakedSvg.Bake(svg, json)));

        Report.Table(["", "each", "bytes", "at most", "reached"],
        [
            Once("status list of 131,072, half revoked at random: encode, sign, write", List, List().Length, 5, report),
            Once("bake into PNG", () => Ok(BakedPng.Bake(png, json)), bakedPng.Length, 2, report),
            Once("bake into SVG", () => Ok(BakedSvg.Bake(svg, json)), bakedSvg.Length, 2, report),
            Once("read out of PNG", () => Ok(BakedPng.Read(bakedPng)), json.Length, 2, report),
            Once("read out of SVG", () => Ok(BakedSvg.Read(bakedSvg)), json.Length, 2, report),
            Once("JWT: sign", () => Ok(jwt.Sign(badge)), token.Length, 2, report),
            Once("JWT: check", () => jwt.Check(token).Result == CheckResult.Valid ? token : throw new InvalidOperationException("Our own token does not verify."), token.Length, 2, report),
        ]);
    }

    private static string[] Once<T>(string what, Func<T> action, int bytes, double most, Report report)
    {
        var milliseconds = 1000 / PerSecond(() => action());
        return [what, Report.Number(milliseconds, "0.000") + " ms", Report.Number(bytes, "0"), Report.Ms(most), report.Reach(milliseconds < most, $"Credentials: {what} takes {milliseconds:0.0} ms.")];
    }

    /// <summary>What packs worst: each entry by the toss of a coin, the same each run.</summary>
    private static StatusBits HalfRevoked()
    {
        var (bits, coin) = (new StatusBits(), new Random(7));
        for (var i = 0; i < StatusBits.Entries; i++)
        {
            if (coin.Next(2) == 0)
                bits.Revoke(i);
        }

        return bits;
    }

    private static string[] Row(string what, double ours, double other, double least, Report report) =>
        [what, Report.Number(ours, "0"), Report.Number(other, "0"), Report.Number(ours / other, "0.0"), report.Reach(ours / other >= least, $"Credentials: {what} is less than {least:0} times as fast as the independent implementation.")];

    /// <summary>Repeats for a fixed time on this thread, after as long again to warm up; the best of three, since others may have used the core.</summary>
    private static double PerSecond(Action action)
    {
        var best = 0.0;
        for (var round = 0; round < 4; round++)
        {
            var (watch, count) = (Stopwatch.StartNew(), 0);
            for (; watch.Elapsed < For / 3; count++)
                action();
            if (round > 0)
                best = Math.Max(best, count / watch.Elapsed.TotalSeconds);
        }

        return best;
    }

    private static BadgeInput Input(SigningKeys keys)
    {
        var definition = Catalogue.Load(Path.Join(AppContext.BaseDirectory, "catalog")).Current[0];
        return new(
            CredentialId.For(new SubmissionId(new Guid("00000001-0007-0007-0102-030405060708"))), definition,
            definition.Part2.Criteria.ToDictionary(c => c.Id, _ => definition.Levels[^1].Key, StringComparer.Ordinal),
            DateTimeOffset.UtcNow.AddMinutes(-1), "bench@esp.example", "Bench Walker", "c2FsdA", new string('a', 64), 3,
            new IssuerProfile(keys.IssuerId, "ESP Micro-credentials", Site + "/"), Site,
            new StatusEntry($"{Site}/api/status-lists/1#42", 42, $"{Site}/api/status-lists/1"));
    }

    private static async Task<JsonElement> Independent(string tools, byte[] credential, byte[] did)
    {
        var folder = Directory.CreateTempSubdirectory("esp-benchmark-credential-").FullName;
        try
        {
            var (file, document) = (Path.Join(folder, "credential.json"), Path.Join(folder, "did.json"));
            await File.WriteAllBytesAsync(file, credential);
            await File.WriteAllBytesAsync(document, did);
            using var node = Process.Start(new ProcessStartInfo("node", [Path.Join(tools, "bench-credentials.mjs"), "--did", document, "--seconds", "2", file]) { UseShellExecute = false, RedirectStandardOutput = true })!;
            var answer = await node.StandardOutput.ReadToEndAsync();
            await node.WaitForExitAsync();
            return JsonSerializer.Deserialize<JsonElement>(answer);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static T Ok<T>(Result<T> result)
        where T : notnull =>
        result.Failed(out var problem, out var value) ? throw new InvalidOperationException(problem.Detail) : value;
}
