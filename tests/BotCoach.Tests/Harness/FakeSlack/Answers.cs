using System.Text.Json.Nodes;

namespace BotCoach.Tests.Harness.FakeSlack;

/// <summary>What Slack makes of the app's answers: shows them, or blames the app.</summary>
public sealed class Answers(SlackServer slack)
{
    private const int MostOptions = 100;
    private readonly ViewMethods _views = new(slack);

    public void ToCommand(Answer answer, SlackInstall install, SlackUser user, SlackChannel channel) => Judge("the answer to a command", answer, () =>
    {
        if (answer.Body == "") return;
        var message = answer.Json ?? (answer.Type.StartsWith("text/plain", StringComparison.Ordinal) ? new JsonObject { ["text"] = answer.Body } : throw new Refused("invalid_response", answer.Type));
        slack.Hooks.Show(install, user, channel, message);
    });

    public void ToSubmission(Answer answer, SlackView view) => Judge("the answer to a submission", answer, () =>
    {
        var modals = view.User.Modals;
        if (answer.Body == "")
        {
            modals.Remove(view);
            return;
        }
        var json = answer.Json ?? throw new Refused("invalid_response", answer.Type);
        switch (json["response_action"]?.ToString())
        {
            case "clear":
                modals.Clear();
                break;
            case "errors":
                ShowErrors(view, json["errors"] as JsonObject);
                break;
            case "update":
                _views.Change(view, json["view"]!.AsObject());
                break;
            case "push":
                _views.Push(view.User, view.Install, json["view"]!.AsObject());
                break;
            default:
                throw new Refused("invalid_response_action", answer.Body);
        }
    });

    public IReadOnlyList<JsonObject> ToSuggestion(Answer answer)
    {
        List<JsonObject> found = [];
        Judge("the answer to a suggestion", answer, () =>
        {
            var json = answer.Json ?? throw new Refused("invalid_response", answer.Type);
            var options = json["options"] as JsonArray ?? new JsonArray([.. json["option_groups"]!.AsArray().SelectMany(g => g!["options"]!.AsArray()).Select(o => o!.DeepClone())]);
            if (options.Count > MostOptions) throw new Refused("invalid_options", $"{options.Count} options");
            foreach (var option in options.OfType<JsonObject>())
            {
                if (option["text"]?["text"]?.ToString() is not { Length: > 0 and <= 75 } || option["value"]?.ToString() is not { Length: > 0 and <= 75 })
                    throw new Refused("invalid_options", option.ToJsonString());
                found.Add(option.DeepClone().AsObject());
            }
        });
        return found;
    }

    // Only input blocks of this view can carry a sentence.
    private static void ShowErrors(SlackView view, JsonObject? errors)
    {
        if (errors is null or { Count: 0 }) throw new Refused("invalid_response", "no errors");
        foreach (var (block, says) in errors)
        {
            if (view.Blocks.OfType<JsonObject>().All(b => b["type"]?.ToString() != "input" || b["block_id"]!.ToString() != block)) throw new Refused("invalid_response", $"no input block {block}");
            view.Errors[block] = says!.ToString();
        }
    }

    private void Judge(string what, Answer answer, Action show)
    {
        if (!answer.IsOk) return;
        try
        {
            lock (slack.World.Gate) show();
        }
        catch (Exception no) when (no is Refused or NullReferenceException or InvalidOperationException)
        {
            slack.Blame($"{what}: {no.Message}");
        }
    }
}
