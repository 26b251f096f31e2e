using System.Text.Json.Nodes;
using BotCoach.Tests.Harness;
using BotCoach.Tests.Harness.FakeTeams;

namespace BotCoach.Tests.Channels.Teams;

/// <summary>The mortal host as Teams reaches it. What Teams tells it goes through here.</summary>
/// <param name="teams">The Teams, which survives.</param>
/// <param name="random">The dice for whether Teams tells again.</param>
internal sealed class MortalTeamsHost(TeamsServer teams, TestDatabase database, string[] arguments, Fates? fates, Random random)
    : MortalHost(database, arguments, fates), ITeamsTransport
{
    private static readonly TimeSpan LongestDying = TimeSpan.FromSeconds(60);
    private TeamsWire? _wire;

    public TeamsWire Wire => _wire!;

    /// <summary>
    /// What was not answered is told again by people, and now and then by Teams itself: Microsoft promises it nowhere, and it was seen to
    /// (https://github.com/microsoft/AdaptiveCards/issues/3701).
    /// </summary>
    public async Task<TeamsAnswer> DeliverAsync(JsonObject activity)
    {
        while (true)
        {
            var life = await ForActAsync();
            var answer = await Wire.DeliverAsync(activity);
            if (answer.Status != 0) return answer;
            await life.Gone.WaitAsync(LongestDying);
            if (random.Next(3) != 0) return answer;
        }
    }

    protected override string Stamp() => teams.World.NewId();

    protected override void Close() => _wire?.Dispose();

    protected override Task OpenAsync(Uri url, HostLife life)
    {
        _wire = new TeamsWire(teams, url);
        return Task.CompletedTask;
    }
}
