using System.Text.Json.Nodes;

namespace BotCoach.Tests.Harness.FakeTeams;

/// <summary>What people do at Teams, as the app hears of it; and what Teams makes of the app's answers.</summary>
public sealed class TeamsSender(TeamsServer teams, ITeamsTransport transport) : IDisposable
{
    private readonly InvokeAnswers _answers = new(teams);

    public TeamsSender(TeamsServer teams, Uri app) : this(teams, new TeamsWire(teams, app)) { }

    public TeamsActivities Activities { get; } = new(teams);

    /// <summary>For what a test wants to send as it stands.</summary>
    public TeamsWire Wire => transport.Wire;

    /// <summary>The last thing that was told, to be told once more by <see cref="RedeliverAsync"/>.</summary>
    public JsonObject? Last { get; private set; }

    /// <summary>Any activity, as it stands.</summary>
    public Task<TeamsAnswer> TellAsync(JsonObject activity)
    {
        Last = activity;
        return transport.DeliverAsync(activity);
    }

    /// <summary>The last thing once more: the same activity, with the same id.</summary>
    public Task<TeamsAnswer> RedeliverAsync() => transport.DeliverAsync(Last!);

    /// <summary>Somebody installs the app for oneself: two events, in either order. Returns whether either was answered.</summary>
    public Task<bool> InstallAsync(TeamsUser user, bool installationFirst = false) => InstallAsync(user, teams.World.Personal(user), installationFirst);

    /// <summary>Somebody installs the app in a group or a team, there named by its General channel.</summary>
    public async Task<bool> InstallAsync(TeamsUser by, TeamsRoom room, bool installationFirst = false)
    {
        teams.World.Install(room);
        JsonObject[] events = [Activities.MembersChanged(by, room, true, teams.App.BotId), Activities.Installation(by, room, "add")];
        var wasAnswered = false;
        foreach (var told in installationFirst ? events.Reverse() : events) wasAnswered |= (await TellAsync(told)).IsOk;
        return wasAnswered;
    }

    /// <summary>Tells of those whom the app was installed for by Graph.</summary>
    public async Task TellInstallsAsync()
    {
        while (teams.Graph.Untold.TryDequeue(out var user)) await InstallAsync(user);
    }

    /// <summary>Somebody removes the app; of a personal chat one event tells, of a group or a team two.</summary>
    public async Task RemoveAsync(TeamsUser by, TeamsRoom? from = null)
    {
        var room = from ?? teams.World.Personal(by);
        teams.World.Remove(room);
        if (room.Kind != TeamsRoomKind.Personal) await TellAsync(Activities.MembersChanged(by, room, false, teams.App.BotId));
        await TellAsync(Activities.Installation(by, room, "remove"));
    }

    /// <summary>Writes to the bot; in a group or a channel by naming it, in a thread where one is given.</summary>
    public Task<TeamsAnswer> SayAsync(TeamsUser user, string text, TeamsRoom? room = null, TeamsPost? thread = null)
    {
        var where = Entered(user, room);
        var post = teams.World.Post(where, user.Id, new JsonObject { ["type"] = "message", ["text"] = text }, thread?.ThreadId ?? thread?.Id);
        return TellAsync(Activities.Message(user, where, post.Id, text, post.ThreadId ?? post.Id));
    }

    /// <summary>Shares files: in the personal chat, the only place where a bot gets them.</summary>
    public Task<TeamsAnswer> ShareAsync(TeamsUser user, params (string Name, byte[] Content)[] files)
    {
        var room = Entered(user, null);
        var shared = files.Select(f => teams.Files.Add(f.Name, f.Content)).ToList();
        var post = teams.World.Post(room, user.Id, new JsonObject { ["type"] = "message", ["text"] = string.Join("\n", shared.Select(f => f.Name)) });
        return TellAsync(Activities.Shared(user, room, post.Id, shared));
    }

    public Task<TeamsAnswer> ReactAsync(TeamsUser user, TeamsPost post, string type = "like", bool added = true) => TellAsync(Activities.Reaction(user, post, type, added));

    /// <summary>Presses an <c>Action.Submit</c> with nothing of Teams' own in it: it comes as a message.</summary>
    public Task<TeamsAnswer> SubmitAsync(TeamsUser user, TeamsPost post, JsonObject data) => TellAsync(Activities.Submitted(user, post, data));

    /// <summary>Presses an <c>Action.Execute</c>; or its card asks by itself how it looks now.</summary>
    public async Task<TeamsAnswer> ExecuteAsync(TeamsUser user, TeamsPost post, JsonObject action, JsonObject? data = null, bool isManual = true)
    {
        var sent = new JsonObject { ["type"] = "Action.Execute", ["id"] = action["id"]?.DeepClone() ?? "", ["title"] = action["title"]?.DeepClone(), ["verb"] = action["verb"]?.DeepClone(), ["data"] = data ?? action["data"]?.DeepClone() ?? new JsonObject() };
        var answer = await InvokeAsync(user, "adaptiveCard/action", new JsonObject { ["action"] = sent, ["trigger"] = isManual ? "manual" : "automatic" }, post);
        _answers.ToAction(answer, user, post, isManual);
        return answer;
    }

    /// <summary>Presses what opens a dialog.</summary>
    public async Task<TeamsAnswer> FetchAsync(TeamsUser user, TeamsPost post, JsonObject data)
    {
        var answer = await InvokeAsync(user, "task/fetch", new JsonObject { ["data"] = data, ["context"] = Theme() }, post);
        _answers.ToFetch(answer, user, new DialogOrigin(post, post.Room, null));
        return answer;
    }

    /// <summary>Submits the open dialog, by this button of it. What the client does not let pass is shown at its field and not sent: then null.</summary>
    public async Task<TeamsAnswer?> SubmitDialogAsync(TeamsUser user, JsonObject action)
    {
        var (form, origin) = (user.Dialog!.Form!, user.Dialog.Origin);
        if (action["associatedInputs"]?.ToString().ToLowerInvariant() != "none" && !form.Check()) return null;
        var value = new JsonObject { ["data"] = form.Merged(action), ["context"] = Theme() };
        if (origin.CommandId is null)
        {
            var submitted = await InvokeAsync(user, "task/submit", value, origin.Post, origin.Room);
            _answers.ToSubmission(submitted, user, origin);
            return submitted;
        }
        AddCommand(value, origin);
        var answer = await InvokeAsync(user, "composeExtension/submitAction", value, null, origin.Room);
        _answers.ToExtension(answer, user, origin, isSubmission: true);
        return answer;
    }

    /// <summary>Runs a command from a message's menu.</summary>
    public async Task<TeamsAnswer> MessageActionAsync(TeamsUser user, TeamsPost post, string commandId)
    {
        var (origin, value) = (new DialogOrigin(post, post.Room, commandId), new JsonObject { ["context"] = Theme() });
        AddCommand(value, origin);
        var answer = await InvokeAsync(user, "composeExtension/fetchTask", value, null, post.Room);
        _answers.ToExtension(answer, user, origin, isSubmission: false);
        return answer;
    }

    /// <summary>The same of a command that opens no dialog of its own: its answer comes to what was never shown.</summary>
    public async Task<TeamsAnswer> MessageCommandAsync(TeamsUser user, TeamsPost post, string commandId)
    {
        var (origin, value) = (new DialogOrigin(post, post.Room, commandId), new JsonObject { ["data"] = new JsonObject(), ["context"] = Theme() });
        AddCommand(value, origin);
        var answer = await InvokeAsync(user, "composeExtension/submitAction", value, null, post.Room);
        _answers.ToExtension(answer, user, origin, isSubmission: true);
        return answer;
    }

    /// <summary>Searches by a message extension.</summary>
    public async Task<TeamsAnswer> QueryAsync(TeamsUser user, string commandId, string typed)
    {
        var room = teams.World.Personal(user);
        var parameters = new JsonArray(typed.Length == 0 ? new JsonObject { ["name"] = "initialRun", ["value"] = "true" } : new JsonObject { ["name"] = "q", ["value"] = typed });
        var answer = await InvokeAsync(user, "composeExtension/query", new JsonObject { ["commandId"] = commandId, ["parameters"] = parameters, ["queryOptions"] = new JsonObject { ["skip"] = 0, ["count"] = 25 } }, null, room);
        _answers.ToExtension(answer, user, new DialogOrigin(null, room, commandId), isSubmission: false);
        return answer;
    }

    /// <summary>What is found for what was typed so far into a field whose choices the app knows.</summary>
    public async Task<IReadOnlyList<(string Title, string Value)>> SearchAsync(TeamsUser user, TeamsRoom room, TeamsPost? post, string dataset, string typed)
    {
        var value = new JsonObject { ["queryText"] = typed, ["queryOptions"] = new JsonObject { ["skip"] = 0, ["top"] = 15 }, ["dataset"] = dataset };
        return _answers.ToSearch(await InvokeAsync(user, "application/search", value, post, room));
    }

    /// <summary>Says whether a message was of use.</summary>
    public Task<TeamsAnswer> FeedbackAsync(TeamsUser user, TeamsPost post, string reaction, string words) => InvokeAsync(user, "message/submitAction", new JsonObject
    {
        ["actionName"] = "feedback", ["actionValue"] = new JsonObject { ["reaction"] = reaction, ["feedback"] = new JsonObject { ["feedbackText"] = words }.ToJsonString() },
    }, post);

    /// <summary>Any invoke, also one that no bot knows.</summary>
    public Task<TeamsAnswer> InvokeAsync(TeamsUser user, string name, JsonObject value, TeamsPost? about = null, TeamsRoom? room = null) =>
        TellAsync(Activities.Invoke(user, room ?? about?.Room ?? teams.World.Personal(user), name, value, about));

    public void Dispose() => Wire.Dispose();

    private TeamsRoom Entered(TeamsUser user, TeamsRoom? room)
    {
        var where = room ?? teams.World.Personal(user);
        return where.HasApp ? where : throw new InvalidOperationException($"The app is not installed in {where.Name}.");
    }

    private void AddCommand(JsonObject value, DialogOrigin origin)
    {
        (value["commandId"], value["commandContext"]) = (origin.CommandId, "message");
        if (origin.Post is { } post) value["messagePayload"] = Activities.Payload(post);
    }

    private static JsonObject Theme() => new() { ["theme"] = "default" };
}
