using BotCoach.Tests.Harness;
using BotCoach.Tests.Harness.FakeCrm;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Tests.Crm;

public class CrmConflictTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task What_was_changed_here_and_there_is_shown_to_the_owner_with_both_values_and_overwritten_by_nobody(Db kind)
    {
        await using var house = await CrmHouse.OpenAsync(kind, new HubSpotDialect(), "hubspot");
        var acme = house.World.Add("Acme rollout");
        acme.NextStep = "Call them";
        var ann = await house.AnnAsync();
        await house.StepAsync(ann, acme, "Send the contract");
        house.World.Change(acme, d => (d.NextStep, d.Amount) = ("Wait for legal", 4000));
        await house.PollAsync();
        ann.Sees("here “Send the contract”, in HubSpot “Wait for legal”");
        var deal = await house.DealAsync(acme);
        // what only one of them changed comes in; what both did stays on both sides
        Assert.Equal((4000m, "Send the contract", "Wait for legal"), (deal.Amount, deal.NextStep, acme.NextStep));
        await house.PollAsync();
        Assert.Single(ann.Chat, m => m.Words.Contains("differ"));
        await ann.PressesAsync("Take HubSpot’s", inRow: "next step");
        await house.RunAsync();
        Assert.Equal("Wait for legal", (await house.DealAsync(acme)).NextStep);
        Assert.Equal((0, 0), await house.Host.ReadAsync(async db => (await db.CrmConflicts.CountAsync(), await db.CrmErrors.CountAsync())));
        ann.Sees("agree again");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Ours_stays_is_written_back_and_is_no_conflict_any_more(Db kind)
    {
        await using var house = await CrmHouse.OpenAsync(kind, new HubSpotDialect(), "hubspot");
        var acme = house.World.Add("Acme rollout");
        acme.NextStep = "Call them";
        var ann = await house.AnnAsync(writesBack: true);
        house.World.Change(acme, d => d.NextStep = "Wait for legal");
        await house.StepAsync(ann, acme, "Send the contract");
        await house.Host.JumpAsync(TimeSpan.FromMinutes(2));
        // found on the way back: nothing was written over
        Assert.Equal("Wait for legal", acme.NextStep);
        ann.Sees("here “Send the contract”, in HubSpot “Wait for legal”");
        await ann.PressesAsync("Keep ours", inRow: "next step");
        await house.Host.JumpAsync(TimeSpan.FromMinutes(12));
        Assert.Equal(("Send the contract", "Send the contract"), (acme.NextStep, (await house.DealAsync(acme)).NextStep));
        Assert.Equal(0, await house.Host.ReadAsync(db => db.CrmConflicts.CountAsync()));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_choice_that_was_made_of_an_older_value_changes_nothing_and_shows_the_new_one(Db kind)
    {
        await using var house = await CrmHouse.OpenAsync(kind, new HubSpotDialect(), "hubspot");
        var acme = house.World.Add("Acme rollout");
        acme.NextStep = "Call them";
        var ann = await house.AnnAsync();
        await house.StepAsync(ann, acme, "Send the contract");
        house.World.Change(acme, d => d.NextStep = "Wait for legal");
        await house.PollAsync();
        var card = ann.Chat.Last(m => m.Words.Contains("differ"));
        var old = card.Message.Blocks.OfType<BotCoach.Channels.Rows>().Single().Items[0].Buttons[1];
        house.World.Change(acme, d => d.NextStep = "Ask procurement");
        await house.PollAsync();
        await ann.PressesAsync(card, old);
        ann.Sees("changed since");
        Assert.Equal("Send the contract", (await house.DealAsync(acme)).NextStep);
        // nor may anybody else choose
        var rita = await house.Host.RepAsync("Rita");
        await rita.PressesAsync(card, old);
        rita.Sees("not one of yours");
    }
}
