using System.Text.RegularExpressions;
using BotCoach.Channels;
using BotCoach.People;
using BotCoach.Tests.Harness;
using BotCoach.Tests.Harness.FakeSlack;
using BotCoach.Tests.Harness.FakeTeams;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Tests.Channels;

/// <summary>One company in Slack and in Teams: one person, one checklist, nothing told twice.</summary>
public sealed partial class BothPlatformsTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task A_checklist_begun_in_Slack_is_finished_in_Teams_by_the_same_person(Db kind)
    {
        await using var house = await BothHouse.OpenAsync(kind);
        await JoinAsync(house);
        await Tour.Parse(
            """
            type /coach Acme
            press Walk it
            expect A clear set of constraints
            press Fill in constraints
            fill Constraints = Single sign-on, data kept in the region, and no project during the stocktake in January
            submit
            expect what they have already tried
            """).RunAsync(await house.InSlackAsync("Maya Chen"));

        var teams = await house.InTeamsAsync("Maya Chen");
        await Tour.Parse(
            """
            type walk Acme
            expect what they have already tried
            press Fill in current stack
            fill Current stack = Printed checklists and a shared spreadsheet
            submit
            expect The gate still asks for
            press Fill in blockers
            fill Blockers = Their IT wants to see the security checklist first
            submit
            press Set the next step
            fill What happens next = Agree the success criteria in writing
            fill On which day = 2026-12-01
            submit
            expect Ready to advance to Solution alignment
            press Advance
            expect Solution alignment (4 of 6)
            """).RunAsync(teams);

        var slack = await house.InSlackAsync("Maya Chen");
        await slack.TypeAsync("/coach Acme");
        await slack.ExpectAsync("Solution alignment (4 of 6)");
        Assert.Equal(1, await house.ReadAsync(db => db.People.CountAsync(p => p.Name == "Maya Chen" && p.MergedInto == null)));
        var maya = await house.ReadAsync(db => db.People.SingleAsync(p => p.Name == "Maya Chen" && p.MergedInto == null));
        Assert.Equal(["slack", "teams"], await house.ReadAsync(db => db.Identities.Where(i => i.PersonId == maya.Id && (i.Channel == "slack" || i.Channel == "teams")).Select(i => i.Channel).Order().ToListAsync()));
        Assert.Empty(house.Teams.OurBugs);
        Assert.Empty(house.Slack.OurBugs);
    }

    [Fact]
    public async Task A_brief_goes_to_one_of_them_where_the_person_was_seen_last()
    {
        await using var house = await BothHouse.OpenAsync(Db.Sqlite);
        await JoinAsync(house);
        var slack = await house.InSlackAsync("Maya Chen");
        await slack.TypeAsync("/coach Acme");
        var teams = await house.InTeamsAsync("Maya Chen");
        await teams.TypeAsync("Acme");
        var (before, after) = (slack.Chat.Count, teams.Chat.Count);
        await house.Host.JumpToAsync(new DateTimeOffset(2026, 11, 23, 9, 30, 0, TimeSpan.Zero));
        await house.SettleAsync();
        Assert.Equal(before, slack.Chat.Count);
        Assert.Single(teams.Chat.Skip(after), p => p.WordsFor(teams.User).Contains("Your brief for", StringComparison.Ordinal));
    }

    /// <summary>The admin makes a code in Slack and types it in Teams.</summary>
    private static async Task JoinAsync(BothHouse house)
    {
        var slack = await house.InSlackAsync("Tom Okafor");
        await house.ReadAsync(async db =>
        {
            (await db.People.SingleAsync(p => p.Name == "Tom Okafor" && p.MergedInto == null)).Role = Role.Admin;
            return await db.SaveChangesAsync();
        });
        await slack.TypeAsync("/coach join");
        var code = Code().Match(slack.Chat[^1].Words).Value;
        var teams = await house.InTeamsAsync("Tom Okafor");
        await teams.TypeAsync($"join {code}");
        await teams.ExpectAsync("Joined");
    }

    [GeneratedRegex("[A-Z0-9]{4}-[A-Z0-9]{4}-[A-Z0-9]{4}")]
    private static partial Regex Code();
}
