using System.Text.Json;
using BotCoach.Chat;
using BotCoach.Cli;
using BotCoach.Deals;
using BotCoach.Sample;
using BotCoach.Storage;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace BotCoach.Tests.Deals;

public sealed class ImportCommandTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("botcoach-import-").FullName;

    public void Dispose() => Directory.Delete(_folder, true);

    [Theory, OnSqlite, OnPostgres]
    public async Task It_ends_with_the_totals_as_json(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var (code, output, _) = await RunAsync(host, File("deals.csv", "id,name,owner,stage,amount", "1,Acme,Ann,Won,12.50", "2,Beta,Ann,Discovery,"), "--json");
        Assert.Equal(0, code);
        var json = JsonDocument.Parse(output).RootElement;
        Assert.Equal((2, 1, 1, 0, 0), (Int(json, "deals"), Int(json, "open"), Int(json, "won"), Int(json, "lost"), Int(json, "refused")));
        Assert.Equal(12.50m, json.GetProperty("wonValue").GetDecimal());
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_whole_that_is_refused_ends_with_code_two_and_says_which_option_helps(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var file = File("deals.csv", "id,name,owner,stage,close date", "1,Acme,Ann,Phase 3,03/04/2026");
        var (code, _, errors) = await RunAsync(host, file);
        Assert.Equal(2, code);
        Assert.Contains("--dates dmy or --dates mdy", errors);
        Assert.Contains("--stage \"Phase 3=…\"", errors);
        Assert.Equal(0, (await RunAsync(host, file, "--dates", "dmy", "--stage", "Phase 3=discovery")).Code);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_company_imported_before_anybody_opened_the_page_finds_its_cards_there(Db kind)
    {
        await using var host = await CoachHost.StartEmptyAsync(kind);
        Assert.Equal(0, (await RunAsync(host, File("deals.csv", "id,name,owner,stage", "1,Acme,Ann Lee,Discovery"))).Code);
        await host.RunDueAsync();
        await host.JumpAsync(TimeSpan.FromDays(1));
        using var http = new HttpClient { BaseAddress = host.Url };
        Assert.Contains("Ann Lee", await http.GetStringAsync("/web/people"));
        await host.RunDueAsync();
        var company = Assert.Single(await host.Database.Open().WorkspacesAsync(default), id => id != SamplePipeline.WorkspaceId);
        var messages = await host.Database.Open(company).OutgoingMessages.ToListAsync();
        Assert.Contains(messages, m => m.Key.StartsWith("triage:", StringComparison.Ordinal));
        Assert.All(messages, m => Assert.Equal((MessageState.Sent, "web"), (m.State, m.Channel)));
    }

    [Theory, OnSqlite]
    public async Task A_file_that_is_not_there_is_refused(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var (code, _, errors) = await RunAsync(host, Path.Combine(_folder, "none.csv"));
        Assert.Equal(2, code);
        Assert.Contains("no such file", errors);
    }

    [Theory, OnSqlite]
    public async Task The_refused_rows_are_written_to_the_rejects_file(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var rejects = Path.Combine(_folder, "rejects.csv");
        await RunAsync(host, File("deals.csv", "id,name,owner,stage,amount", "1,Acme,Ann,Won,x"), "--rejects", rejects);
        Assert.Equal(["id,name,owner,stage,amount,refused column,refused because", "1,Acme,Ann,Won,x,amount,\"this is not an amount. Write it in digits, for example 12400 or 12400.50\""],
            await System.IO.File.ReadAllLinesAsync(rejects));
    }

    [Theory, OnSqlite]
    public async Task A_rejects_file_may_be_the_file_that_is_read(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var file = File("rejects.csv", "id,name,owner,stage,amount", "1,Acme,Ann,Won,12", "2,Beta,Ann,Won,x");
        Assert.Equal(0, (await RunAsync(host, file, "--rejects", file)).Code);
        Assert.Equal(12, await host.ReadAsync(db => db.Deals.Select(d => d.Amount).SingleAsync()));
        Assert.Contains("2,Beta,Ann,Won,x", await System.IO.File.ReadAllTextAsync(file));
    }

    [Theory, OnSqlite]
    public async Task A_refused_whole_leaves_the_rejects_file_as_it_was(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var rejects = File("rejects.csv", "kept");
        Assert.Equal(2, (await RunAsync(host, File("deals.csv", "id,name,owner,stage", "1,Acme,Ann,Phase 3"), "--rejects", rejects)).Code);
        Assert.StartsWith("kept", await System.IO.File.ReadAllTextAsync(rejects));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_row_that_is_refused_only_when_it_is_applied_is_in_the_rejects_and_not_in_the_totals(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        using var rejects = new MemoryStream();
        var file = Csv.File("deals.csv", "id,name,owner,stage,amount", "1,Acme,Ann,Won,5", "2,Beta,Bo,Won,7");
        var report = await host.ImportAsync(new ImportChoices(), new ImportWish(Rejects: rejects, Progress: p => Forget(host, p)), file);
        Assert.Equal((1, 0, 0, 1), report.Counts());
        Assert.Equal((1, 1, 5m), (report.Tally.Deals, report.Tally.Won, report.Tally.WonValue["USD"]));
        Assert.Contains("2,Beta,Bo,Won,7", System.Text.Encoding.UTF8.GetString(rejects.ToArray()));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_first_import_that_is_refused_founds_no_company(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        await host.DoAsync(s => s.GetRequiredService<BotCoach.Storage.BotCoachDb>().Workspaces.ExecuteDeleteAsync());
        Assert.Equal(2, (await RunAsync(host, File("deals.csv", "id,name,owner,stage", "1,Acme,Ann,Phase 3"))).Code);
        Assert.Empty(await WorkspacesAsync(host));
        Assert.Equal(0, (await RunAsync(host, File("deals.csv", "id,name,owner,stage", "1,Acme,Ann,Discovery"))).Code);
        Assert.Single(await WorkspacesAsync(host));
    }

    [Theory]
    [InlineData("--dates ymd", "dmy or mdy"), InlineData("--column amount", "Their name=ours"), InlineData("--nonsense", "no option"), InlineData("", "Which file"), InlineData("--stage", "needs a value")]
    public void A_wrong_option_is_named(string words, string said)
    {
        var (_, wrong) = ImportOptions.Of(words.Split(' ', StringSplitOptions.RemoveEmptyEntries));
        Assert.Contains(said, wrong);
    }

    // the second owner goes between the check and the import
    private static void Forget(CoachHost host, ImportProgress progress)
    {
        if (progress.Doing == "Importing") host.Database.Open(host.WorkspaceId).People.Where(p => p.Name == "Bo").ExecuteDelete();
    }

    private static Task<IReadOnlyList<Guid>> WorkspacesAsync(CoachHost host) => host.ReadAsync(db => db.WorkspacesAsync(default));

    private string File(string name, params string[] lines)
    {
        var path = Path.Combine(_folder, name);
        System.IO.File.WriteAllLines(path, lines);
        return path;
    }

    private static async Task<(int Code, string Output, string Errors)> RunAsync(CoachHost host, params string[] words)
    {
        var (options, wrong) = ImportOptions.Of(words);
        Assert.Null(wrong);
        using var output = new StringWriter();
        using var errors = new StringWriter();
        return (await ImportCommand.RunAsync(host.App.Services, options, output, errors, default), output.ToString(), errors.ToString());
    }

    private static int Int(JsonElement json, string name) => json.GetProperty(name).GetInt32();
}
