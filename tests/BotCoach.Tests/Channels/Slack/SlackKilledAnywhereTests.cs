using BotCoach.Tests.Harness;
using Xunit.Abstractions;

namespace BotCoach.Tests.Channels.Slack;

/// <summary>
/// The whole tour in Slack while the host is killed with kill -9 at random points: at a statement, around a commit, around a call of Slack's, before an
/// answer, or from outside at any moment. Slack tells events again, people do again what was not answered. Every other walk is in a workspace whose
/// history may not be read.
/// </summary>
/// <remarks>By default all four tests take a minute or two; see <see cref="KilledWalks"/>.</remarks>
public sealed class SlackKilledAnywhereTests(ITestOutputHelper output)
{
    [Theory, OnSqlite, OnPostgres]
    public Task The_tour_over_signed_HTTP_survives_being_killed_anywhere(Db kind) => SurviveAsync(kind, socket: false);

    [Theory, OnSqlite, OnPostgres]
    public Task The_tour_over_Socket_Mode_survives_being_killed_anywhere(Db kind) => SurviveAsync(kind, socket: true);

    private Task SurviveAsync(Db kind, bool socket) => new KilledWalks(output, $"{kind}, {(socket ? "Socket Mode" : "signed HTTP")}", least: 2, acts: 24,
        (seed, random, fates) => KilledSlack.SetAsync(kind, socket, history: seed % 2 == 0, random, fates)).SurviveAsync();
}
