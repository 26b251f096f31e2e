using System.Text.Json.Nodes;

namespace BotCoach.Tests.Harness.FakeTeams;

/// <summary>What Teams makes of the app's answers: shows them, or blames the app.</summary>
public sealed class InvokeAnswers(TeamsServer teams)
{
    /// <summary>Another card, for this person alone; or a sentence. What came by itself says nothing.</summary>
    public void ToAction(TeamsAnswer answer, TeamsUser user, TeamsPost post, bool isManual) => Judge("the answer to adaptiveCard/action", answer, InvokeLaws.OfAction, json =>
    {
        var type = json["type"]!.ToString();
        if (type == InvokeLaws.Card) teams.World.Show(post, user, json["value"]!.DeepClone().AsObject());
        else if (type == InvokeLaws.Message && isManual) teams.World.Toast(user, json["value"]!.ToString());
        else if (type == InvokeLaws.Error) teams.World.Toast(user, json["value"]!["message"]!.ToString(), isError: true);
    });

    public void ToFetch(TeamsAnswer answer, TeamsUser user, DialogOrigin origin) =>
        Judge("the answer to task/fetch", answer, json => InvokeLaws.OfTask(json["task"]), json => ShowTask(json["task"]!, user, origin));

    /// <summary>Nothing closes the dialog.</summary>
    public void ToSubmission(TeamsAnswer answer, TeamsUser user, DialogOrigin origin)
    {
        if (IsEmpty(answer)) Close(user);
        else Judge("the answer to task/submit", answer, json => InvokeLaws.OfTask(json["task"]), json => ShowTask(json["task"]!, user, origin));
    }

    /// <summary>Of a command in a message's menu, and of the dialog that it opened. A result goes to where the person writes; nothing closes the dialog.</summary>
    public void ToExtension(TeamsAnswer answer, TeamsUser user, DialogOrigin origin, bool isSubmission)
    {
        if (isSubmission && IsEmpty(answer)) Close(user);
        else Judge("the answer to a message extension", answer, InvokeLaws.OfExtension, json =>
        {
            if (json["task"] is { } task) ShowTask(task, user, origin);
            else if (json["composeExtension"]!["text"] is { } text) teams.World.Toast(user, text.ToString());
            else teams.World.Open(user, null);
        });
    }

    /// <summary>What was found for what was typed so far.</summary>
    public IReadOnlyList<(string Title, string Value)> ToSearch(TeamsAnswer answer)
    {
        List<(string, string)> found = [];
        Judge("the answer to application/search", answer, InvokeLaws.OfSearch, json => found.AddRange(json["value"]!["results"]!.AsArray().Select(r => (r!["title"]!.ToString(), r["value"]!.ToString()))));
        return found;
    }

    private static bool IsEmpty(TeamsAnswer answer) => answer.IsOk && (answer.Body.Trim() is "" or "{}");

    private void Close(TeamsUser user)
    {
        lock (teams.World.Gate) teams.World.Open(user, null);
    }

    private void ShowTask(JsonNode task, TeamsUser user, DialogOrigin origin)
    {
        var value = task["value"]!;
        var dialog = task["type"]!.ToString() == "message" ? new OpenDialog { Title = teams.App.Name, Origin = origin, Text = value.ToString() } : new OpenDialog
        {
            Title = value["title"]!.ToString(), Origin = origin, Url = value["url"]?.ToString(), Form = value["card"]?["content"]?.DeepClone() is JsonObject card ? new CardForm(card) : null,
        };
        teams.World.Open(user, dialog);
    }

    private void Judge(string what, TeamsAnswer answer, Func<JsonObject, IEnumerable<string>> complaints, Action<JsonObject> show)
    {
        if (!answer.IsOk) return;
        lock (teams.World.Gate)
        {
            try
            {
                var found = answer.Json is not { } json ? [$"{answer.Type} is no JSON object: {answer.Body}"] : complaints(json).ToList();
                foreach (var complaint in found) teams.Blame($"{what}: {complaint}");
                if (found.Count == 0) show(answer.Json!);
            }
            catch (Exception no) when (no is NullReferenceException or InvalidOperationException or FormatException)
            {
                teams.Blame($"{what}: {no.Message} {answer.Body}");
            }
        }
    }
}
