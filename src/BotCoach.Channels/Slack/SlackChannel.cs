using System.Globalization;
using System.Text.Json.Nodes;

namespace BotCoach.Channels.Slack;

/// <summary>
/// Slack as the outbox sees it. A message goes to the person's own chat with the bot and carries its delivery's id as metadata, which every app of
/// the workspace may read: an id, never a deal's data. One whose fate is unknown is looked for in the chat's history, where that may be read
/// (scope <c>im:history</c>); where it may not, it is sent once more, and the host records that a second copy may exist.
/// </summary>
internal sealed class SlackChannel(SlackApi api, SlackTokens tokens, SlackQuiet quiet, SlackReplyUrls replyUrls, SlackHealth health) : IChannel
{
    /// <summary>The channel's permanent name.</summary>
    internal const string Slack = "slack";

    private const string Home = "home";
    private const string DeliveryEvent = "botcoach_delivery";
    private const int MostPages = 5;
    private static readonly TimeSpan ClocksApart = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Soon = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan Unsaid = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan Long = TimeSpan.FromMinutes(10);

    // Each leaves room under its limit (https://docs.slack.dev/apis/web-api/rate-limits): several hundred messages a minute and one a second in a chat,
    // 50 edits a minute, 100 homes a minute, 50 searches by e-mail a minute.
    internal static readonly Pace Posts = new(4, TimeSpan.FromMilliseconds(1100)) { Method = "chat.postMessage", AtOnce = 8 };
    private static readonly Pace Edits = new(0.5, TimeSpan.Zero) { Method = "chat.update", AtOnce = 18 };
    private static readonly Pace Replies = new(50, TimeSpan.Zero) { Method = "response_url" };
    private static readonly Pace Homes = new(1.5, TimeSpan.FromMinutes(1)) { Method = "views.publish", AtOnce = 8 };

    // 50 looks into a history a minute, of which one look may take several pages.
    private static readonly Pace Looks = new(0.5, TimeSpan.Zero) { Method = "conversations.history", AtOnce = 8 };

    private static readonly Pace Searches = new(0.5, TimeSpan.Zero) { Method = "users.lookupByEmail", AtOnce = 8 };

    public string Name => Slack;

    public Pace Pace => Posts;

    public Pace ReachPace => Searches;

    public Pace LookPace => Looks;

    public Pace PaceOf(Address to, Delivery delivery, string? reference) =>
        delivery.Place == Place.Home ? Homes : reference is null ? Posts : replyUrls.Has(to.Conversation, reference) ? Replies : Edits;

    public void Expect(Address to) => quiet.Expect(to);

    public async Task<SendResult> SendAsync(Address to, Message message, Delivery delivery, CancellationToken cancel)
    {
        if (delivery.Place == Place.Home) return await PublishAsync(to, message, cancel);
        if (await tokens.OfAsync(to.Team, cancel) is not { } token) return tokens.WhyNone();
        if (!delivery.IsAnswer && await quiet.UntilAsync(token, to, cancel) is { } until) return new NotNow(until, "The person does not want to be disturbed now.");
        var channel = to.Conversation.Length > 0 ? to.Conversation : to.User;
        var back = await ChartedAsync(message, shown => CallAsync(to.Team, (slack, t) =>
            slack.ChatPostMessage(t, channel, SlackWriter.WholeText(shown), SlackWriter.Blocks(shown), Metadata(delivery.Id)), cancel));
        return back.Ok && back.Body.Words("ts") is { } ts ? new Sent(ts) { Conversation = back.Body.Words("channel") ?? channel } : SlackErrors.OfNew(back);
    }

    public async Task<SendResult> EditAsync(Address to, string reference, Message message, Delivery delivery, CancellationToken cancel)
    {
        if (reference == Home) return await PublishAsync(to, message, cancel);
        if (await ReplaceAsync(to.Conversation, reference, message, cancel)) return new Sent(reference);
        if (await tokens.OfAsync(to.Team, cancel) is null) return tokens.WhyNone();
        var back = await ChartedAsync(message, shown => CallAsync(to.Team, (slack, t) =>
            slack.ChatUpdate(t, to.Conversation, reference, SlackWriter.Text(shown), SlackWriter.Blocks(shown)), cancel));
        return back.Ok ? new Sent(reference) : SlackErrors.OfEdit(back);
    }

    public async Task<FindResult> FindAsync(Address to, string deliveryId, DateTimeOffset since, CancellationToken cancel)
    {
        if (await tokens.OfAsync(to.Team, cancel) is null) return new LookLater(Long, SlackTokens.Uninstalled) { IsInstallations = true };
        var opened = to.Conversation.Length > 0 ? null : await CallAsync(to.Team, (slack, t) => slack.ConversationsOpen(t, to.User), cancel);
        if (opened is { Ok: false }) return Unfound(opened);
        var channel = opened?.Body.Words("channel", "id") ?? to.Conversation;
        var oldest = ((since - ClocksApart).ToUnixTimeMilliseconds() / 1000.0).ToString("0.000000", CultureInfo.InvariantCulture);
        string? cursor = null;
        for (var page = 0; page < MostPages; page++)
        {
            var back = await CallAsync(to.Team, (slack, t) => slack.ConversationsHistory(t, channel, oldest, cursor), cancel);
            if (!back.Ok) return Unfound(back);
            if (back.Body.Items("messages").FirstOrDefault(m => m.At("metadata", "event_payload")?.Words("delivery") == deliveryId).Words("ts") is { } ts)
                return new Found(ts) { Conversation = channel };
            if ((cursor = back.Body.Words("response_metadata", "next_cursor")) is null) return new NotThere();
        }
        return new CannotTell();
    }

    public async Task<ReachResult> ReachAsync(string team, KnownPerson person, CancellationToken cancel)
    {
        if (person.Email is not { Length: > 0 } email) return new NotReachable();
        if (await tokens.OfAsync(team, cancel) is null) return tokens.WhyNone() is TryAgain again ? new ReachLater(again.After, again.Why) : new NotReachable();
        var back = await CallAsync(team, (slack, t) => slack.UsersLookupByEmail(t, email), cancel);
        if (back.Reached != SlackReach.Answered) return new ReachLater(back.RetryAfter ?? Unsaid, back.Error, HoldsTeam: true);
        if (SlackErrors.IsInstallations(back)) return new ReachLater(Long, back.InWords, HoldsTeam: true) { IsInstallations = true };
        if (!back.Ok && back.Error is not ("users_not_found" or "user_not_found" or "user_not_visible")) return new ReachLater(Unsaid, back.InWords);
        if (back.Body.At("user") is not { } user || SlackPeople.Read(user, team) is not { Guest: false, IsGone: false } found) return new NotReachable();
        // What was found has no language; a second question does, and is not worth a third.
        var known = await CallAsync(team, (slack, t) => slack.UsersInfo(t, found.User), cancel);
        return new Reachable(new Address(Slack, team, found.User), known.Body.At("user") is { } whole ? SlackPeople.Read(whole, team) : found);
    }

    public Task<IReadOnlyList<KeyValuePair<string, string>>> ComplaintsAsync(CancellationToken cancel) => health.ComplaintsAsync(cancel);

    private async Task<SendResult> PublishAsync(Address to, Message home, CancellationToken cancel)
    {
        if (await tokens.OfAsync(to.Team, cancel) is null) return tokens.WhyNone();
        var back = await CallAsync(to.Team, (slack, t) => slack.ViewsPublish(t, to.User, SlackWriter.Home(SlackWriter.WithoutCharts(home))), cancel);
        return back.Ok ? new Sent(Home) : SlackErrors.OfEdit(back);
    }

    /// <summary>Right after a click the message is changed by the address that came with it.</summary>
    private async Task<bool> ReplaceAsync(string channel, string ts, Message message, CancellationToken cancel)
    {
        if (replyUrls.Take(channel, ts) is not { } url) return false;
        var back = await api.Within(cancel).RespondAsync(url, new JsonObject { ["replace_original"] = true, ["text"] = SlackWriter.Text(message), ["blocks"] = SlackWriter.Blocks(message) });
        if (!back.Ok) replyUrls.Forget(channel, ts);
        return back.Ok;
    }

    /// <summary>Charts are new: a workspace that does not take them gets their numbers.</summary>
    private static async Task<SlackReturn> ChartedAsync(Message message, Func<Message, Task<SlackReturn>> send)
    {
        var back = await send(message);
        return back.Error is "invalid_blocks" or "invalid_blocks_format" && message.Blocks.Any(b => b is Chart) ? await send(SlackWriter.WithoutCharts(message)) : back;
    }

    private Task<SlackReturn> CallAsync(string team, Func<SlackApi, string, Task<SlackReturn>> call, CancellationToken cancel)
    {
        var slack = api.Within(cancel);
        return tokens.CallAsync(team, token => call(slack, token), cancel);
    }

    private static FindResult Unfound(SlackReturn back) => back.Reached switch
    {
        SlackReach.Throttled => new LookLater(back.RetryAfter ?? Unsaid, back.Error, HoldsTeam: true),
        SlackReach.NeverLeft or SlackReach.NoAnswer => new LookLater(Soon, back.Error),
        _ when SlackErrors.IsPassing(back) => new LookLater(Unsaid, back.Error),
        _ when SlackErrors.IsToken(back) => new LookLater(Long, back.Error) { IsInstallations = true },
        _ => new CannotTell(),
    };

    private static JsonObject Metadata(string deliveryId) =>
        new() { ["event_type"] = DeliveryEvent, ["event_payload"] = new JsonObject { ["delivery"] = deliveryId } };
}
