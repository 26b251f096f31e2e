using System.Text.Json.Nodes;
using BotCoach.Tests.Harness.FakeSlack;

namespace BotCoach.Tests.Channels.Slack;

/// <summary>The fake Slack's triggers, modals and homes are as strict as Slack's.</summary>
public sealed class FakeSlackViewTests : IAsyncLifetime
{
    private SlackStage _stage = null!;

    public async Task InitializeAsync() => _stage = await SlackStage.SetAsync();

    public async Task DisposeAsync() => await _stage.DisposeAsync();

    [Fact]
    public async Task A_trigger_opens_one_modal_within_three_seconds_and_no_second_one()
    {
        var trigger = await _stage.TriggerAsync();
        _stage.Clock.Advance(TimeSpan.FromSeconds(3));
        Assert.Equal("", await OpenAsync(trigger));
        Assert.Equal("exchanged_trigger_id", await OpenAsync(trigger));
        var late = await _stage.TriggerAsync();
        _stage.Clock.Advance(TimeSpan.FromSeconds(3.001));
        Assert.Equal("expired_trigger_id", await OpenAsync(late));
        Assert.Equal("invalid_trigger_id", await OpenAsync("1.2.made-up"));
    }

    [Fact]
    public async Task A_trigger_of_another_workspace_is_of_no_use()
    {
        var other = _stage.Slack.World.AddTeam("T2", "Elsewhere Ltd");
        var args = new JsonObject { ["trigger_id"] = await _stage.TriggerAsync(), ["view"] = SlackStage.Modal() };
        Assert.Equal("invalid_trigger_id", await _stage.ErrorAsync("views.open", args, other.BotToken));
    }

    [Fact]
    public async Task Three_modals_lie_on_one_another_and_no_fourth()
    {
        await OpenAsync(await _stage.TriggerAsync());
        Assert.Equal("", await PushAsync());
        Assert.Equal("", await PushAsync());
        Assert.Equal("push_limit_reached", await PushAsync());
        Assert.Equal(3, _stage.Maya.Modals.Count);
        Assert.Equal(_stage.Maya.Modals[0].Id, _stage.Maya.Modals[2].RootId);
    }

    [Fact]
    public async Task A_modal_that_changed_meanwhile_is_not_changed_by_an_old_hash()
    {
        await OpenAsync(await _stage.TriggerAsync());
        var (id, hash) = (_stage.Maya.Modal!.Id, _stage.Maya.Modal.Hash);
        Assert.Equal("", await UpdateAsync(id, hash, "First"));
        Assert.Equal("hash_conflict", await UpdateAsync(id, hash, "Second"));
        Assert.Contains("First", _stage.Maya.Modal.Words);
        Assert.Equal("not_found", await UpdateAsync("V404", null, "Third"));
    }

    [Fact]
    public async Task What_was_entered_stays_where_the_ids_stay()
    {
        await OpenAsync(await _stage.TriggerAsync());
        var view = _stage.Maya.Modal!;
        view.Values["words"]!["v"]!["value"] = "Call them";
        await UpdateAsync(view.Id, null, "Again");
        Assert.Equal("Call them", view.Values["words"]!["v"]!["value"]!.ToString());
        await _stage.CallAsync("views.update", new JsonObject { ["view_id"] = view.Id, ["view"] = SlackStage.Modal("Anew", "other") });
        Assert.Null(view.Values["other"]!["v"]!["value"]);
    }

    [Fact]
    public async Task A_home_is_published_where_the_app_has_one()
    {
        var home = new JsonObject { ["type"] = "home", ["blocks"] = SlackStage.Buttons("Your deals", "Open") };
        var args = new JsonObject { ["user_id"] = _stage.Maya.Id, ["view"] = home };
        var hash = (await _stage.CallAsync("views.publish", args))["view"]!["hash"]!.ToString();
        Assert.Contains("Your deals", _stage.Maya.Home!.Words);
        await _stage.CallAsync("views.publish", args);
        args["hash"] = hash;
        Assert.Equal("hash_conflict", await _stage.ErrorAsync("views.publish", args));
        _stage.Slack.App.HomeTab = false;
        Assert.Equal("not_enabled", await _stage.ErrorAsync("views.publish", args));
    }

    [Fact]
    public async Task A_view_that_is_too_large_or_wrongly_made_is_refused()
    {
        var large = new JsonObject { ["type"] = "home", ["blocks"] = new JsonArray([.. Enumerable.Range(0, 90).Select(i => (JsonNode)SlackStage.Buttons(new string('x', 2_900), "Open")[0]!.DeepClone())]) };
        foreach (var (block, i) in large["blocks"]!.AsArray().Select((b, i) => (b, i))) block!["block_id"] = $"b{i}";
        Assert.Equal("view_too_large", await _stage.ErrorAsync("views.publish", new JsonObject { ["user_id"] = _stage.Maya.Id, ["view"] = large }));
        var untitled = SlackStage.Modal(new string('x', 25));
        Assert.Equal("invalid_arguments", await _stage.ErrorAsync("views.open", new JsonObject { ["trigger_id"] = await _stage.TriggerAsync(), ["view"] = untitled }));
        Assert.Equal(2, _stage.Slack.OurBugs.Count);
    }

    private Task<string> OpenAsync(string trigger) => _stage.ErrorAsync("views.open", new JsonObject { ["trigger_id"] = trigger, ["view"] = SlackStage.Modal() });

    private async Task<string> PushAsync() => await _stage.ErrorAsync("views.push", new JsonObject { ["trigger_id"] = await _stage.TriggerAsync(), ["view"] = SlackStage.Modal("More") });

    private Task<string> UpdateAsync(string id, string? hash, string title)
    {
        var args = new JsonObject { ["view_id"] = id, ["view"] = SlackStage.Modal(title) };
        if (hash is not null) args["hash"] = hash;
        return _stage.ErrorAsync("views.update", args);
    }
}
