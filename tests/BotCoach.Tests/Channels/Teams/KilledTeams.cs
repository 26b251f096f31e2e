using System.Text.Json.Nodes;
using BotCoach.Channels;
using BotCoach.Channels.Teams;
using BotCoach.Chat;
using BotCoach.Tests.Harness;
using BotCoach.Tests.Harness.FakeTeams;

namespace BotCoach.Tests.Channels.Teams;

/// <summary>The tour in a fake Teams, whose people install the app first.</summary>
internal sealed class KilledTeams : KilledTour
{
    private static readonly TeamsWriter Writer = new(ChatRoutes.Table().OpensForm);
    private readonly TeamsServer _teams;
    private readonly TeamsSender _sender;
    private readonly TeamsDriver _driver;
    private readonly Random _random;

    private KilledTeams(TestDatabase database, TeamsServer teams, TourClock clock, MortalTeamsHost host, Random random) : base(database, clock, host, random)
    {
        (_teams, _sender, _random) = (teams, new TeamsSender(teams, host), random);
        _driver = new TeamsDriver(teams, _sender, SettleAsync, (user, jump) => JumpAsync(user.Name, jump)) { DoesAgain = true };
        Intruder = new TeamsIntruder(teams, _sender, host, database);
    }

    public override Intruder Intruder { get; }

    public override int DoneAgain => _driver.DoneAgain;

    public override int SharedAgain => _teams.World.Posts.Count(p => p.Owner != _teams.App.BotId && p.Activity["text"]?.ToString() == "tour-deals.csv") - 1;

    /// <summary>No bot may read a chat's history.</summary>
    public override bool MayLook => false;

    protected override ITourDriver Driver => _driver;

    public static async Task<KilledTour> SetAsync(Db kind, Random random, Fates? fates)
    {
        var clock = new TourClock();
        var teams = await TeamsServer.StartAsync(clock.Shared);
        var tenant = teams.World.AddTenant("Northwind");
        foreach (var (name, zone) in Staff) tenant.AddUser(name, zone);
        var database = await NewAsync(kind, "teams", tenant.Id, clock);
        var host = new MortalTeamsHost(teams, database, ["teams", database.ConnectionString, clock.File, .. teams.Settings], fates, random);
        var tour = new KilledTeams(database, teams, clock, host, random);
        await host.BeginAsync();
        return tour;
    }

    public override ILookup<string, Copy> Standing() => _teams.World.Posts.Where(p => p.Owner == _teams.App.BotId)
        .ToLookup(p => $"{p.Cards.FirstOrDefault()?["refresh"]?["action"]?["data"]?["v"]}", p => new Copy(p.Room.Id, p.Id, p.Activity["attachments"]?[0]?["content"]?.ToJsonString() ?? ""));

    public override string Written(OutgoingMessage row) =>
        JsonNode.Parse(Writer.Card(Message.FromJson(row.Content), [_teams.World.User(row.User)!.Id], row.Id.ToString("N")).ToJsonString())!.ToJsonString();

    public override bool IsAnswer(string key) => key.Split(':').Any(part => part.StartsWith("message-", StringComparison.Ordinal) || part.Contains('/'));

    protected override ValueTask CloseAsync() => _teams.DisposeAsync();

    /// <summary>They install the app; of whose two events none was answered, does so again.</summary>
    protected override async Task ArriveAsync()
    {
        foreach (var user in _teams.World.Users)
        {
            var installationFirst = _random.Next(2) == 0;
            while (!await _sender.InstallAsync(user, installationFirst)) { }
            await SettleAsync();
        }
    }
}
