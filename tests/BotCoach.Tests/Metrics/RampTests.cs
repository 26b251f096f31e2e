using System.Text.Json;
using BotCoach.Cli;
using BotCoach.Deals;
using BotCoach.Metrics;
using BotCoach.Storage;
using BotCoach.Tests.Deals;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace BotCoach.Tests.Metrics;

/// <summary>How long people take who are new, and what is no win of theirs.</summary>
public sealed class RampTests
{
    private static readonly LocalDate Began = new(2025, 6, 2);

    [Fact]
    public void The_median_is_of_those_who_have_won_and_of_fewer_than_three_none_is_told()
    {
        var ramp = Ramp.Of([New(10, 40, 70), New(30), New(50, 60), New()]);
        Assert.Equal((4, 3, 1, 1, 3), (ramp.People, ramp.FirstWin.Count, ramp.NotYet, ramp.ThirdWin.Count, ramp.NotYetThird));
        Assert.Equal((30d, null), (Ramp.Median(ramp.FirstWin), Ramp.Median(ramp.ThirdWin)));

        RampPerson New(params int[] days) => new(Guid.NewGuid(), Began, [.. days.Reverse().Select(Began.PlusDays)]);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task It_counts_from_the_first_day_with_us_and_a_deal_counts_from_when_it_was_theirs(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind, TestBook.Whole());
        await BeginAsync(house, house.Rita, house.Sam, house.Otto);
        await WonAsync(house, house.Rita, "A", Began.PlusDays(1), Began.PlusDays(20));
        await WonAsync(house, house.Sam, "B", Began.PlusDays(3), Began.PlusDays(60));
        // a day before the day that is said: it counts from there
        await WonAsync(house, house.Otto, "C", Began.PlusDays(-1), Began.PlusDays(79));
        // older than Rita's beginning, and hers since the day when it was handed over
        var old = await house.DealAsync(house.Sam, "D", d => d.CreatedAt = At(Began.PlusDays(2)));
        await ChangeAsync(house, old, DealEventKind.HandedOver, d => d.OwnerId = house.Rita.PersonId, Began.PlusDays(50));
        // won by Sam, and Otto's to look after since then
        var won = await WonAsync(house, house.Sam, "E", Began.PlusDays(3), Began.PlusDays(90));
        await ChangeAsync(house, won, DealEventKind.HandedOver, d => d.OwnerId = house.Otto.PersonId, Began.PlusDays(100));
        await house.DealAsync(house.Mona, "F");
        var ramp = (await JsonAsync(house.Host, "--json")).GetProperty("all").GetProperty("ramp");
        // 20, 60 and 80; Mona has won nothing yet
        Assert.Equal((4, 60d, 3, 1), (Int(ramp, "people"), ramp.GetProperty("days_to_first_win").GetProperty("median").GetDouble(), ramp.GetProperty("days_to_first_win").GetProperty("n").GetInt32(), Int(ramp, "not_yet")));
        var later = (await JsonAsync(house.Host, "--json", "--from", "2026-01-01")).GetProperty("all").GetProperty("ramp");
        Assert.Equal((1, 1), (Int(later, "people"), Int(later, "not_yet")));
        var teams = (await JsonAsync(house.Host, "--json", "--by", "team")).GetProperty("groups").EnumerateArray().Select(g => Int(g.GetProperty("ramp"), "people"));
        Assert.Equal([4], teams);
    }

    private static async Task BeginAsync(DealHouse house, params Driver[] people)
    {
        foreach (var person in people)
            await house.Host.DoAsync(async s => (await s.GetRequiredService<BotCoachDb>().People.SingleAsync(p => p.Id == person.PersonId)).StartedOn = Began);
    }

    private static async Task<Guid> WonAsync(DealHouse house, Driver owner, string name, LocalDate began, LocalDate won)
    {
        var id = await house.DealAsync(owner, name, d => d.CreatedAt = At(began));
        await ChangeAsync(house, id, DealEventKind.Won, d => (d.Status, d.ClosedAt) = (DealStatus.Won, At(won)), won);
        return id;
    }

    private static Task ChangeAsync(DealHouse house, Guid id, DealEventKind kind, Action<Deal> change, LocalDate on) => house.Host.DoAsync(async s =>
        await s.GetRequiredService<DealLedger>().ChangeAsync(await s.GetRequiredService<BotCoachDb>().Deals.SingleAsync(d => d.Id == id), TestBook.Click(), TestBook.Now, kind, change, At(on)));

    private static DateTimeOffset At(LocalDate day) => new(day.Year, day.Month, day.Day, 12, 0, 0, TimeSpan.Zero);

    private static int Int(JsonElement of, string name) => of.GetProperty(name).GetInt32();

    private static async Task<JsonElement> JsonAsync(CoachHost host, params string[] words)
    {
        var (output, errors) = (new StringWriter(), new StringWriter());
        Assert.Equal(0, await MetricsCommand.RunAsync(host.App.Services, MetricsOptions.Of(words).Options!, output, errors, CancellationToken.None));
        return JsonDocument.Parse(output.ToString()).RootElement;
    }
}
