using BotCoach.Channels;
using BotCoach.Deals;
using BotCoach.Leads;
using BotCoach.Nudges;
using BotCoach.Nudges.Rules;
using BotCoach.People;
using BotCoach.Stages;
using BotCoach.Storage;
using BotCoach.Tests.Harness;
using BotCoach.Tests.Nudges;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BotCoach.Tests.Leads;

/// <summary>What becomes of an offered lead: accepted, returned, no fit, or not answered in time; and the clock of the first answer.</summary>
public sealed class LeadAnswerTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Accepted_it_is_a_deal_in_the_first_stage_with_who_wrote_on_it_and_its_clock_stops_at_the_first_touch(Db kind)
    {
        await using var of = await LeadHouse.OpenAsync(kind);
        var id = await of.DanaAsync();
        var rep = of.Of((await of.WithAsync(id))!);
        rep.Sees("A new lead for you: Dana Reyes of Acme.");
        rep.Sees("We lose 20 hours a week.");
        rep.Sees("It is yours until today at 10:30");
        of.Host.Clock.Advance(TimeSpan.FromMinutes(20));
        await rep.PressesAsync("Accept");
        rep.Sees("Dana Reyes of Acme is yours. The first word is due today at 10:30.");
        var deal = await of.DealAsync(id);
        Assert.Equal((rep.PersonId, "Acme", "web form", LeadHouse.Start, LeadHouse.Start), (deal.OwnerId, deal.Account, deal.LeadSource, deal.LeadReceivedAt, deal.CreatedAt));
        Assert.Equal(BuiltInBooks.Open(BuiltInBooks.SevenStages).Stages[0].Id, deal.StageId);
        Assert.Equal(("Dana Reyes", "Head of Finance"), await of.Host.ReadAsync(async db => { var s = await db.Stakeholders.SingleAsync(); return (s.Name, s.Title); }));
        of.Host.Clock.Advance(TimeSpan.FromMinutes(15));
        await rep.PressesAsync("I touched them");
        deal = await of.DealAsync(id);
        Assert.Equal((of.Host.Clock.Now, 35), (deal.LeadAnsweredAt, deal.LeadMinutes));
        await rep.TypesAsync("leads reyes");
        await rep.PressesAsync("See it");
        rep.Sees("dana@acme.example");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Of_two_who_accept_at_once_one_has_it_and_the_other_is_told_who(Db kind)
    {
        await using var of = await LeadHouse.OpenAsync(kind);
        var id = await of.DanaAsync();
        var first = (await of.WithAsync(id))!;
        // it went on, and the first one presses the card that is still open
        var (card, accept) = (of.Of(first).LastMessage!, new Button("Accept", "lead.accept", $"{id}"));
        await of.Host.JumpAsync(TimeSpan.FromMinutes(61));
        var second = (await of.WithAsync(id))!;
        Assert.NotEqual(first, second);
        var its = of.Of(second).Chat.Last(m => m.Labels.Contains("Accept"));
        await Task.WhenAll(Task.Run(() => of.Of(first).PressesAsync(card, accept)), Task.Run(() => of.Of(second).PressesAsync(its, accept)));
        var deal = await of.DealAsync(id);
        Assert.Equal(1, await of.Host.ReadAsync(db => db.Deals.CountAsync()));
        var (winner, loser) = deal.OwnerId == of.Of(first).PersonId ? (first, second) : (second, first);
        Assert.Contains($"{winner} has it", string.Join("\n", of.Of(loser).Chat.Select(m => m.Words)) + of.Of(loser).LastReply, StringComparison.Ordinal);
        Assert.Equal(deal.OwnerId, (await of.LeadAsync(id)).EndedBy);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Returned_it_goes_to_the_next_and_not_back_and_the_second_time_the_manager_hears_of_it(Db kind)
    {
        await using var of = await LeadHouse.OpenAsync(kind);
        var id = await of.DanaAsync();
        var first = (await of.WithAsync(id))!;
        await of.Of(first).PressesAsync("Return…");
        await of.Of(first).FillsAsync(("why", "n/a"));
        of.Of(first).Sees("Say in a sentence");
        await of.Of(first).FillsAsync(("why", "They are in a country that I do not sell to"));
        of.Of(first).Sees("Returned. It goes to the next in line");
        var second = (await of.WithAsync(id))!;
        Assert.NotEqual(first, second);
        Assert.DoesNotContain(of.Mona.Chat, m => m.Words.Contains("Dana"));
        await of.Of(second).PressesAsync("Return…");
        of.Of(second).Sees("your manager reads this line");
        await of.Of(second).FillsAsync(("why", "I do not know what they do"));
        Assert.Contains(of.Mona.Chat, m => m.Words.Contains("returned for the second time") && m.Words.Contains("I do not know what they do"));
        // nobody is left: who leads them takes it
        Assert.Contains(of.Mona.Chat, m => m.Words.Contains("was with everybody whom the rules name"));
        await of.Mona.PressesAsync("Take it");
        Assert.Equal(of.Mona.PersonId, (await of.DealAsync(id)).OwnerId);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task No_fit_is_closed_by_the_processes_own_reasons_and_no_deal_comes_of_it(Db kind)
    {
        await using var of = await LeadHouse.OpenAsync(kind);
        var id = await of.DanaAsync();
        var (rep, other) = (of.Of((await of.WithAsync(id))!), of.Other((await of.WithAsync(id))!));
        await rep.PressesAsync("Not a fit…");
        await rep.FillsAsync(("reason", "other"));
        rep.Sees("Say in a sentence what it was");
        await rep.FillsAsync(("reason", "0"), ("words", "A student who writes a thesis"));
        rep.Sees("closed as not a fit");
        var lead = await of.LeadAsync(id);
        Assert.Equal((LeadState.Disqualified, (Guid?)null), (lead.State, lead.DealId));
        Assert.Contains("A student who writes a thesis", lead.Reason);
        await other.PressesAsync(rep.LastMessage!, new Button("Accept", "lead.accept", $"{id}"));
        other.Sees(LeadMessage.NotYours);
        Assert.Equal(0, await of.Host.ReadAsync(db => db.Deals.CountAsync()));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Not_answered_in_time_the_person_is_told_the_hour_and_the_words_before_the_manager_hears_them(Db kind)
    {
        await using var of = await LeadHouse.OpenAsync(kind);
        var id = await of.DanaAsync();
        var first = (await of.WithAsync(id))!;
        await of.Host.JumpAsync(TimeSpan.FromMinutes(31));
        var reminder = of.Of(first).Chat.Single(m => m.Words.Contains("still waits for your answer"));
        Assert.Contains("Today at 10:30 it goes on to the next in line", reminder.Words);
        var words = $"Dana Reyes of Acme, a lead, waited for {first} from 09:30 on Mon 2 Mar, longer than the 60 minutes there are to answer, and goes on to the next in line.";
        Assert.Contains(words, reminder.Words);
        Assert.DoesNotContain(of.Mona.Chat, m => m.Words.Contains("Dana"));
        await of.Host.JumpAsync(TimeSpan.FromMinutes(30));
        Assert.Contains(of.Mona.Chat, m => m.Words == words);
        Assert.Equal(of.Other(first).PersonId, (await of.LeadAsync(id)).OfferedTo);
        Assert.DoesNotContain(of.Of(first).Chat, m => m.Labels.Contains("Accept"));
        Assert.Equal([LeadMoveKind.Received, LeadMoveKind.Offered, LeadMoveKind.Reminded, LeadMoveKind.Late, LeadMoveKind.Offered], await of.Host.ReadAsync(db => db.LeadMoves.OrderBy(m => m.Id).Select(m => m.Kind).ToListAsync()));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Over_a_weekend_no_time_runs_and_the_nudge_comes_when_it_has(Db kind)
    {
        await using var of = await LeadHouse.OpenAsync(kind, new DateTimeOffset(2026, 3, 6, 17, 0, 0, TimeSpan.Zero));
        var id = await of.DanaAsync();
        var rep = of.Of((await of.WithAsync(id))!);
        await rep.PressesAsync("Accept");
        async Task<bool> NudgedAsync() => (await of.Host.NudgesAsync()).Exists(n => n.Rule == LeadUntouched.RuleId && n.IsOpen);
        await of.Host.JumpToAsync(new DateTimeOffset(2026, 3, 9, 9, 29, 0, TimeSpan.Zero));
        Assert.False(await NudgedAsync());
        await of.Host.JumpToAsync(new DateTimeOffset(2026, 3, 9, 9, 31, 0, TimeSpan.Zero));
        Assert.True(await NudgedAsync());
        await rep.TypesAsync("touched Acme");
        await of.Host.RunDueAsync();
        Assert.False(await NudgedAsync());
        Assert.Equal(61, (await of.DealAsync(id)).LeadMinutes);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Where_the_taker_has_an_open_deal_of_the_company_the_lead_joins_it(Db kind)
    {
        await using var of = await LeadHouse.OpenAsync(kind);
        var acme = await of.Host.DealAsync(of.Sam, "Acme");
        var id = await of.DanaAsync();
        await of.Sam.PressesAsync("Accept");
        Assert.Equal(acme, (await of.LeadAsync(id)).DealId);
        Assert.Equal((LeadHouse.Start, (DateTimeOffset?)null), ((await of.Host.ReadDealAsync(acme)).LeadReceivedAt, (await of.Host.ReadDealAsync(acme)).LeadAnsweredAt));
        Assert.Equal(1, await of.Host.ReadAsync(db => db.Deals.CountAsync()));
    }

    [Theory, OnSqlite]
    public async Task Leads_shows_a_rep_their_own_and_a_manager_the_teams_and_a_reader_none(Db kind)
    {
        await using var of = await LeadHouse.OpenAsync(kind);
        var id = await of.DanaAsync();
        var (rep, other, rolf) = (of.Of((await of.WithAsync(id))!), of.Other((await of.WithAsync(id))!), await of.Host.ReaderAsync("Rolf"));
        await rep.TypesAsync("leads");
        rep.Sees("With you, until today at 10:30");
        await other.TypesAsync("leads");
        other.Sees("No lead waits for you.");
        await of.Mona.TypesAsync("leads");
        await of.Mona.PressesAsync("See it");
        of.Mona.Sees("We lose 20 hours a week.");
        await rolf.TypesAsync("leads");
        rolf.DoesNotSee("Dana");
        await rolf.PressesAsync(rep.LastMessage!, new Button("Accept", "lead.accept", $"{id}"));
        Assert.Equal(LeadState.Offered, (await of.LeadAsync(id)).State);
    }
}
