using System.Text.Json.Nodes;

namespace BotCoach.Tests.Harness.FakeSlack;

/// <summary><c>views.*</c>, and what the answer to a submission does to the views.</summary>
public sealed class ViewMethods(SlackServer slack)
{
    private const int MostModals = 3;
    private readonly BlockLaws _laws = new(slack);

    public IReadOnlyDictionary<string, SlackMethod> All => new Dictionary<string, SlackMethod>
    {
        ["views.open"] = new(SlackMethod.Tier4, null, Open),
        ["views.push"] = new(SlackMethod.Tier4, null, Push),
        ["views.update"] = new(SlackMethod.Tier4, null, Update),
        ["views.publish"] = new(SlackMethod.Tier4, null, Publish),
    };

    /// <summary>Puts a view on top of what is open, as <c>views.push</c> and <c>response_action: push</c> do.</summary>
    public SlackView Push(SlackUser user, SlackInstall install, JsonObject source)
    {
        var view = _laws.View(source, "modal");
        if (user.Modals.Count >= MostModals) throw new Refused("push_limit_reached");
        return Show(new SlackView(slack.World.NewId("V"), user, install) { RootId = user.Modals[0].Id, PreviousId = user.Modal!.Id }, view);
    }

    /// <summary>Changes an open view, as <c>views.update</c> and <c>response_action: update</c> do.</summary>
    public void Change(SlackView view, JsonObject source)
    {
        Unique(source, view.User, view);
        view.Show(_laws.View(source, view.IsHome ? "home" : "modal"));
        slack.World.Changed(view);
    }

    private JsonObject Open(SlackCall call)
    {
        var view = _laws.View(call.Json<JsonObject>("view") ?? throw SlackCall.Missing("view"), "modal");
        var (user, install) = (slack.Triggers.Use(call), call.Install!);
        user.Modals.Clear();
        var id = slack.World.NewId("V");
        return Answer(Show(new SlackView(id, user, install) { RootId = id }, view));
    }

    private JsonObject Push(SlackCall call)
    {
        var view = _laws.View(call.Json<JsonObject>("view") ?? throw SlackCall.Missing("view"), "modal");
        var user = slack.Triggers.Use(call);
        if (user.Modals.Count == 0) throw new Refused("not_found");
        return Answer(Push(user, call.Install!, view));
    }

    private JsonObject Update(SlackCall call)
    {
        var source = call.Json<JsonObject>("view") ?? throw SlackCall.Missing("view");
        var (id, external) = (call.Text("view_id"), call.Text("external_id"));
        if (id is null && external is null) throw SlackCall.Missing("view_id");
        var view = slack.World.Users.Where(u => slack.World.Sees(call.Install!, u)).SelectMany(Views).FirstOrDefault(v => v.Install == call.Install && (id is null ? v.ExternalId == external : v.Id == id))
            ?? throw new Refused("not_found");
        if (call.Text("hash") is { } hash && hash != view.Hash) throw new Refused("hash_conflict");
        Change(view, source);
        return Answer(view);
    }

    private JsonObject Publish(SlackCall call)
    {
        var source = _laws.View(call.Json<JsonObject>("view") ?? throw SlackCall.Missing("view"), "home");
        if (slack.World.User(call.Needed("user_id")) is not { Deleted: false } user || !slack.World.Sees(call.Install!, user)) throw new Refused("user_not_found");
        if (!slack.App.HomeTab) throw new Refused("not_enabled");
        if (call.Text("hash") is { } hash && user.Home is not null && hash != user.Home.Hash) throw new Refused("hash_conflict");
        if (user.Home is not null)
        {
            Change(user.Home, source);
            return Answer(user.Home);
        }
        var id = slack.World.NewId("V");
        Unique(source, user, null);
        user.Home = new SlackView(id, user, call.Install!) { RootId = id };
        user.Home.Show(source);
        slack.World.Changed(user.Home);
        return Answer(user.Home);
    }

    private SlackView Show(SlackView view, JsonObject source)
    {
        Unique(source, view.User, view);
        view.Show(source);
        view.User.Modals.Add(view);
        slack.World.Changed(view);
        return view;
    }

    private void Unique(JsonObject source, SlackUser user, SlackView? but)
    {
        if (source["external_id"]?.GetValue<string>() is not { Length: > 0 } id) return;
        if (slack.World.Users.Where(u => u.Team == user.Team).SelectMany(Views).Any(v => v != but && v.ExternalId == id)) throw new Refused("duplicate_external_id");
    }

    private static IEnumerable<SlackView> Views(SlackUser user) => user.Home is null ? user.Modals : user.Modals.Append(user.Home);

    private static JsonObject Answer(SlackView view) => new() { ["ok"] = true, ["view"] = view.ToJson() };
}
