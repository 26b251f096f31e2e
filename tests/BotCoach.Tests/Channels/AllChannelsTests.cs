using System.Text.Json.Nodes;
using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Tests.Harness;
using BotCoach.Tests.Harness.FakeSlack;
using Microsoft.Extensions.DependencyInjection;
using Route = BotCoach.Chat.Route;

namespace BotCoach.Tests.Channels;

/// <summary>The same features in Slack, in Teams and on the page: each route is walked on all three, in the way that the platform has for it.</summary>
public sealed class AllChannelsTests
{
    // What a platform has no way for, and what its people do instead.
    private static readonly Dictionary<RouteKind, string> NotInSlack = new()
    {
        [RouteKind.CardRefresh] = "its messages are edited as things change, and nothing asks", [RouteKind.Added] = "it tells of no person who adds an app; the home is there at once",
    };
    private static readonly Dictionary<RouteKind, string> NotInTeams = new() { [RouteKind.Home] = "it has no home: the command home shows the same in the chat" };
    private static readonly Dictionary<RouteKind, string> NotOnThePage = new(NotInSlack)
    {
        [RouteKind.Home] = "the chat is all there is: the command home shows the same in it", [RouteKind.MessageAction] = "nobody else's messages stand there",
    };

    [Fact]
    public async Task Everything_that_can_be_done_is_answered_in_Slack()
    {
        await using var house = await BothHouse.OpenAsync(Db.Sqlite, HeardInbox.Listen);
        var maya = await house.InSlackAsync("Maya Chen");
        await maya.TypeAsync("/coach help");
        using var slack = new HttpTransport(house.Slack, house.Host.Url);
        await WalkAsync(house.Host, NotInSlack, async route => { await RouteDoors.KnockAtSlackAsync(house, slack, maya.User, route); await house.SettleAsync(); });
    }

    [Fact]
    public async Task Everything_that_can_be_done_is_answered_in_Teams()
    {
        await using var house = await BothHouse.OpenAsync(Db.Sqlite, HeardInbox.Listen);
        await house.JoinAsync();
        var maya = await house.InTeamsAsync("Maya Chen");
        await WalkAsync(house.Host, NotInTeams, async route => { await RouteDoors.KnockAtTeamsAsync(house, maya.User, route); await house.SettleAsync(); });
        Assert.Empty(house.Teams.OurBugs);
    }

    [Fact]
    public async Task Everything_that_can_be_done_is_answered_on_the_page()
    {
        await using var host = await CoachHost.StartEmptyAsync(Db.Sqlite, HeardInbox.Listen, null, "--Playground:Enabled", "true");
        using var page = new HttpClient { BaseAddress = host.Url };
        page.DefaultRequestHeaders.Add("Origin", host.Url.GetLeftPart(UriPartial.Authority));
        var team = JsonNode.Parse(await page.GetStringAsync("/web/people"))!["teams"]![0]!;
        var user = team["people"]!.AsArray().Single(p => p!["name"]!.ToString() == "Maya Chen")!["user"]!.ToString();
        await WalkAsync(host, NotOnThePage, route => RouteDoors.KnockAtPageAsync(page, team["team"]!.ToString(), user, route));
    }

    [Fact]
    public void What_a_platform_has_no_way_for_can_be_done_there_all_the_same()
    {
        var routes = ChatRoutes.Table();
        Assert.NotNull(routes.Find(RouteKind.Command, "home"));
        Assert.All(routes.All.Where(r => r.Kind == RouteKind.MessageAction), r => Assert.NotNull(routes.Find(RouteKind.Command, r.Name.Contains("next", StringComparison.Ordinal) ? "next" : "heard")));
    }

    private static async Task WalkAsync(CoachHost host, IReadOnlyDictionary<RouteKind, string> without, Func<Route, Task> knockAsync)
    {
        var (inbox, missed) = (host.App.Services.GetRequiredService<HeardInbox>(), new List<string>());
        var walked = ChatRoutes.Table().All.Where(r => !without.ContainsKey(r.Kind)).ToList();
        foreach (var route in walked)
        {
            inbox.Heard.Clear();
            await knockAsync(route);
            var heard = inbox.Heard.Where(h => Leads(h.Inbound, route) && h.Reply is not WhoIsThis).ToList();
            if (heard.Count == 0 || heard.Exists(h => Complains(h.Reply))) missed.Add($"{route.Kind} {route.Name}: {string.Join(", ", inbox.Heard)}");
        }
        Assert.Empty(missed);
        host.Faults.ThrowIfAny();
        Assert.True(walked.Count > 80, $"only {walked.Count} routes were walked");
    }

    private static bool Leads(Inbound inbound, Route route) => (inbound, route.Kind) switch
    {
        (ButtonPressed pressed, RouteKind.Button) => pressed.Action == route.Name,
        (FormSubmitted form, RouteKind.Form) => form.Action == route.Name,
        (OptionsAsked asked, RouteKind.Options) => asked.Source == route.Name,
        (CardRefreshed card, RouteKind.CardRefresh) => card.Action == (route.Name.EndsWith(".look", StringComparison.Ordinal) ? "card.refresh" : route.Name),
        (MessageActioned action, RouteKind.MessageAction) => action.Action == route.Name,
        (FileShared, RouteKind.File) or (HomeOpened, RouteKind.Home) or (BotAdded, RouteKind.Added) => true,
        (CommandTyped or TextSaid, RouteKind.Command) => Dispatch.WordsOf(inbound) == route.Name,
        (CommandTyped or TextSaid, RouteKind.Text) => Dispatch.WordsOf(inbound) == "Acme",
        _ => false,
    };

    /// <summary>A fault of ours, or a button that is not known.</summary>
    private static bool Complains(Reply reply) => reply is Say say && (say.Message.Words.Contains("went wrong on our side", StringComparison.Ordinal) || say.Message.Words.Contains("older version", StringComparison.Ordinal));
}
