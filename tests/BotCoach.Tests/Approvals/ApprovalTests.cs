using BotCoach.Approvals;
using BotCoach.Channels;
using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Tests.Deals;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace BotCoach.Tests.Approvals;

/// <summary>A discount is asked for, asked back about, approved or declined, in chat; there is one open question for each, and everybody's card stays true.</summary>
public sealed class ApprovalTests
{
    private static readonly (string, string)[] Fifteen = [("kind", "Discount"), ("discount", "15"), ("gets", "They sign by Friday, and give a reference")];

    [Theory, OnSqlite, OnPostgres]
    public async Task A_discount_is_asked_for_asked_back_about_and_approved(Db kind)
    {
        await using var house = await OpenAsync(kind);
        var id = await house.DealAsync(house.Rita, "Acme", d => (d.Amount, d.CloseOn) = (12_000, new LocalDate(2026, 3, 13)));
        await AskAsync(house.Rita, "acme", Fifteen);
        house.Rita.Sees("Waiting for Mona.");
        house.Mona.Sees("Rita asks for your yes on Acme: 15 % discount");
        var card = house.Mona.LastMessage!;
        Assert.Contains("Their timeline: closes Fri 13 Mar; no next step", card.Words, StringComparison.Ordinal);
        await house.Mona.TypesAsync("waiting");
        house.Mona.Sees("Rita asks for your yes on Acme: 15 % discount");

        await house.Mona.PressesAsync("Ask…");
        await house.Mona.FillsAsync(("question", "Which reference would that be?"));
        house.Rita.Sees("Mona asks back on Acme");
        await house.Rita.PressesAsync("Answer…");
        await house.Rita.FillsAsync(("question", "Their head of finance, in public"));
        house.Mona.Sees("Rita answered you on Acme");
        Assert.Contains("Their head of finance, in public", house.Mona.Chat.Single(m => m.Reference == card.Reference).Words, StringComparison.Ordinal);

        house.Host.Clock.Advance(TimeSpan.FromHours(2));
        await house.Mona.PressesAsync(card, new Button("Approve", "approval.yes", card.Message.AllButtons.First(b => b.Action == "approval.yes").Value));
        house.Rita.Sees("Mona approved on Acme: 15 % discount");
        Assert.Contains(house.Rita.Chat, m => m.Words.Contains("Approved by Mona, today at 11:00. It took 2 working hours.", StringComparison.Ordinal));
        Assert.DoesNotContain("Approve", house.Mona.Chat.Single(m => m.Reference == card.Reference).Labels);
        await house.Mona.TypesAsync("waiting");
        house.Mona.Sees("Nothing waits for you.");

        Assert.Equal("15 % discount for: They sign by Friday, and give a reference (approved by Mona, 2026-03-02)", (await house.ReadAsync(id)).Facts["concessions"]);
        var last = (await house.EventsAsync(id))[^1];
        Assert.Equal((DealEventKind.FieldsChanged, house.Mona.PersonId), (last.Kind, last.ActorId));
        var said = await house.Host.ReadAsync(db => db.DealEventTexts.Where(t => t.Seq == last.Seq).Select(t => t.Field).Order().ToListAsync());
        Assert.Equal(["approval:discount", "fact:concessions"], said);
        Assert.Equal(120, await house.Host.ReadAsync(db => db.ApprovalRequests.Select(r => r.WorkedMinutes).SingleAsync()));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_second_joins_the_first_and_both_get_the_answer(Db kind)
    {
        await using var house = await OpenAsync(kind);
        await house.DealAsync(house.Rita, "Acme");
        await AskAsync(house.Rita, "acme", Fifteen);
        await AskAsync(house.Ada, "acme", [("kind", "Discount"), ("discount", "30"), ("gets", "A logo on our page")]);
        house.Ada.Sees("Rita has asked for a discount on Acme already, today at 09:00");
        Assert.Equal(1, await house.Host.ReadAsync(db => db.ApprovalRequests.CountAsync()));
        await house.Ada.PressesAsync("Join it");
        house.Rita.Sees("Ada has joined your question on Acme");
        house.Ada.Sees("Asked: Rita and Ada");
        await AskAsync(house.Ada, "acme", [("kind", "Term"), ("term", "24"), ("gets", "Two years of certainty")]);
        Assert.Equal(2, await house.Host.ReadAsync(db => db.ApprovalRequests.CountAsync(r => r.State == ApprovalState.Open)));
        await house.Mona.PressesAsync("Decline…");
        await house.Mona.ClosesFormAsync();
        var discount = await house.Host.ReadAsync(db => db.ApprovalRequests.Where(r => r.Kind == ApprovalKind.Discount).Select(r => r.Id).SingleAsync());
        await PressAsync(house.Mona, "approval.no", discount);
        await house.Mona.FillsAsync(("reason", "-"));
        house.Mona.Sees("Say in a sentence why not");
        await house.Mona.FillsAsync(("reason", "Ten percent is what a reference is worth"));
        foreach (var asker in (Driver[])[house.Rita, house.Ada]) asker.Sees("Ten percent is what a reference is worth");
    }

    [Fact]
    public async Task What_was_declined_is_asked_again_with_other_values_and_names_the_first()
    {
        await using var house = await OpenAsync(Db.Sqlite);
        var id = await house.DealAsync(house.Rita, "Acme");
        await AskAsync(house.Rita, "acme", Fifteen);
        await house.Mona.PressesAsync("Decline…");
        await house.Mona.FillsAsync(("reason", "Ten percent is what a reference is worth"));
        Assert.False((await house.ReadAsync(id)).Facts.ContainsKey("concessions"));
        await house.Rita.PressesAsync("Ask again…");
        house.Rita.Sees("They sign by Friday, and give a reference");
        await house.Rita.FillsAsync(("discount", "10"));
        house.Mona.Sees("Before: 15 % discount, declined: Ten percent is what a reference is worth");
        var all = await house.Host.ReadAsync(db => db.ApprovalRequests.OrderBy(r => r.AfterId != null).ToListAsync());
        Assert.Equal((ApprovalState.Declined, all[0].Id, ApprovalState.Open), (all[0].State, all[1].AfterId, all[1].State));
    }

    [Fact]
    public async Task Of_two_who_decide_both_say_yes_or_one_says_no()
    {
        await using var house = await OpenAsync(Db.Sqlite);
        await RulesAsync(house, "anything: manager and Ada");
        await house.DealAsync(house.Rita, "Acme");
        await AskAsync(house.Rita, "acme", Fifteen);
        house.Mona.Sees("Who decides: all of Mona and Ada");
        await house.Mona.PressesAsync("Approve");
        house.Mona.Sees("You said yes. Mona said yes. Waiting for Ada.");
        await house.Mona.PressesAsync(house.Mona.LastMessage!, new Button("Approve", "approval.yes", $"{await OnlyAsync(house)}"));
        house.Mona.Sees("Mona said yes. Waiting for Ada.");
        Assert.Equal(ApprovalState.Open, await StateAsync(house));
        await house.Ada.PressesAsync("Approve");
        house.Rita.Sees("Approved by Mona and Ada");
        Assert.Equal(ApprovalState.Approved, await StateAsync(house));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Of_several_of_whom_one_decides_the_first_answer_holds(Db kind)
    {
        await using var house = await OpenAsync(kind);
        await RulesAsync(house, "anything: manager or Ada");
        await house.DealAsync(house.Rita, "Acme");
        await AskAsync(house.Rita, "acme", Fifteen);
        var id = await OnlyAsync(house);
        // at the same instant: one of the two finds it decided
        await Task.WhenAll(PressAsync(house.Mona, "approval.yes", id), PressAsync(house.Ada, "approval.yes", id));
        var request = await house.Host.ReadAsync(db => db.ApprovalRequests.SingleAsync());
        Assert.Equal(ApprovalState.Approved, request.State);
        Assert.Equal(1, await house.Host.ReadAsync(db => db.ApprovalSeats.CountAsync(s => s.Answer == SeatAnswer.Yes)));
        var late = request.DecidedBy == house.Mona.PersonId ? house.Ada : house.Mona;
        late.Sees("Approved by");
        Assert.Equal(1, await house.Host.ReadAsync(db => db.DealEventTexts.CountAsync(t => t.Field == "approval:discount")));
    }

    [Fact]
    public async Task Within_what_is_approved_in_advance_it_is_a_yes_at_once()
    {
        await using var house = await OpenAsync(Db.Sqlite);
        await RulesAsync(house, "", "discount up to 10 %, term up to 12 months, amount up to 50,000");
        var id = await house.DealAsync(house.Rita, "Acme", d => d.Amount = 12_000);
        await AskAsync(house.Rita, "acme", [("kind", "Discount"), ("discount", "10"), ("term", "12"), ("gets", "They pay the year in advance")]);
        house.Rita.Sees("Approved in advance: discount up to 10 %, term up to 12 months, amount up to 50000.");
        Assert.Empty(house.Mona.Chat);
        Assert.Contains("(approved in advance, 2026-03-02)", (await house.ReadAsync(id)).Facts["concessions"], StringComparison.Ordinal);
        await AskAsync(house.Rita, "acme", [("kind", "Discount"), ("discount", "10.5"), ("gets", "They pay the year in advance")]);
        house.Rita.Sees("Waiting for Mona.");
    }

    [Fact]
    public async Task Whose_question_it_is_not_and_what_is_over_is_said_in_a_sentence()
    {
        await using var house = await OpenAsync(Db.Sqlite);
        await house.DealAsync(house.Rita, "Acme");
        await AskAsync(house.Rita, "acme", Fifteen);
        var id = await OnlyAsync(house);
        foreach (var verb in (string[])["approval.yes", "approval.no", "approval.ask", "approval.withdraw", "approval.join", "approval.answer", "approval.again", "approval.retry", "approval.show"])
            Assert.Equal("There is no such question, or it is not one of yours.", Words(await PressAsync(house.Sam, verb, id)));
        // nobody decides over what they asked for themselves
        Assert.Equal("There is no such question, or it is not one of yours.", Words(await PressAsync(house.Rita, "approval.yes", id)));
        Assert.Equal("There is no such question, or it is not one of yours.", Words(await PressAsync(house.Mona, "approval.withdraw", id)));
        await PressAsync(house.Rita, "approval.withdraw", id);
        house.Rita.Sees("Rita took it back.");
        Assert.Contains("Open no more: Rita took it back.", Words(await PressAsync(house.Mona, "approval.yes", id)), StringComparison.Ordinal);
        await house.Rita.TypesAsync("lost acme");
        await house.Rita.FillsAsync(("reason", "0"), ("words", "they took the cheaper one"));
        await house.Rita.TypesAsync("approve acme");
        house.Rita.Sees("is closed: there is nothing to ask for");
    }

    [Fact]
    public async Task A_deal_closed_or_handed_over_and_an_approver_demoted_meanwhile_leave_nothing_half_done()
    {
        await using var house = await OpenAsync(Db.Sqlite);
        var id = await house.DealAsync(house.Rita, "Acme");
        await AskAsync(house.Rita, "acme", Fifteen);
        var question = await OnlyAsync(house);
        await house.Rita.TypesAsync("handoff acme");
        await house.Rita.FillsAsync(("to", $"{house.Otto.PersonId}"));
        await house.Host.RunDueAsync();
        await house.Otto.PressesAsync("Accept");
        Assert.StartsWith("It is not yours to decide any more. Waiting for Ada", Words(await PressAsync(house.Mona, "approval.yes", question)), StringComparison.Ordinal);
        house.Ada.Sees("since the deal’s owner has no manager");
        await house.Host.DoAsync(async s => (await s.People().SingleAsync(p => p.Id == house.Ada.PersonId)).Role = Role.Rep);
        Assert.StartsWith("It is not yours to decide any more.", Words(await PressAsync(house.Ada, "approval.yes", question)), StringComparison.Ordinal);
        Assert.Equal(ApprovalState.Open, await StateAsync(house));
        await house.Otto.TypesAsync("lost acme");
        await house.Otto.FillsAsync(("reason", "0"), ("words", "they took the cheaper one"));
        await house.Host.JumpAsync(TimeSpan.FromDays(1));
        Assert.Equal(ApprovalState.Withdrawn, await StateAsync(house));
        house.Rita.Sees("Acme was closed");
        Assert.False((await house.ReadAsync(id)).Facts.ContainsKey("concessions"));
    }

    [Theory]
    [InlineData("kind", "Free", "Choose what it is about.")]
    [InlineData("discount", "0", "A discount is a number above 0")]
    [InlineData("discount", "101", "A discount is a number above 0")]
    [InlineData("discount", "", "Write how many percent.")]
    [InlineData("payment", "12.5", "Days to pay in are a whole number")]
    [InlineData("term", "-3", "A term is a whole number of months")]
    [InlineData("gets", "tbd", "A concession that buys nothing is a gift.")]
    public async Task Bad_input_is_said_at_its_field_and_asks_nobody(string field, string value, string sentence)
    {
        await using var house = await OpenAsync(Db.Sqlite);
        await house.DealAsync(house.Rita, "Acme");
        await house.Rita.TypesAsync("approval acme");
        await house.Rita.FillsAsync([.. Fifteen.Where(f => f.Item1 != field), (field, value)]);
        Assert.StartsWith(sentence, Assert.IsType<FormErrors>(house.Rita.LastReply).Errors[field].Replace("Say in a sentence what we get for it. ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal(0, await house.Host.ReadAsync(db => db.ApprovalRequests.CountAsync()));
    }

    internal static async Task<DealHouse> OpenAsync(Db kind)
    {
        var house = await DealHouse.OpenAsync(kind);
        await house.AtWorkAsync();
        return house;
    }

    internal static async Task AskAsync(Driver who, string deal, (string, string)[] values)
    {
        await who.TypesAsync($"approval {deal}");
        await who.FillsAsync(values);
    }

    internal static async Task RulesAsync(DealHouse house, string rules, string advance = "")
    {
        await house.Ada.TypesAsync("approvals rules");
        await house.Ada.FillsAsync(("rules", rules), ("advance", advance));
        Assert.IsNotType<FormErrors>(house.Ada.LastReply);
    }

    internal static Task<Guid> OnlyAsync(DealHouse house) => house.Host.ReadAsync(db => db.ApprovalRequests.Select(r => r.Id).SingleAsync());

    internal static Task<ApprovalState> StateAsync(DealHouse house) => house.Host.ReadAsync(db => db.ApprovalRequests.Select(r => r.State).SingleAsync());

    internal static Task<Reply> PressAsync(Driver who, string verb, Guid id) =>
        who.PressesAsync(new Shown(new Address("fake", "T1", "x", "x"), "none", "none", default) { Message = Message.Say("x") }, new Button("x", verb, $"{id}"));

    internal static string Words(Reply reply) => Assert.IsType<Say>(reply).Message.Words;
}
