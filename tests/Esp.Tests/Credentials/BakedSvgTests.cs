using System.Text;
using System.Xml.Linq;
using CsCheck;
using Esp.App.Credentials;
using Esp.Domain.Credentials;

namespace Esp.Tests.Credentials;

public sealed class BakedSvgTests
{
    private const string Ours = "xmlns:openbadges=\"https://purl.imsglobal.org/ob/v3p0\"";

    private static readonly byte[] Picture = File.ReadAllBytes(Path.Join(Independent.Root, "static-site/images/badges/ethics.svg"));
    private static readonly byte[] Baked = BakedSvg.Bake(Picture, "{\"a\":1}"u8).Ok();

    [Fact]
    public void Any_credential_comes_out_as_it_went_in() =>
        GivenBadge.Any.Sample(
            badge =>
            {
                var json = BadgeJson.Write(badge with { Name = badge.Name + "]]>]]]]>" });
                Assert.Equal(json, BakedSvg.Read(BakedSvg.Bake(Picture, json).Ok()).Ok().ToArray());
            },
            iter: 200, threads: 1);

    [Fact]
    public void Json_stands_in_cdata_and_a_token_in_its_attribute_right_behind_the_start_tag()
    {
        Assert.Equal(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\" " + Ours + "><openbadges:credential><![CDATA[{\"a\":\"]]]]><![CDATA[>\"}]]></openbadges:credential><g/></svg>",
            Text(BakedSvg.Bake("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 1 1\"><g/></svg>"u8, "{\"a\":\"]]>\"}"u8).Ok()));
        var token = BakedSvg.Bake(Picture, "aa.bb-_9.cc"u8).Ok();
        Assert.Contains("<openbadges:credential verify=\"aa.bb-_9.cc\"></openbadges:credential>", Text(token), StringComparison.Ordinal);
        Assert.Equal("aa.bb-_9.cc"u8.ToArray(), BakedSvg.Read(token).Ok().ToArray());
    }

    [Fact]
    public void The_rest_of_the_picture_stays_as_it_was()
    {
        var root = XDocument.Parse(Text(Baked)).Root!;
        Assert.Equal(XName.Get("credential", "https://purl.imsglobal.org/ob/v3p0"), root.Elements().First().Name);
        Assert.Equal(Text(Picture), Text(Baked).Replace(" " + Ours, "", StringComparison.Ordinal).Replace("<openbadges:credential><![CDATA[{\"a\":1}]]></openbadges:credential>", "", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("\ufeff<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!-- <svg> -->\n<svg xmlns=\"http://www.w3.org/2000/svg\" a=\">\" b='\"'>x</svg>")]
    [InlineData("<svg xmlns='http://www.w3.org/2000/svg'\n>x</svg>")]
    public void Declarations_comments_and_quotes_before_the_tags_end_are_passed_over(string svg) =>
        Assert.Equal("{}"u8.ToArray(), BakedSvg.Read(BakedSvg.Bake(Encoding.UTF8.GetBytes(svg), "{}"u8).Ok()).Ok().ToArray());

    [Theory]
    [InlineData(""), InlineData("  "), InlineData("<svg"), InlineData("<svg/>"), InlineData("<svgx>"), InlineData("<html>"), InlineData("<!-- <svg>"), InlineData("<?xml"), InlineData("<svg a=\">"), InlineData("<!DOCTYPE svg><svg></svg>"), InlineData("x<svg>")]
    public void What_does_not_begin_as_an_svg_takes_no_credential(string svg) =>
        Assert.Equal("verification.picture-broken", BakedSvg.Bake(Encoding.UTF8.GetBytes(svg), "{}"u8).Refused().Code);

    [Theory]
    [InlineData(""), InlineData("{\"a\":\r1}"), InlineData("{\u0001}"), InlineData("{\uffff}"), InlineData("{\ufffe}"), InlineData("a\"b"), InlineData("<a>")]
    public void A_credential_that_xml_would_change_cannot_be_put_in(string credential) =>
        Assert.Equal("verification.picture-broken", BakedSvg.Bake(Picture, Encoding.UTF8.GetBytes(credential)).Refused().Code);

    [Fact]
    public void Each_fault_has_its_own_answer()
    {
        Assert.Equal("verification.no-badge", Refused(Text(Picture)).Code);
        Assert.Equal("verification.no-badge", Refused(Svg("<openbadges:credential></openbadges:credential>")).Code);
        Assert.Equal("verification.no-badge", Refused(Svg("<credential>{}</credential>")).Code);
        Assert.Equal("verification.two-badges", Refused(Svg("<openbadges:credential>{}</openbadges:credential><g><openbadges:credential verify=\"a.b.c\"/></g>")).Code);
        Assert.Equal("verification.two-badges", Refused(Svg("<openbadges:credential verify=\"a.b.c\">{}</openbadges:credential>")).Code);
        Assert.Equal("verification.two-badges", BakedSvg.Bake(Baked, "{}"u8).Refused().Code);
        Assert.Equal("verification.too-large", BakedSvg.Read(new byte[BakedSvg.MostBytes + 1]).Refused().Code);
        Assert.Equal("verification.too-large", BakedSvg.Bake(new byte[BakedSvg.MostBytes + 1], "{}"u8).Refused().Code);
        Assert.Contains("not an SVG", Refused("<html/>").Detail, StringComparison.Ordinal);
        Assert.Contains("not an SVG", Refused("<svg/>").Detail, StringComparison.Ordinal);
        Assert.Contains("UTF-8", BakedSvg.Read((byte[])[.. "<svg>"u8, 0xff]).Refused().Detail, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("<!DOCTYPE svg [<!ENTITY a \"b\">]><svg xmlns=\"http://www.w3.org/2000/svg\">&a;</svg>")]
    [InlineData("<!DOCTYPE svg SYSTEM \"file:///etc/passwd\"><svg xmlns=\"http://www.w3.org/2000/svg\"/>")]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\">&a;</svg>")]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\">")]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\"><openbadges:credential>{}</openbadges:credential></svg>")]
    [InlineData("<svg xmlns=\"http://www.w3.org/2000/svg\" " + Ours + "><openbadges:credential><b>{}</b></openbadges:credential></svg>")]
    public void Document_types_entities_and_broken_xml_are_refused(string svg) => Assert.Equal("verification.picture-broken", Refused(svg).Code);

    [Theory]
    [InlineData("UTF-8"), InlineData("utf-16"), InlineData("iso-8859-1"), InlineData("utf-7"), InlineData("nonsense")]
    public void A_declared_encoding_changes_nothing(string encoding) =>
        Assert.Equal("{\"a\":\"é\"}", Text(BakedSvg.Read(Encoding.UTF8.GetBytes($"<?xml version=\"1.0\" encoding=\"{encoding}\"?>" + Svg("<openbadges:credential>{\"a\":\"é\"}</openbadges:credential>"))).Ok().ToArray()));

    [Fact]
    public void Another_prefix_and_white_space_around_the_json_are_read() =>
        Assert.Equal("{}"u8.ToArray(), BakedSvg.Read(Encoding.UTF8.GetBytes("<s:svg xmlns:s=\"http://www.w3.org/2000/svg\" xmlns:ob=\"https://purl.imsglobal.org/ob/v3p0\">\n<ob:credential>\n  <![CDATA[\n  {}\n ]]>\n</ob:credential></s:svg>")).Ok().ToArray());

    [Fact]
    public void Deep_nesting_is_answered() =>
        Assert.Equal("verification.no-badge", Refused(Svg(string.Concat(Enumerable.Repeat("<g>", 50_000)) + string.Concat(Enumerable.Repeat("</g>", 50_000)))).Code);

    [Fact]
    public void No_truncation_and_no_changed_byte_throws() =>
        Gen.Select(Gen.Int[0, Baked.Length - 1], Gen.Byte, Gen.Bool).Sample(
            (at, value, cut) =>
            {
                var damaged = cut ? Baked[..at] : (byte[])[.. Baked[..at], value, .. Baked[(at + 1)..]];
                if (BakedSvg.Read(damaged).Failed(out var problem, out _))
                    Assert.StartsWith("verification.", problem.Code, StringComparison.Ordinal);
                else
                    Assert.False(cut && at < Baked.Length - 1);
            },
            iter: 5000, threads: 1);

    private static string Svg(string inside) => $"<svg xmlns=\"http://www.w3.org/2000/svg\" {Ours}>{inside}</svg>";

    private static Problem Refused(string svg) => BakedSvg.Read(Encoding.UTF8.GetBytes(svg)).Refused();

    private static string Text(byte[] bytes) => Encoding.UTF8.GetString(bytes);
}
