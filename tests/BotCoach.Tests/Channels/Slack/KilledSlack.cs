using BotCoach.Channels;
using BotCoach.Channels.Slack;
using BotCoach.Chat;
using BotCoach.CrashHost;
using BotCoach.Tests.Harness;
using BotCoach.Tests.Harness.FakeSlack;

namespace BotCoach.Tests.Channels.Slack;

/// <summary>The tour in a fake Slack.</summary>
internal sealed class KilledSlack : KilledTour
{
    private readonly SlackServer _slack;
    private readonly SlackDriver _driver;

    private KilledSlack(TestDatabase database, SlackServer slack, TourClock clock, MortalSlackHost host, bool socket, Random random) : base(database, clock, host, random)
    {
        _slack = slack;
        var sender = new SlackSender(slack, host);
        _driver = new SlackDriver(slack, sender, SettleAsync, (user, jump) => JumpAsync(user.RealName, jump)) { DoesAgain = true };
        Intruder = new SlackIntruder(slack, sender, host, database, door: socket ? 404 : 401);
    }

    public override Intruder Intruder { get; }

    public override int DoneAgain => _driver.DoneAgain;

    public override string How => MayLook ? ", with history" : ", without history";

    /// <summary>Where the bot may read its chats' history.</summary>
    public override bool MayLook => _slack.App.Scopes.Contains("im:history");

    protected override ITourDriver Driver => _driver;

    /// <param name="history">Whether the bot may read its chats' history.</param>
    public static async Task<KilledTour> SetAsync(Db kind, bool socket, bool history, Random random, Fates? fates)
    {
        var clock = new TourClock();
        var slack = await SlackServer.StartAsync(clock.Shared);
        // The clock stands still while the host is started again and again.
        slack.Limits.Allow("apps.connections.open", int.MaxValue);
        if (!history) slack.App.Scopes.Remove("im:history");
        if (!history) slack.Forgiven.Add("conversations.history: missing_scope");
        var team = slack.World.AddTeam("T0NORTH", "Northwind");
        foreach (var (name, zone) in Staff)
            team.AddUser(name, zone, u => u.Email = $"{name.ToLowerInvariant().Replace(' ', '.')}@northwind.example");
        var database = await NewAsync(kind, "slack", team.Id, clock);
        string[] arguments =
        [
            "slack", database.ConnectionString, slack.ApiUrl.ToString(), team.BotToken, socket ? HostRun.NotSet : slack.App.SigningSecret, socket ? slack.App.AppToken : HostRun.NotSet, clock.File,
        ];
        var host = new MortalSlackHost(slack, database, arguments, socket, fates);
        var tour = new KilledSlack(database, slack, clock, host, socket, random);
        await host.BeginAsync();
        return tour;
    }

    public override ILookup<string, Copy> Standing() => _slack.World.Messages.Where(m => m.BotId is not null && m.OnlyFor is null)
        .ToLookup(m => $"{m.Metadata?["event_payload"]?["delivery"]}", m => new Copy(m.Channel.Id, m.Ts, m.Words));

    public override string Written(OutgoingMessage row) => BlockWords.Of(SlackWriter.Blocks(Message.FromJson(row.Content)));

    public override bool IsAnswer(string key) => key.Split(':')[^1] is var last
        && (last.StartsWith("Ev", StringComparison.Ordinal) || last.StartsWith("act-", StringComparison.Ordinal) || last.StartsWith("command-", StringComparison.Ordinal));

    protected override ValueTask CloseAsync() => _slack.DisposeAsync();
}
