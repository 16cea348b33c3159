using System.Security.Cryptography;
using System.Text;
using CsCheck;
using Esp.Domain.Credentials;

namespace Esp.Tests.Credentials;

public sealed class BadgeFactoryTests
{
    [Fact]
    public void A_badge_carries_the_level_of_each_criterion_and_what_was_needed()
    {
        var badge = BadgeFactory.Compose(GivenBadge.PlainInput() with { AchievedLevels = Levels("proficient", "basic", "developing") }).Ok();
        const string Achievement = "https://esp.example/api/achievements/communication/1.0";

        Assert.Equal(Achievement, badge.Subject.Achievement.Id);
        Assert.Equal([$"{Achievement}#c1/proficient", $"{Achievement}#c2/basic", $"{Achievement}#c3/developing"], badge.Subject.Results.Select(r => r.AchievedLevel), StringComparer.Ordinal);
        Assert.All(badge.Subject.Achievement.ResultDescriptions, d => Assert.Equal(d.Id + "/proficient", d.RequiredLevel));
        Assert.All(badge.Subject.Achievement.ResultDescriptions, d => Assert.Equal(["Developing", "Basic", "Proficient"], d.Levels.Select(l => l.Name), StringComparer.Ordinal));
    }

    [Fact]
    public void The_address_is_there_as_a_salted_hash_only()
    {
        var badge = BadgeFactory.Compose(GivenBadge.PlainInput() with { RecipientName = null }).Ok();
        var identity = Assert.Single(badge.Subject.Identifiers);

        Assert.Equal("sha256$" + Convert.ToHexStringLower(SHA256.HashData("zoe@example.orgc2FsdA"u8)), identity.IdentityHash);
        Assert.Equal(("emailAddress", true, "c2FsdA"), (identity.IdentityType, identity.Hashed, identity.Salt));
        Assert.DoesNotContain("zoe", Encoding.UTF8.GetString(BadgeJson.Write(badge)), StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public void The_recipient_and_the_picture_have_an_address()
    {
        var badge = GivenBadge.Plain();
        Assert.Equal(badge.Id + "#recipient", badge.Subject.Id);
        Assert.Equal(new AchievementImage("https://esp.example/images/badges/communication.png", "Badge: Communicating Well"), badge.Subject.Achievement.Image);
    }

    [Fact]
    public void The_name_is_there_with_consent() =>
        Assert.Equal(new RecipientIdentity("name", "Zoë \"Zed\" Núñez", Hashed: false), GivenBadge.Plain().Subject.Identifiers[1]);

    [Fact]
    public void Evidence_is_told_by_number_and_digest_without_a_link()
    {
        var evidence = Assert.Single(GivenBadge.Plain().Evidence);
        Assert.Contains("3 pieces of evidence", evidence.Narrative, StringComparison.Ordinal);
        Assert.Contains(new string('a', 64), evidence.Narrative, StringComparison.Ordinal);
        Assert.DoesNotContain("http", evidence.Narrative, StringComparison.Ordinal);
    }

    [Fact]
    public void A_criterion_without_a_score_or_with_an_unknown_level_is_refused()
    {
        Assert.Equal("credential.result-missing", BadgeFactory.Compose(GivenBadge.PlainInput() with { AchievedLevels = Levels("basic") }).Refused().Code);
        Assert.Equal("credential.level-unknown", BadgeFactory.Compose(GivenBadge.PlainInput() with { AchievedLevels = Levels("great", "basic", "basic") }).Refused().Code);
    }

    [Theory]
    [InlineData("esp.example")]
    [InlineData("https://esp example")]
    [InlineData("")]
    public void A_site_that_is_no_full_address_is_refused(string site) =>
        Assert.Equal("credential.iri-invalid", BadgeFactory.Compose(GivenBadge.PlainInput() with { SiteUrl = site }).Refused().Code);

    [Fact]
    public void Any_utf16_becomes_text_that_can_be_signed() =>
        Gen.String[0, 300].Sample(
            text =>
            {
                var badge = BadgeFactory.Compose(GivenBadge.PlainInput() with { RecipientName = text }).Ok();
                Assert.Equal(PlainText.Of(text).Length > 0 ? 2 : 1, badge.Subject.Identifiers.Count);
                Assert.Equal(PlainText.Of(text), PlainText.Of(PlainText.Of(text)));
            },
            iter: 500, threads: 1);

    [Theory]
    [InlineData("a\r\nb\rc\td\0e\u007f\u0085", "a\nb\nc de")]
    [InlineData(" Zoë مرحبا 😀 \"'\\ ", "Zoë مرحبا 😀 \"'\\")]
    [InlineData("\ufffe\uffff", "")]
    public void Plain_text_keeps_letters_and_drops_controls(string text, string plain) => Assert.Equal(plain, PlainText.Of(text));

    [Fact]
    public void An_emoji_that_was_cut_in_half_is_marked() => Assert.Equal("cut \ufffd", PlainText.Of("cut \ud83d"));

    private static Dictionary<string, string> Levels(params string[] levels) =>
        levels.Select((level, i) => ($"c{i + 1}", level)).ToDictionary(StringComparer.Ordinal);
}
