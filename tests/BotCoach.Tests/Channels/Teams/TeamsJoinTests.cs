using System.Text.RegularExpressions;
using BotCoach.Channels.Slack;
using BotCoach.People;
using BotCoach.Storage;
using BotCoach.Tests.Harness;
using BotCoach.Tests.Harness.FakeSlack;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace BotCoach.Tests.Channels.Teams;

/// <summary>A company in Slack and in Teams: joined by a code, its people one each by the e-mail address that both platforms vouch for.</summary>
public sealed partial class TeamsJoinTests
{
    [Fact]
    public async Task Whoever_was_met_in_Slack_is_the_same_person_in_Teams_once_the_tenant_has_joined()
    {
        var clock = new FakeClock(new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.Zero));
        await using var slack = await SlackServer.StartAsync(clock);
        var team = slack.World.AddTeam("T0NORTH", "Northwind");
        await using var house = await TeamsHouse.EmptyAsync(Db.Sqlite, ["--Slack:BotToken", team.Install!.BotToken, "--Slack:ApiBaseUrl", $"{slack.ApiUrl}", "--Slack:SigningSecret", slack.App.SigningSecret], StandStill, clock);
        await house.Host.App.Services.GetRequiredService<SlackStart>().IntroduceAsync(default);
        var sender = new SlackSender(slack, new HttpTransport(slack, house.Host.Url));
        SlackDriver ada = await AtAsync("Ada Admin"), rita = await AtAsync("Rita Ray");
        await ada.TypeAsync("/coach join");
        var code = Code().Match(string.Join(' ', ada.Chat.Select(m => m.Words))).Value;
        Assert.NotEmpty(code);

        var adaThere = await house.AtAsync("Ada Admin");
        await adaThere.TypeAsync($"join {code}");
        await adaThere.ExpectAsync("Joined.");
        // A rep is linked at once, an admin once both sides said so.
        var ritaThere = await house.AtAsync("Rita Ray");
        await ritaThere.TypeAsync("home");
        await ritaThere.ExpectAsync("Your Monday, 23 November");
        Assert.Equal(["slack", "teams"], await ChannelsAsync(house, "Rita Ray"));
        await adaThere.TypeAsync("help");
        await adaThere.ExpectAsync("Is that you?");
        await adaThere.PressAsync("Yes, that is me", null);
        await ada.ExpectAsync("Ada Admin in Teams has your e-mail address. Is that you?");
        await ada.PressAsync("Yes, that is me", null);
        Assert.Equal(1, await ReadAsync(house, db => db.People.CountAsync(p => p.MergedInto != null)));
        Assert.Equal(2, await ReadAsync(house, db => db.People.CountAsync(p => p.MergedInto == null)));
        await adaThere.TypeAsync("join");
        await adaThere.ExpectAsync("Install BotCoach on the other platform");

        async Task<SlackDriver> AtAsync(string name)
        {
            team.AddUser(name, adjust: u => u.Email = $"{name.ToLowerInvariant().Replace(' ', '.')}@northwind.example");
            var driver = new SlackDriver(slack, sender, house.SettleAsync);
            await driver.AsAsync(name);
            await driver.TypeAsync("/coach");
            return driver;
        }
    }

    private static void StandStill(IServiceCollection services)
    {
        services.Remove(services.Single(s => s.ServiceType == typeof(IHostedService) && s.ImplementationType == typeof(SlackStart)));
        services.AddSingleton<SlackStart>();
    }

    private static Task<List<string>> ChannelsAsync(TeamsHouse house, string name) => ReadAsync(house, async db =>
    {
        var person = await db.People.SingleAsync(p => p.Name == name);
        return await db.Identities.Where(i => i.PersonId == person.Id).Select(i => i.Channel).OrderBy(c => c).ToListAsync();
    });

    /// <summary>From the company that both stand for.</summary>
    private static async Task<T> ReadAsync<T>(TeamsHouse house, Func<BotCoachDb, Task<T>> read)
    {
        await using var scope = house.Host.App.Services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<BotCoachDb>();
        db.Scope.Enter((await db.Installations.Select(i => i.WorkspaceId).Distinct().ToListAsync()).Single());
        return await read(db);
    }

    [GeneratedRegex("[A-Z2-9]{4}-[A-Z2-9]{4}-[A-Z2-9]{4}")]
    private static partial Regex Code();
}
