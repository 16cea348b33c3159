using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Esp.App.Credentials;
using Esp.Domain.Credentials;

namespace Esp.Tests.Credentials.Transcript;

/// <summary>The signed ClrCredential that 1EdTech published: a badge inside, its proof in a named graph.</summary>
public sealed partial class PublishedClrTests
{
    private static readonly string Canonical = Encoding.UTF8.GetString(Independent.VectorBytes("clr-2.0/document-canon.txt"));
    private static readonly JsonElement Published = JsonElement.Parse(Independent.VectorBytes("clr-2.0/vector.json"));

    [Fact]
    public void The_document_is_the_published_one() =>
        Assert.Equal(Published.GetProperty("documentHashHex").GetString(), Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Canonical))));

    [Fact]
    public void Its_statements_in_any_order_get_the_published_names_and_order()
    {
        using var quads = new QuadSet();
        var blanks = new Dictionary<string, Node>(StringComparer.Ordinal);
        Node NodeOf(string text) => text[0] == '<' ? quads.NodeOf(text[1..^1]) : blanks.TryGetValue(text, out var known) ? known : blanks[text] = quads.NodeOf(null);
        foreach (var line in Canonical.Split('\n', StringSplitOptions.RemoveEmptyEntries).Reverse())
        {
            var parts = Statement().Match(line).Groups;
            Assert.True(parts[0].Success, line);
            if (parts["graph"].Success)
                quads.Enter(NodeOf(parts["graph"].Value));
            var predicate = Encoding.UTF8.GetBytes(parts["predicate"].Value);
            if (parts["node"].Success)
                quads.Link(NodeOf(parts["subject"].Value), predicate, NodeOf(parts["node"].Value));
            else
                quads.Text(NodeOf(parts["subject"].Value), predicate, parts["text"].Value, Encoding.UTF8.GetBytes(parts["datatype"].Value));
            quads.Leave();
        }

        Assert.Equal(Canonical, Encoding.UTF8.GetString(quads.Canonical().Ok()));
    }

    [Fact]
    public void Our_signer_gives_the_published_signature()
    {
        var key = JsonElement.Parse(Independent.VectorBytes("openbadges-3.0/vector.json")).GetProperty("privateKeyHex").GetString()!;
        using var keys = SigningKeys.From("https://example.edu/issuers/565049", Convert.ToBase64String(Convert.FromHexString(key))).Ok();
        Assert.Equal(Published.GetProperty("verificationMethod").GetString(), keys.VerificationMethod);
        var options = ProofQuads.Canonical(new(2010, 1, 1, 19, 23, 24, TimeSpan.Zero), keys.VerificationMethod).Ok();
        Assert.Equal(Published.GetProperty("proofHashHex").GetString(), Convert.ToHexStringLower(SHA256.HashData(options)));
        Assert.Equal(Published.GetProperty("proofValue").GetString(), new Signer(keys).ProofValue(options, Encoding.UTF8.GetBytes(Canonical)));
    }

    [GeneratedRegex("""^(?<subject><[^>]+>|_:\w+)[ ]<(?<predicate>[^>]+)>[ ]((?<node><[^>]+>|_:\w+)|"(?<text>[^"]+)"(\^\^<(?<datatype>[^>]+)>)?)([ ](?<graph>_:\w+))?[ ]\.$""", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 5000)]
    private static partial Regex Statement();
}
