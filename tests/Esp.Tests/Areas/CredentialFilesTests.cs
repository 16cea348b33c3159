using System.Diagnostics;
using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Esp.App.Credentials;
using Esp.Host.Local.Walk;
using Esp.Tests.Credentials;

namespace Esp.Tests.Areas;

/// <summary>A credential in all its envelopes, as the running platform gives them to anybody.</summary>
public sealed class CredentialFilesTests(MailServer mail)
{
    private static readonly string[] Envelopes = ["jwt", "badge.png", "badge.svg"];

    [Fact]
    public async Task One_credential_is_had_as_json_as_jwt_and_inside_both_pictures()
    {
        await using var platform = await Platform.Start(mail);
        var (id, json) = await Earn(platform);

        Assert.Equal(json, BakedPng.Read(await Bytes(platform, $"/api/credentials/{id}/badge.png")).Ok().ToArray());
        Assert.Equal(json, BakedSvg.Read(await Bytes(platform, $"/api/credentials/{id}/badge.svg")).Ok().ToArray());
        var token = Encoding.ASCII.GetString(await Bytes(platform, $"/api/credentials/{id}/jwt"));
        Assert.Equal(CheckResult.Valid, platform.Get<CredentialJwt>().Check(token).Result);
        Assert.Equivalent(BadgeReader.Read(json).Ok() with { Proof = null }, BadgeReader.Read(JwtCredential.Read(token).Ok().Json).Ok(), strict: true);

        var png = BadgeReader.Read(json).Ok().Subject.Achievement.Image!.Id;
        Assert.Equal(HttpStatusCode.OK, (await platform.Host.Http.GetAsync(new Uri(new Uri(png).AbsolutePath, UriKind.Relative), TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task The_envelopes_are_for_any_site_to_read_and_can_be_kept()
    {
        await using var platform = await Platform.Start(mail);
        var (id, _) = await Earn(platform);
        string[] types = ["text/plain", "image/png", "image/svg+xml"];
        foreach (var (envelope, type) in Envelopes.Zip(types))
        {
            using var answer = await platform.Host.Http.GetAsync(new Uri($"/api/credentials/{id}/{envelope}?download=1", UriKind.Relative), TestContext.Current.CancellationToken);
            Assert.Equal((HttpStatusCode.OK, type), (answer.StatusCode, answer.Content.Headers.ContentType!.MediaType));
            Assert.Equal("*", Assert.Single(answer.Headers.GetValues("Access-Control-Allow-Origin")));
            Assert.Equal("public, max-age=300", answer.Headers.CacheControl!.ToString());
            Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
            Assert.Contains("sandbox", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
            Assert.Equal($"attachment; filename=\"{id}{(envelope == "jwt" ? ".jwt" : envelope[5..])}\"", answer.Content.Headers.ContentDisposition!.ToString());
        }

        using var shown = await platform.Host.Http.GetAsync(new Uri($"/api/credentials/{id}/badge.png", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Null(shown.Content.Headers.ContentDisposition);
    }

    [Fact]
    public async Task An_unknown_id_and_what_is_no_id_answer_alike()
    {
        await using var platform = await Platform.Start(mail, scorers: false, queues: false);
        using var anybody = platform.Anybody();
        foreach (var envelope in Envelopes)
        {
            var unknown = await anybody.Try(HttpMethod.Get, $"/api/credentials/crd_0192d3c04d3f7cc0a1f5b2f3c4d5e6f7/{envelope}", null);
            var none = await anybody.Try(HttpMethod.Get, $"/api/credentials/none/{envelope}", null);
            Assert.Equal((404, "/problems/not-found"), (unknown.Status, unknown.Body.GetProperty("type").GetString()));
            Assert.Equal(unknown.Body.GetRawText(), none.Body.GetRawText());
        }
    }

    [Fact]
    public async Task What_its_owner_hides_answers_like_an_unknown_one_in_every_envelope()
    {
        await using var platform = await Platform.Start(mail);
        var (id, _) = await Earn(platform);
        using var esp = await platform.Candidate();
        using var anybody = platform.Anybody();
        await esp.Put($"/api/credentials/{id}/sharing", new { shown = false });
        foreach (var envelope in Envelopes)
            Assert.Equal(404, (await anybody.Try(HttpMethod.Get, $"/api/credentials/{id}/{envelope}", null)).Status);

        await esp.Put($"/api/credentials/{id}/sharing", new { shown = true });
        foreach (var envelope in Envelopes)
            Assert.Equal(200, (await anybody.Try(HttpMethod.Get, $"/api/credentials/{id}/{envelope}", null)).Status);
    }

    /// <summary>docs/credentials.md, "When this service is gone": its commands on what was published, with the platform stopped and every socket refused.</summary>
    [Fact]
    public async Task What_the_document_says_works_when_the_service_is_gone()
    {
        using var folder = new Folder();
        byte[] json;
        await using (var platform = await Platform.Start(mail))
            json = await Keep(platform, folder);
        var now = DateTimeOffset.UtcNow.AddSeconds(1).ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", null);
        var commands = File.ReadLines(Path.Join(Independent.Root, "docs/credentials.md")).Where(l => l.StartsWith("node tests/tools/", StringComparison.Ordinal)).ToArray();
        var (verify, unbake, verifyJwt) = (commands[0].Replace("2026-01-31T12:00:00Z", now, StringComparison.Ordinal), commands[1], commands[2]);

        foreach (var picture in new[] { "badge.png", "badge.svg" })
        {
            Assert.Equal((0, ""), await Offline(folder, unbake.Replace("badge.png", picture, StringComparison.Ordinal)));
            Assert.Equal(json, await File.ReadAllBytesAsync(Path.Join(folder.Path, "credential.json"), TestContext.Current.CancellationToken));
        }

        foreach (var command in new[] { verify, verifyJwt })
        {
            var (code, said) = await Offline(folder, command);
            Assert.True(code == 0 && JsonDocument.Parse(said).RootElement.GetProperty("verified").GetBoolean(), said);
        }

        // The list answers for its day alone, and what was changed is refused.
        Assert.Equal(1, (await Offline(folder, verify.Replace(now, "2099-01-31T12:00:00Z", StringComparison.Ordinal))).Code);
        folder.Write("credential.json", Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(json).Replace("Robin", "Robyn", StringComparison.Ordinal)));
        Assert.Equal(1, (await Offline(folder, verify)).Code);
    }

    private static async Task<byte[]> Keep(Platform platform, Folder folder)
    {
        var (id, json) = await Earn(platform);
        folder.Write("did.json", await Bytes(platform, "/.well-known/did.json"));
        folder.Write("list.json", await Bytes(platform, new Uri(BadgeReader.Read(json).Ok().Status!.ListUrl).AbsolutePath));
        folder.Write("credential.jwt", await Bytes(platform, $"/api/credentials/{id}/jwt"));
        folder.Write("badge.png", await Bytes(platform, $"/api/credentials/{id}/badge.png"));
        folder.Write("badge.svg", await Bytes(platform, $"/api/credentials/{id}/badge.svg"));
        return json;
    }

    /// <summary>Runs a line of the document in the folder, in a node that cannot open a socket.</summary>
    private static async Task<(int Code, string Said)> Offline(Folder folder, string command)
    {
        var line = Regex.Replace(command, "tests/tools/", Path.Join(Independent.Root, "tests/tools/"), RegexOptions.None, TimeSpan.FromSeconds(1));
        var start = new ProcessStartInfo("sh", ["-c", line]) { WorkingDirectory = folder.Path, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["NODE_OPTIONS"] = "--import=data:text/javascript," + Uri.EscapeDataString("import net from 'node:net'; net.Socket.prototype.connect = () => { throw new Error('There is no network.'); };");
        using var shell = Process.Start(start)!;
        var complaint = shell.StandardError.ReadToEndAsync();
        var said = await shell.StandardOutput.ReadToEndAsync();
        await shell.WaitForExitAsync();
        return (shell.ExitCode, said + await complaint);
    }

    private static Task<byte[]> Bytes(Platform platform, string path) => platform.Host.Http.GetByteArrayAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);

    private static async Task<(string Id, byte[] Json)> Earn(Platform platform)
    {
        using var esp = await platform.Candidate();
        var submission = await Platform.Sent(esp);
        var (scorer, _, _) = await platform.Journey.OpenInvitation([]);
        using (scorer)
            Assert.Equal("earned", await Journey.Score(scorer));
        await Journey.Eventually(async () => (await esp.Get($"/api/submissions/{submission}")).GetProperty("credential").GetProperty("status").GetString() == "issued", "the credential is issued");
        var id = (await esp.Get($"/api/submissions/{submission}")).GetProperty("credential").GetProperty("id").GetString()!;
        return (id, await Bytes(platform, $"/api/credentials/{id}"));
    }
}
