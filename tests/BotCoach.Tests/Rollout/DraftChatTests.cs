using BotCoach.Channels;
using BotCoach.Stages;
using BotCoach.Tests.Deals;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Tests.Rollout;

public sealed class DraftChatTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task An_admin_changes_one_criterion_sees_its_impact_and_publishes_it(Db kind)
    {
        await using var house = await OpenAsync(kind);
        var id = await house.DealAsync(house.Rita, "Acme", d => TestBook.Filled(d));
        await house.Ada.TypesAsync("/coach stages edit");
        house.Ada.Sees("It says the same as what is published");
        await house.Ada.PressesAsync("Edit", inRow: "1. Discovery");
        await house.Ada.PressesAsync("Open", inRow: "Exit criteria");
        await house.Ada.PressesAsync("Add a criterion");
        await house.Ada.FillsAsync(("text", "Their budget is known."), ("required", "yes"), ("ways", "field:budget"));
        house.Ada.Sees("4. Their budget is known.");
        house.Ada.Sees("Published now: 1 open deal gets it, 1 of them lacks what is asked anew");
        await house.Ada.PressesAsync("The whole draft");
        house.Ada.Sees("Discovery: “Their budget is known.” is asked now, required, to move on; what counts: budget, filled in.");
        await house.Ada.PressesAsync("Preview and publish");
        house.Ada.Sees("1 open deal gets it. Of 1 something is asked that is not there yet.");
        house.Ada.Sees("Their budget is known: 1 deal");
        house.Ada.Sees("Acme (Rita): Their budget is known");
        await house.Ada.PressesAsync("Publish to everyone");
        house.Ada.Sees("Version 2 of Testing is published. 1 open deal follows now, with every answer.");
        await house.Host.RunDueAsync();
        Assert.Equal(2, (await house.ReadAsync(id)).ProcessVersion);
        await house.Rita.TypesAsync("/coach advance Acme");
        house.Rita.Sees("Their budget is known.");
        Assert.Single(house.Ada.Chat);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task One_word_goes_the_short_path_and_a_second_change_the_whole_way(Db kind)
    {
        await using var house = await OpenAsync(kind);
        await house.DealAsync(house.Rita, "Acme", d => TestBook.Filled(d));
        await OpenListAsync(house.Ada, "Exit criteria");
        await house.Ada.PressesAsync("Edit", inRow: "1. The buyer told us");
        await house.Ada.FillsAsync(("text", "The buyer told us what hurts, in their words."));
        house.Ada.Sees("Published now: 1 open deal gets it, nothing is asked of them that is not there");
        await house.Ada.PressesAsync("Edit", inRow: "2. What it costs");
        await house.Ada.FillsAsync(("text", "What it costs them is known, in figures."));
        house.Ada.DoesNotSee("Published now");
        await house.Ada.PressesAsync("Edit", inRow: "2. What it costs");
        await house.Ada.FillsAsync(("text", "What it costs them is known in figures."));
        await house.Ada.PressesAsync("Publish to everyone");
        house.Ada.Sees("Version 2 of Testing is published.");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Two_admins_who_edit_the_same_words_see_both_and_those_who_edit_others_do_not_disturb_each_other(Db kind)
    {
        await using var house = await OpenAsync(kind);
        var bob = await house.Host.AdminAsync("Bob");
        foreach (var admin in (Driver[])[house.Ada, bob])
        {
            await OpenListAsync(admin, "Exit criteria");
        }
        await house.Ada.PressesAsync("Edit", inRow: "2. What it costs them");
        await bob.PressesAsync("Edit", inRow: "1. The buyer told us");
        await bob.FillsAsync(("text", "Bob's words."));
        await house.Ada.FillsAsync(("text", "Ada's words."));
        house.Ada.Sees("1. Bob's words.");
        house.Ada.Sees("2. Ada's words.");
        await bob.TypesAsync("/coach stages edit");
        await bob.PressesAsync("Edit", inRow: "1. Discovery");
        await bob.PressesAsync("Edit", inRow: "Name and purpose");
        await house.Ada.PressesAsync("Back");
        await house.Ada.PressesAsync("Edit", inRow: "Name and purpose");
        await bob.FillsAsync(("name", "Bob's stage"));
        await house.Ada.FillsAsync(("name", "Ada's stage"));
        Assert.Contains("Somebody has changed this", house.Ada.Form!.Intro!.Words);
        Assert.Equal(("Ada's stage", "Theirs: Bob's stage"), (Of(house.Ada.Form!, "name").Value, Of(house.Ada.Form!, "name").Hint));
        await house.Ada.FillsAsync(("name", "Ada's stage"));
        house.Ada.Sees("Draft of Testing: Ada's stage");
    }

    [Theory, OnSqlite]
    public async Task Two_admins_who_reword_the_same_criterion_see_both_and_one_that_was_taken_away_is_said_so(Db kind)
    {
        await using var house = await OpenAsync(kind);
        var bob = await house.Host.AdminAsync("Bob");
        foreach (var admin in (Driver[])[house.Ada, bob])
        {
            await OpenListAsync(admin, "Exit criteria");
            await admin.PressesAsync("Edit", inRow: "1. The buyer told us");
        }
        await bob.FillsAsync(("text", "Bob's words."));
        await house.Ada.FillsAsync(("text", "Ada's words."));
        Assert.Equal(("Ada's words.", "Theirs: Bob's words."), (Of(house.Ada.Form!, "text").Value, Of(house.Ada.Form!, "text").Hint));
        await house.Ada.FillsAsync(("text", "Ada's words."));
        house.Ada.Sees("1. Ada's words.");
        await house.Ada.PressesAsync("Edit", inRow: "1. Ada's words.");
        await OpenListAsync(bob, "Exit criteria");
        await bob.PressesAsync("Take away", inRow: "1. Ada's words.");
        await house.Ada.FillsAsync(("text", "Ada's other words."));
        Assert.StartsWith("This one was changed or taken away meanwhile.", Assert.IsType<FormErrors>(house.Ada.LastReply).Errors[""]);
    }

    [Theory, OnSqlite]
    public async Task Two_admins_who_reword_the_same_line_without_an_id_see_both_whatever_else_changed_in_its_list(Db kind)
    {
        await using var house = await OpenAsync(kind);
        var bob = await house.Host.AdminAsync("Bob");
        foreach (var admin in (Driver[])[house.Ada, bob])
        {
            await OpenListAsync(admin, "Next steps to suggest");
        }
        await house.Ada.PressesAsync("Edit", inRow: "2. Send the summary");
        await bob.PressesAsync("Edit", inRow: "1. Call them");
        await bob.FillsAsync(("text", "Call them at nine"));
        await bob.PressesAsync("Edit", inRow: "2. Send the summary");
        await bob.FillsAsync(("text", "Bob's summary"));
        await bob.PressesAsync("Add a next step");
        await bob.FillsAsync(("text", "Ask for their plan"));
        await bob.PressesAsync("Move up", inRow: "4. Ask for their plan");
        await house.Ada.FillsAsync(("text", "Ada's summary"));
        Assert.Contains("Somebody has changed this", house.Ada.Form!.Intro!.Words);
        Assert.Equal(("Ada's summary", "Theirs: Bob's summary"), (Of(house.Ada.Form!, "text").Value, Of(house.Ada.Form!, "text").Hint));
        await house.Ada.FillsAsync(("text", "Ada's summary"));
        house.Ada.Sees("1. Call them at nine");
        house.Ada.Sees("2. Ada's summary");
        house.Ada.Sees("3. Ask for their plan");
    }

    [Theory, OnSqlite]
    public async Task A_line_without_an_id_that_was_taken_away_is_said_so_and_one_whose_neighbour_changed_is_saved(Db kind)
    {
        await using var house = await OpenAsync(kind);
        var bob = await house.Host.AdminAsync("Bob");
        foreach (var admin in (Driver[])[house.Ada, bob])
        {
            await OpenListAsync(admin, "Next steps to suggest");
            await admin.PressesAsync("Edit", inRow: "2. Send the summary");
        }
        await bob.PressesAsync("Edit", inRow: "1. Call them");
        await bob.FillsAsync(("text", "Call them at nine"));
        await house.Ada.FillsAsync(("text", "Ada's summary"));
        house.Ada.Sees("2. Ada's summary");
        await house.Ada.PressesAsync("Edit", inRow: "2. Ada's summary");
        await OpenListAsync(bob, "Next steps to suggest");
        await bob.PressesAsync("Take away", inRow: "2. Ada's summary");
        await house.Ada.FillsAsync(("text", "Ada's other summary"));
        Assert.StartsWith("This one was changed or taken away meanwhile.", Assert.IsType<FormErrors>(house.Ada.LastReply).Errors[""]);
    }

    [Theory, OnSqlite]
    public async Task An_id_that_was_once_given_is_given_to_nothing_else(Db kind)
    {
        await using var house = await OpenAsync(kind);
        foreach (var round in (string[])["their-budget-is-known", "their-budget-is-known-2"])
        {
            await OpenListAsync(house.Ada, "Exit criteria");
            await house.Ada.PressesAsync("Add a criterion");
            await house.Ada.FillsAsync(("text", "Their budget is known."), ("required", "yes"), ("ways", "field:budget"));
            var draft = await house.Host.ReadAsync(db => db.ProcessVersions.AsNoTracking().SingleAsync(v => v.State == VersionState.Draft));
            Assert.Equal(round, StageBookJson.Read(draft.Document).Stages[0].Exit[^1].Id);
            await PublishAsync(house);
            await OpenListAsync(house.Ada, "Exit criteria");
            await house.Ada.PressesAsync("Take away", inRow: "4. Their budget");
            await PublishAsync(house);
        }
    }

    [Theory, OnSqlite]
    public async Task What_is_wrong_is_said_at_its_field_and_nothing_is_saved(Db kind)
    {
        await using var house = await OpenAsync(kind);
        await house.Ada.TypesAsync("/coach stages edit testing");
        await house.Ada.PressesAsync("Edit", inRow: "1. Discovery");
        await house.Ada.PressesAsync("Edit", inRow: "Healthy time");
        await house.Ada.FillsAsync(("days", "0"), ("by-segment", "enterprise"));
        var errors = Assert.IsType<FormErrors>(house.Ada.LastReply).Errors;
        Assert.Equal("“enterprise” is no segment with its days, or is there twice. Write: enterprise 45", errors["by-segment"]);
        await house.Ada.FillsAsync(("days", "0"), ("by-segment", ""));
        Assert.Equal("The guideline in days must be 1 or more, not 0.", Assert.IsType<FormErrors>(house.Ada.LastReply).Errors["days"]);
        await house.Ada.FillsAsync(("days", "21"), ("by-segment", "enterprise 45"));
        house.Ada.Sees("up to 21 days");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_stage_is_taken_away_with_a_place_for_its_deals_and_a_roll_back_brings_it_back(Db kind)
    {
        await using var house = await OpenAsync(kind);
        var id = await house.DealAsync(house.Rita, "Acme", d => d.StageId = "two");
        await house.Ada.TypesAsync("/coach stages edit");
        await house.Ada.PressesAsync("Edit", inRow: "2. Evaluation");
        await house.Ada.PressesAsync("Take away");
        await house.Ada.FillsAsync(("to", "three"));
        house.Ada.Sees("The stage “Evaluation” is gone.");
        await house.Ada.PressesAsync("Preview and publish");
        house.Ada.Sees("1 of them changes the stage.");
        await house.Ada.PressesAsync("Publish to everyone");
        await house.Host.RunDueAsync();
        Assert.Equal("three", (await house.ReadAsync(id)).StageId);
        await house.Ada.PressesAsync("Versions");
        house.Ada.Sees("published 2 March 2026, by Ada");
        await house.Ada.PressesAsync("Back to this one", inRow: "Version 1");
        house.Ada.Sees("Testing is back at version 1.");
        await house.Host.RunDueAsync();
        Assert.Equal("two", (await house.ReadAsync(id)).StageId);
    }

    [Theory, OnSqlite]
    public async Task A_preview_is_not_published_when_the_draft_was_changed_since(Db kind)
    {
        await using var house = await OpenAsync(kind);
        var bob = await house.Host.AdminAsync("Bob");
        await house.Ada.TypesAsync("/coach stages edit");
        await house.Ada.PressesAsync("Preview and publish");
        await bob.TypesAsync("/coach stages edit");
        await bob.PressesAsync("Edit", inRow: "1. Discovery");
        await bob.PressesAsync("Edit", inRow: "Healthy time");
        await bob.FillsAsync(("days", "21"));
        await house.Ada.PressesAsync("Publish to everyone");
        house.Ada.Sees("The draft was changed since this preview was made.");
        Assert.Equal(VersionState.Draft, await house.Host.ReadAsync(db => db.ProcessVersions.Where(v => v.Number == 2).Select(v => v.State).SingleAsync()));
    }

    [Theory, OnSqlite]
    public async Task A_pilot_is_begun_widened_and_dropped_in_chat(Db kind)
    {
        await using var house = await OpenAsync(kind);
        await house.DealAsync(house.Rita, "Acme", d => d.SalesTeam = "North");
        await house.Ada.TypesAsync("/coach stages edit");
        await house.Ada.PressesAsync("Preview and publish");
        await house.Ada.PressesAsync("Pilot with a team");
        await house.Ada.FillsAsync(("teams", "North"));
        house.Ada.Sees("Version 2 of Testing is piloted by North.");
        await house.Ada.TypesAsync("/coach stages history");
        house.Ada.Sees("piloted by North since 2 March 2026, by Ada");
        await house.Ada.PressesAsync("Compare");
        house.Ada.Sees("Since today: 1 open deal in the pilot, 0 beside it.");
        house.Ada.Sees("Median time in a stage: too few yet (0 and 0 stays)");
        await house.Ada.PressesAsync("Versions");
        await house.Ada.PressesAsync("Drop");
        house.Ada.Sees("The pilot of Testing is dropped.");
        await house.Ada.TypesAsync("/coach stages history");
        house.Ada.Sees("a pilot that was dropped 2 March 2026");
    }

    [Theory, OnSqlite]
    public async Task Only_an_admin_gets_at_the_draft_and_a_role_that_was_taken_away_says_so(Db kind)
    {
        await using var house = await OpenAsync(kind);
        await house.Rita.TypesAsync("/coach stages edit");
        house.Rita.Sees("Only an admin can change the process.");
        await house.Ada.TypesAsync("/coach stages edit");
        await house.Ada.PressesAsync("Edit", inRow: "1. Discovery");
        await house.Ada.PressesAsync("Edit", inRow: "Healthy time");
        await house.Host.DoAsync(s => Microsoft.Extensions.DependencyInjection.ServiceProviderServiceExtensions.GetRequiredService<BotCoach.Storage.BotCoachDb>(s)
            .People.Where(p => p.Id == house.Ada.PersonId).ExecuteUpdateAsync(set => set.SetProperty(p => p.Role, BotCoach.People.Role.Rep)));
        await house.Ada.FillsAsync(("days", "21"));
        Assert.Equal("Only an admin can change the process.", Assert.IsType<FormErrors>(house.Ada.LastReply).Errors[""]);
    }

    private static async Task PublishAsync(DealHouse house)
    {
        await house.Ada.PressesAsync("The whole draft");
        await house.Ada.PressesAsync("Preview and publish");
        await house.Ada.PressesAsync("Publish to everyone");
        await house.Host.RunDueAsync();
    }

    private static Task<DealHouse> OpenAsync(Db kind) => DealHouse.OpenAsync(kind, TestBook.Whole());

    /// <summary>A list of the first stage, as the draft has it.</summary>
    private static async Task OpenListAsync(Driver admin, string list)
    {
        await admin.TypesAsync("/coach stages edit");
        await admin.PressesAsync("Edit", inRow: "1. Discovery");
        await admin.PressesAsync("Open", inRow: list);
    }

    private static Field Of(Form form, string id) => form.Fields.Single(f => f.Id == id);
}
