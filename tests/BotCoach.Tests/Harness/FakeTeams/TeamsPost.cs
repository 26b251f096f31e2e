using System.Text.Json.Nodes;

namespace BotCoach.Tests.Harness.FakeTeams;

/// <summary>A message as it looks now: to everybody, and to those for whom its card was replaced.</summary>
public sealed class TeamsPost(string id, TeamsRoom room, string owner, DateTimeOffset at)
{
    private readonly Dictionary<string, (JsonObject Card, long ChangedBy)> _forViewers = [];
    private readonly Dictionary<string, CardForm> _forms = [];

    public string Id => id;
    public TeamsRoom Room => room;

    /// <summary>Who wrote it: a user's id, or the bot's.</summary>
    public string Owner => owner;
    public DateTimeOffset At => at;

    /// <summary>In a channel: the message that began the thread.</summary>
    public string? ThreadId { get; init; }

    /// <summary>As it was sent last.</summary>
    public required JsonObject Activity { get; set; }

    /// <summary>As it was before, oldest first.</summary>
    public List<JsonObject> History { get; } = [];
    public bool Deleted { get; set; }

    /// <summary>Where in the row of all changes its last one stands.</summary>
    public long ChangedBy { get; set; }

    /// <summary>The cards that everybody gets who has no other.</summary>
    public IEnumerable<JsonObject> Cards => CardWalk.Attached(Activity);

    /// <summary>The first card, as this person sees it.</summary>
    public JsonObject? CardOf(TeamsUser user) => _forViewers.TryGetValue(user.Id, out var own) ? own.Card : Cards.FirstOrDefault();

    /// <summary>All cards, as this person sees them.</summary>
    public IEnumerable<JsonObject> CardsOf(TeamsUser user) => CardOf(user) is { } first ? Cards.Skip(1).Prepend(first) : [];

    public long ChangedFor(TeamsUser user) => Math.Max(ChangedBy, _forViewers.TryGetValue(user.Id, out var own) ? own.ChangedBy : 0);

    /// <summary>This card from now on, for this person alone: until the message is changed for all.</summary>
    public void ShowTo(TeamsUser user, JsonObject card, long change) => _forViewers[user.Id] = (card, change);

    /// <summary>Replaces it for everybody.</summary>
    public void Replace(JsonObject activity)
    {
        History.Add(Activity);
        Activity = activity;
        _forViewers.Clear();
    }

    /// <summary>What this person entered into the card so far; gone when the card is another.</summary>
    public CardForm FormOf(TeamsUser user, JsonObject card)
    {
        if (_forms.TryGetValue(user.Id, out var form) && form.Card == card) return form;
        return _forms[user.Id] = new CardForm(card);
    }

    /// <summary>What this person reads: the banner, the text and the cards.</summary>
    public string WordsFor(TeamsUser user) => string.Join("\n",
        [Activity["summary"]?.ToString() ?? "", CardWords.Plain(Activity["text"]?.ToString() ?? ""), .. CardsOf(user).Select(c => CardWords.Of(c, FormOf(user, c)))]).Trim('\n');
}
