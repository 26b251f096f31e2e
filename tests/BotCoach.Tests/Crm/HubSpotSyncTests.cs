using BotCoach.Crm;
using BotCoach.Deals;
using BotCoach.Tests.Harness;
using BotCoach.Tests.Harness.FakeCrm;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Tests.Crm;

public class HubSpotSyncTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task The_first_sync_is_a_dry_run_and_changes_nothing_until_an_admin_presses_start(Db kind)
    {
        await using var house = await CrmHouse.OpenAsync(kind, new HubSpotDialect(), "hubspot");
        house.World.Add("Acme rollout", company: "Acme");
        house.World.Add("Won one", "18");
        house.World.Add("Nobody's", owner: null);
        var (code, output, _) = await house.ConnectAsync();
        Assert.Equal((0, true), (code, output.Contains("HubSpot is connected")));
        await house.RunAsync();
        house.Admin.Sees("checked, nothing written yet");
        house.Admin.Sees("Would be created");
        house.Admin.Sees("it has no owner there");
        Assert.Equal(0, await house.Host.ReadAsync(db => db.Deals.CountAsync()));
        await house.Admin.PressesAsync("Start");
        await house.RunAsync();
        house.Admin.Sees("in step");
        var deals = await house.Host.ReadAsync(db => db.Deals.AsNoTracking().OrderBy(d => d.Name).ToListAsync());
        Assert.Equal([("Acme rollout", "Acme", DealStatus.Open, "hubspot"), ("Won one", null, DealStatus.Won, "hubspot")], deals.Select(d => (d.Name, d.Account, d.Status, d.Source)));
        Assert.True(deals[0].ImportedWithoutEvidence);
        Assert.Equal("ann@acme.test", await house.Host.ReadAsync(db => db.People.Where(p => p.Id == deals[0].OwnerId).Select(p => p.Email).SingleAsync()));
        Assert.Equal(0, (await house.LinkAsync()).Requests - house.Crm.Log.Count);
        Assert.Single(await CardsAsync(house, deals[0].OwnerId));
        house.World.Add("Another one");
        await house.PollAsync();
        Assert.Contains("2 deals", Assert.Single(await CardsAsync(house, deals[0].OwnerId)).Content);
    }

    /// <summary>On which an owner says what is to be done with what came in.</summary>
    private static Task<List<BotCoach.Chat.OutgoingMessage>> CardsAsync(CrmHouse house, Guid owner) => house.Host.ReadAsync(db => db.OutgoingMessages.AsNoTracking().Where(m => m.PersonId == owner && m.Key.StartsWith("triage:")).ToListAsync());

    [Theory, OnSqlite, OnPostgres]
    public async Task What_changed_comes_with_the_next_poll_and_nothing_new_costs_at_most_two_requests(Db kind)
    {
        await using var house = await CrmHouse.OpenAsync(kind, new HubSpotDialect(), "hubspot");
        var acme = house.World.Add("Acme rollout", company: "Acme");
        await house.BeginAsync();
        // the first time what was just read is read once more, since two polls overlap
        for (var i = 0; i < 2; i++)
        {
            house.Crm.Forget();
            await house.PollAsync();
            Assert.InRange(house.Crm.Log.Count, 1, 2);
            house.Host.Clock.Advance(TimeSpan.FromHours(1));
            await house.RunAsync();
        }
        house.World.Change(acme, d => (d.Amount, d.Stage) = (5000, "19"));
        var fresh = house.World.Add("Beta", owner: "72");
        await house.PollAsync();
        var deal = await house.DealAsync(acme);
        Assert.Equal((5000m, DealStatus.Lost), (deal.Amount, deal.Status));
        Assert.Equal("Beta", (await house.DealAsync(fresh)).Name);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_dry_run_that_lost_its_token_goes_on_as_a_dry_run_and_owners_who_left_are_known(Db kind)
    {
        await using var house = await CrmHouse.OpenAsync(kind, new HubSpotDialect(), "hubspot");
        for (var i = 0; i < 1_500; i++)
        {
            house.Host.Clock.Advance(TimeSpan.FromMilliseconds(i % 100 == 0 ? 1 : 0));
            house.World.Add($"Bulk {i}", owner: i == 0 ? "72" : "71");
        }
        house.World.LeftOwners.Add("72");
        await house.ConnectAsync();
        await house.Host.RunDueAsync();
        Assert.Equal(CrmState.Checking, (await house.LinkAsync()).State);
        house.Crm.Token = "another";
        await house.RunAsync();
        Assert.Equal(CrmState.Refused, (await house.LinkAsync()).State);
        await house.ConnectAsync();
        await house.RunAsync(9);
        var link = await house.LinkAsync();
        Assert.Equal((CrmState.Checked, 1_500, 0), (link.State, link.Created, link.Refused));
        Assert.Equal(0, await house.Host.ReadAsync(db => db.Deals.CountAsync()));
        await house.Admin.PressesAsync("Start");
        await house.RunAsync(9);
        Assert.Equal(1_500, await house.Host.ReadAsync(db => db.Deals.CountAsync()));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_thousand_deals_changed_in_one_instant_are_all_read_once(Db kind)
    {
        await using var house = await CrmHouse.OpenAsync(kind, new HubSpotDialect(), "hubspot");
        for (var i = 0; i < 700; i++) house.World.Add($"Bulk {i}");
        house.Host.Clock.Advance(TimeSpan.FromSeconds(1));
        for (var i = 0; i < 150; i++) house.World.Add($"Later {i}");
        await house.BeginAsync();
        Assert.Equal(850, await house.Host.ReadAsync(db => db.Deals.CountAsync()));
        Assert.Equal(CrmState.Live, (await house.LinkAsync()).State);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_deal_that_changes_while_its_pages_are_read_pushes_no_other_out(Db kind)
    {
        await using var house = await CrmHouse.OpenAsync(kind, new HubSpotDialect(), "hubspot");
        for (var i = 0; i < 900; i++)
        {
            house.World.Add($"Deal {i}");
            house.Host.Clock.Advance(TimeSpan.FromMilliseconds(1));
        }
        await house.ConnectAsync();
        await house.RunAsync();
        await house.Admin.PressesAsync("Start");
        await house.Host.RunDueAsync();
        foreach (var early in house.World.Deals.Take(100).ToList()) house.World.Change(early, d => d.Amount = 77);
        await house.RunAsync();
        await house.PollAsync();
        Assert.Equal((900, 100), await house.Host.ReadAsync(async db => (await db.Deals.CountAsync(), await db.Deals.CountAsync(d => d.Amount == 77))));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task The_allowed_rate_is_kept_and_what_fails_on_the_way_is_asked_again(Db kind)
    {
        await using var house = await CrmHouse.OpenAsync(kind, new HubSpotDialect(), "hubspot", perSecond: 5);
        for (var i = 0; i < 1000; i++)
        {
            house.World.Add($"Deal {i}", company: $"Company {i % 7}");
            if (i % 10 == 0) house.Host.Clock.Advance(TimeSpan.FromMilliseconds(1));
        }
        foreach (var trouble in (CrmTrouble[])[CrmTrouble.Fault500, CrmTrouble.HalfAPage, CrmTrouble.Dropped, CrmTrouble.HalfAPage]) house.Crm.Troubles.Enqueue(trouble);
        await house.ConnectAsync();
        await house.RunAsync(900);
        house.Admin.Sees("checked, nothing written yet");
        await house.Admin.PressesAsync("Start");
        await house.RunAsync(60);
        Assert.Equal(1000, await house.Host.ReadAsync(db => db.Deals.CountAsync()));
        Assert.Equal("Company 3", await house.Host.ReadAsync(db => db.Deals.Where(d => d.Name == "Deal 3").Select(d => d.Account).SingleAsync()));
        Assert.True(house.Crm.Refused * 3 < house.Crm.Log.Count, $"{house.Crm.Refused} of {house.Crm.Log.Count} requests came too soon");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_token_that_ran_out_is_renewed_and_one_that_does_not_hold_is_told(Db kind)
    {
        await using var house = await CrmHouse.OpenAsync(kind, new HubSpotDialect(), "hubspot");
        var acme = house.World.Add("Acme rollout");
        await house.BeginAsync(("CRM_REFRESH_TOKEN", "refresh-1"), ("CRM_CLIENT_ID", "id"), ("CRM_CLIENT_SECRET", "secret-of-app"));
        house.Crm.Token = "another";
        house.World.Change(acme, d => d.Amount = 2);
        await house.PollAsync();
        Assert.Equal(2, (await house.DealAsync(acme)).Amount);
        // the refresh token that was rotated is kept: the next renewal works too
        house.Crm.Token = "yet another";
        house.World.Change(acme, d => d.Amount = 3);
        await house.PollAsync();
        Assert.Equal(3, (await house.DealAsync(acme)).Amount);
        (house.Crm.Token, house.Crm.Refresh) = ("gone", null);
        await house.PollAsync();
        house.Admin.Sees("does not let BotCoach in");
        house.Admin.Sees("BAD_REFRESH_TOKEN");
        Assert.DoesNotContain("secret-of-app", (await house.LinkAsync()).Secret);
        // a new token, and it goes on where it was
        house.World.Change(acme, d => d.Amount = 4);
        await house.ConnectAsync();
        await house.RunAsync();
        Assert.Equal((4, CrmState.Live), ((await house.DealAsync(acme)).Amount, (await house.LinkAsync()).State));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_schema_that_changed_is_told_by_the_fields_name_and_nothing_is_lost(Db kind)
    {
        await using var house = await CrmHouse.OpenAsync(kind, new HubSpotDialect(), "hubspot");
        var acme = house.World.Add("Acme rollout");
        await house.BeginAsync();
        house.Crm.Renamed = "hs_lastmodifieddate";
        house.World.Change(acme, d => d.Amount = 2);
        await house.PollAsync();
        house.Admin.Sees("its field hs_lastmodifieddate is not there any more");
        house.Crm.Renamed = null;
        house.Host.Clock.Advance(TimeSpan.FromHours(1));
        await house.RunAsync();
        Assert.Equal((2, (string?)null), ((await house.DealAsync(acme)).Amount, (await house.LinkAsync()).Why));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Their_clock_may_be_an_hour_off_either_way_and_be_set_back(Db kind)
    {
        await using var house = await CrmHouse.OpenAsync(kind, new HubSpotDialect(), "hubspot");
        house.World.Skew = TimeSpan.FromHours(1);
        var acme = house.World.Add("Acme rollout");
        await house.BeginAsync();
        house.World.Change(acme, d => d.Amount = 2);
        await house.PollAsync();
        Assert.Equal(2, (await house.DealAsync(acme)).Amount);
        house.World.Skew = TimeSpan.FromHours(-1);
        // the poll that sees the clock set back may find nothing; the one after it looks from there
        await house.PollAsync();
        house.World.Change(acme, d => d.Amount = 3);
        await house.PollAsync();
        Assert.Equal(3, (await house.DealAsync(acme)).Amount);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_stage_that_could_be_any_is_asked_for_and_then_remembered(Db kind)
    {
        await using var house = await CrmHouse.OpenAsync(kind, new HubSpotDialect(), "hubspot");
        house.World.Stages.Add(("15", "Phase Nine", "open"));
        var odd = house.World.Add("Odd", "15");
        await house.ConnectAsync();
        await house.RunAsync();
        house.Admin.Sees("one thing to say first");
        await house.Admin.PressesAsync("Stages");
        await house.Admin.FillsAsync(("s5", "proposal"));
        await house.RunAsync();
        await house.Admin.PressesAsync("Start");
        await house.RunAsync();
        Assert.Equal("proposal", (await house.DealAsync(odd)).StageId);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_the_gate_refuses_of_a_deal_is_its_move_alone_and_it_is_tried_again(Db kind)
    {
        await using var house = await CrmHouse.OpenAsync(kind, new HubSpotDialect(), "hubspot");
        var acme = house.World.Add("Acme rollout");
        await house.BeginAsync();
        house.World.Change(acme, d => (d.Stage, d.Amount) = ("13", 9));
        await house.PollAsync();
        var deal = await house.DealAsync(acme);
        Assert.Equal((9m, "discovery"), (deal.Amount, deal.StageId));
        await house.Admin.TypesAsync("crm");
        house.Admin.Sees("missing");
        var error = await house.Host.ReadAsync(db => db.CrmErrors.AsNoTracking().SingleAsync());
        Assert.Equal((acme.Id, true), (error.TheirId, error.NextAt is not null));
        // moved back there: what was wrong is over
        house.World.Change(acme, d => d.Stage = "11");
        await house.PollAsync();
        Assert.Equal(0, await house.Host.ReadAsync(db => db.CrmErrors.CountAsync()));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_deal_without_an_owner_is_kept_and_comes_once_it_has_one(Db kind)
    {
        await using var house = await CrmHouse.OpenAsync(kind, new HubSpotDialect(), "hubspot");
        var lone = house.World.Add("Lone", owner: null);
        await house.BeginAsync();
        house.World.Deals.Single().Owner = "71";
        house.Host.Clock.Advance(TimeSpan.FromMinutes(5));
        await house.RunAsync();
        Assert.Equal("Lone", (await house.DealAsync(lone)).Name);
        Assert.Equal(0, await house.Host.ReadAsync(db => db.CrmErrors.CountAsync()));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task An_owner_known_by_name_alone_gets_the_address_and_one_with_another_address_is_somebody_else(Db kind)
    {
        await using var house = await CrmHouse.OpenAsync(kind, new HubSpotDialect(), "hubspot");
        var (ann, bo) = (await house.Host.RepAsync("Ann Bell"), await house.Host.PersonAsync("Bo Cole", BotCoach.People.Role.Rep, p => p.Email = "bo@elsewhere.test"));
        var (hers, his) = (house.World.Add("Hers"), house.World.Add("His", owner: "72"));
        await house.BeginAsync();
        Assert.Equal(ann.PersonId, (await house.DealAsync(hers)).OwnerId);
        Assert.NotEqual(bo.PersonId, (await house.DealAsync(his)).OwnerId);
        Assert.Equal(["ann@acme.test", "bo@acme.test", "bo@elsewhere.test"], await house.Host.ReadAsync(db => db.People.Where(p => p.Email != null).Select(p => p.Email!).OrderBy(e => e).ToListAsync()));
        Assert.InRange(house.Crm.Log.Count, 4, 12);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Only_an_admin_looks_after_it_and_a_token_goes_nowhere_else(Db kind)
    {
        await using var house = await CrmHouse.OpenAsync(kind, new HubSpotDialect(), "hubspot");
        var rep = await house.Host.RepAsync("Rita");
        await rep.TypesAsync("crm");
        rep.Sees("Only an admin");
        Assert.Contains("no address of HubSpot", (await house.CommandAsync("connect hubspot --host https://evil.test", ("CRM_TOKEN", "x"))).Errors);
        Assert.Contains("no CRM", (await house.CommandAsync("connect sugar --host https://sugar.test", ("CRM_TOKEN", "x"))).Errors);
        Assert.Contains("token is missing", (await house.CommandAsync($"connect hubspot --host {house.Crm.Url}")).Errors);
        await house.BeginAsync();
        Assert.Equal(0, (await house.CommandAsync("disconnect hubspot")).Code);
        Assert.Equal(0, await house.Host.ReadAsync(db => db.CrmLinks.CountAsync()));
    }
}
