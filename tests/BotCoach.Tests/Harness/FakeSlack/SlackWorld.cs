using System.Globalization;
using System.Security.Cryptography;

namespace BotCoach.Tests.Harness.FakeSlack;

/// <summary>What the fake Slack knows. Everything in it is read and changed under <see cref="Gate"/>.</summary>
public sealed class SlackWorld(SlackServer slack)
{
    private readonly Dictionary<string, SlackChannel> _channels = [];
    private readonly Dictionary<string, SlackUser> _users = [];
    private readonly Dictionary<string, SlackTeam> _teams = [];
    private readonly Dictionary<(string Bot, string User), SlackChannel> _directs = [];
    private readonly Dictionary<string, SlackToken> _tokens = [];
    private readonly List<SlackInstall> _installs = [];
    private int _ids;
    private long _lastMicros;

    public Lock Gate { get; } = new();

    /// <summary>Rises with each change of what somebody can see.</summary>
    public long Changes { get; private set; }

    public Dictionary<string, SlackFile> Files { get; } = [];
    public IReadOnlyCollection<SlackTeam> Teams => _teams.Values;
    public IReadOnlyCollection<SlackUser> Users => _users.Values;
    public IReadOnlyCollection<SlackChannel> Channels => _channels.Values;

    /// <summary>Everything posted so far, ephemeral messages too, oldest first.</summary>
    public IReadOnlyList<SlackMessage> Messages
    {
        get { lock (Gate) return [.. _channels.Values.SelectMany(c => c.Messages).OrderBy(m => m.Ts, StringComparer.Ordinal)]; }
    }

    /// <summary>A workspace in which the app is installed, unless <paramref name="install"/> says no.</summary>
    public SlackTeam AddTeam(string id, string name, string? enterprise = null, bool install = true)
    {
        lock (Gate)
        {
            var team = _teams[id] = new SlackTeam(this, id, name) { Enterprise = enterprise };
            if (install) Install(team, null, slack.App.Scopes);
            return team;
        }
    }

    public SlackUser AddUser(SlackTeam team, string realName, string zone, Action<SlackUser>? adjust)
    {
        lock (Gate)
        {
            var handle = realName.ToLowerInvariant().Replace(' ', '.');
            var user = new SlackUser { Id = NewId("U"), Team = team, Name = handle, RealName = realName, Zone = zone, Email = $"{handle}@{team.Domain}.example" };
            adjust?.Invoke(user);
            return _users[user.Id] = user;
        }
    }

    public SlackChannel AddChannel(SlackTeam team, string name, bool isPrivate, params SlackUser[] members)
    {
        lock (Gate)
        {
            var channel = new SlackChannel(NewId("C"), name, team, isPrivate ? SlackRoom.Private : SlackRoom.Public) { Shared = members.Any(m => m.Team != team) };
            channel.Members.UnionWith(members.Select(m => m.Id));
            return _channels[channel.Id] = channel;
        }
    }

    /// <summary>The app is installed in a workspace, or in an organisation (then <paramref name="team"/> is null), and gets a token.</summary>
    public SlackInstall Install(SlackTeam? team, string? enterprise, IEnumerable<string> scopes)
    {
        lock (Gate)
        {
            var install = _installs.FirstOrDefault(i => !i.Uninstalled && i.Team == team && (team is not null || i.Enterprise == enterprise));
            if (install is null)
            {
                install = new SlackInstall { Team = team, Enterprise = enterprise ?? team?.Enterprise, BotUser = NewId("U"), BotId = NewId("B") };
                _installs.Add(install);
            }
            install.Scopes.UnionWith(scopes);
            if (slack.App.RotatesTokens || install.Tokens.Count == 0) NewToken(install);
            return install;
        }
    }

    public SlackToken NewToken(SlackInstall install)
    {
        var rotates = slack.App.RotatesTokens;
        var token = new SlackToken($"{(rotates ? "xoxe.xoxb-1-" : "xoxb-")}{install.Key}-{Secret()}", install)
        {
            ExpiresAt = rotates ? slack.Clock.GetUtcNow().AddSeconds(43_200) : null, Refresh = rotates ? $"xoxe-1-{Secret()}" : null,
        };
        install.Tokens.Add(token);
        foreach (var oldest in install.Tokens.Where(t => !t.Revoked).SkipLast(2)) oldest.Revoked = true;
        return _tokens[token.Value] = token;
    }

    public SlackInstall? InstallFor(SlackTeam team)
    {
        lock (Gate)
            return _installs.FirstOrDefault(i => !i.Uninstalled && i.Team == team) ?? _installs.FirstOrDefault(i => !i.Uninstalled && i.IsOrg && i.Covers(team));
    }

    public SlackToken? Token(string value) => _tokens.GetValueOrDefault(value);

    public SlackToken? Refresh(string value) => _tokens.Values.FirstOrDefault(t => t.Refresh == value);

    public SlackUser? User(string? id) => id is null ? null : _users.GetValueOrDefault(id);

    public SlackChannel? Channel(string? id) => id is null ? null : _channels.GetValueOrDefault(id);

    public SlackTeam? Team(string? id) => id is null ? null : _teams.GetValueOrDefault(id);

    /// <summary>A user of one of its workspaces, or one who shares a channel with it.</summary>
    public bool Sees(SlackInstall install, SlackUser user) =>
        install.Covers(user.Team) || _channels.Values.Any(c => install.Covers(c.Team) && c.Members.Contains(user.Id));

    /// <summary>The chat of a user with the app.</summary>
    public SlackChannel Direct(SlackInstall install, SlackUser user)
    {
        lock (Gate)
        {
            if (_directs.TryGetValue((install.BotUser, user.Id), out var direct)) return direct;
            direct = new SlackChannel(NewId("D"), user.Name, install.Team ?? user.Team, SlackRoom.Direct);
            direct.Members.UnionWith([install.BotUser, user.Id]);
            return _directs[(install.BotUser, user.Id)] = _channels[direct.Id] = direct;
        }
    }

    public SlackMessage Post(SlackMessage message)
    {
        lock (Gate)
        {
            message.Channel.Messages.Add(message);
            Changed(message);
            return message;
        }
    }

    public void Changed(SlackMessage message) => message.ChangedBy = ++Changes;

    public void Changed(SlackView view) => (view.ChangedBy, view.Hash) = (++Changes, $"{slack.Clock.GetUtcNow().ToUnixTimeSeconds()}.{Secret(4)}");

    public string NewId(string prefix) => $"{prefix}0{++_ids:X8}";

    /// <summary>A time stamp that no message has, later than all others.</summary>
    public string NewTs()
    {
        lock (Gate)
        {
            var micros = (slack.Clock.GetUtcNow() - DateTimeOffset.UnixEpoch).Ticks / 10;
            _lastMicros = Math.Max(micros, _lastMicros + 1);
            return string.Create(CultureInfo.InvariantCulture, $"{_lastMicros / 1_000_000}.{_lastMicros % 1_000_000:D6}");
        }
    }

    public static string Secret(int bytes = 12) => Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(bytes));
}
