using System.Text.Json;
using BotCoach.Channels;
using BotCoach.Deals;
using BotCoach.Stages;
using BotCoach.Tests.Deals;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using static BotCoach.Tests.Deals.TestBook;

namespace BotCoach.Tests.Checklists;

/// <summary>What the one who decides has said stands, whatever the rep writes later, and the history keeps what was before.</summary>
public sealed class DecisionTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task A_note_stands_beside_a_managers_yes(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind);
        var id = await house.DealAsync(house.Rita, "Acme", d => d.StageId = "two");
        await DoAsync(house.Mona, id, "walk.approve", $"{id}:{Approved.Id}");
        await DoAsync(house.Rita, id, "walk.unknown", $"{id}:{Approved.Id}");
        await DoAsync(house.Rita, id, "walk.do", $"{id}:{Approved.Id}|Note|");
        await house.Rita.FillsAsync(("note", "Mona agreed to list price less five percent"));
        house.Rita.Sees("Noted beside the manager's yes.");
        await house.Rita.TypesAsync("acme");
        house.Rita.Sees("yes from Mona, “Mona agreed to list price less five percent”, today");
        var answer = await house.Host.ReadAsync(db => db.Answers.SingleAsync());
        Assert.Equal((AnswerState.Evidenced, EvidenceKind.Approver, house.Mona.PersonId, house.Rita.PersonId), (answer.State, answer.Kind, answer.DecidedBy, answer.GivenBy));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_note_stands_beside_a_waiver_and_counts_when_that_ends(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind);
        var id = await house.DealAsync(house.Rita, "Acme", d => { Filled(d); d.Facts.Remove("problem"); }, Person("champion"));
        await DoAsync(house.Rita, id, "walk.do", $"{id}:{Problem.Id}|Note|");
        await DoAsync(house.Mona, id, "walk.waive", $"{id}:{Problem.Id}");
        await house.Mona.FillsAsync(("reason", "They told our founder"), ("until", "2026-03-04"));
        await house.Rita.FillsAsync(("note", "Dana on Monday: month end takes too long"));
        house.Rita.Sees("Noted. It is set aside all the same.");
        await house.Rita.TypesAsync("acme");
        house.Rita.Sees("set aside until Wed 4 Mar: They told our founder, Mona, today");
        house.Host.Clock.Advance(TimeSpan.FromDays(3));
        await house.Rita.TypesAsync("acme");
        house.Rita.Sees("on Rita's word, “Dana on Monday: month end takes too long”, Mon 2 Mar");
        await house.Rita.TypesAsync("advance acme");
        house.Rita.Sees("It is in Evaluation now. 1 point on the rep's word.");
    }

    [Fact]
    public async Task The_history_keeps_what_was_before_and_how_it_stood()
    {
        await using var house = await DealHouse.OpenAsync(Db.Sqlite);
        var id = await house.DealAsync(house.Rita, "Acme");
        foreach (var note in (string[])["Dana told me on Monday", "Dana told me on Monday, and Bert agreed"])
        {
            await DoAsync(house.Rita, id, "walk.do", $"{id}:{Problem.Id}|Note|");
            await house.Rita.FillsAsync(("note", note));
        }
        await DoAsync(house.Mona, id, "walk.waive", $"{id}:{Problem.Id}");
        await house.Mona.FillsAsync(("reason", "Enough is known"), ("until", "2026-03-04"));
        var events = await house.EventsAsync(id);
        var texts = await house.Host.ReadAsync(db => db.DealEventTexts.Where(t => t.DealId == id).ToListAsync());
        Assert.Equal(("Claimed", "Note"), (Of(events[^3].After, $"state:{Problem.Id}"), Of(events[^3].After, $"kind:{Problem.Id}")));
        Assert.Equal("Dana told me on Monday", texts.Single(t => t.Seq == events[^2].Seq && t.Field == $"criterion:{Problem.Id}").Before);
        Assert.Equal(("Claimed", "Waived", "2026-03-05T00:00:00.000Z"),
            (Of(events[^1].Before, $"state:{Problem.Id}"), Of(events[^1].After, $"state:{Problem.Id}"), Of(events[^1].After, $"until:{Problem.Id}")));
        Assert.Equal("Enough is known", texts.Single(t => t.Seq == events[^1].Seq).After);
    }

    [Fact]
    public async Task One_person_holds_two_roles_and_a_change_keeps_what_was_before()
    {
        await using var house = await DealHouse.OpenAsync(Db.Sqlite);
        var id = await house.DealAsync(house.Rita, "Acme", d => d.StageId = "two");
        async Task AddAsync(params (string, string)[] values)
        {
            await house.Rita.TypesAsync("deal person acme");
            await house.Rita.FillsAsync(values);
        }

        await AddAsync(("person", "Na Li"), ("role", "champion"), ("title", "COO"));
        house.Rita.Sees("Added.");
        await AddAsync(("person", "Na Li"), ("role", "economic-buyer"));
        house.Rita.Sees("Added.");
        await AddAsync(("person", "Na Li"), ("role", "champion"));
        house.Rita.Sees("Na Li is on this deal in that role already.");
        await AddAsync(("person", "na li"), ("role", "champion"), ("title", "CFO"));
        Assert.Equal([("champion", "CFO"), ("economic-buyer", "COO")],
            (await house.Host.ReadAsync(db => db.Stakeholders.OrderBy(s => s.Role).ToListAsync())).Select(s => (s.Role, s.Title)));
        var last = (await house.EventsAsync(id))[^1];
        var title = await house.Host.ReadAsync(db => db.DealEventTexts.SingleAsync(t => t.Seq == last.Seq && t.Field == "stakeholder-title:champion"));
        Assert.Equal(("COO", "CFO"), (title.Before, title.After));
    }

    [Fact]
    public async Task A_document_is_linked_by_words_and_the_link_before_it_is_kept()
    {
        await using var house = await DealHouse.OpenAsync(Db.Sqlite);
        var id = await house.DealAsync(house.Rita, "Acme", d => d.StageId = "two");
        foreach (var version in (string[])["1", "2"])
        {
            await house.Rita.TypesAsync("deal link acme");
            await house.Rita.FillsAsync(("spec", "action-plan"), ("link", $"https://files.example.com/plan-{version}"));
            house.Rita.Sees("Linked.");
        }
        var last = (await house.EventsAsync(id))[^1];
        var text = await house.Host.ReadAsync(db => db.DealEventTexts.SingleAsync(t => t.Seq == last.Seq));
        Assert.Equal(("https://files.example.com/plan-1", "https://files.example.com/plan-2"), (text.Before, text.After));
    }

    private static string? Of(string? json, string field) => JsonSerializer.Deserialize<Dictionary<string, string>>(json!)!.GetValueOrDefault(field);

    /// <summary>Presses a button of the walk on a card of one's own.</summary>
    private static async Task DoAsync(Driver who, Guid deal, string action, string value)
    {
        await who.TypesAsync("acme");
        await who.PressesAsync(who.LastMessage!, new Button("", action, value));
    }
}
