using System.Globalization;
using BotCoach.Deals;
using BotCoach.Nudges;
using BotCoach.People;
using BotCoach.Stages;
using NodaTime;
using NodaTime.Text;

namespace BotCoach.Tests.Nudges;

/// <summary>A deal for the rules, healthy until a test changes it: Acme in Discovery since 2 March 2026, owned in Berlin.</summary>
internal sealed class OneDeal
{
    public const string Berlin = "Europe/Berlin";

    public OneDeal() => Deal = new Deal
    {
        WorkspaceId = Guid.NewGuid(), Id = Guid.NewGuid(), Source = "test", Name = "Acme rollout", Account = "Acme", OwnerId = Guid.NewGuid(),
        Currency = "USD", Amount = 48_000, ProcessId = Guid.NewGuid(), ProcessVersion = 1, StageId = "discovery",
        StageEnteredAt = At("2026-03-02T09:00:00Z"), CreatedAt = At("2026-03-02T09:00:00Z"), Segment = "mid-market",
        NextStep = "Send the recap", NextStepOn = Day("2026-03-10"), CloseOn = Day("2026-05-29"),
    };

    public Deal Deal { get; }

    public List<Answer> Answers { get; } = [];

    public NextStepGap? Gap { get; set; }

    public WorkCalendar Calendar { get; set; } =
        new(DateTimeZoneProviders.Tzdb[Berlin], new WorkingHours(new LocalTime(9, 0), new LocalTime(17, 30), 0b0011111));

    public StageBook Book { get; set; } = new()
    {
        Name = "Test", Description = "Two stages", Source = "ours",
        Stages =
        [
            Stage("discovery", new Guideline(14, "ours") { BySegment = new Dictionary<string, int> { ["enterprise"] = 30 } }, "problem-agreed"),
            Stage("evaluation", new Guideline(21, "ours")),
        ],
    };

    public List<Stakeholder> People { get; } = [];

    public List<Artifact> Artifacts { get; } = [];

    public List<GateOverride> Overrides { get; } = [];

    public DealFile File => new(Deal, Book, [.. Answers], [.. People], [.. Artifacts], [.. Overrides]);

    public OneDeal With(Action<OneDeal> change)
    {
        change(this);
        return this;
    }

    public OneDeal Says(string criterion, string text, string at = "2026-03-05T10:00:00Z", AnswerState state = AnswerState.Claimed)
    {
        Answers.Add(new Answer
        {
            WorkspaceId = Deal.WorkspaceId, DealId = Deal.Id, CriterionId = criterion, State = state, Kind = EvidenceKind.Note, Text = text, GivenAt = At(at),
        });
        return this;
    }

    public Judgement Judged(string now) => NudgeRules.Judge(File, Gap, Calendar, At(now));

    public Finding Judged(INudgeRule rule, string now) => rule.Judge(new DealCase(File, Gap, Calendar, At(now)), TuningOf(rule));

    private SignalTuning? TuningOf(INudgeRule rule) => StagePlan.Of(Book, Deal.StageId).Tuned(NudgeRules.All.ToList().FindIndex(r => r.Id == rule.Id));

    public static Stage Stage(string id, Guideline guideline, params string[] criteria) => new()
    {
        Id = id, Name = char.ToUpperInvariant(id[0]) + id[1..], Purpose = "To learn", Guideline = guideline, Owner = "AE", Forecast = new ForecastSpec("pipeline", 20, "ours"),
        Exit = [.. criteria.Select(c => new Criterion { Id = c, Text = $"{c} holds", Accepts = [new Evidence(EvidenceKind.Note)], Source = "ours" })],
        NextSteps = [new("Send the recap", "ours"), new("Book the demo", "ours"), new("Ask for the budget owner", "ours")],
        FailureModes = [new("f1", "It stalls without a step", "no-next-step", "offer two dates in one mail.", "ours")],
    };

    public static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);

    public static LocalDate Day(string text) => LocalDatePattern.Iso.Parse(text).Value;
}
