using BotCoach.Deals;
using BotCoach.Rollout;
using BotCoach.Stages;
using BotCoach.Storage;
using BotCoach.Tests.Admin;
using BotCoach.Tests.Deals;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BotCoach.Tests.Rollout;

/// <summary>Which criteria and fields earn their place, by the gate's answers and by what was written.</summary>
public sealed class UsefulnessTests
{
    [Theory, OnSqlite, OnPostgres]
    public async Task What_never_stops_a_deal_is_waived_or_answered_with_nothing_is_named_with_its_figures(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind, TestBook.Whole());
        for (var i = 0; i < 24; i++)
        {
            var (number, id) = (i, await house.DealAsync(house.Rita, $"Deal {i:00}", d => Half(d, i)));
            await house.Host.DoAsync(async s =>
            {
                var (db, moves) = (s.GetRequiredService<BotCoachDb>(), s.GetRequiredService<DealMoves>());
                db.Stakeholders.Add(new Stakeholder { WorkspaceId = house.Host.WorkspaceId, Id = Guid.CreateVersion7(), DealId = id, Name = "Dana Lee", Role = "champion" });
                db.Answers.Add(new Answer
                {
                    WorkspaceId = house.Host.WorkspaceId, DealId = id, CriterionId = TestBook.Advisory.Id, State = number < 8 ? AnswerState.Waived : AnswerState.Claimed, Kind = EvidenceKind.Note,
                    Text = number < 16 ? "asdf" : "They compare us with Acme", GivenAt = TestBook.Now, Version = 1,
                });
                await db.SaveChangesAsync();
                await moves.AdvanceAsync(await db.Deals.SingleAsync(d => d.Id == id), TestBook.Click(house.Rita.PersonId), TestBook.Now);
            });
        }
        await house.Ada.TypesAsync("/coach stages use");
        house.Ada.Sees("The buyer told us the problem in their words.");
        house.Ada.Sees("No deal ever failed it in 24 times. Drop it, or make it advisory.");
        house.Ada.Sees("It was set aside on 8 of 24 deals.");
        house.Ada.Sees("What it costs them is known in figures (Discovery): missing 12 of 24 times");
        await house.Rita.TypesAsync("/coach stages use");
        house.Rita.Sees("Only an admin");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_gate_that_is_pressed_again_and_again_is_counted_once_a_day(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind);
        await house.DealAsync(house.Rita, "Acme");
        for (var i = 0; i < 3; i++) await house.Rita.TypesAsync("/coach advance Acme");
        Assert.Equal("problem-told,impact-known,champion-named,amount/positive", await house.Host.ReadAsync(db => db.GateRefusals.Select(r => r.Missing).SingleAsync()));
        await house.Host.JumpAsync(TimeSpan.FromDays(1));
        await house.Rita.TypesAsync("/coach advance Acme");
        Assert.Equal(2, await house.Host.ReadAsync(db => db.GateRefusals.CountAsync()));
        await house.Ada.TypesAsync("/coach stages use");
        house.Ada.Sees("too few to say");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Fields_that_nothing_reads_or_in_which_mostly_nothing_stands_are_named_in_chat_and_in_the_console(Db kind)
    {
        var book = TestBook.Whole();
        RequiredField[] more = [new("desired-outcome", "present", "ours"), new("term", "present", "ours")];
        book = book with { Stages = [book.Stages[0] with { Fields = [.. book.Stages[0].Fields, .. more] }, .. book.Stages.Skip(1)] };
        await using var house = await DealHouse.OpenAsync(kind, book);
        for (var i = 0; i < 12; i++)
        {
            var number = i;
            await house.DealAsync(house.Rita, $"Deal {number:00}", d =>
            {
                (d.Facts["desired-outcome"], d.Facts["term"]) = (number < 4 ? "tbd" : $"They close the month in {number} days", "24 months");
                (d.Custom["Competitor"], d.Custom["Region"]) = (number < 6 ? "n/a" : $"Rival {number} Ltd", "North of Italy");
                d.NextStep = number < 5 ? "tbd" : $"Call Dana about offer {number}";
            });
        }
        await house.Ada.TypesAsync("/coach stages use");
        house.Ada.Sees("Desired outcome (Discovery: On 4 of 12 deals what stands there says nothing.");
        house.Ada.Sees("Term (Discovery: No criterion, handoff, signal or report reads it.");
        house.Ada.Sees("Competitor (Other fields: On 6 of 12 deals");
        house.Ada.Sees("Next step (Other fields: On 5 of 12 deals");
        house.Ada.DoesNotSee("Region");
        house.Ada.DoesNotSee("Amount");
        using var browser = await house.Host.BrowserOfAsync(house.Ada);
        await browser.OpenAsync($"/admin/stages/{TestBook.ProcessId}/use");
        browser.Sees("12: 4 say nothing");
        browser.Sees("No criterion, handoff, signal or report reads it.");
        browser.Sees("Other fields");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_an_import_may_not_move_is_counted_once_a_day_as_the_gates_refusal(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind);
        for (var i = 0; i < 3; i++) await house.DealAsync(house.Rita, $"Deal {i}");
        ImportSource Moved(string stage) => Csv.File("deals.csv", ["name,owner,stage", .. Enumerable.Range(0, 3).Select(i => $"Deal {i},Rita,{stage}")]);
        Assert.Equal(3, (await house.Host.ImportAsync(new ImportChoices(), new ImportWish(DryRun: true), Moved("Evaluation"))).Tally.Refused);
        Assert.Empty(await RefusedAsync(house));
        await house.Rita.TypesAsync("/coach advance Deal 0");
        for (var again = 0; again < 2; again++) Assert.Equal(3, (await house.Host.ImportAsync(Moved("Evaluation"))).Tally.Refused);
        Assert.Equal(Enumerable.Repeat(("one", "two", "problem-told,impact-known,champion-named,amount/positive"), 3), await RefusedAsync(house));
        await house.Ada.TypesAsync("/coach stages use");
        house.Ada.Sees("The buyer told us the problem in their words (Discovery): missing 3 of 3 times");
        await house.Host.JumpAsync(TimeSpan.FromDays(1));
        await house.Host.ImportAsync(Moved("Evaluation"));
        Assert.Equal(6, (await RefusedAsync(house)).Count);
    }

    [Fact]
    public async Task What_a_file_that_was_dropped_in_chat_may_not_move_is_counted_too()
    {
        await using var house = await DealHouse.OpenAsync(Db.Sqlite);
        var id = await house.DealAsync(house.Rita, "Acme");
        await SharesAsync(house, "Acme,Rita,Evaluation", "Borealis,Rita,Discovery");
        await house.Ada.PressesAsync("Import 1 deal");
        await house.Host.RunDueAsync();
        Assert.Equal(("one", "two", "problem-told,impact-known,champion-named,amount/positive"), Assert.Single(await RefusedAsync(house)));
        Assert.Equal(id, await house.Host.ReadAsync(db => db.GateRefusals.Select(r => r.DealId).SingleAsync()));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_a_dry_run_in_chat_says_of_the_gate_counts_for_nothing_while_nobody_imports(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind);
        await house.DealAsync(house.Rita, "Acme");
        await SharesAsync(house, "Acme,Rita,Evaluation", "Borealis,Rita,Discovery");
        Assert.Empty(await RefusedAsync(house));
        await house.Ada.PressesAsync("Cancel");
        await house.Host.RunDueAsync();
        Assert.Empty(await RefusedAsync(house));
    }

    private static async Task SharesAsync(DealHouse house, params string[] rows)
    {
        await house.Ada.SharesAsync(("deals.csv", Csv.Bytes(["name,owner,stage", .. rows])));
        await house.Host.RunDueAsync();
        house.Ada.Sees("the deal may not move forward yet");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Moves_by_a_version_that_did_not_ask_for_it_yet_do_not_count_as_passed(Db kind)
    {
        var before = TestBook.Whole();
        before = before with { Stages = [before.Stages[0] with { Exit = [TestBook.Problem] }, before.Stages[1] with { Entry = [] }, .. before.Stages.Skip(2)] };
        await using var house = await DealHouse.OpenAsync(kind, before);
        for (var i = 0; i < 24; i++) await MovedAsync(house, $"Early {i:00}", version: 1);
        var later = before with { Stages = [before.Stages[0] with { Exit = [TestBook.Problem, TestBook.Impact] }, .. before.Stages.Skip(1)] };
        await house.Host.DoAsync(async s =>
        {
            var (db, releases) = (s.GetRequiredService<BotCoachDb>(), s.GetRequiredService<Releases>());
            db.ProcessVersions.Add(new ProcessVersion { WorkspaceId = db.WorkspaceId, ProcessId = TestBook.ProcessId, Number = 2, State = VersionState.Draft, BasedOn = 1, Document = StageBookJson.Write(later) });
            await db.SaveChangesAsync();
            Assert.Empty(await releases.PublishAsync(await db.ProcessVersions.SingleAsync(v => v.Number == 2), TestBook.Click(house.Ada.PersonId), TestBook.Now));
        });
        await house.Host.RunDueAsync();
        Assert.Equal(24, await house.Host.ReadAsync(db => db.Deals.CountAsync(d => d.ProcessVersion == 2)));
        await house.Ada.TypesAsync("/coach stages use");
        house.Ada.Sees("The buyer told us the problem in their words. (Discovery: No deal ever failed it in 24 times.");
        house.Ada.DoesNotSee("What it costs them is known in figures");
        // moved by the second version, and by the first again once it is rolled back
        for (var i = 0; i < 21; i++) await MovedAsync(house, $"Late {i:00}", version: 2);
        await house.Host.DoAsync(async s => Assert.Empty(await s.GetRequiredService<Releases>().RollBackAsync(TestBook.ProcessId, TestBook.Click(house.Ada.PersonId), TestBook.Now)));
        await house.Host.RunDueAsync();
        Assert.Equal(45, await house.Host.ReadAsync(db => db.Deals.CountAsync(d => d.ProcessVersion == 1)));
        IReadOnlyList<ItemUse> use = [];
        await house.Host.DoAsync(async s => use = await s.GetRequiredService<UsefulnessReading>().OfAsync(await s.GetRequiredService<BotCoachDb>().ProcessVersions.SingleAsync(v => v.Number == 2), TestBook.Now));
        Assert.Equal((45, 21), (use.Single(u => u.Id == TestBook.Problem.Id).Asked, use.Single(u => u.Id == TestBook.Impact.Id).Asked));
    }

    private static async Task MovedAsync(DealHouse house, string name, int version)
    {
        var id = await house.DealAsync(house.Rita, name, d => TestBook.Filled(d).ProcessVersion = version);
        await house.Host.DoAsync(async s => Assert.IsType<Moved>(await s.GetRequiredService<DealMoves>().AdvanceAsync(await s.GetRequiredService<BotCoachDb>().Deals.SingleAsync(d => d.Id == id), TestBook.Click(house.Rita.PersonId), TestBook.Now)));
    }

    private static async Task<List<(string, string, string)>> RefusedAsync(DealHouse house) =>
        [.. (await house.Host.ReadAsync(db => db.GateRefusals.AsNoTracking().ToListAsync())).Select(r => (r.StageId, r.Target, r.Missing))];

    [Theory, OnSqlite, OnPostgres]
    public async Task What_an_older_version_did_not_ask_for_is_not_said_to_stop_nobody(Db kind)
    {
        var before = TestBook.Whole();
        await using var house = await DealHouse.OpenAsync(kind, before with { Stages = [before.Stages[0] with { Exit = [TestBook.Problem] }, .. before.Stages.Skip(1)] });
        await RefuseAsync(house, version: 1, from: 0);
        await house.Ada.TypesAsync("/coach stages edit");
        await house.Ada.PressesAsync("Edit", inRow: "1. Discovery");
        await house.Ada.PressesAsync("Open", inRow: "Exit criteria");
        await house.Ada.PressesAsync("Add a criterion");
        await house.Ada.FillsAsync(("text", "Their budget is known."), ("required", "yes"), ("ways", "field:budget"));
        await house.Ada.PressesAsync("Publish to everyone");
        await house.Ada.TypesAsync("/coach stages use");
        house.Ada.DoesNotSee("Their budget is known");
        await RefuseAsync(house, version: 2, from: 24);
        await house.Ada.TypesAsync("/coach stages use");
        house.Ada.Sees("Their budget is known. (Discovery: No deal ever failed it in 24 times.");
    }

    /// <summary>The gate told this of 24 deals: their problem is not known.</summary>
    private static async Task RefuseAsync(DealHouse house, int version, int from)
    {
        for (var i = from; i < from + 24; i++)
        {
            var id = await house.DealAsync(house.Rita, $"Deal {i:00}", d => d.ProcessVersion = version);
            await house.Host.DoAsync(s =>
            {
                s.GetRequiredService<BotCoachDb>().GateRefusals.Add(new GateRefusal
                {
                    WorkspaceId = house.Host.WorkspaceId, DealId = id, Target = "two", Day = TestBook.Today, ProcessId = TestBook.ProcessId, Version = version, StageId = "one",
                    Missing = $"{TestBook.Problem.Id},amount/positive",
                });
                return Task.CompletedTask;
            });
        }
    }

    [Fact]
    public void Too_few_times_say_nothing()
    {
        ItemUse Use(int asked, int failed) => new("one", "One", "c", "It is so.", true, false, asked, failed, 0, 0, 0, 0, 0);
        Assert.Empty(UsefulnessRules.Of([Use(19, 0)]));
        Assert.Single(UsefulnessRules.Of([Use(20, 0)]));
        Assert.Empty(UsefulnessRules.Of([Use(200, 1)]));
    }

    private static void Half(Deal deal, int number)
    {
        TestBook.Filled(deal);
        if (number % 2 == 0) deal.Facts.Remove("impact");
    }
}
