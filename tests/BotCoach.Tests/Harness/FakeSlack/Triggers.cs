using System.Diagnostics;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace BotCoach.Tests.Harness.FakeSlack;

/// <summary>Trigger ids: good for three seconds, once, and for the app they were given to.</summary>
public sealed class Triggers(SlackServer slack)
{
    public static readonly TimeSpan Life = TimeSpan.FromSeconds(3);
    private readonly Dictionary<string, Trigger> _issued = [];

    public string Issue(SlackUser user, SlackInstall install)
    {
        lock (slack.World.Gate)
        {
            var id = $"{_issued.Count + 1}.{slack.Clock.GetUtcNow().ToUnixTimeMilliseconds()}.{SlackWorld.Secret(16)}";
            _issued[id] = new Trigger(user, install, slack.Clock.GetUtcNow(), Stopwatch.GetTimestamp());
            return id;
        }
    }

    public SlackUser Use(SlackCall call)
    {
        if (_issued.GetValueOrDefault(call.Needed("trigger_id")) is not { } trigger || trigger.Install != call.Install) throw new Refused("invalid_trigger_id");
        if (trigger.Used) throw new Refused("exchanged_trigger_id");
        if (slack.Clock.GetUtcNow() - trigger.At > Life || slack.InRealTime && Stopwatch.GetElapsedTime(trigger.Stamp) > Life) throw new Refused("expired_trigger_id");
        trigger.Used = true;
        return trigger.User;
    }

    private sealed record Trigger(SlackUser User, SlackInstall Install, DateTimeOffset At, long Stamp)
    {
        public bool Used { get; set; }
    }
}

/// <summary>The addresses that come as <c>response_url</c>: five uses in thirty minutes, no token needed.</summary>
public sealed class ResponseUrls(SlackServer slack)
{
    private const int MostUses = 5;
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(30);
    private readonly Dictionary<string, Hook> _issued = [];
    private readonly BlockLaws _laws = new(slack);

    /// <summary>For an interaction in a channel; <paramref name="on"/> is the message it happened at, which it may replace or delete.</summary>
    public string Issue(SlackInstall install, SlackUser user, SlackChannel channel, SlackMessage? on)
    {
        lock (slack.World.Gate)
        {
            var id = SlackWorld.Secret();
            _issued[id] = new Hook(install, user, channel, on, slack.Clock.GetUtcNow());
            return new Uri(slack.Url, $"hook/{id}").ToString();
        }
    }

    public async Task AnswerAsync(HttpContext http, string id)
    {
        var call = await SlackCall.ReadAsync(http, "response_url", true, slack.Clock.GetUtcNow());
        var trouble = slack.Troubles.Take(call);
        var (status, body) = trouble is { Takes: false } ? (0, "") : Use(call, id);
        if (trouble is not null && await trouble.BefallsAsync(http)) return;
        http.Response.StatusCode = status;
        await http.Response.WriteAsync(body, http.RequestAborted);
    }

    /// <summary>An answer to a slash command, as its body or through its response_url.</summary>
    public SlackMessage Show(SlackInstall install, SlackUser user, SlackChannel channel, JsonObject answer)
    {
        var isForAll = answer["response_type"]?.ToString() == "in_channel";
        var blocks = _laws.Message(answer["blocks"] as JsonArray);
        var text = answer["text"]?.ToString();
        if (string.IsNullOrEmpty(text) && blocks is null) throw new Refused("no_text");
        return slack.World.Post(new SlackMessage(channel, slack.World.NewTs(), install.BotUser)
        {
            BotId = install.BotId, OnlyFor = isForAll ? null : user.Id, Text = text ?? "", Blocks = blocks, ThreadTs = answer["thread_ts"]?.ToString(),
        });
    }

    private (int Status, string Body) Use(SlackCall call, string id)
    {
        lock (slack.World.Gate)
        {
            if (_issued.GetValueOrDefault(id) is not { } hook) return (404, "no_service");
            if (slack.Clock.GetUtcNow() - hook.At > Life) return (404, """{"ok":false,"error":"expired_url"}""");
            if (++hook.Uses > MostUses) return (404, """{"ok":false,"error":"used_url"}""");
            try
            {
                if (!call.IsJson || call.Broken is not null) throw new Refused("invalid_payload");
                Apply(hook, call.Args);
                return (200, "ok");
            }
            catch (Refused no)
            {
                slack.Blame($"response_url: {no.Message}");
                return (400, $$"""{"ok":false,"error":"{{no.Code}}"}""");
            }
        }
    }

    private void Apply(Hook hook, JsonObject answer)
    {
        var deletes = answer["delete_original"]?.GetValue<bool>() == true;
        if (deletes && hook.On is not null) hook.Channel.Messages.Remove(hook.On);
        if (deletes && answer["text"] is null && answer["blocks"] is null) return;
        if (!deletes && hook.On is { } on && answer["replace_original"]?.GetValue<bool>() == true)
        {
            (on.Blocks, on.Text) = (_laws.Message(answer["blocks"] as JsonArray), answer["text"]?.ToString() ?? "");
            if (on.Blocks is null && on.Text == "") throw new Refused("no_text");
            on.Edits++;
            slack.World.Changed(on);
            return;
        }
        Show(hook.Install, hook.User, hook.Channel, answer);
    }

    private sealed record Hook(SlackInstall Install, SlackUser User, SlackChannel Channel, SlackMessage? On, DateTimeOffset At)
    {
        public int Uses { get; set; }
    }
}
