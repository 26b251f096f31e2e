using BotCoach.Tests.Harness;
using Xunit.Abstractions;

namespace BotCoach.Tests.Channels.Teams;

/// <summary>
/// The whole tour in Teams while the host is killed with kill -9 at random points: at a statement, around a commit, around a call of the Connector's or of
/// the login's, before an answer, or from outside at any moment. People do again what was not answered. No bot may read a chat's history: what Teams took
/// and nobody wrote down stands there twice, and nothing else does.
/// </summary>
/// <remarks>See <see cref="KilledWalks"/>.</remarks>
public sealed class TeamsKilledAnywhereTests(ITestOutputHelper output)
{
    [Theory, OnSqlite, OnPostgres]
    public Task The_tour_survives_being_killed_anywhere(Db kind) =>
        new KilledWalks(output, $"{kind}, Teams", least: 1, acts: 48, (_, random, fates) => KilledTeams.SetAsync(kind, random, fates)).SurviveAsync();
}
