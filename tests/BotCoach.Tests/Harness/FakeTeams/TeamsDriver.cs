using System.Text.Json.Nodes;
using BotCoach.Channels;

namespace BotCoach.Tests.Harness.FakeTeams;

/// <summary>
/// A person at a Teams client, who sees what Teams shows and presses what Teams lets press. What it causes is done by <paramref name="settleAsync"/>
/// (the host's due work) before an act returns.
/// </summary>
/// <param name="teams">The Teams.</param>
/// <param name="sender">How the app hears of it.</param>
/// <param name="settleAsync">Does what is due now, at the app.</param>
/// <param name="jumpAsync">Moves the clock on for this person.</param>
public sealed class TeamsDriver(TeamsServer teams, TeamsSender sender, Func<Task> settleAsync, Func<TeamsUser, LocalJump, Task>? jumpAsync = null) : ITourDriver
{
    private const int MostAgain = 20;
    private readonly CardFilling _filling = new(teams, sender);
    private TeamsUser? _user;
    private TeamsRoom? _room;
    private long _lookedAt;

    /// <summary>For tests that want a refusal or a fault: without it an act throws what Teams would show as a warning.</summary>
    public bool ToleratesFaults { get; set; }

    /// <summary>Whoever gets no answer does the same once more, at once and on the screen as it stands, unless a dialog came up.</summary>
    public bool DoesAgain { get; init; }

    /// <summary>How often something was done once more.</summary>
    public int DoneAgain { get; private set; }

    /// <summary>What the app answered to the last act; null when nothing was sent.</summary>
    public TeamsAnswer? LastAnswer { get; private set; }

    public TeamsUser User => _user ?? throw new InvalidOperationException("Nobody sits at Teams yet.");

    /// <summary>Where this person is: in the chat with the bot, unless sent elsewhere.</summary>
    public TeamsRoom Room { get => _room ?? teams.World.Personal(User); set => _room = value; }

    public OpenDialog? Dialog => User.Dialog;

    /// <summary>What this person sees there, oldest first.</summary>
    public IReadOnlyList<TeamsPost> Chat
    {
        get { lock (teams.World.Gate) return [.. Room.Posts.Where(p => !p.Deleted)]; }
    }

    public Task AsAsync(string name)
    {
        // Everything that stands there counts as new to whoever sits down.
        (_user, _room, _lookedAt) = (teams.World.UserOf(name), null, -1);
        return Task.CompletedTask;
    }

    public Task TypeAsync(string words) => ActAsync(async () => await sender.SayAsync(User, words, _room));

    /// <summary>On the open dialog; else on the newest message that has it. What lies over the messages is closed first.</summary>
    public async Task PressAsync(string label, string? beside)
    {
        await settleAsync();
        if (CardPress.Find(Dialog?.Form?.Card, label, beside) is { } inDialog)
        {
            await ActAsync(() => PressInDialogAsync(inDialog.Action));
            return;
        }
        Close();
        var (post, card, found) = Shown().Reverse().Select(s => (s.Post, s.Card, CardPress.Find(s.Card, label, beside))).FirstOrDefault(x => x.Item3 is not null);
        if (found is null) throw new InvalidOperationException($"There is no button \"{label}\"{(beside is null ? "" : $" beside \"{beside}\"")}.{Screen}");
        await ActAsync(() => PressInChatAsync(post, card, found.Action));
    }

    /// <summary>Fills a field of the open dialog; else of a card in the chat, or of the form that a newer message offers, which is opened first.</summary>
    public async Task FillAsync(string field, string value)
    {
        if (Dialog is null) await settleAsync();
        var (inChat, offered) = Dialog?.Form is null ? (FieldInChat(field), Dialog is null ? OfferedForm() : null) : default;
        if (inChat is { } found && (offered is null || found.Post.ChangedFor(User) >= offered.Value.Post.ChangedFor(User)))
        {
            await _filling.FillAsync(User, found.Form, field, value, Room, found.Post);
            Complain();
            return;
        }
        if (offered is { } offer) await ActAsync(() => PressInChatAsync(offer.Post, offer.Card, offer.Action));
        var form = Dialog?.Form ?? throw new InvalidOperationException($"No form is open.{Screen}");
        await _filling.FillAsync(User, form, field, value, Room, Dialog.Origin.Post);
        Complain();
    }

    /// <summary>By the button that submits the open dialog: the positive one, else the first.</summary>
    public Task SubmitAsync() => Dialog is null && FormInChat() is { } inChat ? ActAsync(() => PressInChatAsync(inChat.Post, inChat.Card, inChat.Action)) : ActAsync(() =>
    {
        var card = Dialog?.Form?.Card ?? throw new InvalidOperationException($"No form is open.{Screen}");
        var submits = CardWalk.All(card).Where(a => CardWalk.TypeOf(a) == "Action.Submit").ToList();
        return sender.SubmitDialogAsync(User, submits.FirstOrDefault(IsPositive) ?? submits.FirstOrDefault() ?? throw new InvalidOperationException($"Nothing submits this form.{Screen}"));
    });

    /// <summary>Closes the dialog; the app hears nothing of it.</summary>
    public void Close()
    {
        lock (teams.World.Gate)
            if (Dialog is not null) teams.World.Open(User, null);
    }

    public Task ShareAsync(string file) => ShareAsync(file, File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, file)));

    public Task ShareAsync(string name, byte[] content) => ActAsync(async () => await sender.ShareAsync(User, (name, content)));

    public Task JumpAsync(LocalJump jump) => ActAsync(async () =>
    {
        await (jumpAsync ?? throw new InvalidOperationException("This test cannot move the clock."))(User, jump);
        return null;
    });

    /// <summary>Runs a command from the menu of the newest message that says these words.</summary>
    public Task RunAsync(string commandId, string words) => ActAsync(async () =>
        await sender.MessageActionAsync(User, Chat.LastOrDefault(p => CardPress.Says(p.WordsFor(User), words)) ?? throw new InvalidOperationException($"No message says \"{words}\".{Screen}"), commandId));

    /// <summary>Messages come into view: the cards that ask by themselves how they look to this person do. Returns how many did.</summary>
    public async Task<int> RefreshAsync(int newest = int.MaxValue)
    {
        var asking = Shown().Reverse().Where(s => s.Card["refresh"]?["userIds"] is JsonArray viewers && viewers.Any(v => v?.ToString() == User.Id)).Take(newest).ToList();
        foreach (var (post, card) in asking) await ActAsync(async () => await sender.ExecuteAsync(User, post, card["refresh"]!["action"]!.AsObject(), isManual: false));
        return asking.Count;
    }

    public async Task ExpectAsync(string words)
    {
        if (Stands(words)) return;
        await settleAsync();
        Complain();
        if (!Stands(words)) throw new InvalidOperationException($"\"{words}\" did not come.{Screen}");
    }

    /// <summary>The words stand in the open dialog, or in what came up or was changed since the last act began.</summary>
    public bool Stands(string words)
    {
        lock (teams.World.Gate) return Places().Any(place => CardPress.Says(place, words));
    }

    private IEnumerable<string> Places()
    {
        if (Dialog is { } dialog) yield return dialog.Words;
        foreach (var toast in User.Toasts.Where(t => t.ChangedBy > _lookedAt)) yield return toast.Words;
        foreach (var post in Changed()) yield return post.WordsFor(User);
    }

    private IEnumerable<TeamsPost> Changed() => Chat.Where(p => p.ChangedFor(User) > _lookedAt && p.Owner != User.Id);

    private IReadOnlyList<(TeamsPost Post, JsonObject Card)> Shown()
    {
        lock (teams.World.Gate) return [.. Chat.SelectMany(p => p.CardsOf(User).Select(c => (p, c)))];
    }

    /// <summary>Where an app shows its forms in the chat: the newest card with fields, by its last button.</summary>
    private (TeamsPost Post, JsonObject Card, JsonObject Action)? FormInChat()
    {
        var (post, card) = Shown().LastOrDefault(s => s.Post.FormOf(User, s.Card).Inputs.Any());
        return post is not null && CardPress.In(card).LastOrDefault() is { } press ? (post, card, press.Action) : null;
    }

    private (CardForm Form, TeamsPost Post)? FieldInChat(string field)
    {
        var (post, card) = Shown().LastOrDefault(s => s.Post.FormOf(User, s.Card).Find(field) is not null);
        return post is null ? null : (post.FormOf(User, card), post);
    }

    /// <summary>How a person gets from a typed command to its form: by the one button, or the positive one, of the newest message that opens a dialog.</summary>
    private (TeamsPost Post, JsonObject Card, JsonObject Action)? OfferedForm()
    {
        foreach (var post in Changed().Reverse())
            foreach (var card in post.CardsOf(User))
            {
                var opening = CardPress.In(card).Select(p => p.Action).Where(a => CardWalk.OpensDialog(a) || teams.App.IsEmulated).ToList();
                if ((opening.Count == 1 ? opening[0] : opening.FirstOrDefault(IsPositive)) is { } action) return (post, card, action);
            }
        return null;
    }

    private static bool IsPositive(JsonObject action) => action["style"]?.ToString() == "positive";

    private async Task<TeamsAnswer?> PressInDialogAsync(JsonObject action)
    {
        if (CardWalk.TypeOf(action) == "Action.Submit") return await sender.SubmitDialogAsync(User, action);
        PressAtHome(action, Dialog!.Form!.Card);
        return null;
    }

    private async Task<TeamsAnswer?> PressInChatAsync(TeamsPost post, JsonObject card, JsonObject action)
    {
        var form = post.FormOf(User, card);
        if (CardWalk.TypeOf(action) is not ("Action.Execute" or "Action.Submit"))
        {
            PressAtHome(action, card);
            return null;
        }
        if (action["associatedInputs"]?.ToString().ToLowerInvariant() != "none" && !form.Check()) return null;
        var data = form.Merged(action);
        if (CardWalk.OpensDialog(action)) return await sender.FetchAsync(User, post, data);
        return CardWalk.TypeOf(action) == "Action.Execute" ? await sender.ExecuteAsync(User, post, action, data) : await sender.SubmitAsync(User, post, data);
    }

    // What the client does without the app.
    private void PressAtHome(JsonObject action, JsonObject card)
    {
        if (CardWalk.TypeOf(action) == "Action.OpenUrl") User.Opened.Add(action["url"]!.ToString());
        if (CardWalk.TypeOf(action) != "Action.ToggleVisibility") return;
        var targets = action["targetElements"]!.AsArray().Select(t => t is JsonObject json ? json["elementId"]!.ToString() : t!.ToString()).ToHashSet();
        foreach (var part in CardWalk.All(card).Where(p => targets.Contains(p["id"]?.ToString() ?? "")).ToList()) part["isVisible"] = CardWalk.IsHidden(part);
    }

    private async Task ActAsync(Func<Task<TeamsAnswer?>> act)
    {
        (_lookedAt, LastAnswer) = (teams.World.Changes, null);
        var dialog = Dialog;
        LastAnswer = await act();
        for (var again = 0; again < MostAgain && DoesAgain && LastAnswer is { Status: 0 } && Dialog == dialog; again++)
        {
            DoneAgain++;
            LastAnswer = await act();
        }
        await settleAsync();
        Complain();
    }

    private void Complain()
    {
        if (ToleratesFaults) return;
        if (LastAnswer is { IsOk: false } answer) throw new InvalidOperationException($"Teams shows a warning: the app answered {answer.Status}{(answer.TimedOut ? ", too late" : "")}. {answer.Body}");
        if (teams.OurBugs.Count > 0) throw new InvalidOperationException($"Teams refuses: {string.Join("\n", teams.OurBugs)}");
        if (teams.Limits.Throttled > 0) throw new InvalidOperationException($"Teams was called too often: {string.Join(", ", teams.Calls.Where(c => c.Code == "Throttled").Select(c => c.Method))}");
    }

    private string Screen =>
        $"""

        {User.Name} sees, newest last:
        {string.Join("\n---\n", Chat.TakeLast(3).Select(p => p.WordsFor(User)))}
        {(Dialog is { } dialog ? $"=== and this dialog:\n{dialog.Words}" : "=== and no dialog.")}{string.Concat(User.Toasts.TakeLast(1).Select(t => $"\n=== and this came up: {t.Words}"))}
        """;
}
