using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace BotCoach.Tests.Harness.FakeTeams;

/// <summary>What the fake Teams knows. Everything in it is read and changed under <see cref="Gate"/>.</summary>
public sealed class TeamsWorld(TeamsServer teams)
{
    private readonly List<TeamsTenant> _tenants = [];
    private readonly List<TeamsUser> _users = [];
    private readonly List<TeamsRoom> _rooms = [];
    private readonly Dictionary<TeamsUser, TeamsRoom> _personal = [];
    private long _lastId;

    public Lock Gate { get; } = new();

    /// <summary>Rises with each change of what somebody can see.</summary>
    public long Changes { get; private set; }

    public IReadOnlyList<TeamsTenant> Tenants => _tenants;
    public IReadOnlyList<TeamsUser> Users => _users;
    public IReadOnlyList<TeamsRoom> Rooms { get { lock (Gate) return [.. _rooms]; } }

    /// <summary>What stands in all conversations, oldest first.</summary>
    public IReadOnlyList<TeamsPost> Posts
    {
        get { lock (Gate) return [.. _rooms.SelectMany(r => r.Posts).Where(p => !p.Deleted).OrderBy(p => p.Id, StringComparer.Ordinal)]; }
    }

    public TeamsTenant AddTenant(string name, string? id = null)
    {
        var tenant = new TeamsTenant(this, id ?? Guid.NewGuid().ToString(), name);
        lock (Gate) _tenants.Add(tenant);
        return tenant;
    }

    public TeamsUser AddUser(TeamsTenant tenant, string name, string zone, Action<TeamsUser>? adjust)
    {
        var mail = $"{name.ToLowerInvariant().Replace(' ', '.')}@{tenant.Domain}";
        var user = new TeamsUser { Id = $"29:1{Secret()}", AadObjectId = Guid.NewGuid().ToString(), Tenant = tenant, Name = name, Zone = zone, Mail = mail, Upn = mail };
        adjust?.Invoke(user);
        lock (Gate) _users.Add(user);
        return user;
    }

    public TeamsRoom AddGroup(TeamsTenant tenant, string name, TeamsUser[] members) =>
        Add(new TeamsRoom($"19:{Secret(16)}@thread.v2", TeamsRoomKind.Group, tenant, name) { Members = [.. members] });

    public TeamsCrew AddTeam(TeamsTenant tenant, string name, TeamsUser[] members)
    {
        var crew = new TeamsCrew(this, $"19:{Secret(16)}@thread.tacv2", Guid.NewGuid().ToString(), name, tenant);
        crew.Members.AddRange(members);
        crew.General = Add(new TeamsRoom(crew.Id, TeamsRoomKind.Channel, tenant, "General") { Crew = crew, Members = crew.Members });
        return crew;
    }

    public TeamsRoom AddChannel(TeamsCrew crew, string name) =>
        Add(new TeamsRoom($"19:{Secret(16)}@thread.tacv2", TeamsRoomKind.Channel, crew.Tenant, name) { Crew = crew, Members = crew.Members });

    /// <summary>The chat of a person with the bot. It is there for good once it was asked for, with the app or without.</summary>
    public TeamsRoom Personal(TeamsUser user)
    {
        lock (Gate)
        {
            if (_personal.TryGetValue(user, out var room)) return room;
            return _personal[user] = Add(new TeamsRoom($"a:1{Secret(24)}", TeamsRoomKind.Personal, user.Tenant, user.Name)
            {
                Members = [user], GraphId = $"19:{user.AadObjectId}_{teams.App.AppId}@unq.gbl.spaces",
            });
        }
    }

    public void Install(TeamsRoom room)
    {
        lock (Gate)
        {
            if (room.Crew is { } crew) crew.HasApp = true;
            else room.HasApp = true;
            room.Barrier = TeamsBarrier.None;
        }
    }

    public void Remove(TeamsRoom room)
    {
        lock (Gate)
        {
            if (room.Crew is { } crew) crew.HasApp = false;
            else room.HasApp = false;
        }
    }

    /// <summary>The bot may write to this person: the app is with the person, or where the person is.</summary>
    public bool Reaches(TeamsUser user) => _rooms.Any(r => r.HasApp && r.Members.Contains(user));

    /// <summary>A conversation by its id, with or without the thread's message in it.</summary>
    public TeamsRoom? Room(string id) => id.Split(";messageid=")[0] is var plain ? _rooms.FirstOrDefault(r => r.Id == plain || r.GraphId == plain) : null;

    public TeamsUser? User(string id) => _users.FirstOrDefault(u => u.Id == id || Same(u.AadObjectId, id) || Same(u.Upn, id));

    public TeamsUser UserOf(string name) => _users.FirstOrDefault(u => u.Name == name) ?? throw new InvalidOperationException($"Nobody at Teams is called {name}.");

    public TeamsPost Post(TeamsRoom room, string owner, JsonObject activity, string? thread = null)
    {
        lock (Gate)
        {
            var post = new TeamsPost(NewId(), room, owner, teams.Clock.GetUtcNow()) { Activity = activity, ThreadId = thread };
            room.Posts.Add(post);
            Changed(post);
            return post;
        }
    }

    public void Changed(TeamsPost post) => post.ChangedBy = ++Changes;

    /// <summary>Another card, for one person.</summary>
    public void Show(TeamsPost post, TeamsUser user, JsonObject card) => post.ShowTo(user, card, ++Changes);

    public void Open(TeamsUser user, OpenDialog? dialog)
    {
        user.Dialog = dialog;
        Changes++;
    }

    public void Toast(TeamsUser user, string words, bool isError = false) => user.Toasts.Add(new TeamsToast(words, ++Changes) { IsError = isError });

    /// <summary>A message's id: milliseconds, later than all others.</summary>
    public string NewId()
    {
        lock (Gate) return (_lastId = Math.Max(teams.Clock.GetUtcNow().ToUnixTimeMilliseconds(), _lastId + 1)).ToString(CultureInfo.InvariantCulture);
    }

    public static string Secret(int bytes = 12) => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(bytes));

    private TeamsRoom Add(TeamsRoom room)
    {
        lock (Gate) _rooms.Add(room);
        return room;
    }

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);
}
