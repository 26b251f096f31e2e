using BotCoach.Deals;
using BotCoach.Nudges;
using BotCoach.People;
using BotCoach.Stages;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static BotCoach.Tests.Nudges.OneDeal;

namespace BotCoach.Tests.Nudges;

/// <summary>Follow-ups by the stage's cadence: due in turn, a touch in one tap, ended by a word of theirs, and after the last a clear choice.</summary>
public sealed class CadenceTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Each_touch_is_due_in_its_turn_and_noted_in_one_tap_until_the_choice(Db kind)
    {
        var (host, rita, acme) = await TouchedAsync(kind);
        await using var _ = host;
        // Monday is day 0: touches on days 2, 4, 7 and 14 follow
        foreach (var (day, touch) in ((string, int)[])[("2026-03-04", 2), ("2026-03-06", 3), ("2026-03-09", 4), ("2026-03-16", 5)])
        {
            await host.JumpToAsync(At($"{day}T09:00:00Z"));
            Assert.Contains($"touch {touch} of 5", rita.Briefs()[^1].Words, StringComparison.Ordinal);
            await rita.PressesAsync("Touched", "Time to follow up");
            rita.Sees("Done. You touched Acme today.");
            await host.RunDueAsync();
        }
        Assert.Equal(5, (await host.ReadDealAsync(acme)).TouchesMade);
        await host.JumpToAsync(At("2026-03-23T09:00:00Z"));
        Assert.Contains("5 touches without an answer", rita.Briefs()[^1].Words, StringComparison.Ordinal); // behind what its stage misses by now
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_word_of_theirs_ends_it_in_one_tap(Db kind)
    {
        var (host, rita, acme) = await TouchedAsync(kind);
        await using var _ = host;
        await host.JumpToAsync(At("2026-03-04T09:00:00Z"));
        await rita.PressesAsync("They answered", "Time to follow up");
        rita.Sees("Done. You heard from Acme today.");
        await host.JumpToAsync(At("2026-03-20T09:00:00Z"));
        Assert.DoesNotContain(await FollowUpsAsync(host), n => n.IsOpen);
        Assert.Equal(0, (await host.ReadDealAsync(acme)).TouchesMade);
    }

    [Fact]
    public async Task A_word_of_theirs_that_came_by_another_way_ends_it_too_and_the_brief_says_so()
    {
        var (host, rita, acme) = await TouchedAsync(Db.Sqlite);
        await using var _ = host;
        await host.JumpToAsync(At("2026-03-04T09:00:00Z"));
        await host.DoAsync(async s =>
        {
            var deal = await s.GetRequiredService<BotCoach.Storage.BotCoachDb>().Deals.SingleAsync(d => d.Id == acme);
            await s.GetRequiredService<DealMoves>().HeardAsync(deal, new Actor(null, Role.Admin, "api", By.ApiKey), host.Clock.Now);
        });
        await host.RunDueAsync();
        Assert.Contains("You heard from Acme today.", rita.Briefs()[^1].Words, StringComparison.Ordinal);
        Assert.DoesNotContain(await FollowUpsAsync(host), n => n.IsOpen);
    }

    [Fact]
    public async Task After_the_last_touch_it_is_kept_parked_or_closed()
    {
        var (host, rita, acme) = await TouchedAsync(Db.Sqlite);
        await using var _ = host;
        await host.ChangeAsync(acme, d => d.TouchesMade = 5);
        await host.JumpToAsync(At("2026-03-10T09:00:00Z"));
        await rita.PressesAsync("Keep going", "has not answered 5 touches");
        rita.Sees("Snoozed, Acme: back on Tue 24 Mar");
        await host.JumpToAsync(At("2026-03-24T09:00:00Z"));
        await rita.PressesAsync("Park it…", "has not answered 5 touches");
        await rita.FillsAsync(("until", "2026-05-04"));
        rita.Sees("Acme is parked");
        Assert.Equal(Day("2026-05-04"), (await host.ReadDealAsync(acme)).ParkedUntil);
    }

    [Fact]
    public async Task Another_stage_begins_anew()
    {
        var (host, _, acme) = await TouchedAsync(Db.Sqlite);
        await using var __ = host;
        await host.ChangeAsync(acme, d => d.StageId = "evaluation", DealEventKind.Advanced);
        var deal = await host.ReadDealAsync(acme);
        Assert.Equal((0, null), (deal.TouchesMade, deal.TouchesSince));
    }

    [Theory]
    [InlineData("days: [0, 2, 2]", "Day 2 does not come after day 2.")]
    [InlineData("days: [1, 2]", "The first touch is on day 0.")]
    [InlineData("days: [0, 1, 2, 3, 4, 5, 6, 7]", "8 touches are more than 7")]
    public void A_cadence_that_cannot_be_is_refused_with_its_place(string days, string sentence)
    {
        var yaml = BuiltIn("cadence:\n      " + days + "\n      source: ours");
        Assert.Contains(StageBookRules.Check(StageBookYaml.Read(yaml).Book!), p => p.Place.Contains("/cadence", StringComparison.Ordinal) && p.Sentence.Contains(sentence, StringComparison.Ordinal));
    }

    private static string BuiltIn(string cadence) =>
        StageBookYaml.Write(BuiltInBooks.Open(BuiltInBooks.SevenStages)) is var yaml && yaml.IndexOf("    failure-modes:", StringComparison.Ordinal) is var at ? yaml[..at] + "    " + cadence + "\n" + yaml[at..] : "";

    private static async Task<(CoachHost Host, Driver Rita, Guid Acme)> TouchedAsync(Db kind)
    {
        var host = await CoachHost.StartAsync(kind);
        var rita = await host.RepAsync("Rita");
        var acme = await host.DealAsync(rita, "Acme", d => (d.NextStep, d.NextStepOn, d.NextStepSide) = (null, null, null));
        await host.JumpToAsync(Pipeline.Monday);
        await rita.TypesAsync("touched acme");
        await host.RunDueAsync();
        return (host, rita, acme);
    }

    private static async Task<List<Nudge>> FollowUpsAsync(CoachHost host) => [.. (await host.NudgesAsync()).Where(n => n.Rule == "follow-up-due")];
}
