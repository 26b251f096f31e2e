using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BotCoach.Tests.Deals;

public class ImportChatTests
{
    private static readonly byte[] TwoDeals = Csv.Bytes(
        "id,name,account,owner,stage,amount", "1,Acme rollout,Acme,Ann Bell,Discovery,12000", "2,Beta,Beta,Bo Cole,Won,500", "3,Gamma,Gamma,Bo Cole,Discovery,much");

    [Theory, OnSqlite, OnPostgres]
    public async Task An_admin_shares_a_file_looks_at_the_dry_run_and_presses_import(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var admin = await host.AdminAsync("Ada");
        var ann = await host.RepAsync("Ann Bell");
        await admin.SharesAsync(("deals.csv", TwoDeals));
        admin.Sees("reading");
        await host.RunDueAsync();
        admin.Sees("checked, nothing written yet");
        admin.Sees("column amount, “much”");
        Assert.Equal(0, await host.ReadAsync(db => db.Deals.CountAsync()));
        await admin.PressesAsync("Refused rows");
        admin.Sees("3,Gamma,Gamma,Bo Cole,Discovery,much,amount,");
        await admin.PressesAsync("Import 2 deals");
        await host.RunDueAsync();
        admin.Sees("imported");
        Assert.Single(admin.Chat, m => m.Words.Contains("Import of deals.csv"));
        Assert.Equal(2, await host.ReadAsync(db => db.Deals.CountAsync()));
        await host.JumpAsync(TimeSpan.FromHours(1));
        Assert.Contains(ann.Chat, m => m.Words.Contains("Acme rollout"));
        Assert.Equal((0, 1), await host.ReadAsync(async db => (await db.ImportFiles.CountAsync(), await db.ImportRows.CountAsync())));
        // a second press of the same button, from a screen that is behind
        await admin.RepeatsAsync();
        await host.RunDueAsync();
        Assert.Equal(2, await host.ReadAsync(db => db.Deals.CountAsync()));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_stage_name_that_is_unknown_is_asked_for_in_a_form(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var admin = await host.AdminAsync("Ada");
        await admin.SharesAsync(("deals.csv", Csv.Bytes("id,name,owner,stage", "1,Acme,Ann Bell,Phase 3")));
        await host.RunDueAsync();
        admin.Sees("which of our stages is this");
        await admin.PressesAsync("Stage names");
        await admin.FillsAsync(("s0", "discovery"));
        await host.RunDueAsync();
        await admin.PressesAsync("Import 1 deal");
        await host.RunDueAsync();
        Assert.Equal("discovery", await host.ReadAsync(db => db.Deals.Select(d => d.StageId).SingleAsync()));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Dates_in_two_readings_and_columns_are_put_right_in_forms(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var admin = await host.AdminAsync("Ada");
        await admin.SharesAsync(("deals.csv", Csv.Bytes("id,name,owner,stage,close date,Volume", "1,Acme,Ann Bell,Discovery,03/04/2026,77")));
        await host.RunDueAsync();
        await admin.PressesAsync("Order of dates");
        await admin.FillsAsync(("order", "mdy"));
        await host.RunDueAsync();
        await admin.PressesAsync("Columns");
        await admin.FillsAsync(("c5", "amount"));
        await host.RunDueAsync();
        await admin.PressesAsync("Import 1 deal");
        await host.RunDueAsync();
        var deal = await host.ReadAsync(db => db.Deals.AsNoTracking().SingleAsync());
        Assert.Equal((new NodaTime.LocalDate(2026, 3, 4), 77m), (deal.CloseOn, deal.Amount));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_column_of_stages_that_we_do_not_know_is_asked_for(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var admin = await host.AdminAsync("Ada");
        await admin.SharesAsync(("deals.csv", Csv.Bytes("id,name,owner,Phase", "1,Acme,Ann Bell,Discovery")));
        await host.RunDueAsync();
        admin.Sees("no column says in which stage a deal is");
        await admin.PressesAsync("Columns");
        await admin.FillsAsync(("c3", "stage"));
        await host.RunDueAsync();
        await admin.PressesAsync("Import 1 deal");
        await host.RunDueAsync();
        Assert.Equal("discovery", await host.ReadAsync(db => db.Deals.Select(d => d.StageId).SingleAsync()));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Stage_names_of_two_processes_are_said_for_each_and_checking_again_unchanged_changes_nothing(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var admin = await host.AdminAsync("Ada");
        await admin.SharesAsync(("deals.csv", Csv.Bytes("id,name,owner,stage,segment,Phase", "1,Acme,Ann Bell,Discovery,Enterprise,Proposal", "2,Beta,Ann Bell,Discovery,SMB,Proposal")));
        await host.RunDueAsync();
        await admin.PressesAsync("Stage names");
        admin.Sees("Discovery (SMB velocity)");
        await admin.FillsAsync();
        await host.RunDueAsync();
        admin.Sees("Would be created: 2");
        // stage names of a column that is the stage no longer are no fault
        await admin.PressesAsync("Columns");
        await admin.FillsAsync(("c3", "custom"), ("c5", "stage"));
        await host.RunDueAsync();
        admin.Sees("Would be created: 2");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task An_import_that_fails_again_and_again_ends_with_its_reason_and_blocks_nobody(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        host.ToleratesFaults = true;
        var admin = await host.AdminAsync("Ada");
        await admin.SharesAsync(("deals.csv", TwoDeals));
        await host.RunDueAsync();
        await host.DoAsync(s => s.GetRequiredService<BotCoach.Storage.BotCoachDb>().ImportFiles.ExecuteUpdateAsync(u => u.SetProperty(f => f.Content, new byte[] { 1, 2, 3 })));
        await admin.PressesAsync("Import 2 deals");
        for (var tick = 0; tick < 12; tick++) await Record.ExceptionAsync(host.RunDueAsync);
        await host.RunDueAsync();
        admin.Sees("stopped");
        Assert.Equal(ImportState.Refused, await host.ReadAsync(db => db.ImportRuns.Select(r => r.State).SingleAsync()));
        Assert.Equal(1, (await host.ImportAsync(Importing.Deals("9,New,New,Ann Bell,Discovery,1,,"))).Tally.Created);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_file_that_is_no_csv_is_refused_on_its_card(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var admin = await host.AdminAsync("Ada");
        await admin.SharesAsync(("deals.xlsx", [(byte)'P', (byte)'K', 3, 4, 0, 0]));
        await host.RunDueAsync();
        admin.Sees("export it as CSV");
        Assert.Equal(ImportState.Refused, await host.ReadAsync(db => db.ImportRuns.Select(r => r.State).SingleAsync()));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_cancelled_import_writes_nothing_and_cannot_be_applied(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var admin = await host.AdminAsync("Ada");
        await admin.SharesAsync(("deals.csv", TwoDeals));
        await host.RunDueAsync();
        var card = admin.LastMessage!;
        var import = card.Message.AllButtons.First(b => b.Action == "import.apply");
        await admin.PressesAsync("Cancel");
        await admin.PressesAsync(card, import);
        await host.RunDueAsync();
        Assert.Equal(0, await host.ReadAsync(db => db.Deals.CountAsync()));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_rep_imports_own_deals_only_and_makes_no_people(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        await host.AdminAsync("Ada");
        var ann = await host.RepAsync("Ann Bell");
        await ann.SharesAsync(("deals.csv", TwoDeals));
        await host.RunDueAsync();
        ann.Sees("neither yours nor of somebody who reports to you");
        await ann.PressesAsync("Import 1 deal");
        await host.RunDueAsync();
        Assert.Equal(ann.PersonId, await host.ReadAsync(db => db.Deals.Select(d => d.OwnerId).SingleAsync()));
        Assert.Equal(2, await host.ReadAsync(db => db.People.CountAsync()));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Somebody_elses_import_cannot_be_pressed(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var admin = await host.AdminAsync("Ada");
        var rep = await host.RepAsync("Ann Bell");
        await admin.SharesAsync(("deals.csv", TwoDeals));
        await host.RunDueAsync();
        var card = admin.LastMessage!;
        await rep.PressesAsync(card, card.Message.AllButtons.First(b => b.Action == "import.apply"));
        rep.Sees("not yours");
        await host.RunDueAsync();
        Assert.Equal(0, await host.ReadAsync(db => db.Deals.CountAsync()));
    }
}
