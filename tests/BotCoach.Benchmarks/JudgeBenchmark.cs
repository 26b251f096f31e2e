using System.Diagnostics;
using System.Globalization;
using BotCoach.Deals;
using BotCoach.Nudges;
using BotCoach.People;
using BotCoach.Stages;
using NodaTime;

namespace BotCoach.Benchmarks;

/// <summary>
/// What all rules together cost for a deal whose file lies in memory, on one thread: deals of the built-in seven stages, as far along as their stage says,
/// half of their criteria answered in words, some with people, dates and documents missing.
/// </summary>
internal static class JudgeBenchmark
{
    private const int Deals = 20_000;
    private const int Rounds = 5;
    private const int Passes = 10;
    private static readonly DateTimeOffset Now = new(2026, 3, 20, 12, 0, 0, TimeSpan.Zero);
    private static readonly LocalDate Today = new(2026, 3, 20);

    public static int Run()
    {
        var random = new Random(20_260_320);
        var book = BuiltInBooks.Open(BuiltInBooks.Names[0]);
        var calendar = new WorkCalendar(DateTimeZoneProviders.Tzdb["Europe/Berlin"], new WorkingHours(new LocalTime(9, 0), new LocalTime(17, 30), 0b0011111));
        var files = Enumerable.Range(0, Deals).Select(_ => File(random, book)).ToList();
        var signals = files.Sum(f => Judge(f, calendar).Signals.Count);
        for (var i = 0; i < Passes; i++) foreach (var file in files) Judge(file, calendar);
        var rates = new List<double>();
        var allocated = GC.GetAllocatedBytesForCurrentThread();
        for (var round = 0; round < Rounds; round++)
        {
            var at = Stopwatch.GetTimestamp();
            for (var i = 0; i < Passes; i++) foreach (var file in files) Judge(file, calendar);
            rates.Add(Deals * Passes / Stopwatch.GetElapsedTime(at).TotalSeconds);
        }
        allocated = (GC.GetAllocatedBytesForCurrentThread() - allocated) / (Rounds * Passes * Deals);
        rates.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"| {rates[Rounds / 2]:#,0} [{rates[0]:#,0}..{rates[^1]:#,0}] deals/s | {1e6 / rates[Rounds / 2]:0.00} µs | {allocated:#,0} B | {(double)signals / Deals:0.00} signals a deal |"));
        return 0;
    }

    private static Judgement Judge(DealFile file, WorkCalendar calendar) =>
        NudgeRules.Judge(file, NextSteps.IsDated(file.Deal) ? null : new NextStepGap(2, file.Deal.StageEnteredAt), calendar, Now);

    private static DealFile File(Random random, StageBook book)
    {
        var stages = book.Stages.Where(s => s.Kind == StageKind.Pipeline).ToList();
        var at = random.Next(stages.Count);
        var deal = Deal(random, stages[at].Id);
        var answers = stages.Take(at + 1).SelectMany(s => s.Entry.Concat(s.Exit)).DistinctBy(c => c.Id).Where(_ => random.Next(2) == 0).Select(c => AnswerTo(deal, c, random)).ToList();
        string[] roles = ["champion", "economic-buyer", "user"];
        var people = roles.Where(_ => random.Next(2) == 0).Select(role => new Stakeholder
        {
            WorkspaceId = deal.WorkspaceId, Id = Guid.NewGuid(), DealId = deal.Id, Name = $"Dana {role}", Role = role, EngagedAt = Ago(random, 40),
        }).ToList();
        return new DealFile(deal, book, answers, people, [], []);
    }

    private static Deal Deal(Random random, string stageId)
    {
        var deal = new Deal
        {
            WorkspaceId = Guid.NewGuid(), Id = Guid.NewGuid(), Source = "csv", Name = "Acme rollout", Account = "Acme", OwnerId = Guid.NewGuid(), Currency = "USD",
            Amount = random.Next(1_000, 90_000), ProcessId = Guid.NewGuid(), ProcessVersion = 1, StageId = stageId, StageEnteredAt = Ago(random, 60), Segment = "mid-market",
            CloseOn = random.Next(4) == 0 ? null : Today.PlusDays(random.Next(-20, 120)), HeardAt = random.Next(3) == 0 ? null : Ago(random, 40),
            TouchedAt = random.Next(3) == 0 ? null : Ago(random, 30), ChampionStrength = random.Next(3) == 0 ? null : random.Next(1, 6),
        };
        if (random.Next(4) > 0)
            (deal.NextStep, deal.NextStepOn, deal.NextStepSide, deal.NextStepConfirmed) =
                ("Send the recap of the call", Today.PlusDays(random.Next(-6, 25)), random.Next(2) == 0 ? Side.Us : Side.Buyer, random.Next(2) == 0);
        foreach (var fact in (string[])["problem", "impact", "success-criteria"]) if (random.Next(2) == 0) deal.Facts[fact] = "Manual billing costs them 40 hours a month";
        return deal;
    }

    private static Answer AnswerTo(Deal deal, Criterion criterion, Random random) => new()
    {
        WorkspaceId = deal.WorkspaceId, DealId = deal.Id, CriterionId = criterion.Id, State = AnswerState.Claimed, Kind = EvidenceKind.Note,
        Text = "Their CFO wrote that billing by hand costs them a week each month", GivenAt = Ago(random, 50),
    };

    private static DateTimeOffset Ago(Random random, int days) => Now.AddMinutes(-random.Next(1, days * 1_440));
}
