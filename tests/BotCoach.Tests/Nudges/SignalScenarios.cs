using BotCoach.Deals;
using BotCoach.Nudges;
using BotCoach.People;
using BotCoach.Stages;
using static BotCoach.Tests.Nudges.OneDeal;

namespace BotCoach.Tests.Nudges;

/// <summary>What one signal does: when it fires, what keeps it silent, what clears it, and how it comes back as an episode of its own.</summary>
internal sealed record SignalScenario(string Rule, string Now, Action<OneDeal> Fires)
{
    public required Action<OneDeal> Clears { get; init; }

    /// <summary>After it was cleared: the same kind of fact anew.</summary>
    public required Action<OneDeal> ComesBack { get; init; }

    public required (string Why, Action<OneDeal> But)[] Silent { get; init; }

    /// <summary>When it is judged once it has come back.</summary>
    public string Later { get; init; } = Now;
}

/// <summary>A table of every signal. The deal is Acme in evaluation since 2 March 2026, healthy until a scenario changes it.</summary>
internal static class SignalScenarios
{
    public const string MidMarch = "2026-03-09T12:00:00Z";
    public const string April = "2026-04-20T12:00:00Z";
    private const string Early = "2026-03-02T09:00:01Z";

    public static readonly IReadOnlyList<SignalScenario> All =
    [
        new("no-next-step", MidMarch, d => NoStep(d, 7)) { Clears = Healthy, ComesBack = d => NoStep(d, 12), Silent = [("a step", Healthy), ("no event says since when", d => d.Gap = null), ("a follow-up is under way", d => d.Deal.TouchedAt = At("2026-03-08T10:00:00Z"))] },
        new("next-step-overdue", "2026-03-12T12:00:00Z", Nothing)
        {
            Clears = d => d.Deal.NextStepOn = Day("2026-03-20"), ComesBack = d => d.Deal.NextStepOn = Day("2026-03-11"),
            Silent = [("its day is today", d => d.Deal.NextStepOn = Day("2026-03-12")), ("no step at all", d => NoStep(d, 3))],
        },
        new("next-step-unconfirmed", MidMarch, d => d.Deal.NextStepSide = Side.Buyer)
        {
            Clears = d => d.Deal.NextStepConfirmed = true, ComesBack = d => (d.Deal.NextStepConfirmed, d.Deal.NextStepOn) = (false, Day("2026-03-11")),
            Silent =
            [
                ("nobody said whose step it is", d => d.Deal.NextStepSide = null), ("its day is far", d => d.Deal.NextStepOn = Day("2026-03-20")),
                ("its day is over", d => d.Deal.NextStepOn = Day("2026-03-08")), ("it is ours, and nobody asks for their yes", d => (d.Deal.NextStepSide, d.Deal.StageId) = (Side.Us, "discovery")),
            ],
        },
        new("buyer-silent", April, d => Heard(d, "2026-04-01T10:00:00Z"))
        {
            Clears = d => d.Deal.HeardAt = At("2026-04-19T10:00:00Z"), ComesBack = d => d.Deal.TouchedAt = At("2026-04-20T10:00:00Z"), Later = "2026-05-10T12:00:00Z",
            Silent =
            [
                ("nobody ever said", d => d.Deal.HeardAt = null), ("heard lately", d => d.Deal.HeardAt = At("2026-04-10T10:00:00Z")), ("a confirmed step ahead", d => Confirmed(d, "2026-04-24")),
                ("the move is ours", d => (d.Deal.HeardAt, d.Deal.TouchedAt) = (At("2026-04-01T10:00:00Z"), At("2026-03-20T10:00:00Z"))),
                ("the step is ours", d => (d.Deal.NextStep, d.Deal.NextStepOn, d.Deal.NextStepSide) = ("Send it", Day("2026-04-30"), Side.Us)),
            ],
        },
        new("lead-untouched", MidMarch, d => d.Deal.LeadReceivedAt = At("2026-03-06T15:00:00Z"))
        {
            Clears = d => d.Deal.LeadAnsweredAt = At("2026-03-09T11:00:00Z"), ComesBack = d => (d.Deal.LeadReceivedAt, d.Deal.LeadAnsweredAt) = (At("2026-03-09T09:00:00Z"), null),
            Silent =
            [
                ("it was no lead", d => d.Deal.LeadReceivedAt = null), ("they were answered", d => d.Deal.LeadAnsweredAt = At("2026-03-06T16:00:00Z")),
                ("they wrote in the evening, and the morning is not over", d => d.Deal.LeadReceivedAt = At("2026-03-09T11:30:00Z")),
            ],
        },
        new("follow-up-due", MidMarch, d => Touched(d, "2026-03-04T10:00:00Z", 2))
        {
            Clears = d => d.Deal.HeardAt = At("2026-03-09T10:00:00Z"), ComesBack = d => { d.Deal.HeardAt = null; Touched(d, "2026-03-08T10:00:00Z", 3); }, Later = "2026-03-12T12:00:00Z",
            Silent =
            [
                ("nobody ever said", d => d.Deal.TouchedAt = null), ("they have answered", d => d.Deal.HeardAt = At("2026-03-06T10:00:00Z")),
                ("the next touch is not due", d => Touched(d, "2026-03-09T08:00:00Z", 2)), ("a step ahead", Healthy), ("touched in an earlier stage", d => { Enter(d, "2026-03-06T09:00:00Z"); d.Deal.TouchesMade = 0; }),
                ("a stage without a cadence", d => d.Book = d.Book with { Stages = [.. d.Book.Stages.Select(s => s with { Cadence = new Cadence([], "ours") })] }),
            ],
        },
        new("follow-up-due", April, d => Touched(d, "2026-03-20T10:00:00Z", 5))
        {
            Clears = d => Confirmed(d, "2026-04-24"), ComesBack = d => { d.Deal.NextStepConfirmed = false; NoStep(d, 9); Touched(d, "2026-04-12T10:00:00Z", 6); },
            Later = "2026-04-25T12:00:00Z", Silent = [("the last touch was lately", d => d.Deal.TouchedAt = At("2026-04-15T10:00:00Z"))],
        },
        new("too-long-in-stage", "2026-05-01T12:00:00Z", Nothing)
        {
            Clears = d => Confirmed(d, "2026-05-10"), ComesBack = d => Enter(d, "2026-05-20T09:00:00Z"), Later = "2026-08-01T12:00:00Z",
            Silent = [("a stage that is not known", d => d.Deal.StageId = "gone"), ("a slow team", d => d.Deal.StageMedianDays = 60)],
        },
        new("close-date-passed", "2026-06-02T12:00:00Z", Nothing)
        {
            Clears = d => d.Deal.CloseOn = Day("2026-07-01"), ComesBack = Nothing, Later = "2026-07-02T12:00:00Z",
            Silent = [("no date", d => d.Deal.CloseOn = null), ("its day is today", d => d.Deal.CloseOn = Day("2026-06-02"))],
        },
        new("close-date-slipped", April, d => Slip(d, 2, "2026-04-10T10:00:00Z"))
        {
            Clears = d => Confirmed(d, "2026-04-24"), ComesBack = d => { Slip(d, 3, "2026-04-18T10:00:00Z"); d.Deal.NextStepConfirmed = false; },
            Silent = [("once", d => Slip(d, 1, "2026-04-10T10:00:00Z")), ("a stage since", d => Enter(d, "2026-04-11T10:00:00Z")), ("nobody knows when", d => d.Deal.CloseSlippedAt = null)],
        },
        new("close-date-implausible", MidMarch, d => d.Deal.CloseOn = Day("2026-03-20"))
        {
            Clears = d => d.Deal.CloseOn = Day("2026-05-20"), ComesBack = d => d.Deal.CloseOn = Day("2026-03-21"),
            Silent = [("no date", d => d.Deal.CloseOn = null), ("it has passed", d => d.Deal.CloseOn = Day("2026-03-08")), ("the last stage", d => d.Deal.StageId = "closing")],
        },
        new("single-threaded", April, d => Meets(d, "Dana Fox", "champion"))
        {
            Clears = d => Meets(d, "Luis Ortega", "economic-buyer"), ComesBack = d => { Forgets(d); Meets(d, "Dana Fox", "champion"); Enter(d, "2026-04-01T09:00:00Z"); },
            Silent = [("nobody was ever recorded", Forgets), ("just entered", d => Enter(d, "2026-04-19T09:00:00Z")), ("a stage that asks for one", d => d.Deal.StageId = "discovery"), ("a name that is none", d => d.People[0].Name = "n/a")],
        },
        new("no-economic-buyer", April, d => { Meets(d, "Dana Fox", "champion"); Meets(d, "Eva", "user"); })
        {
            Clears = d => Meets(d, "Luis Ortega", "economic-buyer"), ComesBack = d => { d.People.RemoveAt(2); Enter(d, "2026-04-10T09:00:00Z"); },
            Silent = [("nobody was ever recorded", Forgets), ("just entered", d => Enter(d, "2026-04-19T09:00:00Z")), ("a stage that needs none", d => d.Deal.StageId = "discovery")],
        },
        new("champion-weak", April, d => { Meets(d, "Dana Fox", "champion"); d.Deal.ChampionStrength = 2; })
        {
            Clears = d => d.Deal.ChampionStrength = 4, ComesBack = d => { d.Deal.ChampionStrength = 1; Enter(d, "2026-04-10T09:00:00Z"); },
            Silent = [("not rated", d => d.Deal.ChampionStrength = null), ("three of five", d => d.Deal.ChampionStrength = 3)],
        },
        new("champion-weak", April, d => Meets(d, "Dana Fox", "champion", "2026-04-01T10:00:00Z"))
        {
            Clears = d => d.Deal.HeardAt = At("2026-04-19T10:00:00Z"), ComesBack = Nothing, Later = "2026-05-10T12:00:00Z",
            Silent = [("never seen engaged", d => d.People[0].EngagedAt = null), ("no champion", d => d.People[0].Role = "user"), ("a confirmed step ahead", d => Confirmed(d, "2026-04-24"))],
        },
        new("artifact-missing", April, Nothing)
        {
            Clears = d => Links(d, "business-case"), ComesBack = d => { d.Artifacts.Clear(); Enter(d, "2026-03-10T09:00:00Z"); },
            Silent = [("just entered", d => Enter(d, "2026-04-10T09:00:00Z")), ("a stage that asks for none", d => d.Deal.StageId = "discovery")],
        },
        new("field-missing", April, Nothing)
        {
            Clears = Fills, ComesBack = d => { d.Deal.Facts.Clear(); Enter(d, "2026-03-10T09:00:00Z"); },
            Silent = [("just entered", d => Enter(d, "2026-04-10T09:00:00Z")), ("all filled in", Fills), ("a stage that asks for none", d => d.Deal.StageId = "closing")],
        },
        new("ready-to-advance", MidMarch, d => { d.Deal.StageId = "discovery"; Claims(d); })
        {
            Clears = d => d.Answers[0].State = AnswerState.Disputed, ComesBack = d => { d.Answers.Clear(); Claims(d); Enter(d, "2026-03-06T09:00:00Z"); },
            Silent = [("not answered", d => d.Answers.Clear()), ("a placeholder", d => d.Answers[0].Text = "tbd"), ("nothing is asked", d => d.Deal.StageId = "closing")],
        },
        new("thin-evidence", MidMarch, Claims)
        {
            Clears = d => d.Deal.Facts["problem"] = "Manual billing costs 40 hours a month", ComesBack = d => { d.Deal.Facts.Clear(); Enter(d, "2026-03-06T09:00:00Z"); },
            Silent = [("imported, never advanced", d => d.Deal.ImportedWithoutEvidence = true), ("not answered", d => d.Answers.Clear()), ("in the stage that asks for it", d => d.Deal.StageId = "discovery")],
        },
        new("thin-evidence", MidMarch, d => LetPass(d, "2026-03-20T09:00:00Z"))
        {
            Clears = d => d.Deal.Facts["problem"] = "Manual billing costs 40 hours a month",
            ComesBack = d => { d.Deal.Facts.Clear(); Enter(d, "2026-03-06T09:00:00Z"); d.Overrides.Clear(); LetPass(d, "2026-03-25T09:00:00Z"); },
            Silent = [("of an earlier stay", d => Enter(d, "2026-03-06T09:00:00Z")), ("into another stage", d => d.Deal.StageId = "closing")],
        },
        new("went-backwards", MidMarch, d => d.Deal.WentBackFrom = "closing")
        {
            Clears = d => Confirmed(d, "2026-03-20"), ComesBack = d => { d.Deal.NextStepConfirmed = false; Enter(d, "2026-03-06T09:00:00Z"); },
            Silent = [("it came forward", d => d.Deal.WentBackFrom = null)],
        },
        new("handoff-late", MidMarch, d => d.Deal.HandoffDueAt = At("2026-03-09T11:00:00Z"))
        {
            Clears = d => d.Deal.HandoffDueAt = null, ComesBack = d => d.Deal.HandoffDueAt = At("2026-03-09T11:30:00Z"),
            Silent = [("it lies before nobody", d => d.Deal.HandoffDueAt = null), ("there is time left", d => d.Deal.HandoffDueAt = At("2026-03-09T13:00:00Z"))],
        },
        new("override-expiring", "2026-03-18T12:00:00Z", d => LetPass(d, "2026-03-20T09:00:00Z"))
        {
            Clears = d => d.Deal.Facts["problem"] = "Manual billing costs 40 hours a month",
            ComesBack = d => { d.Deal.Facts.Clear(); d.Overrides.Clear(); LetPass(d, "2026-03-21T09:00:00Z"); },
            Silent = [("far off", d => { d.Overrides.Clear(); LetPass(d, "2026-03-30T09:00:00Z"); }), ("over", d => { d.Overrides.Clear(); LetPass(d, "2026-03-18T09:00:00Z"); })],
        },
    ];

    /// <summary>Three stages: a first that asks little, one that asks for everything, a last that asks nothing.</summary>
    public static StageBook Book { get; } = new()
    {
        Name = "Test", Description = "Three stages", Source = "ours",
        Stages =
        [
            Stage("discovery", new Guideline(14, "ours")) with
            {
                Exit = [new Criterion { Id = "problem-agreed", Text = "They agree on the problem", Accepts = [new(EvidenceKind.Note), new(EvidenceKind.Field, "problem")], Source = "ours" }],
            },
            Stage("evaluation", new Guideline(21, "ours"), "plan-agreed") with
            {
                Fields = [new("impact", "present", "ours"), new("economic-buyer", "present", "ours"), new("stakeholders", "at-least-2", "ours"), new("next-step", "confirmed", "ours")],
                Artifacts = [new("business-case", "Business case", true, "ours"), new("leaflet", "Leaflet", false, "ours")],
            },
            Stage("closing", new Guideline(21, "ours")),
        ],
    };

    public static OneDeal Of(SignalScenario scenario)
    {
        var deal = new OneDeal { Book = Book }.With(d => d.Deal.StageId = "evaluation");
        scenario.Fires(deal);
        return deal;
    }

    private static void Nothing(OneDeal deal) { }

    private static void NoStep(OneDeal deal, int seq) => (deal.Deal.NextStep, deal.Deal.NextStepOn, deal.Gap) = (null, null, new NextStepGap(seq, At("2026-03-04T15:00:00Z")));

    private static void Healthy(OneDeal deal) => (deal.Deal.NextStep, deal.Deal.NextStepOn) = ("Call", Day("2026-03-20"));

    private static void Confirmed(OneDeal deal, string day) => (deal.Deal.NextStep, deal.Deal.NextStepOn, deal.Deal.NextStepConfirmed) = ("Call", Day(day), true);

    private static void Heard(OneDeal deal, string at) => (deal.Deal.NextStepSide, deal.Deal.HeardAt, deal.Deal.TouchedAt) = (null, At(at), At(at).AddHours(2));

    /// <summary>The last touch of so many, the first of which was on the stage's first day.</summary>
    private static void Touched(OneDeal deal, string at, int made)
    {
        NoStep(deal, 3);
        (deal.Deal.TouchedAt, deal.Deal.TouchesMade, deal.Deal.TouchesSince) = (At(at), made, At("2026-03-02T10:00:00Z"));
    }

    private static void Enter(OneDeal deal, string at) => deal.Deal.StageEnteredAt = At(at);

    private static void Slip(OneDeal deal, int times, string at) => (deal.Deal.CloseSlips, deal.Deal.CloseSlippedAt) = (times, At(at));

    private static void Meets(OneDeal deal, string name, string role, string? engaged = null) => deal.People.Add(new Stakeholder
    {
        WorkspaceId = deal.Deal.WorkspaceId, Id = Guid.NewGuid(), DealId = deal.Deal.Id, Name = name, Role = role, EngagedAt = engaged is null ? null : At(engaged),
    });

    private static void Forgets(OneDeal deal) => deal.People.Clear();

    private static void Links(OneDeal deal, string spec) => deal.Artifacts.Add(new Artifact
    {
        WorkspaceId = deal.Deal.WorkspaceId, Id = Guid.NewGuid(), DealId = deal.Deal.Id, SpecId = spec, Link = "https://docs.example.com/case", AddedAt = At(Early),
    });

    private static void Fills(OneDeal deal)
    {
        deal.Deal.Facts["impact"] = "About 40,000 a quarter";
        Meets(deal, "Dana Fox", "champion");
    }

    private static void Claims(OneDeal deal) => deal.Says("problem-agreed", "Their CFO wrote that manual billing costs 40 hours a month");

    private static void LetPass(OneDeal deal, string until) => deal.Overrides.Add(new GateOverride
    {
        WorkspaceId = deal.Deal.WorkspaceId, Id = Guid.NewGuid(), DealId = deal.Deal.Id, FromStage = "discovery", ToStage = "evaluation", Reason = "The trade fair is next week",
        Missing = "problem-agreed", ByPersonId = Guid.NewGuid(), ByRole = Role.Manager, GivenAt = deal.Deal.StageEnteredAt, ExpiresAt = At(until),
    });
}
