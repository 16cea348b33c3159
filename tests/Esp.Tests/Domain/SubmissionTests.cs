namespace Esp.Tests.Domain;

public sealed class SubmissionTests
{
    [Fact]
    public void Starting_pins_the_version_and_sets_a_date_six_months_ahead()
    {
        var draft = Given.Draft();
        Assert.Equal(("communication", "1.0", "1.0"), (draft.Slug, draft.DefinitionVersion, draft.PolicyVersion));
        Assert.Equal(Given.Now.AddMonths(6).AddHours(3), draft.FinishBy); // noon: the same day everywhere in the US
    }

    [Fact]
    public void A_full_draft_is_sent_and_its_attempt_frozen()
    {
        var (change, attempt) = Given.Full().Submit(0, Given.Now).Ok();
        Assert.Equal((SubmissionStatus.Submitted, 1, Given.Now), (change.Next.Status, change.Next.Attempt, change.Next.SubmittedAt));
        Assert.Equal(Given.Definition.AnswerIds.Order(), attempt.Answers.Keys.Order());
        Assert.Equal(64, attempt.ContentHash.Length);
    }

    [Fact]
    public void The_attempts_hash_changes_with_any_word_of_it()
    {
        var file = Given.Full();
        var other = file with { Answers = file.Answers.ToDictionary(a => a.Key, a => a.Value with { Text = a.Key == "c1" ? "Other words." : a.Value.Text }, StringComparer.Ordinal) };
        Assert.NotEqual(file.Submit(0, Given.Now).Ok().Attempt.ContentHash, other.Submit(0, Given.Now).Ok().Attempt.ContentHash);
    }

    public static IEnumerable<TheoryDataRow<string, EvidenceState?>> Gaps() =>
        new (string, EvidenceState?)[] { ("profile", null), ("part1", null), ("part3", null), ("statements", null), ("c1", null), ("c1", EvidenceState.Uploading), ("c1", EvidenceState.Checking), ("c1", EvidenceState.Refused), ("c1", EvidenceState.Removed) }
            .Select(g => new TheoryDataRow<string, EvidenceState?>(g.Item1, g.Item2));

    [Theory, MemberData(nameof(Gaps))]
    public void Whatever_is_missing_is_named_by_its_task(string task, EvidenceState? state)
    {
        var full = Given.Full();
        var file = (task, state) switch
        {
            ("profile", _) => full with { ProfileComplete = false },
            ("part1", _) => Without("p1-1"),
            ("part3", _) => Without("p3-1"),
            ("statements", _) => full with { State = full.State with { Privacy = false } },
            (_, null) => Without("c1"),
            _ => full with { Evidence = [.. full.Evidence.Select(e => e.Criterion == "c1" ? e with { State = state!.Value } : e)] },
        };
        var refused = file.Submit(0, Given.Now).Refused();
        Assert.Equal("submission.incomplete", refused.Code);
        Assert.Equal([task], refused.Errors.Keys);

        SubmissionFile Without(string answer) => full with { Answers = full.Answers.Where(a => a.Key != answer).ToDictionary(StringComparer.Ordinal) };
    }

    [Fact]
    public void The_most_attempts_is_a_limit()
    {
        var returned = Given.InReview().Decide(Given.Scorer, Given.Definition, Given.Sheet("c1"), Given.Now).Ok().Next;
        Assert.Equal("submission.no-attempts-left", Given.Full(returned).Submit(1, Given.Now).Refused().Code);
        Given.Full(returned).Submit(2, Given.Now).Ok();
    }

    [Fact]
    public void Everything_met_earns_it() =>
        Assert.Equal(SubmissionStatus.Earned, Given.InReview().Decide(Given.Scorer, Given.Definition, Given.Sheet(), Given.Now).Ok().Next.Status);

    public static IEnumerable<TheoryDataRow<string>> ScoredIds() => Given.Definition.ScoredIds.Select(s => new TheoryDataRow<string>(s));

    [Theory, MemberData(nameof(ScoredIds))]
    public void One_part_below_returns_it_and_carries_the_rest(string below)
    {
        var returned = Given.InReview().Decide(Given.Scorer, Given.Definition, Given.Sheet(below), Given.Now).Ok().Next;
        Assert.Equal(SubmissionStatus.Returned, returned.Status);
        Assert.Equal(Given.Definition.ScoredIds.Where(s => s != below).Order(), returned.Carried.Order());
        Assert.All(Given.Full(returned).Tasks, t => Assert.Equal(returned.Carried.Contains(t.Id), t.Locked));
    }

    [Fact]
    public void The_second_attempt_is_scored_on_what_was_missing_alone()
    {
        var returned = Given.InReview().Decide(Given.Scorer, Given.Definition, Given.Sheet("c2"), Given.Now).Ok().Next;
        var again = Given.Full(returned).Submit(0, Given.Now).Ok().Change.Next.Offer(Given.Now).Ok().Next.Accept(Given.Scorer, Given.Now).Ok().Next;
        var sheet = ScoreSheet.Empty with { Criteria = new Dictionary<string, CriterionScore>(StringComparer.Ordinal) { ["c2"] = new("proficient", "") } };
        Assert.Empty(sheet.Missing(Given.Definition, again.Carried));
        Assert.Equal(SubmissionStatus.Earned, again.Decide(Given.Scorer, Given.Definition, sheet, Given.Now).Ok().Next.Status);
    }

    [Fact]
    public void A_sheet_needs_a_score_everywhere_and_a_comment_where_it_says_not_yet()
    {
        Assert.Equal(Given.Definition.ScoredIds.Order(), ScoreSheet.Empty.Missing(Given.Definition, []).Keys.Order());
        var silent = Given.Sheet() with { Criteria = Given.Sheet().Criteria.ToDictionary(c => c.Key, c => new CriterionScore(c.Key == "c1" ? "developing" : "proficient", " "), StringComparer.Ordinal) };
        Assert.Equal(["c1"], silent.Missing(Given.Definition, []).Keys);
    }

    [Theory]
    [InlineData("c9", "proficient"), InlineData("c1", "superb"), InlineData("part1", "proficient")]
    public void A_sheet_of_another_rubric_is_refused(string id, string level) =>
        Assert.Equal("sheet.invalid", (ScoreSheet.Empty with { Criteria = new Dictionary<string, CriterionScore>(StringComparer.Ordinal) { [id] = new(level, "") } }).Check(Given.Definition, []).Refused().Code);

    [Fact]
    public void Carried_parts_cannot_be_scored_again() =>
        Assert.Equal("sheet.invalid", Given.Sheet().Check(Given.Definition, ["c1"]).Refused().Code);
}
