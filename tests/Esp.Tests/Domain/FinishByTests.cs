namespace Esp.Tests.Domain;

/// <summary>More time, by an admin.</summary>
public sealed class FinishByTests
{
    private static readonly DateOnly Before = DateOnly.FromDateTime(Given.Draft().FinishBy.UtcDateTime);

    [Theory]
    [InlineData(0), InlineData(-1), InlineData(-400), InlineData(600)]
    public void A_day_that_is_not_later_or_too_far_is_refused(int days) =>
        Assert.Equal("submission.finish-by", Given.Draft().Extend("can_a", Before.AddDays(days), "ill", Given.Now).Refused().Code);

    [Fact]
    public void The_last_day_is_two_years_ahead()
    {
        var last = DateOnly.FromDateTime(Given.Now.AddMonths(Submission.MostMonthsAhead).UtcDateTime);
        Assert.Equal("submission.finish-by", Given.Draft().Extend("can_a", last.AddDays(1), "ill", Given.Now).Refused().Code);
        var (next, happened) = Given.Draft().Extend("can_a", last, "ill", Given.Now).Ok();
        Assert.Equal((SubmissionStatus.Draft, 12, last), (next.Status, next.FinishBy.Hour, DateOnly.FromDateTime(next.FinishBy.UtcDateTime)));
        Assert.Equal((SubmissionAction.Extend, Role.Admin, "can_a", "ill"), (happened.Action, happened.By, happened.Who, happened.Note));
    }

    [Fact]
    public void What_expired_is_open_again_where_it_was()
    {
        var late = Given.Now.AddMonths(8);
        var until = DateOnly.FromDateTime(late.AddDays(30).UtcDateTime);
        var draft = Given.Draft().Expire(late).Ok().Next;
        Assert.Equal(SubmissionStatus.Draft, draft.Extend("can_a", until, "ill", late).Ok().Next.Status);

        var returned = Given.InReview().Decide(Given.Scorer, Given.Definition, Given.Sheet("c1"), Given.Now).Ok().Next.Expire(late).Ok().Next;
        var again = returned.Extend("can_a", until, "ill", late).Ok().Next;
        Assert.Equal((SubmissionStatus.Returned, 1), (again.Status, again.Attempt));
        Assert.Equal(returned.Carried, again.Carried);
        Assert.Equal("submission.finish-by", draft.Extend("can_a", DateOnly.FromDateTime(late.UtcDateTime).AddDays(-1), "ill", late).Refused().Code);
    }

    [Fact]
    public void What_is_being_read_or_over_gets_no_more_time() =>
        Assert.All(
            [Given.InReview(), Given.Draft().Withdraw("x", Given.Now).Ok().Next],
            s => Assert.Equal("submission.step-not-allowed", s.Extend("can_a", Before.AddDays(9), "ill", Given.Now).Refused().Code));
}
