using System.Net;
using System.Text.Json;
using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Storage;
using BotCoach.Tests.Admin;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace BotCoach.Tests.Deals;

/// <summary>
/// One gate, asked at each door by somebody who stands before it: typed in chat, sent to the API, in a file by the command line and in a file by the console. A deal that
/// a door let through is put back before the next door is tried.
/// </summary>
public sealed class EveryDoorTests(ITestOutputHelper output)
{
    private const int Deals = 24;
    private static readonly string[] Stages = ["one", "two", "three", StageGate.Won];
    private static readonly Dictionary<string, string> InAFile = new() { ["two"] = "Evaluation", ["three"] = "Closing", [StageGate.Won] = "Closed won" };

    [Theory, OnSqlite, OnPostgres]
    public async Task The_verdict_is_the_same_at_every_door(Db kind)
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        await using var house = await DealHouse.OpenAsync(kind);
        var deals = new List<Asked>();
        for (var i = 0; i < Deals; i++) deals.Add(await AskedAsync(house, random, i));
        using var crm = await ApiClient.CrmAsync(house.Host, house.Ada);
        foreach (var deal in deals)
        {
            foreach (var target in deal.Verdicts.Keys) await PutAsync(house, crm, deal, target);
            await TypeAsync(house, deal);
        }
        await ImportAsync(house, [.. deals.Where((_, i) => i % 2 == 0).Select(d => (d, d.Any(random)))]);
        await UploadAsync(house, [.. deals.Where((_, i) => i % 2 == 1).Select(d => (d, d.Any(random)))]);
        var verdicts = deals.SelectMany(d => d.Verdicts.Values).ToList();
        Assert.True(verdicts.Exists(v => v.Yes) && verdicts.Exists(v => !v.Yes), "These deals try nothing.");
    }

    private static async Task PutAsync(DealHouse house, ApiClient crm, Asked deal, string target)
    {
        var gate = deal.Verdicts[target];
        await crm.PutAsync($"/api/v1/deals/{deal.Key}", target == StageGate.Won ? new { status = "won", reason = "They signed", stage = (string?)null } : new { status = "open", reason = "On", stage = (string?)target });
        Assert.True(gate.Yes == (crm.Status == HttpStatusCode.OK), $"{deal.Key} to {target} by API: {crm.Status}, not {Verdict(gate)}. {crm.Text}");
        if (gate is { Yes: false, Refusal: null })
            Assert.Equal(Verdict(gate), string.Join(',', crm.Json.GetProperty("gate").GetProperty("missing").EnumerateArray().Select(m => $"{Of(m, "id")}={Of(m, "state")}")));
        await MovedAsync(house, deal, target, "by API");
    }

    private static async Task TypeAsync(DealHouse house, Asked deal)
    {
        var target = Stages[Array.IndexOf(Stages, deal.Stage) + 1];
        await house.Rita.TypesAsync($"/coach advance {deal.Name}");
        Assert.Equal(deal.Verdicts[target].Yes && target == StageGate.Won, house.Rita.Form is not null);
        if (house.Rita.Form is not null) await house.Rita.FillsAsync(("reason", "They signed"));
        foreach (var missing in deal.Verdicts[target].Missing) house.Rita.Sees(missing.Text.TrimEnd('.'));
        await MovedAsync(house, deal, target, "in chat");
    }

    /// <summary>One file with a row for each, by the command line.</summary>
    private static async Task ImportAsync(DealHouse house, IReadOnlyList<(Asked Deal, string Target)> rows)
    {
        var report = await house.Host.ImportAsync(Csv.File("deals.csv", [.. Lines(rows)]));
        Assert.Equal(rows.Count(r => !r.Deal.Verdicts[r.Target].Yes), report.Refusals.Count);
        foreach (var (at, (deal, target)) in rows.Index())
        {
            if (report.Refusals.FirstOrDefault(r => r.Line == at + 2) is { } refused) Assert.All(deal.Verdicts[target].Missing.Take(3), m => Assert.Contains(m.Text.TrimEnd('.'), refused.Why));
            await MovedAsync(house, deal, target, "by a file");
        }
    }

    /// <summary>The same, checked and let in by the console.</summary>
    private static async Task UploadAsync(DealHouse house, IReadOnlyList<(Asked Deal, string Target)> rows)
    {
        using var browser = await house.Host.BrowserOfAsync(house.Ada);
        await browser.OpenAsync("/admin/deals");
        await browser.UploadAsync("Check the files", "files", "deals.csv", Csv.Bytes([.. Lines(rows)]));
        var page = browser.At;
        await house.Host.RunDueAsync();
        await browser.OpenAsync(page + "?handler=Rejects");
        var (rejects, moved) = (browser.Html, rows.Count(r => r.Deal.Verdicts[r.Target].Yes));
        foreach (var (deal, target) in rows)
        {
            var row = rejects.Split('\n').SingleOrDefault(l => l.StartsWith($"{deal.Key},", StringComparison.Ordinal));
            Assert.True(deal.Verdicts[target].Yes == row is null, $"{deal.Key} to {target} by the console: {row}, not {Verdict(deal.Verdicts[target])}");
            if (row is not null) Assert.All(deal.Verdicts[target].Missing.Take(3), m => Assert.Contains(m.Text.TrimEnd('.'), row));
        }
        await browser.OpenAsync(page);
        if (moved > 0) await browser.PressAsync($"Import {moved} deal{(moved == 1 ? "" : "s")}");
        await house.Host.RunDueAsync();
        foreach (var (deal, target) in rows) await MovedAsync(house, deal, target, "by the console");
    }

    private static IEnumerable<string> Lines(IEnumerable<(Asked Deal, string Target)> rows) =>
        ["id,name,owner,stage", .. rows.Select(r => $"{r.Deal.Key},{r.Deal.Name},Rita,{InAFile[r.Target]}")];

    /// <summary>It stands where the gate let it, and is put back.</summary>
    private static async Task MovedAsync(DealHouse house, Asked deal, string target, string how)
    {
        var now = await house.ReadAsync(deal.Id);
        var (yes, at) = (deal.Verdicts[target].Yes, now.Status == DealStatus.Won ? StageGate.Won : now.StageId);
        Assert.True(at == (yes ? target : deal.Stage), $"{deal.Key} to {target} {how}: it is in {at} now, and the gate said {Verdict(deal.Verdicts[target])}");
        if (!yes) return;
        await house.Host.DoAsync(async services =>
        {
            var (moves, actor) = (services.GetRequiredService<DealMoves>(), TestBook.Click(house.Rita.PersonId));
            var row = await services.GetRequiredService<BotCoachDb>().Deals.SingleAsync(d => d.Id == deal.Id);
            if (!row.IsOpen) await moves.ReopenAsync(row, actor, TestBook.Now);
            if (row.StageId != deal.Stage) await moves.BackAsync(row, actor, "Tried at a door", TestBook.Now, deal.Stage);
        });
        Assert.Equal(deal.Stage, (await house.ReadAsync(deal.Id)).StageId);
    }

    /// <summary>A random deal, and what the gate says of each stage before it.</summary>
    private static async Task<Asked> AskedAsync(DealHouse house, Random random, int number)
    {
        var key = $"X-{number:00}";
        // every fourth has all that its stage asks for, so that something goes through
        var id = number % 4 == 0 ? await house.DealAsync(house.Rita, $"Deal {number:00}", d => TestBook.Filled(d).ExternalId = key, TestBook.Person("champion"))
            : await SameVerdictTests.MakeAsync(house, random, number, d => d.ExternalId = key);
        return await house.Host.ReadAsync(async db =>
        {
            var file = await SameVerdictTests.OneAsync(db, id);
            var before = Stages.Skip(Array.IndexOf(Stages, file.Deal.StageId) + 1);
            return new Asked(id, key, file.Deal.Name, file.Deal.StageId, before.ToDictionary(t => t, t => StageGate.Ask(file, t, file.Today(TestBook.Now), TestBook.Now)));
        });
    }

    private static string Verdict(GateAnswer gate) => gate.Refusal ?? (gate.Yes ? "yes" : string.Join(',', gate.Missing.Select(m => $"{m.Id}={m.State.ToString().ToLowerInvariant()}")));

    private static string? Of(JsonElement missing, string name) => missing.GetProperty(name).GetString();

    private sealed record Asked(Guid Id, string Key, string Name, string Stage, IReadOnlyDictionary<string, GateAnswer> Verdicts)
    {
        public string Any(Random random) => Verdicts.Keys.ElementAt(random.Next(Verdicts.Count));
    }
}
