using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Stages;
using BotCoach.Storage;
using NodaTime;

namespace BotCoach.Tests.Deals;

/// <summary>A small process with one criterion of each kind of evidence, and deals in it.</summary>
internal static class TestBook
{
    public static readonly Guid ProcessId = Guid.Parse("0190b000-0000-7000-8000-0000000000aa");
    public static readonly DateTimeOffset Now = new(2026, 3, 2, 8, 0, 0, TimeSpan.Zero);
    public static readonly LocalDate Today = new(2026, 3, 2);

    public static readonly Criterion Problem = Of("problem-told", "The buyer told us the problem in their words.", new(EvidenceKind.Note), new(EvidenceKind.Field, "problem"));
    public static readonly Criterion Impact = Of("impact-known", "What it costs them is known in figures.", new Evidence(EvidenceKind.Rule, "impact/quantified"));
    public static readonly Criterion Advisory = Of("competitors-known", "Their other options are known.", new Evidence(EvidenceKind.Note)) with { Required = false };
    public static readonly Criterion Champion = Of("champion-named", "Somebody sells for us inside.", new Evidence(EvidenceKind.Stakeholder, "champion"));
    public static readonly Criterion Approved = Of("discount-approved", "The price is one that we can stand behind.", new Evidence(EvidenceKind.Approver, "manager"));
    public static readonly Criterion Plan = Of("plan-agreed", "Both sides follow one plan.", new Evidence(EvidenceKind.Artifact, "action-plan"), new Evidence(EvidenceKind.Quote));
    public static readonly Criterion Signing = Of("signing-agreed", "The day of signing is agreed.", new Evidence(EvidenceKind.Rule, "next-step/confirmed"));
    public static readonly Criterion Kickoff = Of("kickoff-held", "The kickoff was held.", new Evidence(EvidenceKind.Note));

    public static StageBook Book(bool maySkip = false) => new()
    {
        Name = "Testing", Description = "For tests.", Source = "ours",
        Rules = new BookRules
        {
            MaySkip = maySkip,
            LossReasons = [new Line("Price or terms", "ours"), new Line("No decision", "ours")],
            DisqualificationReasons = [new Line("Not a fit", "ours")],
        },
        Stages =
        [
            Stage("one", "Discovery", exit: [Problem, Impact, Advisory], fields: [new RequiredField("amount", "positive", "ours")]),
            Stage("two", "Evaluation", entry: [Champion], exit: [Approved, Plan]) with { Artifacts = [new ArtifactSpec("action-plan", "Mutual action plan", true, "ours")] },
            Stage("three", "Closing", exit: [Signing]),
            Stage("four", "Onboarding", entry: [Kickoff]) with { Kind = StageKind.AfterWin },
        ],
    };

    /// <summary>The same, as it could be published: nothing that is required rests on a note alone.</summary>
    public static StageBook Whole()
    {
        var book = Book();
        var kickoff = Kickoff with { Accepts = [.. Kickoff.Accepts, new Evidence(EvidenceKind.Field, "first-milestone")] };
        return book with { Stages = [.. book.Stages.SkipLast(1), book.Stages[^1] with { Entry = [kickoff] }] };
    }

    public static Deal Deal(string name = "Acme", Guid? owner = null, Guid? workspace = null, string stage = "one") => new()
    {
        WorkspaceId = workspace ?? Guid.Empty, Id = Guid.CreateVersion7(), Source = "chat", Name = name, OwnerId = owner ?? Guid.Empty, Currency = "USD",
        ProcessId = ProcessId, ProcessVersion = 1, StageId = stage, StageEnteredAt = Now.AddDays(-3), CreatedAt = Now.AddDays(-3),
    };

    public static DealFile File(Deal? deal = null, StageBook? book = null, params Answer[] answers) => new(deal ?? Deal(), book ?? Book(), [.. answers], [], [], []);

    /// <summary>Everything that stage one asks for is there.</summary>
    public static Deal Filled(Deal deal)
    {
        deal.Amount = 12_000;
        deal.Facts["problem"] = "Reports take the team two days each month";
        deal.Facts["impact"] = "About 40 hours a month, 3,000 dollars";
        return deal;
    }

    public static Answer Answer(Criterion to, AnswerState state, EvidenceKind? kind = null, string? text = null, Action<Answer>? adjust = null)
    {
        var answer = new Answer { WorkspaceId = Guid.Empty, DealId = Guid.Empty, CriterionId = to.Id, State = state, Kind = kind, Text = text, GivenAt = Now, Version = 1 };
        adjust?.Invoke(answer);
        return answer;
    }

    public static Stakeholder Person(string role, string name = "Dana Lee", string? department = null) =>
        new() { WorkspaceId = Guid.Empty, Id = Guid.CreateVersion7(), DealId = Guid.Empty, Name = name, Role = role, Department = department };

    public static Artifact Link(string spec) => new()
    {
        WorkspaceId = Guid.Empty, Id = Guid.CreateVersion7(), DealId = Guid.Empty, SpecId = spec, Link = "https://files.example.com/plan", AddedAt = Now,
    };

    /// <summary>Puts the process into a workspace's database.</summary>
    public static void Publish(BotCoachDb db, StageBook? book = null)
    {
        db.Processes.Add(new Process { WorkspaceId = db.WorkspaceId, Id = ProcessId, Name = "Testing", IsDefault = true });
        db.ProcessVersions.Add(new ProcessVersion
        {
            WorkspaceId = db.WorkspaceId, ProcessId = ProcessId, Number = 1, State = VersionState.Published, Document = StageBookJson.Write(book ?? Book()), PublishedAt = Now,
        });
    }

    public static Actor Click(Guid? person = null) => new(person, Role.Rep, "fake", By.Click);

    private static Criterion Of(string id, string text, params Evidence[] accepts) => new() { Id = id, Text = text, Accepts = [.. accepts], Source = "ours", Why = "Because it shows.", Good = "Their words, with a date." };

    private static Stage Stage(string id, string name, IReadOnlyList<Criterion>? entry = null, IReadOnlyList<Criterion>? exit = null, IReadOnlyList<RequiredField>? fields = null) => new()
    {
        Id = id, Name = name, Purpose = "To prove something.", Entry = entry ?? [], Exit = exit ?? [], Fields = fields ?? [],
        Guideline = new Guideline(14, "ours"), Owner = "AE", Forecast = new ForecastSpec("pipeline", 20, "ours"),
        NextSteps = [new Line("Call them", "ours"), new Line("Send the summary", "ours"), new Line("Meet the team", "ours")],
    };
}
