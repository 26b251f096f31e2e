using System.Net;
using BotCoach.Cli;
using BotCoach.People;
using BotCoach.Stages;
using BotCoach.Tests.Deals;
using BotCoach.Tests.Harness;
using BotCoach.Tests.Recaps;
using BotCoach.Tests.Rollout;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Tests.Admin;

/// <summary>What no person did, but a key of the API or the command line, is in the audit and in its file like anything else.</summary>
public sealed class AuditOfMachinesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("botcoach-audit-").FullName;

    public void Dispose() => Directory.Delete(_folder, true);

    [Theory, OnSqlite, OnPostgres]
    public async Task A_version_that_the_command_line_published_and_a_draft_that_a_key_sent(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind, TestBook.Whole());
        var file = Path.Combine(_folder, "process.yaml");
        var yaml = StageBookYaml.Write(ReleaseTests.Reworded(TestBook.Whole(), "They said what hurts."));
        await File.WriteAllTextAsync(file, yaml);
        Assert.Equal(0, await StagesCommand.RunAsync(house.Host.App.Services, StagesOptions.Of(["import", file, "--publish"]).Options!, TextWriter.Null, TextWriter.Null, CancellationToken.None));
        using var git = await ApiClient.OfAsync(house.Host, house.Ada, "Git", ApiScopes.WriteProcesses);
        await git.PutYamlAsync($"/api/v1/processes/{TestBook.ProcessId}", yaml);
        git.Is(HttpStatusCode.OK);
        Assert.Equal(
            [("command line", "process: version 2 read in as a draft"), ("command line", "process: version 2 published"), ("api:Git", "process: version 3 read in as a draft")],
            (await house.Host.ReadAsync(db => db.AuditEntries.AsNoTracking().Where(a => a.PersonId == null && a.About == TestBook.ProcessId).ToListAsync())).OrderBy(a => a.What.Contains('3')).ThenByDescending(a => a.What).Select(a => (a.Channel, a.What)));
        using var browser = await house.Host.BrowserOfAsync(house.Ada);
        await browser.OpenAsync("/admin/audit?what=entry:process");
        browser.Sees("the command line process: version 2 published Testing");
        browser.Sees("Git process: version 3 read in as a draft Testing");
        await browser.PressAsync("All of it as a CSV file");
        Assert.Contains("the command line,command line,process: version 2 published,Testing", browser.Html);
        Assert.Contains("Git,api:Git,process: version 3 read in as a draft,Testing", browser.Html);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task What_the_command_line_sent_to_a_model_of_a_call(Db kind)
    {
        await using var model = await FakeOpenAi.StartAsync(_ => "{}");
        await using var of = await RecapHouse.OpenAsync(kind);
        var file = Path.Combine(_folder, "call.vtt");
        await File.WriteAllTextAsync(file, RecapHouse.Vtt);
        string[] settings = [$"--ConnectionStrings:BotCoach={of.Host.Database.ConnectionString}", .. model.Settings];
        foreach (var words in (string[][])[["--deal", of.Acme.ToString()], []])
            Assert.Equal(0, await RecapCommand.RunAsync(CommandLine.Of(["recap", file, .. words, .. settings]), TextWriter.Null, TextWriter.Null));
        var told = await of.Host.ReadAsync(db => db.AuditEntries.AsNoTracking().Where(a => a.What.StartsWith("recap: ")).ToListAsync());
        Assert.Equal(2, told.Count);
        Assert.All(told, t =>
        {
            Assert.Equal((null, "command line", of.Host.WorkspaceId), (t.PersonId, t.Channel, t.About));
            Assert.StartsWith($"recap: {FakeOpenAi.Model} at 127.0.0.1 was sent ", t.What);
        });
    }

    [Fact]
    public async Task What_cannot_be_written_down_is_not_printed_either()
    {
        await using var model = await FakeOpenAi.StartAsync(_ => "{}");
        var (file, database) = (Path.Combine(_folder, "call.vtt"), Path.Combine(_folder, "broken.db"));
        await File.WriteAllTextAsync(file, RecapHouse.Vtt);
        await File.WriteAllTextAsync(database, "This is no database, whatever its name says, and it is long enough to be looked at as one. " + new string('x', 4096));
        using var output = new StringWriter();
        await Assert.ThrowsAnyAsync<Exception>(() => RecapCommand.RunAsync(CommandLine.Of(["recap", file, $"--ConnectionStrings:BotCoach=Data Source={database}", .. model.Settings]), output, TextWriter.Null));
        Assert.Equal("", output.ToString());
    }

    [Fact]
    public async Task What_is_drafted_by_rule_is_sent_to_nobody_and_audited_by_nobody()
    {
        await using var of = await RecapHouse.OpenAsync(Db.Sqlite);
        var file = Path.Combine(_folder, "call.vtt");
        await File.WriteAllTextAsync(file, RecapHouse.Vtt);
        Assert.Equal(0, await RecapCommand.RunAsync(CommandLine.Of(["recap", file, "--deal", of.Acme.ToString(), $"--ConnectionStrings:BotCoach={of.Host.Database.ConnectionString}"]), TextWriter.Null, TextWriter.Null));
        Assert.Empty(await of.Host.AuditedAsync());
    }
}
