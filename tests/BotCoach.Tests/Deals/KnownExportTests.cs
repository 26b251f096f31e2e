using System.Text.Json;
using BotCoach.Cli;
using BotCoach.Deals;
using BotCoach.Storage;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using NodaTime;

namespace BotCoach.Tests.Deals;

/// <summary>Exports of Salesforce, HubSpot and Pipedrive, through the command and the chat.</summary>
public sealed class KnownExportTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("botcoach-exports-").FullName;

    public void Dispose() => Directory.Delete(_folder, true);

    [Theory, OnSqlite, OnPostgres]
    public async Task The_dry_run_says_first_what_the_file_is_and_knows_every_column_of_it(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        foreach (var sample in ExportSamples.All)
        {
            var path = Path.Combine(_folder, sample.File.Name);
            await using (var stream = sample.File.Open())
            await using (var file = File.Create(path)) await stream.CopyToAsync(file);
            string[] stage = sample.Guessed is null ? ["--stage", $"{sample.Stages[0]}=proposal"] : [];
            var text = await RunAsync(host, [path, "--dry-run", .. stage]);
            Assert.Equal(sample.Sentence, text.Split('\n')[0].Trim());
            var json = JsonDocument.Parse(await RunAsync(host, [path, "--dry-run", "--json", .. stage])).RootElement;
            Assert.Equal(sample.Sentence, json.GetProperty("recognised").GetString());
            Assert.Equal(
                sample.Header.Where(h => h.Says != "-").Select(h => $"{h.Name} = {h.Says}").Order(),
                json.GetProperty("columns").EnumerateObject().Select(c => $"{c.Name} = {c.Value.GetString()}").Order());
            Assert.Equal(sample.Header.Where(h => h.Says == "-").Select(h => h.Name), json.GetProperty("ownColumns").EnumerateArray().Select(c => c.GetString()!));
            Assert.Equal((3, 1, 1, 1), (Int(json, "created"), Int(json, "open"), Int(json, "won"), Int(json, "lost")));
        }
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task Every_export_becomes_an_open_a_won_and_a_lost_deal(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        foreach (var sample in ExportSamples.All)
        {
            // what one file taught must not help the next
            await host.DoAsync(s => s.GetRequiredService<BotCoachDb>().ImportMemories.ExecuteDeleteAsync());
            var report = await host.ImportAsync(sample.Choices, new ImportWish(), sample.File);
            Assert.True(report.Counts() == (3, 0, 0, 0), $"{sample.Id}: {report.Counts()} {string.Join(", ", report.Refusals.Select(r => r.Sentence))}");
            for (var deal = 0; deal < 3; deal++) Check(sample, deal, await DealAsync(host, sample.IdOf(deal)));
        }
        Assert.Equal(["Ann Bell"], await host.ReadAsync(db => db.People.Where(p => db.Deals.Any(d => d.OwnerId == p.Id)).Select(p => p.Name).ToListAsync()));
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task In_chat_the_card_says_what_it_is_and_its_columns_can_still_be_changed(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var admin = await host.AdminAsync("Ada");
        var sample = ExportSamples.Of("hubspot-german");
        await admin.SharesAsync((sample.File.Name, Bytes(sample.File)));
        await host.RunDueAsync();
        admin.Sees(sample.Sentence);
        admin.Sees("Für Deal zuständiger Mitarbeiter → owner");
        admin.Sees("Präsentation vereinbart (Vertrieb) → solution-alignment");
        await admin.PressesAsync("Columns");
        await admin.FillsAsync(($"c{sample.Header.ToList().FindIndex(h => h.Name == "Pipeline")}", "sales-team"));
        await host.RunDueAsync();
        admin.Sees(sample.Sentence);
        await admin.PressesAsync("Import 3 deals");
        await host.RunDueAsync();
        Assert.Equal("own 0", (await DealAsync(host, sample.IdOf(0))).SalesTeam);
        // and what was said holds for the next file
        await host.ImportAsync(Csv.File("next.csv", "Datensatz-ID,Deal-Name,Deal-Phase,Für Deal zuständiger Mitarbeiter,Pipeline", "9,Nine,Vertrag gesendet,Ann Bell,South"));
        Assert.Equal("South", (await DealAsync(host, "9")).SalesTeam);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task In_chat_a_stage_that_is_not_one_of_the_systems_own_is_asked_for_once(Db kind)
    {
        await using var host = await CoachHost.StartAsync(kind);
        var admin = await host.AdminAsync("Ada");
        var sample = ExportSamples.Of("pipedrive-portuguese");
        await admin.SharesAsync((sample.File.Name, Bytes(sample.File)));
        await host.RunDueAsync();
        admin.Sees(sample.Sentence);
        admin.Sees("which of our stages is this");
        await admin.PressesAsync("Stage names");
        await admin.FillsAsync(("s0", "proposal"));
        await host.RunDueAsync();
        await admin.PressesAsync("Import 3 deals");
        await host.RunDueAsync();
        for (var deal = 0; deal < 3; deal++) Check(sample, deal, await DealAsync(host, sample.IdOf(deal)));
        Assert.Equal((0, 0, 3, 0), (await host.ImportAsync(sample.File)).Counts());
    }

    private static void Check(ExportSample sample, int number, Deal deal)
    {
        var status = new[] { DealStatus.Open, DealStatus.Won, DealStatus.Lost }[number];
        Assert.True(deal.Status == status, $"{sample.Id}, deal {number}: {deal.Status}");
        if (status == DealStatus.Open) Assert.True(deal.StageId == (sample.Guessed ?? "proposal"), $"{sample.Id}: {deal.StageId}");
        Assert.Equal(
            (ExportSample.Names[number], sample.Of("account") is null ? null : $"{ExportSample.Names[number]} GmbH", ExportSample.Amounts[number], sample.Of("currency") is null ? "USD" : "EUR"),
            (deal.Name, deal.Account, deal.Amount, deal.Currency));
        if (sample.Of("close-date") is not null) Assert.Equal(new LocalDate(2026, status == DealStatus.Open ? 6 : 2, 10), deal.CloseOn);
        if (sample.Of("started") is not null) Assert.Equal(new LocalDate(2025, 11, 5), LocalDate.FromDateTime(deal.CreatedAt.UtcDateTime));
        if (sample.Of("next-step") is not null) Assert.Equal(status == DealStatus.Open ? "Call the CFO" : null, deal.NextStep);
        if (sample.Of("reason") is not null) Assert.Equal(status == DealStatus.Lost ? "Price" : null, deal.OutcomeReason);
        if (sample.Of("lead-source") is not null) Assert.Equal("Trade fair", deal.LeadSource);
        foreach (var (name, _) in sample.Header.Where(h => h.Says == "-")) Assert.Equal($"own {number}", deal.Custom[name]);
    }

    private static Task<Deal> DealAsync(CoachHost host, string id) => host.ReadAsync(db => db.Deals.AsNoTracking().SingleAsync(d => d.ExternalId == id));

    private static byte[] Bytes(ImportSource source)
    {
        using var bytes = new MemoryStream();
        using (var stream = source.Open()) stream.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static async Task<string> RunAsync(CoachHost host, string[] words)
    {
        var (options, wrong) = ImportOptions.Of(words);
        Assert.Null(wrong);
        using var output = new StringWriter();
        using var errors = new StringWriter();
        var code = await ImportCommand.RunAsync(host.App.Services, options, output, errors, default);
        Assert.True(code == 0, $"{words[0]}: {errors}");
        return output.ToString();
    }

    private static int Int(JsonElement json, string name) => json.GetProperty(name).GetInt32();
}
