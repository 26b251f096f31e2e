using BotCoach.Channels;
using BotCoach.People;
using NodaTime;

namespace BotCoach.Tests.Simulation;

/// <summary>A person of the simulated company: who, when they want to be spoken to, and what their chat shows last.</summary>
internal sealed class Somebody(int number, Guid id, Role role, OwnTime own)
{
    private const int Kept = 8;
    private readonly LinkedList<Post> _posts = [];

    public int Number => number;
    public Guid Id => id;
    public Role Role => role;
    public OwnTime Own => own;
    public Caller Caller { get; } = new(SimulatedPlatform.Called, SimulatedPlatform.Team, $"u{number}") { Name = NameOf(number) };

    /// <summary>When unasked messages that are no brief came lately.</summary>
    public List<DateTimeOffset> Immediate { get; } = [];

    /// <summary>The local day whose window the last brief came in.</summary>
    public LocalDate? LastBriefOn { get; set; }

    /// <summary>Counts what makes the next window another one.</summary>
    public int Changes { get; set; }

    public static string NameOf(int number) => $"Rep {number}";

    /// <summary>The newest messages, newest first.</summary>
    public IReadOnlyCollection<Post> Posts => _posts;

    public void Add(Post post)
    {
        _posts.AddFirst(post);
        if (_posts.Count > Kept) _posts.RemoveLast();
    }

    public void Edit(string reference, Message message)
    {
        if (_posts.FirstOrDefault(p => p.Reference == reference) is { } post) post.Message = message;
    }
}

/// <summary>A message in somebody's chat, as it looks now.</summary>
internal sealed class Post(string reference, Message message)
{
    public string Reference => reference;
    public Message Message { get; set; } = message;
}
