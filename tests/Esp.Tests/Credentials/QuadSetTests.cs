using System.Text;
using Esp.Domain.Credentials;

namespace Esp.Tests.Credentials;

public sealed class QuadSetTests
{
    [Fact]
    public void Two_blank_nodes_that_say_the_same_are_refused()
    {
        var badge = GivenBadge.Plain();
        var twice = badge with { Subject = badge.Subject with { Identifiers = [badge.Subject.Identifiers[0], badge.Subject.Identifiers[0]] } };
        Assert.Equal("credential.ambiguous", BadgeQuads.Canonical(twice).Refused().Code);
    }

    [Fact]
    public void Very_many_blank_nodes_are_refused()
    {
        var badge = GivenBadge.Plain();
        var many = badge with { Subject = badge.Subject with { Identifiers = [.. Enumerable.Range(0, 100).Select(i => new RecipientIdentity("name", $"n{i}", Hashed: false))] } };
        Assert.Equal("credential.ambiguous", BadgeQuads.Canonical(many).Refused().Code);
    }

    [Theory]
    [InlineData("relative/path")]
    [InlineData("_:b0")]
    [InlineData("https://x/<y>")]
    [InlineData("https://x/a b")]
    [InlineData("https://x/ü")]
    [InlineData("1http://x")]
    [InlineData("https:")]
    [InlineData("")]
    public void What_is_no_absolute_iri_is_refused(string iri) =>
        Assert.Equal("credential.iri-invalid", BadgeQuads.Canonical(GivenBadge.Plain() with { Id = iri }).Refused().Code);

    [Theory]
    [InlineData("", "credential.text-empty")]
    [InlineData("a\ufffe", "credential.text-broken")]
    public void Text_that_verifiers_read_differently_is_refused(string text, string code) =>
        Assert.Equal(code, BadgeQuads.Canonical(GivenBadge.Plain() with { Name = text }).Refused().Code);

    [Fact]
    public void Half_a_surrogate_pair_is_refused() =>
        Assert.Equal("credential.text-broken", BadgeQuads.Canonical(GivenBadge.Plain() with { Name = "cut \ud83d" }).Refused().Code);

    [Fact]
    public void Lines_are_in_code_point_order_and_stand_once()
    {
        using var quads = new QuadSet();
        var node = quads.NodeOf("urn:x:n");
        foreach (var text in new[] { "\U0001f600", "\ufb51", "a", "\ufb51" })
            quads.Text(node, "urn:x:p"u8, text);
        Assert.Equal(
            "<urn:x:n> <urn:x:p> \"a\" .\n<urn:x:n> <urn:x:p> \"\ufb51\" .\n<urn:x:n> <urn:x:p> \"\U0001f600\" .\n",
            Encoding.UTF8.GetString(quads.Canonical().Ok()));
    }

    [Fact]
    public void Statements_in_a_named_graph_end_with_its_name_and_count_for_its_hash()
    {
        using var quads = new QuadSet();
        var node = quads.NodeOf("urn:x:n");
        foreach (var text in new[] { "first", "second" })
        {
            var graph = quads.NodeOf(null);
            quads.Link(node, "urn:x:proof"u8, graph);
            quads.Enter(graph);
            quads.Text(quads.NodeOf(null), "urn:x:p"u8, text);
            quads.Link(quads.NodeOf("urn:x:m"), "urn:x:q"u8, quads.NodeOf("urn:x:o"));
            quads.Leave();
        }

        var lines = Encoding.UTF8.GetString(quads.Canonical().Ok()).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(6, lines.Length);
        // Each graph's name is that of the link to it, and each proof node is another blank node in it.
        foreach (var text in new[] { "first", "second" })
        {
            var said = Assert.Single(lines, l => l.Contains($"\"{text}\"", StringComparison.Ordinal)).Split(' ');
            Assert.NotEqual(said[0], said[3]);
            Assert.Contains($"<urn:x:n> <urn:x:proof> {said[3]} .", lines);
            Assert.Contains($"<urn:x:m> <urn:x:q> <urn:x:o> {said[3]} .", lines);
        }
    }

    [Fact]
    public void Two_graphs_that_say_the_same_are_refused()
    {
        using var quads = new QuadSet();
        for (var i = 0; i < 2; i++)
        {
            var graph = quads.NodeOf(null);
            quads.Link(quads.NodeOf("urn:x:n"), "urn:x:proof"u8, graph);
            quads.Enter(graph);
            quads.Text(quads.NodeOf("urn:x:m"), "urn:x:p"u8, "same");
            quads.Leave();
        }

        Assert.Equal("credential.ambiguous", quads.Canonical().Refused().Code);
    }

    [Fact]
    public void The_same_statement_in_and_outside_a_graph_stands_twice()
    {
        using var quads = new QuadSet();
        var (node, graph) = (quads.NodeOf("urn:x:n"), quads.NodeOf(null));
        quads.Text(node, "urn:x:p"u8, "a");
        quads.Enter(graph);
        quads.Text(node, "urn:x:p"u8, "a");
        quads.Leave();
        Assert.Equal("<urn:x:n> <urn:x:p> \"a\" .\n<urn:x:n> <urn:x:p> \"a\" _:c14n0 .\n", Encoding.UTF8.GetString(quads.Canonical().Ok()));
    }

    [Fact]
    public void Graphs_do_not_nest()
    {
        using var quads = new QuadSet();
        quads.Enter(quads.NodeOf(null));
        Assert.Throws<InvalidOperationException>(() => quads.Enter(quads.NodeOf(null)));
    }

    [Fact]
    public void Only_what_the_canonical_form_names_is_escaped()
    {
        using var quads = new QuadSet();
        quads.Text(quads.NodeOf("urn:x:n"), "urn:x:p"u8, "\b\t\n\f\r\"\\\u0000\u000b\u001f\u007f\u0080'<é\u2028");
        Assert.Equal(
            "<urn:x:n> <urn:x:p> \"\\b\\t\\n\\f\\r\\\"\\\\\\u0000\\u000B\\u001F\\u007F\u0080'<é\u2028\" .\n",
            Encoding.UTF8.GetString(quads.Canonical().Ok()));
    }

    [Fact]
    public void Long_texts_grow_the_buffers()
    {
        var text = new string('ü', 200_000) + "\"";
        using var quads = new QuadSet();
        var blank = quads.NodeOf(null);
        for (var i = 0; i < 300; i++)
            quads.Text(blank, "urn:x:p"u8, $"{i}");
        quads.Text(blank, "urn:x:p"u8, text);
        var lines = Encoding.UTF8.GetString(quads.Canonical().Ok()).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(301, lines.Length);
        Assert.All(lines, l => Assert.StartsWith("_:c14n0 <urn:x:p> \"", l, StringComparison.Ordinal));
        Assert.Contains(text[..^1] + "\\\"", lines[^1], StringComparison.Ordinal);
    }
}
