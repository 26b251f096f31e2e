using BotCoach.Channels;

namespace BotCoach.Tests.Harness;

/// <summary>
/// A person at the chat: types, presses by label, fills forms, and looks. Everything goes through the front door; what an action causes is sent
/// before it returns.
/// </summary>
public sealed class Driver(CoachHost host, Guid personId, Caller caller)
{
    private int _acts;
    private long _lookedAt;

    public Guid PersonId => personId;

    public Caller Caller => caller;

    /// <summary>The reply to the last act; a private answer or an error at a field is here, not in the chat.</summary>
    public Reply LastReply { get; private set; } = Reply.None;

    /// <summary>The form that is open, or null.</summary>
    public Form? Form { get; private set; }

    /// <summary>The person's chat, oldest first, each message as it looks now.</summary>
    public IReadOnlyList<Shown> Chat => host.Channel.Chat(caller.Team, caller.User);

    public Shown? LastMessage => Chat.LastOrDefault();

    /// <summary>What arrived or was edited since the last act began.</summary>
    public IReadOnlyList<Shown> News => [.. Chat.Where(m => m.ChangedBy > _lookedAt)];

    /// <summary>A slash command, with or without <c>/coach</c>.</summary>
    public Task<Reply> TypesAsync(string words) =>
        ActAsync(id => new CommandTyped(id, caller, words.StartsWith("/coach", StringComparison.Ordinal) ? words[6..].TrimStart() : words));

    /// <summary>A message to the bot.</summary>
    public Task<Reply> SaysAsync(string words) => ActAsync(id => new TextSaid(id, caller, words));

    /// <summary>Presses the button of this label on the newest message that has one.</summary>
    public Task<Reply> PressesAsync(string label)
    {
        var shown = Chat.LastOrDefault(m => m.Labels.Contains(label)) ?? throw new InvalidOperationException($"No message has a button \"{label}\". {Screen}");
        return PressesAsync(shown, shown.Message.AllButtons.First(b => b.Label == label));
    }

    /// <summary>Presses the button of this label in the row that says these words.</summary>
    public Task<Reply> PressesAsync(string label, string inRow)
    {
        var (shown, row) = Chat.Reverse().SelectMany(m => m.Message.Blocks.OfType<Rows>().SelectMany(b => b.Items).Select(r => (m, r)))
            .FirstOrDefault(x => x.r.Text.Words.Contains(inRow, StringComparison.Ordinal) && x.r.Buttons.Any(b => b.Label == label));
        if (row is null) throw new InvalidOperationException($"No row \"{inRow}\" has a button \"{label}\". {Screen}");
        return PressesAsync(shown, row.Buttons.First(b => b.Label == label));
    }

    public Task<Reply> PressesAsync(Shown shown, Button button) => ActAsync(id => new ButtonPressed(id, caller, button.Action, button.Value)
    {
        MessageReference = shown.Reference, Conversation = $"chat-{caller.User}",
    });

    /// <summary>Fills the open form, by field id, and submits it; fields that are not named keep what stands in them.</summary>
    public Task<Reply> FillsAsync(params (string Field, string Value)[] values)
    {
        var form = Form ?? throw new InvalidOperationException($"No form is open. {Screen}");
        var filled = form.Fields.Where(f => f.Value is not null).ToDictionary(f => f.Id, f => f.Value!);
        foreach (var (field, value) in values)
        {
            if (form.Fields.All(f => f.Id != field))
                throw new InvalidOperationException($"The form \"{form.Title}\" has no field \"{field}\"; it has {string.Join(", ", form.Fields.Select(f => f.Id))}.");
            filled[field] = value;
        }
        return ActAsync(id => new FormSubmitted(id, caller, form.Action, form.State, form.BasedOn, filled));
    }

    /// <summary>Closes the open form without submitting it.</summary>
    public Task<Reply> ClosesFormAsync()
    {
        var form = Form!;
        Form = null;
        return ActAsync(id => new FormClosed(id, caller, form.Action, form.State));
    }

    /// <summary>Shares files with the bot.</summary>
    public Task<Reply> SharesAsync(params (string Name, byte[] Content)[] files) => SharesSayingAsync("", files);

    /// <summary>The same with words beside them.</summary>
    public Task<Reply> SharesSayingAsync(string words, params (string Name, byte[] Content)[] files) => ActAsync(id => new FileShared(id, caller,
        [.. files.Select(f => new SharedFile(f.Name, f.Content.Length, _ => Task.FromResult<Stream>(new MemoryStream(f.Content))))]) { Words = words });

    public Task<Reply> OpensHomeAsync() => ActAsync(id => new HomeOpened(id, caller));

    /// <summary>The options that a field offers for what was typed so far.</summary>
    public async Task<IReadOnlyList<Option>> FindsAsync(string source, string typed) =>
        await host.ReceiveAsync(new OptionsAsked(NewId(), caller, source, typed)) is Options options ? options.Items : [];

    /// <summary>The platform delivers the last act once more.</summary>
    public Task<Reply> RepeatsAsync() => host.ReceiveAsync(_last ?? throw new InvalidOperationException("There was no act yet."));

    /// <summary>These words stand in what came of the last act, or came since: reply, open form, or message.</summary>
    public void Sees(string words) => Assert.True(Visible.Contains(words, StringComparison.OrdinalIgnoreCase), $"\"{words}\" is not to be seen. {Screen}");

    public void DoesNotSee(string words) => Assert.False(Visible.Contains(words, StringComparison.OrdinalIgnoreCase), $"\"{words}\" is to be seen. {Screen}");

    /// <summary>A button of this label is on the newest message.</summary>
    public void CanPress(string label) => Assert.True(LastMessage?.Labels.Contains(label) == true, $"There is no button \"{label}\". {Screen}");

    public void CannotPress(string label) => Assert.False(LastMessage?.Labels.Contains(label) == true, $"There is a button \"{label}\". {Screen}");

    private Inbound? _last;

    private string Visible => string.Join("\n", [WordsOf(LastReply), .. News.Select(m => m.Words)]);

    private string Screen =>
        $"""

        {caller.User} sees, as a reply: {WordsOf(LastReply)}
        and, newest last:
        {string.Join("\n---\n", Chat.TakeLast(3).Select(m => m.Words))}
        """;

    private async Task<Reply> ActAsync(Func<string, Inbound> act)
    {
        _lookedAt = host.Channel.Changes;
        _last = act(NewId());
        LastReply = await host.ReceiveAsync(_last);
        Form = LastReply switch { OpenForm open => open.Form, UpdateForm update => update.Form, FormErrors => Form, _ => null };
        if (Form is not null && PlatformLimits.Complaint(Form) is { } complaint) throw new InvalidOperationException($"No platform takes {complaint}");
        return LastReply;
    }

    private string NewId() => $"{caller.User}-{++_acts}-{Guid.NewGuid():n}";

    private static string WordsOf(Reply reply) => reply switch
    {
        Say say => say.Message.Words,
        Card card => card.Message.Words,
        OpenForm open => WordsOf(open.Form),
        UpdateForm update => WordsOf(update.Form),
        FormErrors errors => string.Join("\n", errors.Errors.Select(e => $"{e.Key}: {e.Value}")),
        _ => "",
    };

    private static string WordsOf(Form form) => string.Join("\n",
        [form.Title, form.Intro?.Words ?? "", .. form.Fields.Select(f => $"{f.Label}: {f.Value} {f.Hint} {string.Join(", ", (f as ChoiceField)?.Options.Select(o => o.Label) ?? [])}")]);
}
