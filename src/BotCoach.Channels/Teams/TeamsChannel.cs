using System.Text.Json.Nodes;

namespace BotCoach.Channels.Teams;

/// <summary>
/// Teams as the outbox sees it. A message goes to the person's own chat with the bot, by the reference that was learned there; or to a channel, where the
/// address names one. No bot may read a chat's history: a message whose fate is unknown is sent once more as soon as Teams answers at all, and the host
/// records that a second copy may exist.
/// </summary>
internal sealed class TeamsChannel(TeamsApi api, TeamsTokens tokens, TeamsPlaces places, TeamsGraph graph, TeamsWriter writer) : IChannel
{
    /// <summary>The channel's permanent name.</summary>
    internal const string Teams = "teams";

    private const int MostSummary = 200;
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Unsaid = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(10);

    // Under each of a conversation's four limits (7 in a second, 8 in two, 60 in thirty, 1,800 in an hour; an edit counts as a message), and under the
    // 50 requests a second in a tenant, of which reading members is a part (https://learn.microsoft.com/microsoftteams/platform/bots/how-to/rate-limit).
    internal static readonly Pace Sends = new(20, TimeSpan.FromMilliseconds(2100)) { AtOnce = 4, AtOnceInOneConversation = 6 };

    // Each looks into as many teams as we know of, twenty at most: one a second, and never two at once.
    private static readonly Pace Searches = new(1, TimeSpan.Zero) { Method = "members", AtOnce = 0 };

    public string Name => Teams;

    public Pace Pace => Sends;

    public Pace ReachPace => Searches;

    public async Task<SendResult> SendAsync(Address to, Message message, Delivery delivery, CancellationToken cancel)
    {
        // Teams has no home: what is on it can be had in the chat.
        if (delivery.Place == Place.Home) return new Sent("home");
        if (await PlaceAsync(to, cancel) is not { } place) return new GaveUp(FaultKind.Destination, TeamsWords.NoChat);
        var (at, refused) = await OpenedAsync(to, place, cancel);
        if (at is null) return refused!;
        var back = await CallAsync((teams, token) => teams.SendToConversation(token, at.Service, at.Conversation, Activity(message, at, delivery)), cancel);
        return back.Ok && back.Body.Words("id") is { } id ? new Sent(id) { Conversation = at.Conversation } : TeamsErrors.OfNew(back);
    }

    public async Task<SendResult> EditAsync(Address to, string reference, Message message, Delivery delivery, CancellationToken cancel)
    {
        if (delivery.Place == Place.Home) return new Sent(reference);
        if (await PlaceAsync(to, cancel) is not { Conversation.Length: > 0 } at) return new GaveUp(FaultKind.Destination, TeamsWords.NoChat);
        var back = await CallAsync((teams, token) => teams.UpdateActivity(token, at.Service, at.Conversation, reference, Activity(message, at, delivery)), cancel);
        return back.Ok ? new Sent(reference) : TeamsErrors.OfEdit(back);
    }

    /// <summary>There is nothing to look it up by; but while Teams does not answer, a second send would tell no more than the first.</summary>
    public async Task<FindResult> FindAsync(Address to, string deliveryId, DateTimeOffset since, CancellationToken cancel)
    {
        if (await PlaceAsync(to, cancel) is not { Conversation.Length: > 0 } at) return new CannotTell();
        var back = await CallAsync((teams, token) => at.Member.Length > 0
            ? teams.GetConversationMember(token, at.Service, at.Conversation, at.Member)
            : teams.GetConversationPagedMembers(token, at.Service, at.Conversation, null), cancel);
        return back switch
        {
            { Status: 429 } => new LookLater(back.RetryAfter ?? Unsaid, back.Code),
            { Status: 401 } => new LookLater(Long, TeamsWords.Of(back.Code)) { IsInstallations = true },
            { Reached: not TeamsReach.Answered } or { Status: >= 500 } => new LookLater(Soon, back.Code),
            _ => new CannotTell(),
        };
    }

    /// <summary>Looked for by e-mail in the teams that the bot is in; else the app is installed for the person, where that is switched on.</summary>
    public async Task<ReachResult> ReachAsync(string team, KnownPerson person, CancellationToken cancel)
    {
        if (person.Email is not { Length: > 0 } email) return new NotReachable();
        foreach (var known in await places.TeamsAsync(team, cancel))
        {
            var back = await CallAsync((teams, token) => teams.GetConversationMember(token, known.Service, known.Conversation, email), cancel);
            if (back.Ok && TeamsPeople.Read(back.Body, team) is { Guest: false } who && back.Body.Words("id") is { } member)
            {
                await places.KeepAsync(team, who.User, known with { Member = member, Conversation = "" }, cancel);
                return new Reachable(new Address(Teams, team, who.User), who);
            }
            if (!back.Ok && Later(back) is { } later) return later;
        }
        return await graph.ReachAsync(team, email, cancel);
    }

    public Task<IReadOnlyList<KeyValuePair<string, string>>> ComplaintsAsync(CancellationToken cancel) =>
        Task.FromResult<IReadOnlyList<KeyValuePair<string, string>>>(tokens.Complaint is { } sentence ? [KeyValuePair.Create("", sentence)] : []);

    /// <summary>The person's own chat; or a channel of a team, where the address says so.</summary>
    private async Task<TeamsPlace?> PlaceAsync(Address to, CancellationToken cancel)
    {
        if (to.User.Length > 0) return await places.OfAsync(to.Team, to.User, cancel) is { } own ? own with { Conversation = own.Conversation.Length > 0 ? own.Conversation : to.Conversation } : null;
        return (await places.TeamsAsync(to.Team, cancel)).FirstOrDefault() is { } team ? team with { Conversation = to.Conversation } : null;
    }

    /// <summary>A chat that was never opened is opened; it is the same one for the same two (https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/send-proactive-messages).</summary>
    private async Task<(TeamsPlace? At, SendResult? Refused)> OpenedAsync(Address to, TeamsPlace place, CancellationToken cancel)
    {
        if (place.Conversation.Length > 0) return (place, null);
        if (place.Member.Length == 0) return (null, new GaveUp(FaultKind.Destination, TeamsWords.NoChat));
        var back = await CallAsync((teams, token) => teams.CreateConversation(token, place.Service, TeamsActivity.Chat(place, to.Team)), cancel);
        if (!back.Ok || back.Body.Words("id") is not { } conversation) return (null, TeamsErrors.OfChat(back));
        var opened = place with { Conversation = conversation };
        await places.KeepAsync(to.Team, to.User, opened, cancel);
        return (opened, null);
    }

    private JsonObject Activity(Message message, TeamsPlace at, Delivery delivery) =>
        TeamsActivity.Of(writer.Card(message, at.Member.Length > 0 ? [at.Member] : [], delivery.Id), PlainWords.Line(message.Fallback, MostSummary));

    private Task<TeamsReturn> CallAsync(Func<TeamsApi, string, Task<TeamsReturn>> call, CancellationToken cancel)
    {
        var teams = api.Within(cancel);
        return tokens.CallAsync(token => call(teams, token), cancel);
    }

    private static ReachLater? Later(TeamsReturn back) => back switch
    {
        { Status: 429 } => new ReachLater(back.RetryAfter ?? Unsaid, back.Code, HoldsTeam: true),
        { Status: 401 } => new ReachLater(Long, TeamsWords.Of(back.Code), HoldsTeam: true) { IsInstallations = true },
        { Reached: not TeamsReach.Answered } or { Status: >= 500 } => new ReachLater(Unsaid, back.Code),
        _ => null,
    };
}
