using System.Text.Json.Nodes;

namespace BotCoach.Tests.Harness.FakeSlack;

/// <summary>What people do at Slack, as the app hears of it; and what Slack makes of the app's answers.</summary>
public sealed class SlackSender(SlackServer slack, ISlackTransport transport)
{
    private readonly Payloads _payloads = new(slack);
    private readonly Answers _answers = new(slack);
    private readonly List<Delivery> _undelivered = [];

    public Payloads Payloads => _payloads;

    /// <summary>The last thing that was told, to be told once more by <see cref="RedeliverAsync"/>.</summary>
    public Delivery? Last { get; private set; }

    /// <summary>Events that were not taken: Slack tells them again, after a while.</summary>
    public IReadOnlyList<Delivery> Undelivered { get { lock (_undelivered) return [.. _undelivered]; } }

    /// <summary>Any event; <paramref name="seenIn"/> is the workspace it happened in, when that is not the app's (a shared channel).</summary>
    public Task<Answer> EventAsync(SlackTeam team, JsonObject @event, string? seenIn = null) => EventAsync(team, Installed(team), @event, seenIn);

    /// <summary>A message to the app, or in a channel it is in.</summary>
    public Task<Answer> SayAsync(SlackUser user, string text, SlackChannel? channel = null, params SlackFile[] files)
    {
        var install = Installed(channel?.Team ?? user.Team);
        var message = new SlackMessage(channel ?? slack.World.Direct(install, user), slack.World.NewTs(), user.Id) { Text = text, Files = [.. files] };
        return EventAsync(channel?.Team ?? user.Team, install, _payloads.Message(slack.World.Post(message), user), null);
    }

    /// <summary>Shares files in the chat with the app.</summary>
    public Task<Answer> ShareAsync(SlackUser user, params (string Name, byte[] Content)[] files) => ShareAsync(user, "", files);

    /// <summary>The same with words beside them.</summary>
    public Task<Answer> ShareAsync(SlackUser user, string words, params (string Name, byte[] Content)[] files)
    {
        var shared = files.Select(f => new SlackFile(slack, slack.World.NewId("F"), user.Team, user.Id, f.Name) { Content = f.Content, Complete = true }).ToArray();
        lock (slack.World.Gate)
            foreach (var file in shared) slack.World.Files[file.Id] = file;
        return SayAsync(user, words, null, shared);
    }

    public async Task<Answer> CommandAsync(SlackUser user, string text, string command = "/coach", SlackChannel? channel = null)
    {
        var install = Installed(user.Team);
        var where = channel ?? slack.World.Direct(install, user);
        var answer = await TellAsync(DeliveryKind.Command, _payloads.Command(user, install, where, command, text));
        _answers.ToCommand(answer, install, user, where);
        return answer;
    }

    /// <summary>Presses or chooses; <paramref name="chosen"/> is what <see cref="ViewState.KeyOf"/> calls the element's value.</summary>
    public Task<Answer> PressAsync(SlackUser user, SlackMessage message, JsonObject element, JsonNode? chosen = null)
    {
        var install = Installed(message.Channel.Team);
        var state = ViewState.Of(message.Blocks ?? [], []);
        return TellAsync(DeliveryKind.Interaction, _payloads.Actions(user, install, message, null, state, Action(element, chosen)));
    }

    public Task<Answer> PressAsync(SlackUser user, SlackView view, JsonObject element, JsonNode? chosen = null) =>
        TellAsync(DeliveryKind.Interaction, _payloads.Actions(user, view.Install, null, view, [], Action(element, chosen)));

    /// <summary>Submits an open view as it is filled. What Slack's own client refuses is shown at its field and not sent: then null.</summary>
    public async Task<Answer?> SubmitAsync(SlackUser user, SlackView view)
    {
        view.Errors.Clear();
        foreach (var (block, says) in ViewState.Complaints(view)) view.Errors[block] = says;
        if (view.Errors.Count > 0) return null;
        var answer = await TellAsync(DeliveryKind.Interaction, _payloads.Submission(user, view));
        _answers.ToSubmission(answer, view);
        return answer;
    }

    /// <summary>Cancel closes the top view; the x, <paramref name="all"/>, all of them. Told only where the view asked for it.</summary>
    public async Task<Answer?> CloseAsync(SlackUser user, bool all = false)
    {
        var (top, root) = (user.Modal!, user.Modals[0]);
        var isAll = all || top.Source["clear_on_close"]?.GetValue<bool>() == true;
        lock (slack.World.Gate)
        {
            if (isAll) user.Modals.Clear();
            else user.Modals.Remove(top);
        }
        var told = isAll ? root : top;
        return told.NotifyOnClose ? await TellAsync(DeliveryKind.Interaction, _payloads.Closed(user, told, isAll)) : null;
    }

    public Task<Answer> ShortcutAsync(SlackUser user, string callbackId) =>
        TellAsync(DeliveryKind.Interaction, _payloads.Shortcut(user, Installed(user.Team), callbackId));

    public Task<Answer> MessageActionAsync(SlackUser user, SlackMessage message, string callbackId) =>
        TellAsync(DeliveryKind.Interaction, _payloads.MessageAction(user, Installed(message.Channel.Team), message, callbackId));

    /// <summary>What is offered for what was typed so far in a view's field.</summary>
    public async Task<IReadOnlyList<JsonObject>> SuggestAsync(SlackUser user, SlackView view, string blockId, string actionId, string typed) =>
        _answers.ToSuggestion(await TellAsync(DeliveryKind.Options, _payloads.Suggestion(user, view.Install, null, view, blockId, actionId, typed)));

    public Task<Answer> OpenHomeAsync(SlackUser user, string tab = "home")
    {
        var install = Installed(user.Team);
        var @event = new JsonObject { ["type"] = "app_home_opened", ["user"] = user.Id, ["channel"] = slack.World.Direct(install, user).Id, ["tab"] = tab };
        if (tab == "home" && user.Home is { } view) @event["view"] = view.ToJson();
        return EventAsync(user.Team, install, @event, null);
    }

    /// <summary>Tells that a user's name, zone, locale or state changed.</summary>
    public Task<Answer> UserChangedAsync(SlackUser user)
    {
        var json = UserMethods.Json(user, slack.Clock.GetUtcNow(), true, true);
        return EventAsync(user.Team, new JsonObject { ["type"] = "user_change", ["user"] = json, ["cache_ts"] = slack.Clock.GetUtcNow().ToUnixTimeSeconds() });
    }

    /// <summary>An administrator removes the app: its tokens die, and both events come, in either order.</summary>
    public async Task UninstallAsync(SlackTeam team, bool revokedFirst = true)
    {
        var install = Installed(team);
        install.Uninstalled = true;
        var revoked = new JsonObject { ["type"] = "tokens_revoked", ["tokens"] = new JsonObject { ["oauth"] = new JsonArray(), ["bot"] = new JsonArray(install.BotUser) } };
        JsonObject[] events = [revoked, new JsonObject { ["type"] = "app_uninstalled" }];
        foreach (var @event in revokedFirst ? events : events.Reverse()) await EventAsync(team, install, @event, null);
    }

    /// <summary>Asks an address whether it is the app's: the answer must hold the challenge.</summary>
    public Task<Answer> VerifyUrlAsync(string challenge) => TellAsync(DeliveryKind.Event, new JsonObject { ["token"] = "verification-token", ["challenge"] = challenge, ["type"] = "url_verification" });

    public Task<Answer> SslCheckAsync() => TellAsync(DeliveryKind.Command, new JsonObject { ["ssl_check"] = "1", ["token"] = "verification-token" });

    /// <summary>Comes once a minute, instead of the events beyond 30,000 an hour: outermost, in no envelope.</summary>
    public Task<Answer> RateLimitedAsync(SlackTeam team) => TellAsync(DeliveryKind.Event, new JsonObject
    {
        ["token"] = "verification-token", ["type"] = "app_rate_limited", ["team_id"] = team.Id, ["minute_rate_limited"] = slack.Clock.GetUtcNow().ToUnixTimeSeconds() / 60 * 60, ["api_app_id"] = slack.App.Id,
    });

    /// <summary>The last thing once more: the same event id, a fresh signature.</summary>
    public Task<Answer> RedeliverAsync(string reason = "http_timeout") => RedeliverAsync(Last!, reason);

    public Task<Answer> RedeliverAsync(Delivery delivery, string reason = "http_timeout")
    {
        lock (_undelivered) _undelivered.Remove(delivery);
        return TellAsync(delivery with { Attempt = delivery.Attempt + 1, Reason = reason });
    }

    private SlackInstall Installed(SlackTeam team) => team.Install ?? throw new InvalidOperationException($"The app is not installed in {team.Name}.");

    private Task<Answer> EventAsync(SlackTeam team, SlackInstall install, JsonObject @event, string? seenIn) =>
        TellAsync(DeliveryKind.Event, _payloads.Event(team, install, @event, seenIn));

    private Task<Answer> TellAsync(DeliveryKind kind, JsonObject payload) => TellAsync(new Delivery(kind, payload));

    private async Task<Answer> TellAsync(Delivery delivery)
    {
        Last = delivery;
        var answer = await transport.DeliverAsync(delivery);
        if (delivery.Kind == DeliveryKind.Event && answer is { IsOk: false, NoRetry: false })
            lock (_undelivered) _undelivered.Add(delivery);
        return answer;
    }

    /// <summary>Also of a button that is no longer there: a client that has not heard of a change yet still shows it.</summary>
    private static JsonObject Action(JsonObject element, JsonNode? chosen)
    {
        var block = element.Parent as JsonObject ?? element.Parent!.Parent!.AsObject();
        var type = element["type"]!.GetValue<string>();
        var action = new JsonObject { ["action_id"] = element["action_id"]!.DeepClone(), ["block_id"] = block["block_id"]!.DeepClone() };
        foreach (var key in (string[])["text", "value", "style", "url", "placeholder"])
            if (element[key] is { } told) action[key] = told.DeepClone();
        if (type == "overflow") action["selected_option"] = chosen?.DeepClone();
        else if (ViewState.KeyOf(type).Key is { } valueKey) action[valueKey] = chosen?.DeepClone();
        action["type"] = type;
        return action;
    }
}
