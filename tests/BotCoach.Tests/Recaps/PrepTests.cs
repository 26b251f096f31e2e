using BotCoach.Deals;
using BotCoach.Recaps;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Tests.Recaps;

/// <summary>Before the next call.</summary>
public sealed class PrepTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task The_card_before_a_call_says_where_the_deal_is_who_they_are_what_was_promised_and_what_to_ask(Db kind)
    {
        await using var of = await RecapHouse.DraftedAsync(kind);
        of.ReadsOn();
        await of.Rita.PressesAsync($"Accept all {(await of.LinesAsync()).Count}");
        await of.Rita.TypesAsync("prep Onboarding");
        of.Rita.Sees("Before the call: Acme");
        of.Rita.Sees("Discovery, 3 days now (healthy: 14 days)");
        of.Rita.Sees("Omar Haddad, CFO");
        of.Rita.Sees("Rita: Send the business case by Thursday, Thu 5 Mar");
        of.Rita.Sees("Still open in this stage");
        of.Rita.Sees("Worth asking");
        await of.Host.JumpAsync(TimeSpan.FromDays(7));
        await of.Rita.TypesAsync("prep Onboarding");
        of.Rita.Sees("(that day has passed)");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task The_card_of_a_deal_without_a_call_has_only_what_is_known(Db kind)
    {
        await using var of = await RecapHouse.OpenAsync(kind);
        await of.Rita.TypesAsync("prep Reporting");
        of.Rita.Sees("Before the call: Beta Foods");
        of.Rita.DoesNotSee("What was promised");
        of.Rita.DoesNotSee("Who they are");
        await of.House.Otto.TypesAsync("prep Reporting");
        of.House.Otto.DoesNotSee("Beta Foods");
    }
}
