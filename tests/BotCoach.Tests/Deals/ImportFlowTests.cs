using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace BotCoach.Tests.Deals;

public class ImportFlowTests
{
    private const string Acme = "1,Acme rollout,Acme,Ann Bell,Discovery,12000,2026-06-30,Call the CFO";

    [Theory, OnSqlite, OnPostgres]
    public async Task A_dry_run_says_what_would_happen_and_writes_nothing(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var report = await host.ImportAsync(new ImportChoices(), new ImportWish(DryRun: true), Importing.Deals(Acme, "2,Beta,Beta,Ann Bell,Won,x,2026-01-05,"));
        Assert.Equal((1, 0, 0, 1), report.Counts());
        var fault = Assert.Single(report.Refusals);
        Assert.Equal(("deals.csv", 3, "amount", "x"), (fault.File, fault.Line, fault.Column, fault.Value));
        Assert.Equal((0, 0, 0, 0), await host.ReadAsync(async db =>
            (await db.Deals.CountAsync(), await db.People.CountAsync(), await db.ImportRuns.CountAsync(), await db.Processes.CountAsync())));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_changed_row_changes_the_deal_through_its_history(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        await host.ImportAsync(Importing.Deals(Acme));
        host.Clock.Advance(TimeSpan.FromDays(1));
        var report = await host.ImportAsync(Importing.Deals("1,Acme rollout,Acme,Ann Bell,Discovery,15000,2026-07-31,Send the plan"));
        Assert.Equal((0, 1, 0, 0), report.Counts());
        var deal = await DealAsync(host, "1");
        Assert.Equal((15_000m, new LocalDate(2026, 7, 31), "Send the plan", 1), (deal.Amount, deal.CloseOn, deal.NextStep, deal.CloseSlips));
        var kinds = await host.ReadAsync(db => db.DealEvents.OrderBy(e => e.Seq).Select(e => e.Kind).ToListAsync());
        Assert.Equal([DealEventKind.Imported, DealEventKind.FieldsChanged, DealEventKind.NextStepSet], kinds);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task The_same_file_again_does_not_undo_what_was_done_here_meanwhile(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        await host.ImportAsync(Importing.Deals(Acme));
        await host.DoAsync(async services =>
        {
            var deal = await services.GetRequiredService<BotCoach.Storage.BotCoachDb>().Deals.SingleAsync();
            var actor = new Actor(null, Role.Rep, "fake", By.Click);
            await services.GetRequiredService<DealLedger>().ChangeAsync(deal, actor, host.Clock.Now, DealEventKind.FieldsChanged, d => d.Amount = 99);
            await services.GetRequiredService<DealMoves>().BackAsync(deal, actor, "The sponsor left the company", host.Clock.Now);
        });
        Assert.Equal((0, 0, 1, 0), (await host.ImportAsync(Importing.Deals(Acme))).Counts());
        var after = await DealAsync(host, "1");
        Assert.Equal((99m, "qualification"), (after.Amount, after.StageId));
        // what the source says anew is taken, and only that
        Assert.Equal((0, 1, 0, 0), (await host.ImportAsync(Importing.Deals(Acme.Replace("2026-06-30", "2026-09-30")))).Counts());
        after = await DealAsync(host, "1");
        Assert.Equal((99m, new LocalDate(2026, 9, 30), "qualification"), (after.Amount, after.CloseOn, after.StageId));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_move_forward_is_refused_by_row_with_what_is_missing_and_a_move_back_is_made(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        await host.ImportAsync(Importing.Deals(Acme, Acme.Replace("1,Acme", "2,Other")));
        var report = await host.ImportAsync(Importing.Deals(Acme.Replace("Discovery", "Proposal"), Acme.Replace("1,Acme", "2,Other").Replace("Discovery", "Qualification")));
        Assert.Equal((0, 1, 0, 1), report.Counts());
        Assert.Equal(2, report.Refusals[0].Line);
        Assert.Contains("may not move forward yet; missing:", report.Refusals[0].Why);
        Assert.Equal(("discovery", "qualification"), ((await DealAsync(host, "1")).StageId, (await DealAsync(host, "2")).StageId));
        var won = await host.ImportAsync(Importing.Deals(Acme.Replace("Discovery", "Closed Won")));
        Assert.Equal((0, 0, 0, 1), won.Counts());
        var lost = await host.ImportAsync(Importing.Deals(Acme.Replace("Discovery", "Closed Lost").Replace("2026-06-30", "2026-02-27")));
        Assert.Equal((0, 1, 0, 0), lost.Counts());
        var deal = await DealAsync(host, "1");
        Assert.Equal((DealStatus.Lost, Triage.None), (deal.Status, deal.Triage));
        Assert.Equal(new DateOnly(2026, 2, 27), DateOnly.FromDateTime(deal.ClosedAt!.Value.UtcDateTime));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_second_row_with_the_same_id_is_refused_by_its_line(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var report = await host.ImportAsync(Importing.Deals(Acme, "2,Beta,Beta,Ann Bell,Discovery,1,,", "1,Acme again,Acme,Ann Bell,Discovery,1,,"));
        Assert.Equal((2, 0, 0, 1), report.Counts());
        Assert.Equal((4, "id", "1"), (report.Refusals[0].Line, report.Refusals[0].Column, report.Refusals[0].Value));
        Assert.Contains("line 2 has the same id", report.Refusals[0].Why);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Without_ids_account_and_name_say_which_deal_it_is(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var file = Csv.File("deals.csv", "name,account,owner,stage,amount", "Rollout,Acme,Ann Bell,Discovery,1", "Rollout,Beta,Ann Bell,Discovery,1", "ROLLOUT,acme,Ann Bell,Discovery,5");
        var first = await host.ImportAsync(file);
        Assert.Equal((2, 0, 0, 1), first.Counts());
        var second = await host.ImportAsync(Csv.File("deals.csv", "id,name,account,owner,stage,amount", "77,Rollout,Acme,Ann Bell,Discovery,2"));
        Assert.Equal((0, 1, 0, 0), second.Counts());
        Assert.Equal((2m, 2), ((await DealAsync(host, "77")).Amount, await host.ReadAsync(db => db.Deals.CountAsync())));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_formula_is_refused_by_row_and_the_rejects_file_imports_once_it_is_put_right(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        using var rejects = new MemoryStream();
        var report = await host.ImportAsync(new ImportChoices(), new ImportWish(Rejects: rejects),
            Importing.Deals(Acme, "2,\"=HYPERLINK(\"\"http://x\"\")\",Beta,Ann Bell,Discovery,1,,", "3,Gamma,Gamma,Ann Bell,Discovery,lots,,+49 170 1234"));
        Assert.Equal((1, 0, 0, 2), report.Counts());
        Assert.Contains("formula", report.Refusals[0].Why);
        var text = System.Text.Encoding.UTF8.GetString(rejects.ToArray());
        Assert.Contains("'=HYPERLINK", text);
        Assert.DoesNotContain(",=HYPERLINK", text);
        // as it is, it is refused again, for the same reasons
        var same = await host.ImportAsync(ImportSource.OfBytes("rejects.csv", rejects.ToArray()));
        Assert.Equal(report.Refusals.Select(r => (r.Column, r.Value, r.Why)), same.Refusals.Select(r => (r.Column, r.Value, r.Why)));
        var right = text.Replace("\"'=HYPERLINK(\"\"http://x\"\")\"", "Beta rollout").Replace("lots", "12");
        var fixedUp = await host.ImportAsync(ImportSource.OfBytes("rejects.csv", System.Text.Encoding.UTF8.GetBytes(right)));
        Assert.Equal((2, 0, 0, 0), fixedUp.Counts());
        Assert.Equal("+49 170 1234", (await DealAsync(host, "3")).NextStep);
        Assert.DoesNotContain((await DealAsync(host, "3")).Custom.Keys, k => k.StartsWith("refused", StringComparison.Ordinal));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Dates_that_can_be_read_in_two_ways_are_asked_for_and_nothing_is_written(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var file = Importing.Deals("1,Acme,Acme,Ann Bell,Discovery,1,03/04/2026,", "2,Beta,Beta,Ann Bell,Discovery,1,05/06/2026,");
        var refused = await Assert.ThrowsAsync<ImportRefusedException>(() => host.ImportAsync(file));
        Assert.Equal(("close date", ImportAsks.Dates), (refused.Fault.Column, refused.Fault.Asks));
        Assert.Contains("3 April 2026", refused.Fault.Why);
        Assert.Contains("4 March 2026", refused.Fault.Why);
        Assert.Equal(0, await host.ReadAsync(db => db.Deals.CountAsync()));
        await host.ImportAsync(new ImportChoices { Dates = DateOrder.MonthFirst }, new ImportWish(), file);
        Assert.Equal(new LocalDate(2026, 3, 4), (await DealAsync(host, "1")).CloseOn);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task One_row_that_settles_the_order_settles_it_for_the_column(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        await host.ImportAsync(Importing.Deals("1,Acme,Acme,Ann Bell,Discovery,1,03/04/2026,", "2,Beta,Beta,Ann Bell,Discovery,1,25/06/2026,"));
        Assert.Equal(new LocalDate(2026, 4, 3), (await DealAsync(host, "1")).CloseOn);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Dates_in_both_orders_are_refused_and_then_by_row_once_the_order_is_said(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var file = Importing.Deals("1,Acme,Acme,Ann Bell,Discovery,1,31/12/2026,", "2,Beta,Beta,Ann Bell,Discovery,1,12/31/2026,");
        var refused = await Assert.ThrowsAsync<ImportRefusedException>(() => host.ImportAsync(file));
        Assert.Contains("line 3", refused.Fault.Why);
        var report = await host.ImportAsync(new ImportChoices { Dates = DateOrder.DayFirst }, new ImportWish(), file);
        Assert.Equal((1, 0, 0, 1), report.Counts());
        Assert.Equal((3, "close date"), (report.Refusals[0].Line, report.Refusals[0].Column));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_stage_name_that_cannot_be_guessed_is_asked_for_once_and_then_remembered(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var file = Importing.Deals(Acme.Replace("Discovery", "Phase 3"));
        var refused = await Assert.ThrowsAsync<ImportRefusedException>(() => host.ImportAsync(file));
        Assert.Equal(("stage", "Phase 3", ImportAsks.Stage), (refused.Fault.Column, refused.Fault.Value, refused.Fault.Asks));
        var choices = new ImportChoices();
        choices.Stages["phase 3"] = "Solution alignment";
        await host.ImportAsync(choices, new ImportWish(), file);
        Assert.Equal("solution-alignment", (await DealAsync(host, "1")).StageId);
        await host.ImportAsync(Importing.Deals("9,New,New,Ann Bell,Phase 3,1,,"));
        Assert.Equal("solution-alignment", (await DealAsync(host, "9")).StageId);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_column_said_once_is_remembered_and_unknown_columns_are_kept(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var choices = new ImportChoices();
        choices.Columns["Volume"] = "amount";
        string[] lines = ["id,name,owner,stage,Volume,Colour", "1,Acme,Ann Bell,Discovery,12,red"];
        await host.ImportAsync(choices, new ImportWish(), Csv.File("deals.csv", lines));
        Assert.Equal((12m, "red"), ((await DealAsync(host, "1")).Amount, (await DealAsync(host, "1")).Custom["Colour"]));
        await host.ImportAsync(Csv.File("deals.csv", lines[0], "2,Beta,Ann Bell,Discovery,34,blue"));
        Assert.Equal(34, (await DealAsync(host, "2")).Amount);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_file_that_joins_nothing_is_refused_whole(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var refused = await Assert.ThrowsAsync<ImportRefusedException>(() => host.ImportAsync(Importing.Deals(Acme), Csv.File("notes.csv", "topic,text", "a,b")));
        Assert.Equal("notes.csv", refused.Fault.File);
        Assert.Equal(0, await host.ReadAsync(db => db.Deals.CountAsync()));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_malformed_row_far_down_refuses_the_whole_and_nothing_is_half_imported(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var rows = Enumerable.Range(1, 3_000).Select(i => $"{i},Deal {i},Acme {i},Ann Bell,Discovery,1,,").ToList();
        rows[2_900] = "2901,too,few";
        var refused = await Assert.ThrowsAsync<ImportRefusedException>(() => host.ImportAsync(Importing.Deals([.. rows])));
        Assert.Equal(2_902, refused.Fault.Line);
        Assert.Equal((0, 0, 0, 0), await host.ReadAsync(async db =>
            (await db.Deals.CountAsync(), await db.People.CountAsync(), await db.ImportRows.CountAsync(), await db.ImportFiles.CountAsync())));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_pipedrive_export_has_stage_and_outcome_in_two_columns(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var report = await host.ImportAsync(Csv.File("deals.csv",
            "Deal - ID,Deal - Title,Deal - Owner,Deal - Value,Deal - Currency,Deal - Stage,Deal - Status,Deal - Lost time,Deal - Lost reason",
            "1,Acme,Ann Bell,\"1.200,50\",EUR,Proposal Made,lost,2026-01-15 10:00:00,Price", "2,Beta,Ann Bell,\"300,00\",EUR,Proposal Made,open,,"));
        Assert.Equal((1, 1), (report.Tally.Lost, report.Tally.Open));
        var lost = await DealAsync(host, "1");
        Assert.Equal((DealStatus.Lost, "proposal", "Price", 1_200.50m, "EUR"), (lost.Status, lost.StageId, lost.OutcomeReason, lost.Amount, lost.Currency));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_deal_in_a_stage_behind_the_win_is_won_and_stands_there(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var file = Importing.Deals(Acme.Replace("Discovery", "after-the-win"), Acme.Replace("1,Acme", "2,Other").Replace("Discovery", "Closed Won - Renewal"));
        var report = await host.ImportAsync(file);
        Assert.Equal((2, 0), (report.Tally.Won, report.Tally.Open));
        Assert.Equal((DealStatus.Won, "after-the-win"), ((await DealAsync(host, "1")).Status, (await DealAsync(host, "1")).StageId));
        // which of their stages it was is kept
        Assert.Equal("Closed Won - Renewal", (await DealAsync(host, "2")).Custom["stage"]);
        // a won deal that moves behind the win is not opened again
        await host.ImportAsync(Importing.Deals(Acme.Replace("1,Acme", "2,Other").Replace("Discovery", "after-the-win")));
        Assert.Equal(DealStatus.Won, (await DealAsync(host, "2")).Status);
    }

    [Theory, OnSqlite]
    public async Task A_status_that_says_closed_and_not_how_refuses_the_row(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var report = await host.ImportAsync(Csv.File("deals.csv", "id,name,owner,stage,status", "1,Acme,Ann Bell,Discovery,Closed", "2,Beta,Ann Bell,Discovery,Open"));
        Assert.Equal((1, 1), (report.Tally.Open, report.Tally.Refused));
        Assert.Contains("won or lost", report.Refusals[0].Why);
    }

    private static Task<Deal> DealAsync(CoachHost host, string id) => host.ReadAsync(db => db.Deals.AsNoTracking().SingleAsync(d => d.ExternalId == id));
}
