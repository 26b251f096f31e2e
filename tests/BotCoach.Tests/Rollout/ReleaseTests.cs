using BotCoach.Deals;
using BotCoach.Rollout;
using BotCoach.Stages;
using BotCoach.Storage;
using BotCoach.Tests.Deals;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BotCoach.Tests.Rollout;

public sealed class ReleaseTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task A_draft_changes_nothing_until_it_is_published_and_then_open_deals_follow_and_closed_ones_stay(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind, TestBook.Whole());
        var (open, lost) = (await house.DealAsync(house.Rita, "Acme"), await house.DealAsync(house.Rita, "Beta", d => d.Status = DealStatus.Lost));
        await DraftAsync(house, book => Reworded(book, "They said what hurts."));
        await house.Host.RunDueAsync();
        Assert.Equal(1, (await house.ReadAsync(open)).ProcessVersion);
        await PublishAsync(house);
        await house.Host.RunDueAsync();
        Assert.Equal((2, 1), ((await house.ReadAsync(open)).ProcessVersion, (await house.ReadAsync(lost)).ProcessVersion));
        Assert.Equal([VersionState.Retired, VersionState.Published], await StatesAsync(house));
        await house.Rita.TypesAsync("/coach Acme");
        house.Rita.Sees("They said what hurts.");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_deal_that_moves_keeps_its_answers_its_clock_and_its_history(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind, TestBook.Whole());
        var id = await house.DealAsync(house.Rita, "Acme", d => TestBook.Filled(d));
        await AnswerAsync(house, id, TestBook.Advisory.Id, "They also look at two others.");
        var before = await house.ReadAsync(id);
        await DraftAsync(house, book => Reworded(book, "They said what hurts."));
        await PublishAsync(house);
        await house.Host.RunDueAsync();
        var after = await house.ReadAsync(id);
        Assert.Equal((before.StageId, before.StageEnteredAt, before.Facts["problem"]), (after.StageId, after.StageEnteredAt, after.Facts["problem"]));
        Assert.Equal("They also look at two others.", (await AnswersAsync(house, id)).Single().Text);
        var moved = (await house.EventsAsync(id))[^1];
        Assert.Equal((DealEventKind.VersionChanged, null, (long?)null), (moved.Kind, moved.FromStage, moved.DwellSeconds));
        Assert.Contains($"{TestBook.ProcessId}/2", moved.After);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task The_deals_of_a_stage_that_is_gone_go_where_the_version_says_and_come_back_when_it_is_rolled_back(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind, TestBook.Whole());
        var (second, first) = (await house.DealAsync(house.Rita, "Acme", d => d.StageId = "two"), await house.DealAsync(house.Rita, "Beta"));
        var entered = (await house.ReadAsync(second)).StageEnteredAt;
        await DraftAsync(house, book => Without(book, "two"), map: ("two", "three"));
        await PublishAsync(house);
        await house.Host.RunDueAsync();
        Assert.Equal(("three", 2), Place(await house.ReadAsync(second)));
        Assert.Equal(("one", 2), Place(await house.ReadAsync(first)));
        Assert.Equal(entered, (await house.ReadAsync(second)).StageEnteredAt);
        await RollBackAsync(house);
        await house.Host.RunDueAsync();
        Assert.Equal(("two", 1), Place(await house.ReadAsync(second)));
        Assert.Equal(("one", 1), Place(await house.ReadAsync(first)));
        Assert.Equal([VersionState.Published, VersionState.Retired], await StatesAsync(house));
        Assert.Equal(["process: version 2 published", "process: version 2 rolled back to 1"], await house.Host.ReadAsync(db => db.AuditEntries.OrderBy(a => a.What).Select(a => a.What).ToListAsync()));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_deal_that_went_on_meanwhile_is_not_put_back_by_a_roll_back(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind, TestBook.Whole());
        var id = await house.DealAsync(house.Rita, "Acme", d => d.StageId = "two");
        await DraftAsync(house, book => Without(book, "two"), map: ("two", "one"));
        await PublishAsync(house);
        await house.Host.RunDueAsync();
        await house.Host.DoAsync(async s =>
        {
            var deal = await s.GetRequiredService<BotCoachDb>().Deals.FirstAsync(d => d.Id == id);
            await s.GetRequiredService<DealLedger>().ChangeAsync(deal, TestBook.Click(house.Rita.PersonId), TestBook.Now, DealEventKind.Advanced, d => d.StageId = "three");
        });
        await RollBackAsync(house);
        await house.Host.RunDueAsync();
        Assert.Equal(("three", 1), Place(await house.ReadAsync(id)));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_pilot_is_for_the_deals_of_its_teams_and_new_ones_of_theirs_until_it_is_dropped(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind, TestBook.Whole());
        var (north, south) = (await house.DealAsync(house.Rita, "Acme", d => d.SalesTeam = "North"), await house.DealAsync(house.Sam, "Beta", d => d.SalesTeam = "South"));
        await DraftAsync(house, book => Reworded(book, "They said what hurts."));
        await DoAsync(house, async (releases, drafts) => await releases.PilotAsync((await drafts.FindAsync(TestBook.ProcessId))!, [" north "], TestBook.Click(house.Ada.PersonId), TestBook.Now));
        await house.Host.RunDueAsync();
        Assert.Equal((2, 1), ((await house.ReadAsync(north)).ProcessVersion, (await house.ReadAsync(south)).ProcessVersion));
        await house.Host.DoAsync(async s =>
        {
            var shelf = s.GetRequiredService<StageShelf>();
            Assert.Equal((2, 1), ((await shelf.ChooseAsync(null, null, null, "NORTH")).Number, (await shelf.ChooseAsync(null, null, null, "South")).Number));
        });
        await DoAsync(house, (releases, _) => releases.DropAsync(TestBook.ProcessId, TestBook.Click(house.Ada.PersonId), TestBook.Now));
        await house.Host.RunDueAsync();
        Assert.Equal((1, 1), ((await house.ReadAsync(north)).ProcessVersion, (await house.ReadAsync(south)).ProcessVersion));
        Assert.Equal([VersionState.Published, VersionState.Retired], await StatesAsync(house));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_widened_pilot_is_everyones(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind, TestBook.Whole());
        var (north, south) = (await house.DealAsync(house.Rita, "Acme", d => d.SalesTeam = "North"), await house.DealAsync(house.Sam, "Beta", d => d.SalesTeam = "South"));
        await DraftAsync(house, book => Reworded(book, "They said what hurts."));
        await DoAsync(house, async (releases, drafts) => await releases.PilotAsync((await drafts.FindAsync(TestBook.ProcessId))!, ["North"], TestBook.Click(house.Ada.PersonId), TestBook.Now));
        await DoAsync(house, (releases, _) => releases.WidenAsync(TestBook.ProcessId, TestBook.Click(house.Ada.PersonId), TestBook.Now));
        await house.Host.RunDueAsync();
        Assert.Equal((2, 2), ((await house.ReadAsync(north)).ProcessVersion, (await house.ReadAsync(south)).ProcessVersion));
        Assert.Equal([VersionState.Retired, VersionState.Published], await StatesAsync(house));
    }

    [Theory, OnSqlite]
    public async Task What_is_in_the_way_is_said_and_nothing_is_done(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind, TestBook.Whole());
        await DraftAsync(house, book => Without(book, "two") with { Name = "" }, map: ("two", "one"));
        await MapAsync(house, "one", "two");
        Assert.Equal(
            ["The name is empty.", "moves/one: The deals cannot go to 'two': that stage is gone too, and its own deals move on. Choose a stage of the new version."],
            (await PublishAsync(house)).Select(p => p.ToString()));
        Assert.Equal([VersionState.Published, VersionState.Draft], await StatesAsync(house));
        Assert.Equal("There is no pilot of this process.", (await DoAsync(house, (r, _) => r.DropAsync(TestBook.ProcessId, TestBook.Click(house.Ada.PersonId), TestBook.Now))).Single().Sentence);
        Assert.Equal("There is no pilot of this process.", (await DoAsync(house, (r, _) => r.WidenAsync(TestBook.ProcessId, TestBook.Click(house.Ada.PersonId), TestBook.Now))).Single().Sentence);
        Assert.Equal("Version 1 is the first: there is none before it.", (await RollBackAsync(house)).Single().Sentence);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_deal_that_was_opened_again_under_a_retired_version_follows_within_the_hour(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind, TestBook.Whole());
        var id = await house.DealAsync(house.Rita, "Acme", d => d.Status = DealStatus.Lost);
        await DraftAsync(house, book => Reworded(book, "They said what hurts."));
        await PublishAsync(house);
        await house.Host.RunDueAsync();
        await house.Host.DoAsync(async s =>
        {
            var deal = await s.GetRequiredService<BotCoachDb>().Deals.FirstAsync(d => d.Id == id);
            await s.GetRequiredService<DealLedger>().ChangeAsync(deal, TestBook.Click(house.Rita.PersonId), TestBook.Now, DealEventKind.Reopened, d => d.Status = DealStatus.Open);
        });
        await house.Host.JumpAsync(TimeSpan.FromHours(1));
        await house.Host.RunDueAsync();
        Assert.Equal(2, (await house.ReadAsync(id)).ProcessVersion);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_deal_of_a_pilots_team_that_a_file_brings_begins_in_the_pilot(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind, TestBook.Whole());
        await DraftAsync(house, book => Reworded(book, "They said what hurts."));
        await DoAsync(house, async (releases, drafts) => await releases.PilotAsync((await drafts.FindAsync(TestBook.ProcessId))!, ["North"], TestBook.Click(house.Ada.PersonId), TestBook.Now));
        await house.Host.ImportAsync(Csv.File("deals.csv", "id,name,account,owner,sales team,stage,amount", "1,Acme,Acme,Rita,North,Evaluation,5", "2,Beta,Beta,Rita,South,Evaluation,5"));
        Assert.Equal([("Acme", 2), ("Beta", 1)], (await house.Host.ReadAsync(db => db.Deals.OrderBy(d => d.Name).Select(d => new { d.Name, d.ProcessVersion }).ToListAsync())).Select(d => (d.Name, d.ProcessVersion)));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_deal_that_comes_to_a_team_with_a_pilot_follows_within_the_hour_and_leaves_it_again(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind, TestBook.Whole());
        var id = await house.DealAsync(house.Rita, "Acme", d => d.SalesTeam = "South");
        await DraftAsync(house, book => Reworded(book, "They said what hurts."));
        await DoAsync(house, async (releases, drafts) => await releases.PilotAsync((await drafts.FindAsync(TestBook.ProcessId))!, ["North"], TestBook.Click(house.Ada.PersonId), TestBook.Now));
        await house.Host.RunDueAsync();
        foreach (var (team, version) in new[] { ("North", 2), ("South", 1) })
        {
            await house.Host.DoAsync(async s =>
            {
                var deal = await s.GetRequiredService<BotCoachDb>().Deals.FirstAsync(d => d.Id == id);
                await s.GetRequiredService<DealLedger>().ChangeAsync(deal, TestBook.Click(house.Rita.PersonId), house.Host.Clock.Now, DealEventKind.FieldsChanged, d => d.SalesTeam = team);
            });
            await house.Host.JumpAsync(TimeSpan.FromHours(1));
            await house.Host.RunDueAsync();
            Assert.Equal(version, (await house.ReadAsync(id)).ProcessVersion);
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Two_processes_of_a_company_are_moved_each_to_its_own_end(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind, TestBook.Whole());
        var first = await house.DealAsync(house.Rita, "Acme");
        var other = Guid.Empty;
        await house.Host.DoAsync(async s => other = (await s.GetRequiredService<Drafts>().BeginAsync("Other", TestBook.Whole(), house.Ada.PersonId, TestBook.Now)).ProcessId);
        await ReleaseAsync(house, other);
        var second = await house.DealAsync(house.Rita, "Beta", d => d.ProcessId = other);
        foreach (var process in (Guid[])[TestBook.ProcessId, other])
        {
            await house.Host.DoAsync(s => s.GetRequiredService<Drafts>().OpenAsync(process, house.Ada.PersonId, TestBook.Now));
            await ReleaseAsync(house, process);
        }
        await house.Host.RunDueAsync();
        Assert.Equal((2, 2), ((await house.ReadAsync(first)).ProcessVersion, (await house.ReadAsync(second)).ProcessVersion));
        Assert.All(await house.Host.ReadAsync(db => db.VersionMoves.AsNoTracking().ToListAsync()), m => Assert.False(m.IsUnderWay));
    }

    [Theory, OnSqlite]
    public async Task Where_a_stage_goes_that_went_to_another_that_is_taken_away_too_is_where_that_goes(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind, TestBook.Whole());
        var id = await house.DealAsync(house.Rita, "Acme", d => d.StageId = "one");
        await house.Host.DoAsync(async s =>
        {
            var drafts = s.GetRequiredService<Drafts>();
            var draft = await drafts.OpenAsync(TestBook.ProcessId, house.Ada.PersonId, TestBook.Now);
            foreach (var (stage, to) in new[] { ("one", "two"), ("two", "three") })
            {
                drafts.Map(draft, stage, to);
                drafts.Save(draft, Without(drafts.Read(draft), stage), house.Ada.PersonId, TestBook.Now);
            }
            Assert.Equal(new Dictionary<string, string> { ["one"] = "three", ["two"] = "three" }, draft.StageMap);
        });
        await PublishAsync(house);
        await house.Host.RunDueAsync();
        Assert.Equal("three", (await house.ReadAsync(id)).StageId);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task More_deals_than_one_unit_of_work_takes_all_follow(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind, TestBook.Whole());
        for (var i = 0; i < 205; i++) await house.DealAsync(house.Rita, $"Deal {i}");
        await DraftAsync(house, book => Reworded(book, "They said what hurts."));
        await PublishAsync(house);
        await house.Host.RunDueAsync();
        Assert.Equal(0, await house.Host.ReadAsync(db => db.Deals.CountAsync(d => d.ProcessVersion != 2)));
        var move = await house.Host.ReadAsync(db => db.VersionMoves.AsNoTracking().SingleAsync());
        Assert.Equal((205, false), (move.Moved, move.IsUnderWay));
    }

    internal static StageBook Reworded(StageBook book, string text) => book with
    {
        Stages = [.. book.Stages.Select((s, i) => i > 0 ? s : s with { Exit = [.. s.Exit.Select((c, n) => n > 0 ? c : c with { Text = text })] })],
    };

    internal static StageBook Without(StageBook book, string stage) => book with { Stages = [.. book.Stages.Where(s => s.Id != stage)] };

    private static (string, int) Place(Deal deal) => (deal.StageId, deal.ProcessVersion);

    private static Task DraftAsync(DealHouse house, Func<StageBook, StageBook> change, (string Old, string To)? map = null) => house.Host.DoAsync(async s =>
    {
        var drafts = s.GetRequiredService<Drafts>();
        var draft = await drafts.OpenAsync(TestBook.ProcessId, house.Ada.PersonId, TestBook.Now);
        drafts.Save(draft, change(drafts.Read(draft)), house.Ada.PersonId, TestBook.Now);
        if (map is var (old, to)) drafts.Map(draft, old, to);
    });

    private static Task ReleaseAsync(DealHouse house, Guid process) => house.Host.DoAsync(async s =>
        Assert.Empty(await s.GetRequiredService<Releases>().PublishAsync((await s.GetRequiredService<Drafts>().FindAsync(process))!, TestBook.Click(house.Ada.PersonId), TestBook.Now)));

    private static Task MapAsync(DealHouse house, string old, string to) => house.Host.DoAsync(async s =>
        s.GetRequiredService<Drafts>().Map((await s.GetRequiredService<Drafts>().FindAsync(TestBook.ProcessId))!, old, to));

    private static Task<IReadOnlyList<StageBookProblem>> PublishAsync(DealHouse house) =>
        DoAsync(house, async (releases, drafts) => await releases.PublishAsync((await drafts.FindAsync(TestBook.ProcessId))!, TestBook.Click(house.Ada.PersonId), TestBook.Now));

    private static Task<IReadOnlyList<StageBookProblem>> RollBackAsync(DealHouse house) =>
        DoAsync(house, (releases, _) => releases.RollBackAsync(TestBook.ProcessId, TestBook.Click(house.Ada.PersonId), TestBook.Now));

    private static async Task<IReadOnlyList<StageBookProblem>> DoAsync(DealHouse house, Func<Releases, Drafts, Task<IReadOnlyList<StageBookProblem>>> verb)
    {
        IReadOnlyList<StageBookProblem> problems = [];
        await house.Host.DoAsync(async s => problems = await verb(s.GetRequiredService<Releases>(), s.GetRequiredService<Drafts>()));
        return problems;
    }

    private static Task AnswerAsync(DealHouse house, Guid deal, string criterion, string text) => house.Host.DoAsync(s =>
    {
        s.GetRequiredService<BotCoachDb>().Answers.Add(new Answer
        {
            WorkspaceId = house.Host.WorkspaceId, DealId = deal, CriterionId = criterion, State = AnswerState.Claimed, Kind = EvidenceKind.Note, Text = text, GivenAt = TestBook.Now, Version = 1,
        });
        return Task.CompletedTask;
    });

    private static Task<List<Answer>> AnswersAsync(DealHouse house, Guid deal) => house.Host.ReadAsync(db => db.Answers.AsNoTracking().Where(a => a.DealId == deal).ToListAsync());

    private static Task<List<VersionState>> StatesAsync(DealHouse house) =>
        house.Host.ReadAsync(db => db.ProcessVersions.AsNoTracking().OrderBy(v => v.Number).Select(v => v.State).ToListAsync());
}
