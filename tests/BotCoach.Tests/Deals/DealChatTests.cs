using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Deals;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using static BotCoach.Tests.Deals.TestBook;

namespace BotCoach.Tests.Deals;

public sealed class DealChatTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task A_rep_makes_a_deal_fills_what_is_missing_and_advances_it(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind);
        var rita = house.Rita;
        await rita.TypesAsync("deal new");
        await rita.FillsAsync(("name", "Acme, first order"), ("account", "Acme"), ("amount", "12,500.50"), ("close-on", "2026-05-01"));
        rita.Sees("Acme, first order");
        rita.Sees("$12,500.50");
        await rita.PressesAsync("Advance");
        rita.Sees("Not yet: 3 things missing for Evaluation");
        await rita.PressesAsync("Fill in problem", "The buyer told us the problem");
        await rita.FillsAsync(("fact:problem", "Month end takes them two days too long"));
        rita.Sees("Rita");
        await rita.PressesAsync("Fill in impact");
        await rita.FillsAsync(("fact:impact", "They lose 40 hours a month"));
        await rita.PressesAsync("Name the champion");
        await rita.FillsAsync(("person", "Dana Lee"), ("title", "CFO"));
        rita.Sees("Ready to advance to Evaluation");
        await rita.PressesAsync("Advance");
        rita.Sees("It is in Evaluation now");
        Assert.Single(rita.Chat);
        Assert.Equal("two", (await house.Host.ReadAsync(db => db.Deals.SingleAsync())).StageId);
    }

    [Fact]
    public async Task Asked_again_the_card_comes_anew_and_a_press_edits_the_pressed_one()
    {
        await using var house = await DealHouse.OpenAsync(Db.Sqlite);
        await house.DealAsync(house.Rita, "Acme");
        await house.Rita.TypesAsync("Acme");
        await house.Rita.TypesAsync("Acme");
        Assert.Equal(2, house.Rita.Chat.Count);
        await house.Rita.PressesAsync("Heard from them");
        house.Rita.Sees("Noted: you heard from them");
        house.Rita.Sees("Last heard: today");
        Assert.Equal(2, house.Rita.Chat.Count);
        Assert.Equal(0, house.Rita.Chat[0].Edits);
        Assert.Equal(1, house.Rita.Chat[1].Edits);
    }

    [Fact]
    public async Task A_second_press_says_that_it_is_done_and_by_whom()
    {
        await using var house = await DealHouse.OpenAsync(Db.Sqlite);
        var id = await house.DealAsync(house.Rita, "Acme", d => Filled(d), Person("champion"));
        await house.Rita.TypesAsync("Acme");
        await house.Mona.TypesAsync("Acme");
        await house.Rita.PressesAsync("Touched");
        await house.Mona.PressesAsync("Touched");
        house.Mona.Sees("Rita noted a touch already, today at 08:00");
        await house.Rita.PressesAsync("Advance");
        await house.Mona.PressesAsync(house.Mona.Chat[0], new Button("Advance", "deal.advance", $"{id}:one"));
        house.Mona.Sees("Rita moved it already");
        await house.Rita.TypesAsync("lost Acme");
        await house.Rita.FillsAsync(("reason", "0"), ("words", "they took the cheaper one"));
        house.Rita.Sees("Recorded as lost");
        await house.Mona.PressesAsync(house.Mona.Chat[0], new Button("Lost", "deal.lost", $"{id}"));
        house.Mona.Sees("Rita closed it already");
        var deal = await house.ReadAsync(id);
        Assert.Equal(("Price or terms: they took the cheaper one", DealStatus.Lost), (deal.OutcomeReason, deal.Status));
        Assert.Equal([DealEventKind.Created, DealEventKind.Touched, DealEventKind.Advanced, DealEventKind.Lost], (await house.EventsAsync(id)).Select(e => e.Kind));
    }

    [Fact]
    public async Task Hearing_from_them_again_after_a_touch_counts_again()
    {
        await using var house = await DealHouse.OpenAsync(Db.Sqlite);
        var id = await house.DealAsync(house.Rita, "Acme");
        await house.Rita.TypesAsync("heard Acme");
        house.Host.Clock.Advance(TimeSpan.FromHours(1));
        await house.Rita.TypesAsync("touched Acme");
        house.Host.Clock.Advance(TimeSpan.FromHours(1));
        await house.Rita.TypesAsync("heard Acme");
        Assert.Equal(house.Host.Clock.Now, (await house.ReadAsync(id)).HeardAt);
        house.Rita.Sees("Whose turn: ours");
    }

    [Fact]
    public async Task A_rep_asks_and_the_manager_moves_it_past_the_gate_with_a_reason()
    {
        await using var house = await DealHouse.OpenAsync(Db.Sqlite);
        await house.AtWorkAsync();
        var id = await house.DealAsync(house.Rita, "Acme");
        await house.Rita.TypesAsync("advance Acme");
        house.Rita.CannotPress("Move it anyway…");
        await house.Rita.PressesAsync("Ask Mona to let it pass");
        Assert.Contains("Rita asks you to let Acme pass to Evaluation", house.Mona.LastMessage!.Words);
        await house.Mona.PressesAsync("Let it pass…");
        await house.Mona.FillsAsync(("reason", "n/a"));
        house.Mona.Sees("Say why");
        await house.Mona.FillsAsync(("reason", "I was in the call, they are serious"));
        house.Mona.Sees("It is in Evaluation now");
        var given = await house.Host.ReadAsync(db => db.GateOverrides.SingleAsync());
        Assert.Equal(("one", "two", house.Host.Clock.Now.AddDays(14)), (given.FromStage, given.ToStage, given.ExpiresAt));
        Assert.Equal("problem-told,impact-known,champion-named,amount/positive", given.Missing);
        Assert.Equal(DealEventKind.Overridden, (await house.EventsAsync(id))[^1].Kind);
    }

    [Fact]
    public async Task An_admins_override_is_shown_to_the_manager_in_one_line()
    {
        await using var house = await DealHouse.OpenAsync(Db.Sqlite);
        await house.AtWorkAsync();
        await house.DealAsync(house.Rita, "Acme");
        await house.Ada.TypesAsync("advance Acme");
        await house.Ada.PressesAsync("Move it anyway…");
        await house.Ada.FillsAsync(("reason", "They signed at the fair"));
        Assert.Contains("Ada moved Acme to Evaluation without 4 things that the gate asks for: “They signed at the fair”", house.Mona.LastMessage!.Words);
    }

    [Fact]
    public async Task Going_back_is_always_allowed_with_a_reason()
    {
        await using var house = await DealHouse.OpenAsync(Db.Sqlite);
        var id = await house.DealAsync(house.Rita, "Acme", d => d.StageId = "three");
        await house.Rita.TypesAsync("back Acme");
        await house.Rita.FillsAsync(("reason", "-"));
        house.Rita.Sees("Say what is new");
        await house.Rita.FillsAsync(("stage", "one"), ("reason", "The problem is another one"));
        house.Rita.Sees("It is in Discovery now");
        var last = (await house.EventsAsync(id))[^1];
        Assert.Equal((DealEventKind.MovedBack, "three", "one"), (last.Kind, last.FromStage, last.ToStage));
        Assert.True(last.DwellSeconds > 0);
    }

    [Fact]
    public async Task The_last_stage_leads_to_the_win_which_asks_why()
    {
        await using var house = await DealHouse.OpenAsync(Db.Sqlite);
        var id = await house.DealAsync(house.Rita, "Acme", d => (d.StageId, d.NextStep, d.NextStepOn, d.NextStepConfirmed) = ("three", "Sign with Dana", Today.PlusDays(1), true));
        await house.Rita.TypesAsync("Acme");
        house.Rita.Sees("ready to record the win");
        await house.Rita.PressesAsync("Won");
        await house.Rita.FillsAsync(("reason", "We were the only ones who answered within an hour"));
        house.Rita.Sees("Won. Well earned.");
        Assert.Equal(DealStatus.Won, (await house.ReadAsync(id)).Status);
        await house.Rita.PressesAsync("Advance");
        house.Rita.Sees("Not yet: 1 thing missing for Onboarding");
        await house.Rita.PressesAsync("Reopen");
        Assert.Equal((DealStatus.Open, (string?)null), await house.Host.ReadAsync(db => db.Deals.Select(d => new ValueTuple<DealStatus, string?>(d.Status, d.OutcomeReason)).SingleAsync()));
    }

    [Fact]
    public async Task A_win_passes_the_same_gate()
    {
        await using var house = await DealHouse.OpenAsync(Db.Sqlite);
        var id = await house.DealAsync(house.Rita, "Acme");
        await house.Rita.TypesAsync("won Acme");
        house.Rita.Sees("Not yet");
        Assert.True((await house.ReadAsync(id)).IsOpen);
    }

    [Fact]
    public async Task Advance_may_name_the_stage_and_the_jump_asks_for_all_between()
    {
        await using var house = await DealHouse.OpenAsync(Db.Sqlite);
        await house.DealAsync(house.Rita, "Acme", d => Filled(d), Person("champion"));
        await house.Rita.TypesAsync("advance acme to closing");
        house.Rita.Sees("Not yet: 2 things missing for Closing");
    }

    [Fact]
    public async Task The_next_step_form_says_at_the_field_what_would_be_right()
    {
        await using var house = await DealHouse.OpenAsync(Db.Sqlite);
        var id = await house.DealAsync(house.Rita, "Acme");
        await house.Rita.TypesAsync("next Acme");
        await house.Rita.FillsAsync(("next-step", "tbd"), ("next-step-on", "2026-03-01"));
        house.Rita.Sees("next-step: That reads like a placeholder");
        house.Rita.Sees("next-step-on: That day has passed");
        await house.Rita.FillsAsync(("next-step", "Send the plan"), ("next-step-on", "2026-03-05"), ("next-step-side", "Buyer"), ("next-step-confirmed", "yes"));
        house.Rita.Sees("Send the plan, Thu 5 Mar, their move, confirmed by the buyer");
        house.Rita.Sees("Whose turn: agreed, Thu 5 Mar");
        Assert.True((await house.ReadAsync(id)).NextStepConfirmed);
    }

    [Fact]
    public async Task Plain_words_cannot_open_a_form_and_get_a_button_that_does()
    {
        await using var house = await DealHouse.OpenAsync(Db.Sqlite);
        await house.DealAsync(house.Rita, "Acme");
        await house.Rita.SaysAsync("next acme");
        Assert.Null(house.Rita.Form);
        await house.Rita.PressesAsync("Next step");
        Assert.Equal("Next step", house.Rita.Form!.Title);
    }

    [Fact]
    public async Task A_stale_form_shows_both_texts_and_keeps_what_its_author_did_not_touch()
    {
        await using var house = await DealHouse.OpenAsync(Db.Sqlite);
        var id = await house.DealAsync(house.Rita, "Acme", d => d.Amount = 100);
        await house.Rita.TypesAsync("deal facts Acme");
        await house.Mona.TypesAsync("deal facts Acme");
        await house.Mona.FillsAsync(("amount", "500"), ("fact:problem", "Month end takes too long for them"));
        await house.Rita.FillsAsync(("fact:problem", "Their reports are late each month"), ("account", "Acme Ltd"));
        house.Rita.Sees("Mona changed this meanwhile to: Month end takes too long for them");
        Assert.Null((await house.ReadAsync(id)).Account);
        await house.Rita.FillsAsync();
        var deal = await house.ReadAsync(id);
        Assert.Equal(("Their reports are late each month", "Acme Ltd"), (deal.Facts["problem"], deal.Account));
    }

    [Fact]
    public async Task A_form_opened_before_somebody_changed_another_field_leaves_that_alone()
    {
        await using var house = await DealHouse.OpenAsync(Db.Sqlite);
        var id = await house.DealAsync(house.Rita, "Acme", d => d.Amount = 100);
        await house.Rita.TypesAsync("deal facts Acme");
        await house.Mona.TypesAsync("deal facts Acme");
        await house.Mona.FillsAsync(("amount", "500"));
        await house.Rita.FillsAsync(("account", "Acme Ltd"));
        var deal = await house.ReadAsync(id);
        Assert.Equal((500m, "Acme Ltd"), (deal.Amount, deal.Account));
    }

    [Fact]
    public async Task A_document_is_linked_by_its_whole_https_address()
    {
        await using var house = await DealHouse.OpenAsync(Db.Sqlite);
        await house.DealAsync(house.Rita, "Acme", d => d.StageId = "two");
        await house.Rita.TypesAsync("Acme");
        await house.Rita.PressesAsync("Link the mutual action plan");
        await house.Rita.FillsAsync(("link", "javascript:alert(1)"));
        house.Rita.Sees("It begins with https://");
        await house.Rita.FillsAsync(("link", "https://files.example.com/acme-plan"));
        house.Rita.Sees("https://files.example.com/acme-plan");
        Assert.Equal("action-plan", await house.Host.ReadAsync(db => db.Artifacts.Select(a => a.SpecId).SingleAsync()));
    }

    [Fact]
    public async Task Unknown_words_get_the_nearest_three()
    {
        await using var house = await DealHouse.OpenAsync(Db.Sqlite);
        await house.DealAsync(house.Rita, "Borealis");
        await house.Rita.TypesAsync("boraelis");
        house.Rita.Sees("The nearest:");
        await house.Rita.PressesAsync("Open", "Borealis");
        house.Rita.Sees("Time in stage: day 4 of 14");
        await house.Rita.TypesAsync("hlep");
        house.Rita.Sees("/coach help");
    }

    [Fact]
    public async Task The_day_says_what_needs_something_and_the_help_what_can_be_typed()
    {
        await using var house = await DealHouse.OpenAsync(Db.Sqlite);
        await house.Rita.TypesAsync("");
        house.Rita.Sees("No open deals yet");
        await house.DealAsync(house.Rita, "Acme", d => (d.NextStep, d.NextStepOn, d.Amount) = ("Call", Today.PlusDays(-1), 10));
        await house.DealAsync(house.Rita, "Borealis", d => d.CloseOn = Today.PlusDays(-5));
        await house.DealAsync(house.Rita, "Cobalt", d => (d.NextStep, d.NextStepOn) = ("Call", Today.PlusDays(3)));
        await house.Rita.TypesAsync("");
        house.Rita.Sees("3 open deals: 1 without a dated next step, 1 with an overdue one and 1 past the close date.");
        house.Rita.DoesNotSee("Cobalt");
        await house.Mona.TypesAsync("");
        house.Mona.Sees("Acme · $10 · Rita");
        await house.Rita.PressesAsync("What I can type");
        house.Rita.Sees("/coach advance DEAL: one stage on");
        house.Rita.Sees("/coach walk DEAL");
    }

    [Fact]
    public async Task Names_with_markup_stay_names()
    {
        await using var house = await DealHouse.OpenAsync(Db.Sqlite);
        await house.DealAsync(house.Rita, "<b>*Acme*</b> & \"Co\"");
        await house.Rita.TypesAsync("acme");
        house.Rita.Sees("<b>*Acme*</b> & \"Co\"");
    }
}
