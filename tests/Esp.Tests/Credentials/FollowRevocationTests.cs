using Azure.Data.Tables;
using Esp.App.Admin;
using Esp.App.Credentials;
using Esp.App.Platform;
using Esp.App.Portfolio;
using Esp.Tests.Domain;

namespace Esp.Tests.Credentials;

/// <summary>The steps of a revocation one by one: what each costs, and what waits for what.</summary>
public sealed class FollowRevocationTests
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private static readonly SignedIn Admin = new(CandidateId.Of("local", "ada"), "ada@esp.example", IsAdmin: true);

    [Fact]
    public async Task A_revocation_costs_what_it_says()
    {
        var given = await Revoking.New();
        await given.Issue();
        await given.ShowToOwner();
        Assert.Equal(3, await given.Lists.Counted(async () => (await given.Revoke()).Ok()));
        var message = given.Message();
        Assert.Equal(6, await given.Lists.Counted(() => given.Follow.Handle(message, Ct)));
        Assert.Equal(3, await given.Lists.Counted(() => given.Follow.Handle(message, Ct)));
        Assert.Equal(1, (await given.Lists.Published(1)).Bits.Revoked);
        Assert.Equal("credential.already-revoked", (await given.Revoke()).Refused().Code);
    }

    [Fact]
    public async Task Of_somebody_who_was_erased_it_is_five_calls()
    {
        var given = await Revoking.New();
        await given.Issue();
        await given.Erase();
        Assert.Equal(5, await given.Lists.Counted(async () => (await given.Revoke()).Ok()));
        Assert.Equal(1, (await given.Lists.Published(1)).Bits.Revoked);
        Assert.Equal("credential.already-revoked", (await given.Revoke()).Refused().Code);
        Assert.Empty(given.Queue.Sent);
    }

    [Fact]
    public async Task What_is_not_in_its_owners_list_yet_is_taken_back_at_once_and_told_to_them_later()
    {
        var given = await Revoking.New();
        await given.Issue();
        (await given.Revoke()).Ok();
        await given.Follow.Handle(given.Message(), Ct);
        Assert.Equal(1, (await given.Lists.Published(1)).Bits.Revoked);
        var (queue, json, delay) = given.Queue.Sent[^1];
        Assert.Equal((Queues.Revoke, TimeSpan.FromSeconds(2)), (queue, delay));

        await given.ShowToOwner();
        await given.Follow.Handle(Message.Read<EventRef>(json), Ct);
        Assert.Equal(("revoked", "Issued by mistake.", Given.Now.AddDays(1)), await given.Line());
        await given.ShowToOwner(); // issuing that is delivered once more does not bring it back
        Assert.Equal("revoked", (await given.Line()).Status);
    }

    [Fact]
    public async Task A_credential_that_is_not_issued_is_waited_for_and_then_put_aside_for_a_human()
    {
        var given = await Revoking.New();
        await given.Save(given.Earned.Revoke(Admin.Email, "Issued by mistake.", Given.Now.AddDays(1)).Ok());
        var message = given.Message();
        await given.Follow.Handle(message, Ct);
        await given.Follow.Handle(Message.Read<EventRef>(given.Queue.Sent[^1].Json), Ct);
        Assert.Equal([TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(4)], given.Queue.Sent.Where(s => s.Queue == Queues.Revoke).Select(s => s.Delay));

        given.Lists.Clock.Advance(TimeSpan.FromHours(25));
        await Assert.ThrowsAsync<InvalidOperationException>(() => given.Follow.Handle(message, Ct));
        await given.Issue();
        await given.ShowToOwner();
        await given.Follow.Handle(message, Ct); // sent again by an admin
        Assert.Equal(1, (await given.Lists.Published(1)).Bits.Revoked);
    }

    [Fact]
    public async Task Somebody_erased_after_the_revocation_is_still_taken_off_the_list()
    {
        var given = await Revoking.New();
        await given.Issue();
        (await given.Revoke()).Ok();
        await given.Erase();
        await given.Follow.Handle(given.Message(), Ct);
        Assert.Equal(1, (await given.Lists.Published(1)).Bits.Revoked);
        Assert.NotNull((await given.Store.FindAny(given.Id, Ct))!.RevokedAt);
    }

    [Fact]
    public async Task What_was_never_earned_cannot_be_taken_back()
    {
        var given = await Revoking.New();
        await given.Issue();
        await given.Put(Given.InReview() with { Id = given.Earned.Id });
        Assert.Equal("submission.step-not-allowed", (await given.Revoke()).Refused().Code);
    }

    /// <summary>An earned submission in storage, and the steps around it.</summary>
    private sealed class Revoking
    {
        private readonly PortfolioStore _portfolio;
        private int _number;

        private Revoking(GivenLists lists)
        {
            (Lists, Queue) = (lists, new RecordingQueue());
            (Store, _portfolio) = (new CredentialStore(lists.Tables), new PortfolioStore(lists.Tables, new Transitions(Queue, lists.Clock), new Finder(lists.Tables, new Links(lists.Settings))));
            var takeBack = new TakeBack(lists.Lists, Store);
            Follow = new FollowRevocation(_portfolio, Store, takeBack, Queue, lists.Clock);
            Use = new RevokeCredential(Store, _portfolio, takeBack, lists.Clock);
        }

        public GivenLists Lists { get; }

        public RecordingQueue Queue { get; }

        public CredentialStore Store { get; }

        public FollowRevocation Follow { get; }

        public Submission Earned { get; } = Given.InReview().Decide(Given.Scorer, Given.Definition, Given.Sheet(), Given.Now).Ok().Next;

        public CredentialId Id => CredentialId.For(Earned.Id);

        private RevokeCredential Use { get; }

        public static async Task<Revoking> New()
        {
            var given = new Revoking(await GivenLists.New(Given.Now.AddDays(1)));
            await Task.WhenAll(given.Lists.Tables.All.Select(t => t.CreateIfNotExistsAsync(Ct)));
            await given.Put(given.Earned);
            await given.Lists.Lists.Begin(1, Ct);
            return given;
        }

        public async Task Put(Submission state) =>
            await Lists.Tables.Portfolios.UpsertEntityAsync(SubmissionRows.ToRow(state), TableUpdateMode.Replace, Ct);

        public async Task Issue() => await Store.Add(new(Id, "{}", 1, (await Lists.Indexes.Reserve(Ct)).Index), Earned.Candidate, Earned.Id, Ct);

        public Task ShowToOwner() => Store.ShowToOwner(Earned.Candidate, Id, Given.Definition, Given.Now, Ct);

        public Task<Result<RevocationView>> Revoke() => Use.Handle(Id, Admin, new("Issued by mistake."), Ct);

        public async Task Save(Change change) =>
            await _portfolio.Save(change, (await _portfolio.FindState(Earned.Candidate, Earned.Id, Ct)).Ok().Version, also: null, Ct);

        public async Task Erase()
        {
            await foreach (var row in Lists.Tables.Portfolios.QueryAsync<TableEntity>($"PartitionKey eq '{Earned.Candidate}'", cancellationToken: Ct))
                await Lists.Tables.Portfolios.DeleteEntityAsync(row, cancellationToken: Ct);
        }

        /// <summary>What reaches the queue when the event was announced and found.</summary>
        public Envelope<EventRef> Message() => new($"m{++_number}", Lists.Clock.GetUtcNow(), 0, new(Earned.Candidate, Earned.Id, Earned.Events + 1));

        public async Task<(string Status, string Reason, DateTimeOffset? At)> Line()
        {
            var row = (await Store.FindLine(Earned.Candidate, Id, Ct))!;
            return (row.GetString("Status"), row.GetString("RevokedReason"), row.GetDateTimeOffset("RevokedAt"));
        }
    }

    private sealed class RecordingQueue : IQueueSender
    {
        public List<(string Queue, string Json, TimeSpan Delay)> Sent { get; } = [];

        public Task Send(string queue, string json, TimeSpan delay, CancellationToken ct)
        {
            Sent.Add((queue, json, delay));
            return Task.CompletedTask;
        }
    }
}
