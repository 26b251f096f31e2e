using BotCoach.Deals;
using BotCoach.Nudges;
using BotCoach.People;
using BotCoach.Stages;
using NodaTime;

namespace BotCoach.Benchmarks;

/// <summary>
/// Open deals of the seven stages as they lie in a database: some dates, people and documents missing, a fifth of the criteria up to their stage answered
/// in words of their own, one answer in a hundred in words that stand on thousands of deals. Each with what the rules say of it now.
/// </summary>
internal sealed class SweepDeals(Random random, ProcessVersion version, StageBook book, IReadOnlyList<Guid> owners, DateTimeOffset now)
{
    private readonly LocalDate _today = LocalDate.FromDateTime(now.UtcDateTime);
    private readonly List<Stage> _stages = [.. book.Stages.Where(s => s.Kind == StageKind.Pipeline)];
    private int _made;

    public DealFile Next()
    {
        var at = random.Next(_stages.Count);
        var deal = Deal(_stages[at].Id);
        var answers = _stages.Take(at + 1).SelectMany(s => s.Entry.Concat(s.Exit)).DistinctBy(c => c.Id).Where(_ => random.Next(5) == 0).Select(c => AnswerTo(deal, c)).ToList();
        string[] roles = ["champion", "economic-buyer", "user"];
        var people = roles.Where(_ => random.Next(2) == 0).Select(role => new Stakeholder
        {
            WorkspaceId = deal.WorkspaceId, Id = OrderedGuid(), DealId = deal.Id, Name = $"Dana {role} {_made}", Role = role, EngagedAt = Ago(40),
        }).ToList();
        var artifacts = _stages[at].Artifacts.Where(_ => random.Next(2) == 0).Select(a => new Artifact
        {
            WorkspaceId = deal.WorkspaceId, Id = OrderedGuid(), DealId = deal.Id, SpecId = a.Id, Link = $"https://files.example.com/{_made}/{a.Id}", AddedAt = Ago(20),
        }).ToList();
        return new DealFile(deal, book, [.. answers], [.. people], [.. artifacts], []);
    }

    /// <summary>What somebody's own words are in, and on how many deals they stand.</summary>
    public static IEnumerable<SaidText> SaidOf(DealFile file) => file.Answers
        .Select(a => new SaidText { WorkspaceId = a.WorkspaceId, DealId = a.DealId, Field = a.CriterionId, Key = SaidText.KeyOf(a.Text!) }).Concat(SaidWords.Of(file.Deal));

    public static DealEvent FirstOf(Deal deal) => new()
    {
        WorkspaceId = deal.WorkspaceId, DealId = deal.Id, Seq = 1, Kind = DealEventKind.Created, HappenedAt = deal.CreatedAt, RecordedAt = deal.CreatedAt, ActorChannel = "bench", After = "{}",
    };

    public static NextStepGap? GapOf(Deal deal) => NextSteps.IsDated(deal) ? null : new NextStepGap(1, deal.CreatedAt);

    private Deal Deal(string stageId)
    {
        var deal = new Deal
        {
            WorkspaceId = version.WorkspaceId, Id = OrderedGuid(), Source = "csv", ExternalId = $"D-{++_made}", Name = $"Rollout {_made}", Account = $"Account {_made}", OwnerId = owners[random.Next(owners.Count)],
            Currency = "USD", Amount = random.Next(1_000, 90_000), ProcessId = version.ProcessId, ProcessVersion = version.Number, StageId = stageId, StageEnteredAt = Ago(60), Segment = "mid-market",
            CloseOn = random.Next(8) == 0 ? null : _today.PlusDays(random.Next(-10, 120)), HeardAt = random.Next(3) == 0 ? null : Ago(40), TouchedAt = random.Next(3) == 0 ? null : Ago(30),
            ChampionStrength = random.Next(3) == 0 ? null : random.Next(1, 6), CreatedAt = Ago(90), EventSeq = 1,
        };
        if (random.Next(6) > 0)
            (deal.NextStep, deal.NextStepOn, deal.NextStepSide, deal.NextStepConfirmed) =
                ("Send the recap of the call", _today.PlusDays(random.Next(-3, 25)), random.Next(2) == 0 ? Side.Us : Side.Buyer, random.Next(2) == 0);
        if (random.Next(2) == 0) deal.Facts["problem"] = $"Manual billing costs {deal.Account} {random.Next(100)} hours a month";
        deal.RefreshSearch();
        return deal;
    }

    private Answer AnswerTo(Deal deal, Criterion criterion) => new()
    {
        WorkspaceId = deal.WorkspaceId, DealId = deal.Id, CriterionId = criterion.Id, State = AnswerState.Claimed, Kind = EvidenceKind.Note, Channel = "bench", Version = version.Number,
        Text = random.Next(100) == 0 ? "They said that it is all agreed" : $"The CFO of {deal.Account} wrote that it costs them {random.Next(1_000)} hours each month", GivenAt = Ago(50),
    };

    private Guid OrderedGuid() => Storage.OrderedId.Next(now);

    private DateTimeOffset Ago(int days) => now.AddMinutes(-random.Next(1, days * 1_440));
}
