using BotCoach.Channels;
using BotCoach.Channels.Meetings;
using BotCoach.Deals;
using BotCoach.Meetings;
using BotCoach.Tests.Deals;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using NodaTime;

namespace BotCoach.Tests.Meetings;

/// <summary>A meeting in a rep's own calendar with a deal's people: it is the next step, moves and goes, and brings the card before the call.</summary>
public sealed class MeetingTests
{
    private const string Dana = "Dana Lee <dana.lee@acme.example> yes";
    private static readonly DateTimeOffset Thursday = new(2026, 3, 5, 14, 0, 0, TimeSpan.Zero);

    [Theory, OnSqlite, OnPostgres]
    public async Task A_meeting_with_a_deals_people_is_its_next_step_and_follows_the_calendar(Db kind)
    {
        await using var house = await OpenAsync(kind);
        var id = await house.Deals.DealAsync(house.Deals.Rita, "Acme", null, TestBook.Person("champion"));
        house.Feed.Add("a", "Walk through the plan", Thursday, "", Dana, "Rita <rita@us.example> yes");
        await house.LinkAsync();
        var deal = await house.Deals.ReadAsync(id);
        Assert.Equal(("Walk through the plan", new LocalDate(2026, 3, 5), true), (deal.NextStep, deal.NextStepOn, deal.NextStepConfirmed));
        Assert.Equal("calendar", (await house.Deals.EventsAsync(id))[^1].ActorChannel);
        house.Feed.Clear();
        house.Feed.Add("a", "Walk through the plan", Thursday.AddDays(1), "", "Dana Lee <dana.lee@acme.example> no");
        await house.LaterAsync();
        deal = await house.Deals.ReadAsync(id);
        Assert.Equal((new LocalDate(2026, 3, 6), false), (deal.NextStepOn, deal.NextStepConfirmed));
        house.Feed.Clear();
        house.Feed.Add("a", "Walk through the plan", Thursday.AddDays(1), "STATUS:CANCELLED\r\n", Dana);
        await house.LaterAsync();
        Assert.Null((await house.Deals.ReadAsync(id)).NextStepOn);
        Assert.Empty(await house.MeetingsAsync());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_somebody_said_is_the_next_step_stays_so(Db kind)
    {
        await using var house = await OpenAsync(kind);
        var id = await house.Deals.DealAsync(house.Deals.Rita, "Acme", d => (d.NextStep, d.NextStepOn) = ("Send the offer", new LocalDate(2026, 3, 10)), TestBook.Person("champion"));
        house.Feed.Add("a", "Walk through the plan", Thursday, "", Dana);
        await house.LinkAsync();
        Assert.Equal("Send the offer", (await house.Deals.ReadAsync(id)).NextStep);
        Assert.Single(await house.MeetingsAsync());
        house.Feed.Clear();
        await house.LaterAsync();
        Assert.Equal("Send the offer", (await house.Deals.ReadAsync(id)).NextStep);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Half_an_hour_before_it_the_card_comes_once_also_with_two_instances_and_moved_for_its_new_hour(Db kind)
    {
        await using var house = await OpenAsync(kind);
        await house.Deals.DealAsync(house.Deals.Rita, "Acme", null, TestBook.Person("champion"));
        house.Feed.Add("a", "Walk through the plan", Thursday, "", Dana);
        await house.LinkAsync();
        await using var other = await house.Deals.Host.StartAnotherAsync(services => services.Replace(ServiceDescriptor.Singleton<IMeetingFeed>(house.Feed)));
        await house.Deals.Host.JumpToAsync(Thursday.AddMinutes(-31));
        Assert.Equal(0, house.Cards("At 14:00"));
        await house.Deals.Host.JumpToAsync(Thursday.AddMinutes(-30));
        await other.RunDueAsync();
        await house.LaterAsync();
        Assert.Equal(1, house.Cards("At 14:00: Walk through the plan."));
        Assert.Contains(house.Deals.Rita.Chat, m => m.Words.Contains("Before the call: Acme", StringComparison.Ordinal));
        house.Feed.Clear();
        house.Feed.Add("a", "Walk through the plan", Thursday.AddHours(2), "", Dana);
        await house.LaterAsync();
        await house.Deals.Host.JumpToAsync(Thursday.AddHours(2));
        Assert.Equal(1, house.Cards("At 16:00"));
    }

    [Fact]
    public async Task A_series_is_read_time_by_time_with_what_single_times_say_otherwise()
    {
        await using var house = await OpenAsync(Db.Sqlite);
        var id = await house.Deals.DealAsync(house.Deals.Rita, "Acme", null, TestBook.Person("champion"));
        house.Feed.Add("weekly", "Acme weekly", Thursday.AddDays(-7), "RRULE:FREQ=WEEKLY;BYDAY=TH\r\n", Dana);
        house.Feed.Add("weekly", "Acme weekly, moved", Thursday.AddDays(1), $"RECURRENCE-ID:{FakeFeed.At(Thursday)}\r\n", Dana);
        await house.LinkAsync();
        Assert.Equal([Thursday.AddDays(1), Thursday.AddDays(7)], (await house.MeetingsAsync()).Select(m => m.StartsAt));
        Assert.Equal(("Acme weekly, moved", new LocalDate(2026, 3, 6)), ((await house.Deals.ReadAsync(id)).NextStep, (await house.Deals.ReadAsync(id)).NextStepOn));
    }

    [Fact]
    public async Task Private_ones_whole_days_our_own_and_those_about_two_deals_are_about_none()
    {
        await using var house = await OpenAsync(Db.Sqlite);
        await house.Deals.Host.DoAsync(async s =>
        {
            var db = s.GetRequiredService<BotCoach.Storage.BotCoachDb>();
            (await db.People.SingleAsync(p => p.Id == house.Deals.Sam.PersonId)).Email = "sam@us.example";
        });
        await house.Deals.DealAsync(house.Deals.Rita, "Acme", null, TestBook.Person("champion"));
        await house.Deals.DealAsync(house.Deals.Rita, "Acme two", null, TestBook.Person("champion"));
        await house.Deals.DealAsync(house.Deals.Rita, "Helios", null, TestBook.Person("champion", "Olga Prim"));
        house.Feed.Add("private", "Helios", Thursday, "CLASS:PRIVATE\r\n", "Olga Prim <olga@helios.example> yes");
        house.Feed.Add("ours", "Helios, inside", Thursday, "", "Sam <sam@us.example> yes");
        house.Feed.Add("both", "Plan", Thursday, "", Dana);
        house.Feed.Add("stranger", "Lunch", Thursday, "", "Kim Roe <kim@else.example> yes");
        await house.LinkAsync();
        Assert.Empty(await house.MeetingsAsync());
        await house.Deals.Rita.TypesAsync("calendar");
        house.Deals.Rita.Sees("3 meetings in the next two weeks, 0 of them with people of a deal of yours");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task The_address_is_said_to_nobody_and_kept_unreadable(Db kind)
    {
        await using var house = await OpenAsync(kind);
        await house.LinkAsync();
        await house.Deals.Rita.TypesAsync("calendar");
        Assert.DoesNotContain(house.Deals.Rita.Chat, m => m.Words.Contains("private-7f3a", StringComparison.Ordinal));
        var kept = await house.Deals.Host.ReadAsync(db => db.CalendarFeeds.Select(f => f.Secret).SingleAsync());
        Assert.DoesNotContain("private-7f3a", kept, StringComparison.Ordinal);
        Assert.Equal(0, await house.Deals.Host.ReadAsync(db => db.OutgoingMessages.CountAsync(m => m.Content.Contains("7f3a"))));
    }

    [Theory]
    [InlineData("http://calendar.example.com/a.ics")]
    [InlineData("ftp://calendar.example.com/a.ics")]
    [InlineData("https://me:secret@calendar.example.com/a.ics")]
    [InlineData("my calendar")]
    public async Task What_is_no_safe_address_is_refused_in_a_sentence(string typed)
    {
        await using var house = await OpenAsync(Db.Sqlite);
        await house.Deals.Rita.TypesAsync($"calendar {typed}");
        house.Deals.Rita.Sees(CalendarMessage.NotSafe);
        Assert.Equal(0, await house.Deals.Host.ReadAsync(db => db.CalendarFeeds.CountAsync()));
    }

    [Fact]
    public async Task One_that_cannot_be_read_is_told_once_after_a_day_and_loses_nothing()
    {
        await using var house = await OpenAsync(Db.Sqlite);
        await house.Deals.DealAsync(house.Deals.Rita, "Acme", null, TestBook.Person("champion"));
        house.Feed.Add("a", "Walk through the plan", Thursday.AddDays(4), "", Dana);
        await house.LinkAsync();
        house.Feed.Fault = "it answered 500";
        for (var hours = 0; hours < 60; hours += 6)
        {
            await house.Deals.Host.JumpToAsync(house.Deals.Host.Clock.Now.AddHours(6));
            await house.LaterAsync();
        }
        Assert.Single(house.Deals.Rita.Chat, m => m.Words.StartsWith("Your calendar has not been readable for a day: it answered 500.", StringComparison.Ordinal));
        Assert.Single(await house.MeetingsAsync());
        (house.Feed.Fault, house.Feed.Raw) = (null, "<html>Sign in</html>");
        await house.LaterAsync();
        await house.Deals.Rita.TypesAsync("calendar");
        house.Deals.Rita.Sees("Your calendar cannot be read: there is no calendar file at it.");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Unlinked_nothing_of_it_is_left_and_the_next_step_stays(Db kind)
    {
        await using var house = await OpenAsync(kind);
        var id = await house.Deals.DealAsync(house.Deals.Rita, "Acme", null, TestBook.Person("champion"));
        house.Feed.Add("a", "Walk through the plan", Thursday, "", Dana);
        await house.LinkAsync();
        await house.Deals.Rita.TypesAsync("calendar off");
        Assert.Equal((0, 0), await house.Deals.Host.ReadAsync(async db => (await db.Meetings.CountAsync(), await db.CalendarFeeds.CountAsync())));
        Assert.Equal("Walk through the plan", (await house.Deals.ReadAsync(id)).NextStep);
        var reads = house.Feed.Reads;
        await house.LaterAsync();
        Assert.Equal(reads, house.Feed.Reads);
    }

    private static async Task<MeetingHouse> OpenAsync(Db kind)
    {
        var feed = new FakeFeed();
        var house = await DealHouse.OpenAsync(kind, null, services => services.Replace(ServiceDescriptor.Singleton<IMeetingFeed>(feed)));
        await house.AtWorkAsync();
        return new MeetingHouse(house, feed);
    }

    private sealed class MeetingHouse(DealHouse deals, FakeFeed feed) : IAsyncDisposable
    {
        public DealHouse Deals => deals;
        public FakeFeed Feed => feed;

        public async Task LinkAsync()
        {
            await deals.Rita.TypesAsync($"calendar {FakeFeed.Address}");
            deals.Rita.Sees("Your calendar is linked");
            await deals.Host.RunDueAsync();
        }

        /// <summary>The next time that calendars are read.</summary>
        public async Task LaterAsync() => await deals.Host.JumpToAsync(deals.Host.Clock.Now.AddMinutes(16));

        public int Cards(string words) => deals.Rita.Chat.Count(m => m.Words.StartsWith(words, StringComparison.Ordinal));

        public Task<List<Meeting>> MeetingsAsync() => deals.Host.ReadAsync(db => db.Meetings.AsNoTracking().OrderBy(m => m.StartsAt).ToListAsync());

        public ValueTask DisposeAsync() => deals.DisposeAsync();
    }
}
