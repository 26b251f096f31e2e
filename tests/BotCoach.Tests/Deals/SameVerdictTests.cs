using BotCoach.Channels;
using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Storage;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit.Abstractions;

namespace BotCoach.Tests.Deals;

/// <summary>One gate: whatever asks, and on whatever path, the answer is the same.</summary>
public sealed class SameVerdictTests(ITestOutputHelper output)
{
    private const int Deals = 60;
    private static readonly string[] Targets = ["two", "three", StageGate.Won];

    private static readonly BotCoach.Stages.Criterion Worth = new()
    {
        Id = "worth-it", Text = "It is worth our time.", Source = "ours",
        Accepts = [new(BotCoach.Stages.EvidenceKind.Rule, "amount >= 400 and (problem is known or stakeholders with role champion >= 1) and not next-step in past")],
    };

    [Theory, OnSqlite, OnPostgres]
    public Task The_verdict_is_the_same_on_every_path(Db kind) => TryAsync(kind, TestBook.Book());

    [Theory, OnSqlite, OnPostgres]
    public Task The_verdict_of_a_rule_over_the_deal_is_the_same_on_every_path(Db kind) =>
        TryAsync(kind, TestBook.Book() with { Stages = [.. TestBook.Book().Stages.Select(s => s.Id == "one" ? s with { Exit = [Worth], Fields = [] } : s)] });

    private async Task TryAsync(Db kind, BotCoach.Stages.StageBook book)
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        await using var house = await DealHouse.OpenAsync(kind, book);
        var ids = new List<Guid>();
        for (var i = 0; i < Deals; i++) ids.Add(await MakeAsync(house, random, i));

        var batch = await house.Host.ReadAsync(async db => (await Files(db).OpenAsync(await db.Deals.AsNoTracking().OrderBy(d => d.Name).ToListAsync()))
            .ToDictionary(f => f.Deal.Id, f => Targets.ToDictionary(t => t, t => Verdict(StageGate.Ask(f, t, f.Today(TestBook.Now), TestBook.Now)))));
        foreach (var id in ids)
        foreach (var target in Targets)
        {
            Assert.Equal(batch[id][target], await house.Host.ReadAsync(async db =>
                Verdict(StageGate.Ask(await OneAsync(db, id), target, TestBook.Today, TestBook.Now))));
            foreach (var by in (By[])[By.Click, By.Import, By.ApiKey])
                Assert.Equal(batch[id][target], await TriedAsync(house, id, target, new Actor(house.Rita.PersonId, Role.Rep, "fake", by)));
        }
        foreach (var id in ids) await PressAsync(house, id, batch[id]);
    }

    /// <summary>Through the front door, for good: it moves if and only if the gate said yes.</summary>
    private static async Task PressAsync(DealHouse house, Guid id, Dictionary<string, string> verdicts)
    {
        var before = await house.ReadAsync(id);
        await house.Host.ReceiveAsync(new ButtonPressed(Guid.NewGuid().ToString("n"), house.Rita.Caller, "deal.advance", $"{id}:{before.StageId}"));
        var next = before.StageId switch { "one" => "two", "two" => "three", _ => StageGate.Won };
        var moves = verdicts[next] == "yes" && next != StageGate.Won;
        Assert.Equal(moves ? next : before.StageId, (await house.ReadAsync(id)).StageId);
    }

    /// <summary>Tried and rolled back: what would come of it.</summary>
    private static async Task<string> TriedAsync(DealHouse house, Guid id, string target, Actor actor)
    {
        await using var scope = house.Host.App.Services.CreateAsyncScope();
        scope.ServiceProvider.GetRequiredService<WorkspaceScope>().Enter(house.Host.WorkspaceId);
        var db = scope.ServiceProvider.GetRequiredService<BotCoachDb>();
        var moves = scope.ServiceProvider.GetRequiredService<DealMoves>();
        var deal = await db.Deals.SingleAsync(d => d.Id == id);
        var result = target == StageGate.Won
            ? await moves.WonAsync(deal, actor, "They signed", TestBook.Now)
            : await moves.AdvanceAsync(deal, actor, TestBook.Now, target);
        return result switch
        {
            Moved => "yes",
            NotYet not => Verdict(not.Gate),
            MayNot(var why) => why,
            _ => result.ToString(),
        };
    }

    private static string Verdict(GateAnswer gate) => gate.Refusal ?? (gate.Yes ? "yes" : string.Join(",", gate.Missing.Select(m => $"{m.Id}={m.State}")));

    private static DealFiles Files(BotCoachDb db) => new(db, new BotCoach.Stages.StageShelf(db, new BotCoach.Stages.BookCache()), new DealOrigins(db));

    internal static async Task<DealFile> OneAsync(BotCoachDb db, Guid id) => await Files(db).OpenAsync(await db.Deals.AsNoTracking().SingleAsync(d => d.Id == id));

    internal static async Task<Guid> MakeAsync(DealHouse house, Random random, int number, Action<Deal>? adjust = null)
    {
        var people = random.Next(2) == 0 ? [] : new[] { TestBook.Person(random.Next(3) == 0 ? "user" : "champion", random.Next(6) == 0 ? "tbd" : "Dana Lee") };
        var id = await house.DealAsync(house.Rita, $"Deal {number:00}", d =>
        {
            Fill(d, random);
            adjust?.Invoke(d);
        }, people);
        await house.Host.DoAsync(async services =>
        {
            var db = services.GetRequiredService<BotCoachDb>();
            if (random.Next(2) == 0)
                db.Artifacts.Add(new Artifact { WorkspaceId = d(house), Id = Guid.CreateVersion7(), DealId = id, SpecId = "action-plan", Link = "https://files.example.com/p", AddedAt = TestBook.Now });
            foreach (var criterion in (BotCoach.Stages.Criterion[])[TestBook.Problem, TestBook.Impact, TestBook.Champion, TestBook.Approved, TestBook.Plan, TestBook.Signing])
                if (random.Next(3) > 0) await AnswerAsync(db, services.GetRequiredService<SaidWords>(), id, criterion, random);
        });
        return id;

        static Guid d(DealHouse house) => house.Host.WorkspaceId;
    }

    private static void Fill(Deal deal, Random random)
    {
        deal.StageId = random.Next(4) switch { 0 => "two", 1 => "three", _ => "one" };
        deal.Amount = random.Next(3) switch { 0 => null, 1 => 0, _ => 500 };
        if (random.Next(2) == 0) deal.Facts["problem"] = random.Next(4) == 0 ? "n/a" : "Month end takes two days";
        if (random.Next(2) == 0) deal.Facts["impact"] = random.Next(3) == 0 ? "quite a lot" : "40 hours a month";
        if (random.Next(2) == 0) (deal.NextStep, deal.NextStepOn, deal.NextStepConfirmed) = ("Sign", TestBook.Today.PlusDays(random.Next(-2, 3)), random.Next(3) > 0);
    }

    private static async Task AnswerAsync(BotCoachDb db, SaidWords words, Guid deal, BotCoach.Stages.Criterion criterion, Random random)
    {
        var answer = new Answer
        {
            WorkspaceId = db.WorkspaceId, DealId = deal, CriterionId = criterion.Id, State = (AnswerState)random.Next(5), Kind = (BotCoach.Stages.EvidenceKind)random.Next(7),
            Text = random.Next(4) switch { 0 => "asdf", 1 => "They like what we do", 2 => $"Dana told me so on day {random.Next(1000)}", _ => criterion.Text },
            GivenAt = TestBook.Now, Version = 1, Reason = "because", WaivedUntil = TestBook.Now.AddDays(random.Next(-2, 3)),
        };
        db.Answers.Add(answer);
        await words.SetAsync(await db.Deals.SingleAsync(d => d.Id == deal), criterion.Id, answer.Text);
    }
}
