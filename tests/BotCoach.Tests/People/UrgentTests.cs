using BotCoach.Chat;
using BotCoach.Channels;
using BotCoach.People;
using BotCoach.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using static BotCoach.Tests.Nudges.OneDeal;

namespace BotCoach.Tests.People;

/// <summary>What cannot wait for the brief goes out at once, in working time, and never in a flood.</summary>
public sealed class UrgentTests
{
    private static readonly WorkCalendar Office = new(DateTimeZoneProviders.Tzdb[Berlin], new WorkingHours(new LocalTime(9, 0), new LocalTime(17, 30), 0b0011111));

    [Theory]
    [InlineData("2026-03-03T10:00:00Z", "2026-03-03T10:00:00Z")]
    [InlineData("2026-03-03T22:00:00Z", "2026-03-04T08:00:00Z")]
    [InlineData("2026-03-07T12:00:00Z", "2026-03-09T08:00:00Z")]
    public void It_goes_out_at_once_or_at_the_next_start_of_work(string now, string at) => Assert.Equal(At(at), Urgent.Next(Office, [], At(now)));

    [Fact]
    public void A_fifth_in_an_hour_waits_until_an_hour_has_passed_since_the_first()
    {
        DateTimeOffset[] planned = [At("2026-03-03T10:00:00Z"), At("2026-03-03T10:10:00Z"), At("2026-03-03T10:20:00Z"), At("2026-03-03T10:30:00Z")];
        Assert.Equal(At("2026-03-03T11:00:00Z"), Urgent.Next(Office, planned, At("2026-03-03T10:40:00Z")));
    }

    [Fact]
    public void What_does_not_fit_into_a_day_waits_for_the_next_working_day()
    {
        var planned = Enumerable.Range(0, Urgent.MostADay).Select(n => At("2026-03-06T08:00:00Z").AddMinutes(20 * n)).ToList();
        Assert.Equal(At("2026-03-09T08:00:00Z"), Urgent.Next(Office, planned, At("2026-03-06T13:00:00Z")));
    }

    [Fact]
    public void However_many_there_are_no_hour_and_no_day_has_more_than_its_share_and_none_is_outside_working_time()
    {
        var seed = Environment.TickCount;
        var random = new Random(seed);
        List<DateTimeOffset> planned = [];
        var now = At("2026-03-02T06:00:00Z");
        for (var n = 0; n < 300; n++)
        {
            planned.Add(Urgent.Next(Office, planned, now));
            if (random.Next(3) == 0) now = now.AddMinutes(random.Next(60));
        }
        Assert.All(planned, p => Assert.True(Office.IsWorking(p), $"{p}, seed {seed}"));
        Assert.All(planned.GroupBy(Office.Today), d => Assert.True(d.Count() <= Urgent.MostADay, $"{d.Key}, seed {seed}"));
        Assert.All(planned, p => Assert.True(planned.Count(q => q >= p && q < p.AddHours(1)) <= Urgent.MostAnHour, $"from {p}, seed {seed}"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Six_at_once_come_as_four_and_two_an_hour_later_and_none_at_night(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var rita = await host.RepAsync("Rita");
        await TellAsync(host, rita, "night");
        await host.RunDueAsync();
        Assert.Empty(rita.Chat);
        await host.JumpToAsync(At("2026-03-02T09:00:00Z"));
        Assert.Single(rita.Chat);
        for (var n = 0; n < 6; n++) await TellAsync(host, rita, $"{n}");
        await host.JumpToAsync(At("2026-03-02T09:30:00Z"));
        Assert.Equal(4, rita.Chat.Count);
        await host.JumpToAsync(At("2026-03-02T10:05:00Z"));
        Assert.Equal(7, rita.Chat.Count);
    }

    private static Task TellAsync(CoachHost host, Driver person, string what) => host.DoAsync(services =>
        services.GetRequiredService<Urgent>().TellAsync(person.PersonId, $"test:{what}", Message.Of(what, new Paragraph(what)), host.Clock.Now));
}
