using System.Text.Json;
using BotCoach.Cli;
using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Stages;
using BotCoach.Storage;
using BotCoach.Tests.Deals;
using BotCoach.Tests.Harness;
using Microsoft.Extensions.DependencyInjection;

namespace BotCoach.Tests.Recaps;

/// <summary><c>recap FILE --deal ID</c>: the deal's stage says what to look for, and of whose company it is.</summary>
public sealed class RecapCommandDealTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("botcoach-recap-").FullName;

    public void Dispose() => Directory.Delete(_folder, true);

    [Theory, OnSqlite, OnPostgres]
    public async Task A_deal_that_is_found_lends_its_criteria_and_its_people_and_is_not_changed(Db kind)
    {
        await using var of = await RecapHouse.OpenAsync(kind);
        await of.House.DealAsync(of.Rita, "Northern rollout", d => (d.ExternalId, d.StageId) = ("D-7", "discovery"), TestBook.Person("champion", "Dana Reyes"));
        var before = await of.DealAsync();
        var (code, without, _) = await RunAsync(of.Host);
        Assert.Equal((0, 0), (code, Criteria(without).Count));
        var (own, byOwn, _) = await RunAsync(of.Host, "--deal", $"{of.Acme}");
        Assert.Equal(0, own);
        Assert.NotEmpty(Criteria(byOwn));
        var (other, bySource, errors) = await RunAsync(of.Host, "--deal", "D-7");
        Assert.Equal((0, ""), (other, errors));
        Assert.Equal(Criteria(byOwn), Criteria(bySource));
        Assert.Equal("buyer", JsonDocument.Parse(bySource).RootElement.GetProperty("next_steps").EnumerateArray().First(s => s.GetProperty("owner").GetString() == "Dana Reyes").GetProperty("side").GetString());
        Assert.Equal((before.Revision, before.NextStep), ((await of.DealAsync()).Revision, (await of.DealAsync()).NextStep));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task An_id_that_nobody_has_is_refused_in_a_sentence(Db kind)
    {
        await using var of = await RecapHouse.OpenAsync(kind);
        Assert.Equal((2, "", "There is no deal D-404 here."), await RunAsync(of.Host, "--deal", "D-404"));
        var unknown = Guid.NewGuid();
        Assert.Equal((2, "", $"There is no deal {unknown} here."), await RunAsync(of.Host, "--deal", $"{unknown}"));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_deal_of_the_sample_is_nobodys_and_one_that_two_companies_have_is_not_guessed(Db kind)
    {
        await using var of = await RecapHouse.OpenAsync(kind);
        await of.House.DealAsync(of.Rita, "Ours", d => (d.ExternalId, d.StageId) = ("D-7", "discovery"));
        var sample = await OtherCompanyAsync(of.Host, isSample: true, "S-1");
        Assert.Equal((2, "", "There is no deal S-1 here."), await RunAsync(of.Host, "--deal", "S-1"));
        Assert.Equal(2, (await RunAsync(of.Host, "--deal", $"{sample}")).Code);
        var theirs = await OtherCompanyAsync(of.Host, isSample: false, "D-7");
        Assert.Equal((2, "", "2 companies here have a deal D-7. Name it by its own id."), await RunAsync(of.Host, "--deal", "D-7"));
        // the other company's stage asks for something else, and it is theirs that is looked for
        var (code, json, _) = await RunAsync(of.Host, "--deal", $"{theirs}");
        Assert.Equal(0, code);
        Assert.DoesNotContain(Criteria(json), c => BuiltInBooks.Open(BuiltInBooks.SevenStages).FindCriterion(c) is not null);
    }

    private static IReadOnlyList<string> Criteria(string json) =>
        [.. JsonDocument.Parse(json).RootElement.GetProperty("proposed").EnumerateArray().Where(p => p.TryGetProperty("criterion", out _)).Select(p => p.GetProperty("criterion").GetString()!).Distinct().Order(StringComparer.Ordinal)];

    private static async Task<Guid> OtherCompanyAsync(CoachHost host, bool isSample, string externalId)
    {
        var (workspace, person) = (Guid.CreateVersion7(), Guid.CreateVersion7());
        await using var scope = host.App.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<WorkspaceScope>().Enter(workspace);
        var db = scope.ServiceProvider.GetRequiredService<BotCoachDb>();
        db.Workspaces.Add(new Workspace { Id = workspace, Name = "Other", Sample = isSample, CreatedAt = host.Clock.Now });
        db.People.Add(new Person { WorkspaceId = workspace, Id = person, Name = "Olga", CreatedAt = host.Clock.Now });
        TestBook.Publish(db);
        var deal = TestBook.Deal("Theirs", person, workspace);
        deal.ExternalId = externalId;
        scope.ServiceProvider.GetRequiredService<DealLedger>().Add(deal, TestBook.Click(person), host.Clock.Now);
        await db.SaveChangesAsync();
        return deal.Id;
    }

    private async Task<(int Code, string Output, string Errors)> RunAsync(CoachHost host, params string[] words)
    {
        var file = Path.Combine(_folder, "call.vtt");
        await File.WriteAllBytesAsync(file, RecapHouse.File);
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var code = await RecapCommand.RunAsync(CommandLine.Of(["recap", file, "--json", "--date", "2026-03-02", "--ConnectionStrings:BotCoach", host.Database.ConnectionString, .. words]), output, errors);
        return (code, output.ToString(), errors.ToString().Trim());
    }
}
