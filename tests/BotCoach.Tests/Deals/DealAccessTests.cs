using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Deals;
using BotCoach.Tests.Harness;
using Route = BotCoach.Chat.Route;

namespace BotCoach.Tests.Deals;

public sealed class DealAccessTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task A_rep_finds_own_deals_a_manager_the_teams_and_an_admin_all(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind);
        await house.DealAsync(house.Rita, "Acme one");
        await house.DealAsync(house.Sam, "Acme two");
        await house.DealAsync(house.Otto, "Acme three");
        await house.Rita.TypesAsync("acme");
        house.Rita.Sees("Acme one");
        house.Rita.DoesNotSee("Acme two");
        await house.Mona.TypesAsync("acme");
        house.Mona.Sees("Acme one · Discovery · Rita");
        house.Mona.Sees("Acme two");
        house.Mona.DoesNotSee("Acme three");
        await house.Ada.TypesAsync("acme");
        house.Ada.Sees("Acme three");
    }

    /// <summary>Every button and form that names a deal, pressed by a colleague: the same sentence as for a deal that is not there, and nothing is changed.</summary>
    [Fact]
    public async Task A_colleagues_deal_and_one_that_is_not_there_get_the_same_sentence_from_every_button_and_form()
    {
        await using var house = await DealHouse.OpenAsync(Db.Sqlite);
        var id = await house.DealAsync(house.Rita, "Acme", d => d.Triage = Triage.Waiting);
        var before = await house.ReadAsync(id);
        foreach (var route in ChatRoutes.Table().All.Where(IsOfADeal))
        foreach (var deal in (Guid[])[id, Guid.NewGuid()])
        {
            var value = $"{deal}:{TestBook.Problem.Id}";
            var reply = await house.Host.ReceiveAsync(route.Kind == RouteKind.Button
                ? new ButtonPressed(NewId(), house.Sam.Caller, route.Name, value)
                : new FormSubmitted(NewId(), house.Sam.Caller, route.Name, value, 1, new Dictionary<string, string> { ["reason"] = "a reason that is one" }));
            Assert.True(reply is Say { Message.Words: DealAccess.Closed }, $"{route.Name} answered {reply}");
        }
        Assert.Equal(before.Revision, (await house.ReadAsync(id)).Revision);
        Assert.Empty(house.Sam.Chat);
    }

    [Fact]
    public async Task Only_the_one_who_decides_may_approve_dispute_or_set_aside()
    {
        await using var house = await DealHouse.OpenAsync(Db.Sqlite);
        var id = await house.DealAsync(house.Rita, "Acme");
        foreach (var verb in (string[])["walk.approve", "walk.dispute", "walk.waive", "walk.lift"])
        {
            var reply = await house.Host.ReceiveAsync(new ButtonPressed(NewId(), house.Rita.Caller, verb, $"{id}:{TestBook.Approved.Id}"));
            Assert.Contains("Only the deal's manager or an admin", Assert.IsType<Say>(reply).Message.Words);
        }
    }

    /// <summary>A form in which a deal is chosen from a list: one that the list does not hold, since it is a colleague's, is not taken.</summary>
    [Fact]
    public async Task A_colleagues_deal_cannot_be_chosen_from_a_list_by_hand()
    {
        await using var house = await DealHouse.OpenAsync(Db.Sqlite);
        var id = await house.DealAsync(house.Rita, "Acme");
        foreach (var form in Picking)
        foreach (var deal in (string[])[$"{id}", $"{Guid.NewGuid()}", "acme", ""])
        {
            var reply = await house.Host.ReceiveAsync(new FormSubmitted(NewId(), house.Sam.Caller, form, "words", 0, new Dictionary<string, string> { ["deal"] = deal }));
            Assert.Equal("Choose one of the list.", Assert.IsType<FormErrors>(reply).Errors["deal"]);
        }
    }

    private static readonly string[] Picking = ["deal.found", "deal.nextof", "deal.recapof"];

    private static bool IsOfADeal(Route route) =>
        (route.Kind is RouteKind.Button or RouteKind.Form) && (route.Name.Split('.')[0] is "deal" or "walk" or "triage")
        && route.Name is not ("deal.new" or "deal.made" or "deal.help" or "deal.find") && !Picking.Contains(route.Name);

    private static string NewId() => Guid.NewGuid().ToString("n");
}
