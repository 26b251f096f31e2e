using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;

namespace BotCoach.Channels.Slack;

/// <summary>
/// Carries a reply out, each in the way that Slack has for what it answers: in the answer's own body, in a form that opens, or in a private line.
/// </summary>
internal sealed class SlackScreen(SlackApi api, SlackTokens tokens, SlackAside aside, TimeProvider clock, ILogger<SlackScreen> log)
{
    private const string Title = "BotCoach";

    /// <summary>Slack waits three seconds for an answer, and a trigger lives as long: a fifth of one is for the way.</summary>
    private static readonly TimeSpan Awaited = TimeSpan.FromSeconds(2.8);

    private static readonly Message TooLate = Message.Say("That took a moment too long. Please tap again.");
    private static readonly Message Unopened = Message.Say("Slack did not open the form. Please tap again.");

    internal Task<SlackAnswer> AnswerAsync(SlackPost post, Reply reply, CancellationToken cancel) => post.Type switch
    {
        "view_submission" => Task.FromResult(Submitted(post, reply)),
        "block_suggestion" => Task.FromResult(new SlackAnswer { Body = SlackWriter.Options(reply is Options options ? options.Items : []) }),
        _ => post.Door == SlackDoor.Event ? Task.FromResult(Told(post, reply)) : LiveAsync(post, reply, cancel),
    };

    /// <summary>For what was answered already: what was said comes privately, a form opens if its trigger still holds.</summary>
    internal async Task AfterwardsAsync(SlackPost post, Reply reply, CancellationToken cancel)
    {
        if (post.Type is "block_suggestion") return;
        var answer = post.Type == "view_submission" ? await ClosedAsync(post, reply, cancel) : await AnswerAsync(post, reply, cancel);
        if (answer.Body is { } body && post.ResponseUrl is { } url) await api.RespondAsync(url, body);
        if (answer.After is { } after) await after();
    }

    /// <summary>The form is closed by now: what it would have shown is said in the chat.</summary>
    private async Task<SlackAnswer> ClosedAsync(SlackPost post, Reply reply, CancellationToken cancel) => reply switch
    {
        OpenForm or UpdateForm => await LiveAsync(post, reply, cancel),
        FormErrors errors => ToChat(post, Message.Say(string.Join(" ", errors.Errors.Values))),
        _ => Said(reply) is { } said ? ToChat(post, said) : SlackAnswer.Empty,
    };

    /// <summary>A command, a button, a shortcut: somebody looks at the screen now.</summary>
    private async Task<SlackAnswer> LiveAsync(SlackPost post, Reply reply, CancellationToken cancel)
    {
        var said = reply switch
        {
            OpenForm open => await OpenAsync(post, SlackForms.Modal(open.Form, post.Pressed?.Ts), cancel),
            UpdateForm update => await OpenAsync(post, SlackForms.Modal(update.Form, post.Pressed?.Ts), cancel),
            FormErrors errors => Message.Say(string.Join(" ", errors.Errors.Values)),
            _ => Said(reply),
        };
        if (said is null) return SlackAnswer.Empty;
        if (post.Door == SlackDoor.Command) return new SlackAnswer { Body = SlackWriter.Ephemeral(said) };
        if (post.ResponseUrl is { } url) return new SlackAnswer { After = () => api.RespondAsync(url, SlackWriter.Ephemeral(said)) };
        if (reply is OpenForm or UpdateForm) return ToChat(post, said);
        return await OpenAsync(post, SlackWriter.Said(Title, said), cancel) is { } late ? ToChat(post, late) : SlackAnswer.Empty;
    }

    /// <summary>A trigger opens once, and Slack has waited long enough: it is said in the person's chat with the bot.</summary>
    private SlackAnswer ToChat(SlackPost post, Message said) => post.Body.Words("user", "id") is { } user ? Post(post, user, said) : SlackAnswer.Empty;

    /// <summary>
    /// A form that was sent: it closes (with those under it), stays with sentences at its fields, shows another or what is said in its place, or has the
    /// next one opened on top of it. Slack stacks three (https://docs.slack.dev/surfaces/modals).
    /// </summary>
    private static SlackAnswer Submitted(SlackPost post, Reply reply)
    {
        var view = post.Body.At("view") ?? default;
        return reply switch
        {
            FormErrors errors => Errors(view, errors.Errors),
            UpdateForm update => Act("update", SlackForms.Modal(update.Form, SlackIds.Place(view.Words("private_metadata"))?.Message)),
            OpenForm open => Act(IsThird(view) ? "update" : "push", SlackForms.Modal(open.Form, SlackIds.Place(view.Words("private_metadata"))?.Message)),
            _ when Said(reply) is { } said => Act("update", SlackWriter.Said(Title, said)),
            _ => IsFirst(view) ? SlackAnswer.Empty : new SlackAnswer { Body = new JsonObject { ["response_action"] = "clear" } },
        };
    }

    private static bool IsFirst(JsonElement view) => view.Words("root_view_id") is not { } root || root == view.Words("id");

    private static bool IsThird(JsonElement view) => !IsFirst(view) && view.Words("previous_view_id") != view.Words("root_view_id");

    private static SlackAnswer Errors(JsonElement view, IReadOnlyDictionary<string, string> errors)
    {
        var inputs = view.Items("blocks").Where(b => b.Words("type") == "input").Select(b => b.Words("block_id") ?? "").ToList();
        var placed = new JsonObject();
        foreach (var block in inputs)
            if (errors.TryGetValue(SlackIds.Field(block), out var sentence)) placed[block] = sentence;
        if (placed.Count == 0) return Act("update", SlackForms.Whole(view, string.Join(" ", errors.Values)));
        return new SlackAnswer { Body = new JsonObject { ["response_action"] = "errors", ["errors"] = placed } };
    }

    private static SlackAnswer Act(string action, JsonObject view) => new() { Body = new JsonObject { ["response_action"] = action, ["view"] = view } };

    /// <summary>A message to the bot: what is said to it comes as a message through the outbox, all but what nobody's company has to say.</summary>
    private SlackAnswer Told(SlackPost post, Reply reply)
    {
        if (Said(reply) is not { } said || post.Body.At("event")?.Words("channel") is not { } channel || post.Body.At("event")?.Words("channel_type") != "im") return SlackAnswer.Empty;
        return Post(post, channel, said);
    }

    private SlackAnswer Post(SlackPost post, string to, Message said) => new() { After = () => aside.SayAsync(post.Installed, to, said) };

    /// <summary>Opens a view, or returns what to say instead.</summary>
    private async Task<Message?> OpenAsync(SlackPost post, JsonObject view, CancellationToken cancel)
    {
        if (post.TriggerId is not { } trigger || await tokens.HeldAsync(post.Installed, cancel) is not { } token) return Unopened;
        var back = await api.ViewsOpen(token, trigger, view, Left(post));
        if (back.Ok) return null;
        if (back.Reached == SlackReach.Answered && !back.Error.Contains("trigger", StringComparison.Ordinal)) log.LogError("Slack did not open a form: {Error}", back.InWords);
        return back.Error.Contains("trigger", StringComparison.Ordinal) || back.Reached == SlackReach.NoAnswer || back == SlackReturn.NoTime ? TooLate : Unopened;
    }

    private TimeSpan? Left(SlackPost post) => post.Arrival is { } arrival ? Awaited - clock.GetElapsedTime(arrival) : null;

    private static Message? Said(Reply reply) => reply switch
    {
        Say say => say.Message,
        Card card => card.Message,
        _ => null,
    };
}
