using CsCheck;

namespace Esp.Tests.Domain;

public sealed class ValueTests
{
    [Theory]
    [InlineData(null), InlineData(""), InlineData("sub_"), InlineData("42"), InlineData("crd_0192d3c04d3f7cc0a1f5b2f3c4d5e6f7"), InlineData("sub_0192D3C04D3F7CC0A1F5B2F3C4D5E6F7"), InlineData("sub_0192d3c0-4d3f-7cc0-a1f5-b2f3c4d5e6f7")]
    public void Other_text_is_not_a_submission_id(string? text) => Assert.False(SubmissionId.TryParse(text, out _));

    [Fact]
    public void Ids_survive_the_trip_through_text() => Gen.Guid.Sample(g =>
        SubmissionId.Parse(new SubmissionId(g).ToString()).Value == g && EvidenceId.Parse(new EvidenceId(g).ToString()).Value == g && ReviewId.Parse(new ReviewId(g).ToString()).Value == g);

    [Fact]
    public void Derived_ids_are_the_same_each_time_and_lead_nowhere()
    {
        var submission = SubmissionId.New(Given.Now);
        Assert.Equal(CredentialId.For(submission), CredentialId.For(submission));
        Assert.NotEqual(ReviewId.For(submission, 2), ReviewId.For(submission, 3));
        Assert.DoesNotContain(submission.Value.ToString("N"), ReviewId.For(submission, 2).ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("name", ""), InlineData("email", "robin"), InlineData("email", "robin@x"), InlineData("email", "a@b.example, c@d.example"), InlineData("careerFamily", "Wizards"), InlineData("employer", " "), InlineData("state", "ZZ")]
    public void A_bad_field_is_named(string field, string value)
    {
        var p = Given.Profile;
        var bad = field switch
        {
            "name" => p with { Name = value },
            "email" => p with { Email = value },
            "careerFamily" => p with { CareerFamily = value },
            "employer" => p with { Employer = value },
            _ => p with { State = value },
        };
        Assert.Equal([field], bad.Check().Refused().Errors.Keys);
    }

    [Fact]
    public void A_profile_is_tidied() =>
        Assert.Equal("Robin Walker", (Given.Profile with { Name = "  Robin \r\n\tWalker " }).Check().Ok().Name);

    [Theory]
    [InlineData("2026-11-24", 1, "2026-11-25"), InlineData("2026-11-27", 1, "2026-11-30"), InlineData("2026-11-24", 14, "2026-12-14")]
    public void Business_days_leave_weekends_out(string from, int days, string to) =>
        Assert.Equal(DateTimeOffset.Parse(to + "T12:00Z", System.Globalization.CultureInfo.InvariantCulture), Dates.AddBusinessDays(DateTimeOffset.Parse(from + "T09:00Z", System.Globalization.CultureInfo.InvariantCulture), days));

    [Theory]
    [InlineData("I, Robin Walker, drive bus 9.", true), InlineData("Mr. walker drives.", true), InlineData("Write to ROBIN@esp.example", true), InlineData("The walkers crossed.", false), InlineData("I drive bus 9.", false)]
    public void The_guard_sees_ones_own_name(string text, bool seen) => Assert.Equal(seen, NameGuard.Mentions(text, Given.Profile));

    [Theory]
    [InlineData("2026-11-23T09:00Z", "2026-11-23T23:00Z", 0)] // the same Monday
    [InlineData("2026-11-23T23:00Z", "2026-11-24T01:00Z", 1)]
    [InlineData("2026-11-27T09:00Z", "2026-11-29T09:00Z", 0)] // Friday to Sunday
    [InlineData("2026-11-27T09:00Z", "2026-11-30T09:00Z", 1)] // Friday to Monday
    [InlineData("2026-11-23T09:00Z", "2026-12-11T09:00Z", 14)] // Monday to Friday of the third week
    [InlineData("2026-11-28T09:00Z", "2026-12-05T09:00Z", 5)] // Saturday to Saturday
    [InlineData("2026-11-24T09:00Z", "2026-11-23T09:00Z", 0)] // clocks that disagree
    public void Business_days_are_counted_without_weekends(string from, string to, int days) =>
        Assert.Equal(days, Dates.BusinessDaysBetween(DateTimeOffset.Parse(from, null), DateTimeOffset.Parse(to, null)));

    [Fact]
    public void What_is_within_the_promised_business_days_is_counted_as_at_most_so_many()
    {
        for (var start = new DateTimeOffset(2026, 1, 1, 7, 0, 0, TimeSpan.Zero); start.Year == 2026; start = start.AddDays(1))
        {
            for (var n = 1; n <= 20; n++)
                Assert.Equal(n, Dates.BusinessDaysBetween(start, Dates.AddBusinessDays(start, n)));
        }
    }
}
