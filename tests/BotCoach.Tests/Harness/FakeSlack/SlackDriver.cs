using BotCoach.Channels;

namespace BotCoach.Tests.Harness.FakeSlack;

/// <summary>
/// A person at a Slack client, who sees what Slack shows and presses what Slack lets press. What it causes is done by <paramref name="settleAsync"/>
/// (the host's due work) before an act returns.
/// </summary>
/// <param name="slack">The Slack.</param>
/// <param name="sender">How the app hears of it.</param>
/// <param name="settleAsync">Does what is due now, at the app.</param>
/// <param name="jumpAsync">Moves the clock on for this person.</param>
public sealed class SlackDriver(SlackServer slack, SlackSender sender, Func<Task> settleAsync, Func<SlackUser, LocalJump, Task>? jumpAsync = null) : ITourDriver
{
    private const int MostAgain = 20;
    private readonly ModalFields _fields = new(slack, sender);
    private SlackUser? _user;
    private long _lookedAt;
    private bool _atHome;

    /// <summary>For tests that want a refusal or a fault: without it an act throws what Slack would show as a warning.</summary>
    public bool ToleratesFaults { get; set; }

    /// <summary>
    /// Whoever gets no answer does the same once more, at once and on the screen as it stands, unless a form came up; what was written to the app
    /// Slack tells once more by itself.
    /// </summary>
    public bool DoesAgain { get; init; }

    /// <summary>How often something was done once more.</summary>
    public int DoneAgain { get; private set; }

    /// <summary>What the app answered to the last act; null when nothing was sent.</summary>
    public Answer? LastAnswer { get; private set; }

    public SlackUser User => _user ?? throw new InvalidOperationException("Nobody sits at Slack yet.");

    /// <summary>What this person sees in the chat with the app, oldest first: ephemeral messages too.</summary>
    public IReadOnlyList<SlackMessage> Chat
    {
        get { lock (slack.World.Gate) return [.. slack.World.Direct(User.Team.Install!, User).Messages.Where(m => m.OnlyFor is null || m.OnlyFor == User.Id)]; }
    }

    public Task AsAsync(string name)
    {
        _user = slack.World.Users.FirstOrDefault(u => u.RealName == name) ?? throw new InvalidOperationException($"Nobody at Slack is called {name}.");
        // Everything that stands there counts as new to whoever sits down.
        (_lookedAt, _atHome) = (-1, false);
        return Task.CompletedTask;
    }

    public Task TypeAsync(string words) => ActAsync(false, async () => words.StartsWith("/coach", StringComparison.Ordinal)
        ? await sender.CommandAsync(User, words[6..].TrimStart())
        : await sender.SayAsync(User, words));

    public Task OpenHomeAsync() => ActAsync(true, async () => await sender.OpenHomeAsync(User));

    /// <summary>On the open modal; else on the home tab while it is looked at; else on the newest message that has it.</summary>
    public async Task PressAsync(string label, string? beside)
    {
        await settleAsync();
        if (Pressable.Find(User.Modal?.Blocks, label, beside) is { } inModal)
        {
            await ActAsync(_atHome, async () => await sender.PressAsync(User, User.Modal!, inModal.Element, inModal.Chosen));
            return;
        }
        while (User.Modal is not null) await CloseAsync();
        if (_atHome && Pressable.Find(User.Home?.Blocks, label, beside) is { } atHome)
        {
            await ActAsync(true, async () => await sender.PressAsync(User, User.Home!, atHome.Element, atHome.Chosen));
            return;
        }
        var (message, found) = Chat.Reverse().Select(m => (m, Pressable.Find(m.Blocks, label, beside))).FirstOrDefault(x => x.Item2 is not null);
        if (found is null) throw new InvalidOperationException($"There is no button \"{label}\"{(beside is null ? "" : $" beside \"{beside}\"")}.{Screen}");
        await ActAsync(_atHome, async () => await sender.PressAsync(User, message, found.Element, found.Chosen));
    }

    public async Task FillAsync(string field, string value)
    {
        if (User.Modal is null) await settleAsync();
        var view = User.Modal ?? throw new InvalidOperationException($"No modal is open.{Screen}");
        if (await _fields.FillAsync(User, view, field, value) is { } told) LastAnswer = told;
        Complain();
    }

    public Task SubmitAsync() => ActAsync(_atHome, () => sender.SubmitAsync(User, User.Modal ?? throw new InvalidOperationException($"No modal is open.{Screen}")));

    /// <summary>Cancels the top modal.</summary>
    public async Task CloseAsync()
    {
        LastAnswer = await sender.CloseAsync(User) ?? LastAnswer;
        Complain();
    }

    public Task ShareAsync(string file) => ShareAsync(file, File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, file)));

    public Task ShareAsync(string name, byte[] content) => ActAsync(false, async () => await sender.ShareAsync(User, (name, content)));

    public Task JumpAsync(LocalJump jump) => ActAsync(_atHome, async () =>
    {
        await (jumpAsync ?? throw new InvalidOperationException("This test cannot move the clock."))(User, jump);
        return null;
    });

    public async Task ExpectAsync(string words)
    {
        if (Stands(words)) return;
        await settleAsync();
        Complain();
        if (!Stands(words)) throw new InvalidOperationException($"\"{words}\" did not come.{Screen}");
    }

    /// <summary>The words stand in the open modal, or in what is new or was changed since the last act began.</summary>
    public bool Stands(string words)
    {
        lock (slack.World.Gate) return Places().Any(place => Pressable.Says(place, words));
    }

    private IEnumerable<string> Places()
    {
        foreach (var modal in User.Modals) yield return modal.Words;
        foreach (var message in Chat.Where(m => m.ChangedBy > _lookedAt && m.User != User.Id)) yield return message.Words;
        if (User.Home is { } home && home.ChangedBy > _lookedAt) yield return home.Words;
    }

    private async Task ActAsync(bool atHome, Func<Task<Answer?>> act)
    {
        (_lookedAt, _atHome, LastAnswer) = (slack.World.Changes, atHome, null);
        var modal = User.Modal;
        LastAnswer = await act();
        for (var again = 0; again < MostAgain && DoesAgain && LastAnswer is { Status: 0 }; again++)
            LastAnswer = User.Modal == modal ? await AgainAsync(act) : null;
        await settleAsync();
        Complain();
    }

    private async Task<Answer?> AgainAsync(Func<Task<Answer?>> act)
    {
        if (sender.Undelivered.Contains(sender.Last)) return await sender.RedeliverAsync("connection_failed");
        DoneAgain++;
        return await act();
    }

    private void Complain()
    {
        if (ToleratesFaults) return;
        if (LastAnswer is { IsOk: false } answer) throw new InvalidOperationException($"Slack shows a warning: the app answered {answer.Status}{(answer.TimedOut ? ", too late" : "")}. {answer.Body}");
        if (slack.OurBugs.Count > 0) throw new InvalidOperationException($"Slack refuses: {string.Join("\n", slack.OurBugs)}");
        if (slack.Limits.Throttled > 0) throw new InvalidOperationException($"Slack was called too often: {string.Join(", ", slack.Calls.Where(c => c.Error == "ratelimited").Select(c => c.Method))}");
    }

    private string Screen =>
        $"""

        {User.RealName} sees, newest last:
        {string.Join("\n---\n", Chat.TakeLast(3).Select(m => m.Words))}
        {(User.Modal is { } modal ? $"=== and this modal:\n{modal.Words}" : "=== and no modal.")}
        """;
}
