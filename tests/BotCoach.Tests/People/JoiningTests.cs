using System.Text.RegularExpressions;
using BotCoach.Channels;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BotCoach.Tests.People;

public sealed partial class JoiningTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task A_second_platform_joins_by_a_code_that_an_admin_makes(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var ada = await host.AdminAsync("Ada");
        var code = Code().Match(((Say)await ada.TypesAsync("join")).Message.Words).Value;

        await AddedAsync(host, "T2", "Elsewhere");
        var ines = host.Stranger("installer", team: "T2");
        await ines.TypesAsync($"join {code}");
        ines.Sees("Joined");

        Assert.Equal([host.WorkspaceId, host.WorkspaceId], await host.ReadAsync(db => db.Installations.Select(i => i.WorkspaceId).ToListAsync()));
        await AddedAsync(host, "T3", "Third");
        var eve = host.Stranger("installer", team: "T3");
        await eve.TypesAsync($"join {code}");
        eve.Sees("not good any more");
    }

    [Fact]
    public async Task A_code_is_good_for_an_hour()
    {
        await using var host = await CoachHost.StartAsync(Db.Sqlite);
        var ada = await host.AdminAsync("Ada");
        var code = Code().Match(((Say)await ada.TypesAsync("join")).Message.Words).Value;
        host.Clock.Advance(TimeSpan.FromMinutes(61));
        await AddedAsync(host, "T2", "Elsewhere");
        var ines = host.Stranger("installer", team: "T2");
        await ines.TypesAsync($"join {code}");
        ines.Sees("not good any more");
    }

    [Fact]
    public async Task A_rep_cannot_make_a_code()
    {
        await using var host = await CoachHost.StartAsync(Db.Sqlite);
        var rita = await host.RepAsync("Rita");
        await rita.TypesAsync("join");
        rita.Sees("Only an admin");
    }

    private static Task AddedAsync(CoachHost host, string team, string name) => host.App.Services.GetRequiredService<IInbox>()
        .ReceiveAsync(new BotAdded($"added-{team}", new Caller(host.Channel.Name, team, "installer") { Name = "Installer" }, name), default);

    [GeneratedRegex("[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}")]
    private static partial Regex Code();
}
