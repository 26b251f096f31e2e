using System.Net;
using System.Text.Json;
using BotCoach.Cli;
using BotCoach.Deals;
using BotCoach.Stages;
using BotCoach.Storage;
using BotCoach.Tests.Admin;
using BotCoach.Tests.Deals;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace BotCoach.Tests.Metrics;

/// <summary>Figures of what is odd: nothing at all, one deal, all lost, nothing said, and what was changed under them.</summary>
public sealed class BadInputTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task Of_no_history_of_one_deal_and_of_all_lost_figures_and_pages_say_what_there_is_and_no_rate(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind, TestBook.Whole());
        using var monas = await house.Host.BrowserOfAsync(house.Mona);
        var none = (await JsonAsync(house.Host)).GetProperty("all");
        Assert.Equal((0, 0, JsonValueKind.Null), (Int(none, "open"), Int(none.GetProperty("win_rate"), "denominator"), none.GetProperty("days_to_close").GetProperty("median").ValueKind));
        await PagesAsync("Open 0 deals, no amounts", "Win rate none yet");
        // neither an amount nor a close date
        var one = await house.DealAsync(house.Rita, "Acme");
        await PagesAsync("Open 1 deal, no amounts", "Close date slipped none yet");
        await ChangeAsync(house, one, DealEventKind.Lost, d => (d.Status, d.ClosedAt) = (DealStatus.Lost, TestBook.Now), TestBook.Now);
        for (var i = 0; i < 5; i++) await ChangeAsync(house, await house.DealAsync(house.Sam, $"Lost {i}"), DealEventKind.Lost, d => (d.Status, d.ClosedAt, d.OutcomeReason) = (DealStatus.Lost, TestBook.Now, "Price"), TestBook.Now);
        await PagesAsync("Open 0 deals, no amounts", "Win rate 0 % (0 of 6)");
        monas.Sees("Discovery no reason given 1");

        async Task PagesAsync(params string[] words)
        {
            foreach (var page in new[] { "/forecast", "/adoption", "/pipeline?csv=stages", "/pipeline?csv=weeks", "/pipeline" })
            {
                await monas.OpenAsync(page);
                Assert.Equal((page, HttpStatusCode.OK), (page, monas.Status));
            }
            foreach (var sentence in words) monas.Sees(sentence);
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_close_date_at_the_end_of_time_is_a_quarter_like_any_other(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind, TestBook.Whole());
        foreach (var (name, on) in new[] { ("Acme", new LocalDate(9999, 12, 31)), ("Globex", new LocalDate(1, 1, 1)), ("Initech", new LocalDate(2025, 11, 3)) })
            await house.DealAsync(house.Rita, name, d => (d.Amount, d.CloseOn) = (100, on));
        await ChangeAsync(house, await house.DealAsync(house.Sam, "Hooli", d => d.Amount = 70), DealEventKind.Won, d => (d.Status, d.ClosedAt) = (DealStatus.Won, new DateTimeOffset(2025, 12, 1, 9, 0, 0, TimeSpan.Zero)), TestBook.Now);
        using var monas = await house.Host.BrowserOfAsync(house.Mona);
        await monas.OpenAsync("/forecast?csv=quarters");
        Assert.Equal(HttpStatusCode.OK, monas.Status);
        Assert.Equal(["1-Q1,USD,0,1,100", "2025-Q4,USD,70,1,100", "9999-Q4,USD,0,1,100"], monas.Html.Trim().Split('\n').Skip(1).Select(l => string.Join(',', l.Split(',')[..5])));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_reopened_deal_is_open_again_and_its_loss_is_no_loss_any_more(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind, TestBook.Whole());
        var id = await house.DealAsync(house.Rita, "Acme", d => d.CreatedAt = TestBook.Now.AddDays(-20));
        await ChangeAsync(house, id, DealEventKind.Lost, d => (d.Status, d.ClosedAt, d.OutcomeReason) = (DealStatus.Lost, TestBook.Now.AddDays(-2), "Price"), TestBook.Now.AddDays(-2));
        await ChangeAsync(house, id, DealEventKind.Reopened, d => (d.Status, d.ClosedAt, d.OutcomeReason) = (DealStatus.Open, null, null), TestBook.Now.AddDays(-1));
        var now = (await JsonAsync(house.Host)).GetProperty("all");
        Assert.Equal((1, 0, 0, 0), (Int(now, "open"), Int(now, "lost"), now.GetProperty("stages")[0].GetProperty("losses").GetArrayLength(), Int(now.GetProperty("stages")[0].GetProperty("won_from_here"), "denominator")));
        var then = (await JsonAsync(house.Host, "--as-of", "2026-02-28")).GetProperty("all");
        Assert.Equal((0, 1), (Int(then, "open"), Int(then, "lost")));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_stage_that_was_renamed_has_its_new_name_and_one_that_was_removed_its_last(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind, TestBook.Whole());
        var id = await house.DealAsync(house.Rita, "Acme", d => (d.StageId, d.CreatedAt) = ("three", TestBook.Now.AddDays(-20)));
        await ChangeAsync(house, id, DealEventKind.MovedBack, d => d.StageId = "two", TestBook.Now.AddDays(-9));
        var book = TestBook.Whole();
        await PublishAsync(house, 2, book with { Stages = [book.Stages[0], book.Stages[1] with { Name = "Proof" }, book.Stages[2] with { Name = "Signing" }, book.Stages[3]] });
        await PublishAsync(house, 3, book with { Stages = [book.Stages[0], book.Stages[1] with { Name = "Proof" }, book.Stages[3]] });
        await house.Host.DoAsync(async s => (await s.GetRequiredService<BotCoachDb>().Deals.SingleAsync(d => d.Id == id)).ProcessVersion = 3);
        var names = (await JsonAsync(house.Host)).GetProperty("all").GetProperty("stages").EnumerateArray().Select(s => s.GetProperty("name").GetString());
        Assert.Equal(["Proof", "Signing"], names);
        using var monas = await house.Host.BrowserOfAsync(house.Mona);
        await monas.OpenAsync("/pipeline");
        monas.Sees("Signing");
        monas.DoesNotSee(" three ");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_deal_counts_for_the_team_that_stands_on_it_also_when_its_owner_has_changed_teams(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind, TestBook.Whole());
        await house.DealAsync(house.Rita, "Acme", d => d.SalesTeam = "North");
        await house.Host.DoAsync(async s => (await s.GetRequiredService<BotCoachDb>().People.SingleAsync(p => p.Id == house.Rita.PersonId)).SalesTeam = "South");
        await house.DealAsync(house.Rita, "Globex", d => d.SalesTeam = "South");
        Assert.Equal([("North", 1), ("South", 1)], await GroupsAsync(house.Host, "team"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Two_people_of_one_name_are_two_and_a_team_written_in_two_ways_is_one(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind, TestBook.Whole());
        await house.Host.DoAsync(async s => (await s.GetRequiredService<BotCoachDb>().People.SingleAsync(p => p.Id == house.Sam.PersonId)).Name = "Rita");
        await house.DealAsync(house.Rita, "Acme", d => (d.SalesTeam, d.Segment) = ("Süd", "SMB"));
        await house.DealAsync(house.Rita, "Hooli", d => (d.SalesTeam, d.Segment) = ("SÜD", "smb"));
        await house.DealAsync(house.Sam, "Globex", d => (d.SalesTeam, d.Segment) = ("West", "Enterprise"));
        Assert.Equal([("Rita", 1), ("Rita", 2)], (await GroupsAsync(house.Host, "owner")).OrderBy(g => g.Open));
        Assert.Equal(2, (await GroupsAsync(house.Host, "team")).Count);
        using var monas = await house.Host.BrowserOfAsync(house.Mona);
        foreach (var query in new[] { "team=süd", "team=SÜD%20", "segment=Smb" })
        {
            await monas.OpenAsync($"/pipeline?{query}");
            monas.Sees("Open 2 deals");
            monas.Sees("Of a team, a segment, a source or a process alone it cannot be told afterwards.");
        }
        await monas.OpenAsync("/pipeline?segment=mid");
        monas.Sees("No deal is of the segment “mid”. There are Enterprise and SMB.");
        monas.Sees("Open 3 deals");
        await monas.OpenAsync("/pipeline?source=fair");
        monas.Sees("No deal is of the source “fair”. None has one yet.");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_day_begins_at_the_companys_midnight_also_on_the_sunday_on_which_clocks_change(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind, TestBook.Whole());
        await house.Host.DoAsync(async s => (await s.GetRequiredService<BotCoachDb>().Workspaces.SingleAsync()).Zone = "Europe/Berlin");
        // half past midnight on Monday, by winter time; an hour before, it would have been Sunday, and by summer time half past one
        await WonAsync("Acme", new DateTimeOffset(2025, 10, 26, 23, 30, 0, TimeSpan.Zero));
        // the last half hour of that Sunday
        await WonAsync("Globex", new DateTimeOffset(2025, 10, 26, 22, 30, 0, TimeSpan.Zero));
        foreach (var (day, won, days) in new[] { ("2025-10-25", 0, (double?)null), ("2025-10-26", 1, 1), ("2025-10-27", 1, 2) })
        {
            var all = (await JsonAsync(house.Host, "--from", day, "--as-of", day)).GetProperty("all");
            var median = all.GetProperty("days_to_win").GetProperty("median");
            Assert.Equal((day, won, days), (day, Int(all, "won"), median.ValueKind == JsonValueKind.Null ? null : median.GetDouble()));
        }

        async Task WonAsync(string name, DateTimeOffset at) => await ChangeAsync(
            house, await house.DealAsync(house.Rita, name, d => d.CreatedAt = new DateTimeOffset(2025, 10, 25, 10, 0, 0, TimeSpan.Zero)), DealEventKind.Won, d => (d.Status, d.ClosedAt) = (DealStatus.Won, at), at);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_monday_is_written_down_by_the_same_definitions_and_shown_from_then_on(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind, TestBook.Whole());
        // a name that says nothing is nobody, on either side of the count
        for (var i = 0; i < 6; i++)
            await house.DealAsync(house.Rita, $"Deal {i}", d => (d.CloseOn, d.CloseSlips, d.NextStep, d.NextStepOn) = (new LocalDate(2026, 4, 1), i < 3 ? 1 : 0, "Call", new LocalDate(2026, 3, 9)), TestBook.Person("user", "Dana Lee"), TestBook.Person("champion", i == 0 ? "Ole Berg" : "n/a"));
        await house.DealAsync(house.Rita, "Undated");
        await house.Host.RunDueAsync();
        var week = await house.Host.ReadAsync(db => db.WeekFigures.AsNoTracking().SingleAsync());
        Assert.Equal((7, 7, 1, 1, 6, 3), (week.Open, week.Active, week.WithoutStep, week.Known, week.Dated, week.Slipped));
        // one of a week before it was known how many had slipped
        await house.Host.DoAsync(s =>
        {
            s.GetRequiredService<BotCoachDb>().WeekFigures.Add(new() { WorkspaceId = house.Host.WorkspaceId, TakenOn = new LocalDate(2026, 2, 23), OwnerId = house.Rita.PersonId, Open = 10, Active = 10, WithoutStep = 5, Confirmed = 0, Known = 5 });
            return Task.CompletedTask;
        });
        using var monas = await house.Host.BrowserOfAsync(house.Mona);
        await monas.OpenAsync("/pipeline");
        monas.Sees("Known here from 23 February 2026 on.");
        monas.Sees("Known here from 2 March 2026 on.");
        monas.Sees("Two people known or more 14 % (1 of 7)");
        await monas.OpenAsync("/pipeline?csv=weeks");
        Assert.Equal(["2026-02-23,5,0,10,5,10,,", "2026-03-02,6,0,7,1,7,3,6"], monas.Html.Trim().Split('\n').Skip(1).Select(l => l.Trim()));
        await monas.OpenAsync("/pipeline?asof=2026-02-28&csv=weeks");
        Assert.Equal(2, monas.Html.Trim().Split('\n').Length);
    }

    private static Task PublishAsync(DealHouse house, int number, StageBook book) => house.Host.DoAsync(async s =>
    {
        var db = s.GetRequiredService<BotCoachDb>();
        foreach (var old in await db.ProcessVersions.Where(v => v.State == VersionState.Published).ToListAsync()) old.State = VersionState.Retired;
        await db.SaveChangesAsync();
        db.ProcessVersions.Add(new ProcessVersion { WorkspaceId = db.WorkspaceId, ProcessId = TestBook.ProcessId, Number = number, State = VersionState.Published, Document = StageBookJson.Write(book), PublishedAt = TestBook.Now });
    });

    private static Task ChangeAsync(DealHouse house, Guid id, DealEventKind kind, Action<Deal> change, DateTimeOffset at) => house.Host.DoAsync(async s =>
        await s.GetRequiredService<DealLedger>().ChangeAsync(await s.GetRequiredService<BotCoachDb>().Deals.SingleAsync(d => d.Id == id), TestBook.Click(house.Rita.PersonId), at, kind, change, at));

    private static async Task<List<(string? Name, int Open)>> GroupsAsync(CoachHost host, string by) =>
        [.. (await JsonAsync(host, "--by", by)).GetProperty("groups").EnumerateArray().Select(g => (g.GetProperty("name").GetString(), Int(g, "open")))];

    private static int Int(JsonElement of, string name) => of.GetProperty(name).GetInt32();

    private static async Task<JsonElement> JsonAsync(CoachHost host, params string[] words)
    {
        var (output, errors) = (new StringWriter(), new StringWriter());
        Assert.Equal(0, await MetricsCommand.RunAsync(host.App.Services, MetricsOptions.Of([.. words, "--json"]).Options!, output, errors, CancellationToken.None));
        return JsonDocument.Parse(output.ToString()).RootElement;
    }
}
