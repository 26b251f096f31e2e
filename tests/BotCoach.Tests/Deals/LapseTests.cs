using BotCoach.Deals;
using BotCoach.Stages;
using BotCoach.Tests.Harness;
using BotCoach.Tests.Nudges;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static BotCoach.Tests.Deals.TestBook;

namespace BotCoach.Tests.Deals;

/// <summary>What a decision let pass is asked for again when its time is over, and a process can be walked to its win.</summary>
public sealed class LapseTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task What_an_override_let_pass_is_asked_for_again_when_it_has_expired(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind);
        await house.DealAsync(house.Rita, "Acme");
        await house.Mona.TypesAsync("advance Acme");
        await house.Mona.PressesAsync("Move it anyway…");
        await house.Mona.FillsAsync(("reason", "I was in the call, they are serious"));
        await house.Rita.TypesAsync("Acme");
        house.Rita.DoesNotSee("The buyer told us the problem");
        house.Host.Clock.Advance(TimeSpan.FromDays(15));
        await house.Rita.TypesAsync("advance Acme");
        house.Rita.Sees("Not yet: 6 things missing for Closing");
        house.Rita.Sees("The buyer told us the problem");
        await house.Rita.PressesAsync("Fill in amount");
        await house.Rita.FillsAsync(("amount", "900"));
        await house.Rita.TypesAsync("advance Acme");
        house.Rita.Sees("Not yet: 5 things missing for Closing");
    }

    [Fact]
    public void A_waiver_that_ends_after_the_advance_is_asked_for_again()
    {
        var waived = Answer(Impact, AnswerState.Waived, adjust: a => (a.Reason, a.WaivedUntil) = ("too small", Now.AddDays(2)));
        var file = File(Filled(Deal(stage: "two")), null, waived) with { Stakeholders = [Person("champion")] };
        file.Deal.Facts.Remove("impact");
        Assert.DoesNotContain(StageGate.Ask(file, "three", Today, Now).Missing, m => m.Id == Impact.Id);
        Assert.Contains(StageGate.Ask(file, "three", Today.PlusDays(2), Now.AddDays(2)).Missing, m => m.Id == Impact.Id && m.StageId == "one");
        file.Deal.Facts["impact"] = "40 hours a month";
        Assert.DoesNotContain(StageGate.Ask(file, "three", Today.PlusDays(2), Now.AddDays(2)).Missing, m => m.Id == Impact.Id);
    }

    [Fact]
    public void What_lapsed_is_not_asked_for_where_the_deal_went_back_before_it()
    {
        var given = new GateOverride
        {
            WorkspaceId = Guid.Empty, Id = Guid.NewGuid(), DealId = Guid.Empty, FromStage = "one", ToStage = "three", Reason = "r", ByPersonId = Guid.Empty,
            Missing = $"{Champion.Id},{Approved.Id},{Plan.Id}", GivenAt = Now.AddDays(-20), ExpiresAt = Now.AddDays(-6),
        };
        var file = File(Filled(Deal())) with { Overrides = [given] };
        Assert.Equal([Champion.Id], StageGate.Ask(file, "two", Today, Now).Missing.Select(m => m.Id));
    }

    [Fact]
    public async Task Letting_the_win_pass_asks_why_they_bought()
    {
        await using var house = await DealHouse.OpenAsync(Db.Sqlite);
        var id = await house.DealAsync(house.Rita, "Acme", d => d.StageId = "three");
        await house.Mona.TypesAsync("advance Acme");
        await house.Mona.PressesAsync("Move it anyway…");
        await house.Mona.FillsAsync(("reason", "Signed on paper at the fair"));
        house.Mona.Sees("Say why they bought");
        await house.Mona.FillsAsync(("reason", "Signed on paper at the fair"), ("outcome", "Nobody else could start in March"));
        house.Mona.Sees("Won. Well earned.");
        Assert.Equal((DealStatus.Won, "Nobody else could start in March"), ((await house.ReadAsync(id)).Status, (await house.ReadAsync(id)).OutcomeReason));
        Assert.Equal("Signed on paper at the fair", await house.Host.ReadAsync(db => db.GateOverrides.Select(o => o.Reason).SingleAsync()));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_small_deal_is_won_through_the_gate_in_chat(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var rita = await host.RepAsync("Rita");
        await host.DoAsync(s => s.GetRequiredService<StageShelf>().EnsureBuiltInAsync(host.Clock.Now));
        await rita.TypesAsync("deal new");
        await rita.FillsAsync(("name", "Acme"), ("account", "Acme"), ("amount", "900"), ("close-on", "2026-03-09"), ("segment", "smb"));
        var id = await host.ReadAsync(db => db.Deals.Select(d => d.Id).SingleAsync());
        await host.ChangeAsync(id, d =>
        {
            d.StageId = "decision-pending";
            (d.Facts["legal"], d.Facts["budget"]) = ("Our terms, read by Dana", "$900 a month");
        });
        await rita.TypesAsync("won acme");
        rita.Sees("Not yet: 2 things missing");
        await rita.PressesAsync("Link the signed contract or order");
        await rita.FillsAsync(("link", "https://files.example.com/acme-order"));
        await rita.TypesAsync("next acme");
        await rita.FillsAsync(("next-step", "Sign the order"), ("next-step-on", "2026-03-05"), ("next-step-side", "Buyer"), ("next-step-confirmed", "yes"));
        await rita.TypesAsync("won acme");
        await rita.FillsAsync(("reason", "It was running the same day"));
        rita.Sees("Won. Well earned.");
        Assert.Equal(DealStatus.Won, (await host.ReadDealAsync(id)).Status);
    }

    [Fact]
    public async Task A_deal_in_a_stage_that_is_no_more_is_not_won_but_said_to_be_there()
    {
        await using var house = await DealHouse.OpenAsync(Db.Sqlite);
        await house.DealAsync(house.Rita, "Acme", d => d.StageId = "gone");
        await house.Rita.TypesAsync("won acme");
        house.Rita.Sees("This deal's stage is not in its process any more.");
    }
}
