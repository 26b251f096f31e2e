using BotCoach.Channels;
using BotCoach.People;
using BotCoach.Reminders;
using BotCoach.Reviews;
using BotCoach.Tests.Deals;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace BotCoach.Tests.Reviews;

/// <summary>A promise is its owner's reminder, is missed when its day has ended where they are, and is settled in one tap by them or who leads them.</summary>
public sealed class CommitmentTests
{
    [Theory]
    [InlineData("Asia/Tokyo", "2026-03-05T15:00:00Z")]
    [InlineData("Etc/UTC", "2026-03-06T00:00:00Z")]
    [InlineData("America/Los_Angeles", "2026-03-06T08:00:00Z")]
    public void It_is_missed_at_the_end_of_its_day_in_its_owners_calendar(string zone, string end)
    {
        var calendar = new WorkCalendar(DateTimeZoneProviders.Tzdb[zone], new WorkingHours(new LocalTime(9, 0), new LocalTime(17, 30), 0b0011111));
        var (it, at) = (Made(), DateTimeOffset.Parse(end, System.Globalization.CultureInfo.InvariantCulture));
        Assert.Equal(CommitmentState.Open, CommitmentRules.Standing(it, null, calendar, at.AddMilliseconds(-1)).State);
        Assert.Equal(new CommitmentStanding(it, CommitmentState.Missed, at), CommitmentRules.Standing(it, null, calendar, at));
        Assert.Equal(new CommitmentStanding(it, CommitmentState.Kept, at.AddDays(-1)), CommitmentRules.Standing(it, Done(at.AddDays(-1)), calendar, at));
        it.Settle(CommitmentState.Kept, Guid.NewGuid(), at.AddHours(2));
        Assert.Equal(CommitmentState.Missed, CommitmentRules.Standing(it, null, calendar, at.AddHours(1)).State);
        Assert.Equal(CommitmentState.Kept, CommitmentRules.Standing(it, null, calendar, at.AddHours(2)).State);
        Assert.True(CommitmentRules.Standing(it, null, calendar, at.AddHours(2)).IsLate);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task It_comes_as_a_reminder_and_done_there_it_is_kept(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind);
        await MakeAsync(house, house.Rita, "Send the pricing");
        await house.Host.JumpToAsync(TestBook.Now.AddDays(3).AddHours(1));
        await house.Rita.PressesAsync("Done");
        var standing = Assert.Single(await OfMonaAsync(house));
        Assert.Equal((CommitmentState.Kept, house.Host.Clock.Now), (standing.State, standing.Since));
        Assert.Equal(CommitmentState.Open, Assert.Single(await OfMonaAsync(house, house.Host.Clock.Now.AddMinutes(-1))).State);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Settled_here_its_reminder_is_done_or_cancelled_and_left_alone_it_is_missed(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind);
        var (kept, dropped) = (await MakeAsync(house, house.Rita, "Send the pricing"), await MakeAsync(house, house.Rita, "Call their CFO"));
        await MakeAsync(house, house.Sam, "Book the workshop");
        await PressAsync(house.Rita, "commitment.kept", kept);
        await PressAsync(house.Mona, "commitment.dropped", dropped);
        await PressAsync(house.Mona, "commitment.kept", dropped);
        house.Mona.Sees("It was dropped already.");
        Assert.Equal([("Book the workshop", ReminderState.Open), ("Call their CFO", ReminderState.Cancelled), ("Send the pricing", ReminderState.Done)],
            (await house.Host.ReadAsync(db => db.Reminders.OrderBy(r => r.Text).ToListAsync())).Select(r => (r.Text, r.State)));
        await house.Host.JumpToAsync(TestBook.Now.AddDays(5));
        var all = await OfMonaAsync(house);
        Assert.Equal(["Book the workshop: Missed", "Call their CFO: Dropped", "Send the pricing: Kept"], all.Select(c => $"{c.It.Words}: {c.State}").Order());
        Assert.Equal(["Book the workshop"], (await OfMonaAsync(house, since: TestBook.Now.AddDays(3))).Where(c => c.State == CommitmentState.Missed).Select(c => c.It.Words));
        Assert.Empty(await OfMonaAsync(house, since: TestBook.Now.AddDays(4)));
        Assert.Empty(await OfMonaAsync(house, since: TestBook.Now.AddDays(30)));
    }

    [Fact]
    public async Task Nobody_else_settles_it_and_who_tries_is_written_down()
    {
        await using var house = await DealHouse.OpenAsync(Db.Sqlite);
        var id = await MakeAsync(house, house.Rita, "Send the pricing");
        await PressAsync(house.Sam, "commitment.kept", id);
        house.Sam.Sees("That promise is not one of yours");
        await PressAsync(house.Otto, "commitment.dropped", id);
        Assert.Null(await house.Host.ReadAsync(db => db.Commitments.Select(c => c.Settled).SingleAsync()));
        Assert.Equal(2, await house.Host.ReadAsync(db => db.AuditEntries.CountAsync(a => a.What == "refused: a promise" && a.About == id)));
        await PressAsync(house.Ada, "commitment.kept", id);
        Assert.Equal(CommitmentState.Kept, await house.Host.ReadAsync(db => db.Commitments.Select(c => c.Settled).SingleAsync()));
    }

    [Fact]
    public async Task The_digests_picks_follow_one_another_and_leave_the_managers_own()
    {
        await using var house = await DealHouse.OpenAsync(Db.Sqlite);
        var (acme, bolt, cargo) = (await house.DealAsync(house.Rita, "Acme"), await house.DealAsync(house.Rita, "Bolt"), await house.DealAsync(house.Sam, "Cargo"));
        await house.Mona.TypesAsync("review add cargo");
        await SetAsync(house, new Pick(acme, "thin-evidence", "What did they say?"), new Pick(bolt, TalkWhy.LargestChange, "What changed?"));
        await SetAsync(house, new Pick(bolt, "too-long-in-stage", "What next?"), new Pick(cargo, "thin-evidence", "Not asked: it is Mona's own."));
        await house.Host.DoAsync(async s =>
        {
            var picks = await s.GetRequiredService<Agenda>().OfAsync(house.Mona.PersonId);
            Assert.Equal([(cargo, TalkWhy.OwnPick), (bolt, "too-long-in-stage")], picks.Select(p => (p.DealId, p.Why)));
        });
    }

    private static Task SetAsync(DealHouse house, params Pick[] picks) =>
        house.Host.DoAsync(s => s.GetRequiredService<Agenda>().SetAsync([new NewAgenda(house.Mona.PersonId, picks, Guid.NewGuid())], house.Host.Clock.Now));

    private static Reminder Done(DateTimeOffset at) => new()
    {
        WorkspaceId = Guid.NewGuid(), Id = Guid.NewGuid(), PersonId = Guid.NewGuid(), Text = "Send the pricing", DueOn = new LocalDate(2026, 3, 5), State = ReminderState.Done, EndedAt = at,
    };

    private static Commitment Made() => new()
    {
        WorkspaceId = Guid.NewGuid(), Id = Guid.NewGuid(), DealId = Guid.NewGuid(), OwnerId = Guid.NewGuid(), Words = "Send the pricing", DueOn = new LocalDate(2026, 3, 5),
        MadeBy = Guid.NewGuid(), MadeAt = TestBook.Now,
    };

    /// <summary>A promise for Thursday 5 March, asked for by Mona.</summary>
    private static async Task<Guid> MakeAsync(DealHouse house, Driver owner, string words)
    {
        var (deal, made) = (await house.DealAsync(owner, $"Deal of {words}"), Guid.Empty);
        await house.Host.DoAsync(async s =>
        {
            var db = s.GetRequiredService<BotCoach.Storage.BotCoachDb>();
            var (row, person) = (await db.Deals.SingleAsync(d => d.Id == deal), await db.People.SingleAsync(p => p.Id == owner.PersonId));
            made = (await s.GetRequiredService<Commitments>().MakeAsync(row, person, words, new LocalDate(2026, 3, 5), house.Mona.PersonId, null, house.Host.Clock.Now)).Id;
        });
        return made;
    }

    private static async Task<IReadOnlyList<CommitmentStanding>> OfMonaAsync(DealHouse house, DateTimeOffset? at = null, DateTimeOffset? since = null)
    {
        IReadOnlyList<CommitmentStanding> read = [];
        await house.Host.DoAsync(async s => read = await s.GetRequiredService<Commitments>().OfManagerAsync(house.Mona.PersonId, at ?? house.Host.Clock.Now, since));
        return read;
    }

    private static Task PressAsync(Driver driver, string verb, Guid id) => driver.PressesAsync(
        new Shown(new Address("fake", "T1", "x", "x"), "none", "none", default) { Message = Message.Say("x") }, new Button("x", verb, $"{id}"));
}
