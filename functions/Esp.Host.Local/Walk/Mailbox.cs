using System.Net.Http.Json;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Esp.Host.Local.Walk;

/// <summary>A mail as the mailbox shows it.</summary>
public sealed record ReceivedMail(string Id, string To, string Subject, string Text);

/// <summary>Reads the local mail server's mailbox over its own API.</summary>
public sealed partial class Mailbox(Uri address) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = address };

    public async Task<IReadOnlyList<ReceivedMail>> All()
    {
        var mails = await _http.GetFromJsonAsync<JsonElement[]>(new Uri("/email", UriKind.Relative)) ?? [];
        return [.. mails.Select(m => new ReceivedMail(
            m.GetProperty("id").GetString()!,
            m.GetProperty("to")[0].GetProperty("address").GetString()!,
            m.GetProperty("subject").GetString()!,
            m.GetProperty("text").GetString() ?? ""))];
    }

    /// <summary>Waits for a mail to somebody that fits; at most <paramref name="patience"/>.</summary>
    public async Task<ReceivedMail> WaitFor(Func<ReceivedMail, bool> fits, string what, TimeSpan? patience = null)
    {
        var until = DateTime.UtcNow + (patience ?? TimeSpan.FromSeconds(30));
        while (DateTime.UtcNow < until)
        {
            if ((await All()).FirstOrDefault(fits) is { } mail)
                return mail;
            await Task.Delay(50);
        }

        throw new WalkException($"The mail did not come: {what}.");
    }

    /// <summary>The token of the scorer's link in a mail.</summary>
    public static string Token(ReceivedMail mail) =>
        ScoreLink().Match(mail.Text) is { Success: true } match ? match.Groups["token"].Value : throw new WalkException($"The mail '{mail.Subject}' has no scorer's link.");

    public void Dispose() => _http.Dispose();

    [GeneratedRegex("/score/#(?<token>[A-Za-z0-9_-]{43})", RegexOptions.ExplicitCapture, 1000)]
    private static partial Regex ScoreLink();
}
