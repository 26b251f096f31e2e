using BotCoach.Deals;
using BotCoach.Tests.Harness;
using BotCoach.Tests.Harness.FakeCrm;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Tests.Crm;

public class CrmWriteBackTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task A_step_that_a_person_set_is_written_once_and_never_comes_back_as_a_change(Db kind)
    {
        await using var house = await CrmHouse.OpenAsync(kind, new HubSpotDialect(), "hubspot");
        var acme = house.World.Add("Acme rollout");
        var ann = await house.AnnAsync(writesBack: true);
        await house.StepAsync(ann, acme, "Send the contract", new NodaTime.LocalDate(2026, 3, 6));
        await house.Host.JumpAsync(TimeSpan.FromMinutes(2));
        Assert.Equal("Send the contract (by 6 Mar 2026)", acme.NextStep);
        var events = await house.Host.ReadAsync(db => db.DealEvents.CountAsync());
        await house.Host.JumpAsync(TimeSpan.FromMinutes(15));
        var deal = await house.DealAsync(acme);
        Assert.Equal(("Send the contract", 1, events, 0), (deal.NextStep, house.Crm.Log.Count(l => l.StartsWith("PATCH", StringComparison.Ordinal)), await house.Host.ReadAsync(db => db.DealEvents.CountAsync()), await house.Host.ReadAsync(db => db.CrmConflicts.CountAsync())));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Nothing_is_written_while_it_is_off_nor_what_no_person_did(Db kind)
    {
        await using var house = await CrmHouse.OpenAsync(kind, new HubSpotDialect(), "hubspot");
        var acme = house.World.Add("Acme rollout");
        var ann = await house.AnnAsync();
        await house.StepAsync(ann, acme, "Send the contract");
        house.World.Change(acme, d => d.Amount = 7);
        await house.Host.JumpAsync(TimeSpan.FromMinutes(20));
        Assert.DoesNotContain(house.Crm.Log, l => l.StartsWith("PATCH", StringComparison.Ordinal) || l.EndsWith("/notes", StringComparison.Ordinal));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_loss_that_a_person_recorded_is_written_as_the_stage_it_is_there(Db kind)
    {
        await using var house = await CrmHouse.OpenAsync(kind, new HubSpotDialect(), "hubspot");
        var acme = house.World.Add("Acme rollout");
        var ann = await house.AnnAsync(writesBack: true);
        await ann.TypesAsync("lost acme");
        await ann.FillsAsync(("reason", "0"));
        await house.Host.JumpAsync(TimeSpan.FromMinutes(12));
        Assert.Equal(("19", DealStatus.Lost, 0), (acme.Stage, (await house.DealAsync(acme)).Status, await house.Host.ReadAsync(db => db.CrmConflicts.CountAsync())));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task No_fit_is_a_loss_there_and_stays_no_fit_here(Db kind)
    {
        await using var house = await CrmHouse.OpenAsync(kind, new HubSpotDialect(), "hubspot");
        var acme = house.World.Add("Acme rollout");
        var ann = await house.AnnAsync(writesBack: true);
        await ann.TypesAsync("acme");
        await ann.PressesAsync("Not a fit");
        await ann.FillsAsync(("reason", "0"));
        await house.Host.JumpAsync(TimeSpan.FromMinutes(20));
        Assert.Equal(("19", DealStatus.Disqualified, 0), (acme.Stage, (await house.DealAsync(acme)).Status, await house.Host.ReadAsync(db => db.CrmConflicts.CountAsync())));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_step_with_a_day_that_was_written_and_is_changed_there_comes_in_and_asks_nobody(Db kind)
    {
        await using var house = await CrmHouse.OpenAsync(kind, new HubSpotDialect(), "hubspot");
        var acme = house.World.Add("Acme rollout");
        var ann = await house.AnnAsync(writesBack: true);
        await house.StepAsync(ann, acme, "Send the contract", new NodaTime.LocalDate(2026, 3, 6));
        await house.Host.JumpAsync(TimeSpan.FromMinutes(12));
        house.World.Change(acme, d => d.NextStep = "Talk to their lawyer");
        await house.Host.JumpAsync(TimeSpan.FromMinutes(12));
        Assert.Equal(("Talk to their lawyer", 0), ((await house.DealAsync(acme)).NextStep, await house.Host.ReadAsync(db => db.CrmConflicts.CountAsync())));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_waits_when_writing_back_is_stopped_is_not_written_later(Db kind)
    {
        await using var house = await CrmHouse.OpenAsync(kind, new HubSpotDialect(), "hubspot");
        var acme = house.World.Add("Acme rollout");
        var ann = await house.AnnAsync(writesBack: true);
        house.Crm.TroubleAt = "PATCH /crm/v3/objects/deals";
        for (var i = 0; i < 3; i++) house.Crm.Troubles.Enqueue(CrmTrouble.Fault500);
        await house.StepAsync(ann, acme, "Send the contract");
        await house.Host.JumpAsync(TimeSpan.FromMinutes(1.2));
        await house.Admin.TypesAsync("crm");
        await house.Admin.PressesAsync("Stop writing back");
        await house.Host.JumpAsync(TimeSpan.FromHours(2));
        Assert.Null(acme.NextStep);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_note_whose_answer_was_lost_stands_there_once(Db kind)
    {
        await using var house = await CrmHouse.OpenAsync(kind, new HubSpotDialect(), "hubspot");
        var acme = house.World.Add("Acme rollout");
        var ann = await house.AnnAsync(writesBack: true);
        (house.Crm.TroubleAt, var trouble) = ("POST /crm/v3/objects/notes", CrmTrouble.DroppedAfter);
        house.Crm.Troubles.Enqueue(trouble);
        await ann.TypesAsync("crm note acme");
        await ann.FillsAsync(("note", "Legal reads it until Friday"));
        ann.Sees("on its way to HubSpot");
        await house.Host.JumpAsync(TimeSpan.FromMinutes(5));
        Assert.Equal((1, acme.Id), (house.World.Notes.Count, house.World.Notes[0].Deal));
        Assert.StartsWith("Legal reads it until Friday", house.World.Notes[0].Words);
        Assert.Equal(1, await house.Host.ReadAsync(db => db.CrmWriteBacks.CountAsync(w => w.DoneAt != null && w.Made == house.World.Notes[0].Id)));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_cannot_be_written_is_told_to_who_approved_it(Db kind)
    {
        await using var house = await CrmHouse.OpenAsync(kind, new HubSpotDialect(), "hubspot");
        var acme = house.World.Add("Acme rollout");
        var ann = await house.AnnAsync(writesBack: true);
        house.World.Deals.Remove(acme);
        await house.StepAsync(ann, acme, "Send the contract");
        await house.Host.JumpAsync(TimeSpan.FromMinutes(3));
        Assert.Contains(ann.Chat, m => m.Words.Contains("did not take the next step") && m.Words.Contains("not there any more"));
    }
}
