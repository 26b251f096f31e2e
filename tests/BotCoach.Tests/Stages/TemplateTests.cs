using System.Text.RegularExpressions;
using BotCoach.Stages;

namespace BotCoach.Tests.Stages;

public sealed partial class TemplateTests
{
    public static TheoryData<string> Names() => [.. BuiltInBooks.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_template_has_neither_error_nor_warning(string name) => Assert.Empty(StageBookRules.Check(BuiltInBooks.Open(name)));

    [Theory]
    [MemberData(nameof(Names))]
    public void A_template_is_complete_in_every_stage(string name)
    {
        Assert.All(BuiltInBooks.Open(name).Stages, stage =>
        {
            Assert.NotEmpty(stage.BuyerCommitments);
            Assert.Contains(stage.Entry, c => c.Required);
            Assert.Contains(stage.Exit, c => c.Required);
            Assert.InRange(stage.Exit.Count(c => c.Required), 1, 5);
            Assert.All(stage.Entry.Concat(stage.Exit), c => Assert.True(c is { Why.Length: > 0, Good.Length: > 0 }, c.Id));
            Assert.NotEmpty(stage.Fields);
            Assert.True(stage.FailureModes.Count >= 3, stage.Id);
            Assert.NotEmpty(stage.Tasks);
            Assert.NotEmpty(stage.Assets);
            Assert.NotEmpty(stage.Actions);
            Assert.True(stage.Prompts.Count >= 3, stage.Id);
            Assert.All(stage.Prompts, p => Assert.EndsWith("?", p.Text));
            Assert.True(stage.NextSteps.Count >= 3, stage.Id);
            Assert.All(stage.NextSteps, n => Assert.True(n.Text.Length <= 48 && !n.Text.EndsWith('.'), n.Text));
        });
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_template_gives_the_whole_process_its_rules(string name)
    {
        var rules = BuiltInBooks.Open(name).Rules;
        Assert.True(rules is { MaySkip: false, Reversion: not null, OverrideDays: > 0 });
        Assert.True(rules.DisqualificationReasons.Count >= 4 && rules.LossReasons.Count >= 4 && rules.Handoffs.Count >= 2);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Every_line_names_its_essay_or_ourselves(string name)
    {
        var essays = Essays[name];
        var sources = BuiltInBooks.Text(name).Split('\n').Select(l => l.Trim()).Where(l => l.StartsWith("source:", StringComparison.Ordinal))
            .Select(l => l["source:".Length..].Trim().Trim('"')).ToList();
        Assert.True(sources.Count > 100);
        Assert.All(sources, s => Assert.True(s.StartsWith("ours", StringComparison.Ordinal) || essays.Any(e => s.StartsWith(e, StringComparison.Ordinal)), s));
        Assert.All(sources.SelectMany(s => EssayNumber().Matches(s)), m => Assert.Contains(m.Value, essays));
        Assert.All(essays, e => Assert.Contains(sources, s => s.Contains(e, StringComparison.Ordinal)));
        Assert.Contains(sources, s => s.StartsWith(essays[0], StringComparison.Ordinal));
    }

    // those that a template may speak of, the one that it comes from first
    private static readonly Dictionary<string, string[]> Essays = new()
    {
        [BuiltInBooks.FiveStageMinimum] = ["000: "], [BuiltInBooks.SevenStages] = ["001: "], [BuiltInBooks.SmbVelocity] = ["003: "],
        [BuiltInBooks.SevenCommonBant] = ["002: "], [BuiltInBooks.MidMarketBuyerCentric] = ["003: "], [BuiltInBooks.Enterprise] = ["003: ", "001: ", "000: "],
        [BuiltInBooks.Agency] = ["002: ", "004: "], [BuiltInBooks.Recruiting] = ["002: "],
    };

    [GeneratedRegex(@"\b\d{3}: ")]
    private static partial Regex EssayNumber();

    [Theory]
    [MemberData(nameof(Names))]
    public void A_template_says_for_whom_it_is_in_one_short_line(string name)
    {
        Assert.Matches(@"^For [^\n]{10,90}\.$", BuiltInBooks.For(name));
        Assert.Single(BuiltInBooks.Names, other => BuiltInBooks.For(other) == BuiltInBooks.For(name));
    }

    [Fact]
    public void Every_template_of_the_folder_is_in_the_gallery_and_no_other() => Assert.Equal(
        typeof(BuiltInBooks).Assembly.GetManifestResourceNames().Where(n => n.StartsWith("templates/", StringComparison.Ordinal)).Select(n => n["templates/".Length..^".yaml".Length]).Order(),
        BuiltInBooks.Names.Order());

    [Theory]
    [InlineData(BuiltInBooks.SevenStages, "Handoff, onboarding, expansion")]
    [InlineData(BuiltInBooks.SevenCommonBant, "Follow-up and nurturing")]
    [InlineData(BuiltInBooks.Enterprise, "Rollout and expansion")]
    [InlineData(BuiltInBooks.Agency, "Onboarding")]
    public void Where_the_essay_speaks_of_what_follows_a_win_there_is_a_stage_for_it(string name, string stage) =>
        Assert.Equal([stage], BuiltInBooks.Open(name).Stages.Where(s => s.Kind == StageKind.AfterWin).Select(s => s.Name));

    // what an entry criterion or an earlier stage has proven already would prove such an exit by itself, and the stage would prove nothing
    [Theory]
    [InlineData(BuiltInBooks.SevenCommonBant), InlineData(BuiltInBooks.MidMarketBuyerCentric), InlineData(BuiltInBooks.Enterprise), InlineData(BuiltInBooks.Agency), InlineData(BuiltInBooks.Recruiting)]
    public void No_required_exit_is_proven_by_what_was_asked_for_before(string name)
    {
        var before = new HashSet<Evidence>();
        foreach (var stage in BuiltInBooks.Open(name).Stages)
        {
            before.UnionWith(stage.Entry.Where(c => c.Required).SelectMany(c => c.Accepts));
            Assert.All(stage.Exit.Where(c => c.Required), c => Assert.DoesNotContain(c.Accepts, e => IsLasting(e) && before.Contains(e)));
            before.UnionWith(stage.Fields.Select(f => f.Rule == "present" ? new Evidence(EvidenceKind.Field, f.Field) : new Evidence(EvidenceKind.Rule, $"{f.Field}/{f.Rule}")));
            before.UnionWith(stage.Entry.Concat(stage.Exit).SelectMany(c => c.Accepts));
        }
    }

    // a next step is another one in each stage, and words and a manager's yes are given for one criterion alone
    private static bool IsLasting(Evidence evidence) =>
        evidence.Kind is EvidenceKind.Field or EvidenceKind.Artifact or EvidenceKind.Stakeholder || (evidence.Kind == EvidenceKind.Rule && evidence.Asks.Field != "next-step");

    [Fact]
    public void Only_the_seventh_of_the_seven_stages_comes_after_the_win()
    {
        var kinds = BuiltInBooks.Open(BuiltInBooks.SevenStages).Stages.Select(s => s.Kind);
        Assert.Equal([.. Enumerable.Repeat(StageKind.Pipeline, 6), StageKind.AfterWin], kinds);
    }

    [Fact]
    public void The_five_stage_minimum_has_the_five_stages_of_its_essay() => Assert.Equal(
        ["Prospecting", "Qualification", "Discovery", "Presentation", "Closing"],
        BuiltInBooks.Open(BuiltInBooks.FiveStageMinimum).Stages.Select(s => s.Name));

    [Fact]
    public void Smb_velocity_has_three_stages_that_end_within_a_fortnight()
    {
        var stages = BuiltInBooks.Open(BuiltInBooks.SmbVelocity).Stages;
        Assert.Equal(3, stages.Count);
        Assert.InRange(stages.Sum(s => s.Guideline.Days), 7, 14);
        Assert.InRange(BuiltInBooks.Open(BuiltInBooks.SmbVelocity).Rules.LeadResponseMinutes, 1, 59);
    }

    // essay 001, line by line
    [Theory]
    [InlineData(1, "entry", "A person or account exists in your addressable market.")]
    [InlineData(1, "exit", "You have a reason to believe there is a problem worth discussing.")]
    [InlineData(1, "exit", "You have a clear first outreach angle (not just “checking in”).")]
    [InlineData(2, "entry", "The prospect has engaged, replied, booked time, or shown clear intent.")]
    [InlineData(2, "exit", "You know whether there is a real problem, a plausible buyer, and a plausible path to a decision.")]
    [InlineData(3, "entry", "You have enough fit to justify a real conversation.")]
    [InlineData(3, "exit", "A documented problem statement and desired outcome.")]
    [InlineData(3, "exit", "A clear set of constraints (security, timeline, integrations, legal).")]
    [InlineData(3, "exit", "Agreement on what “success” would look like.")]
    [InlineData(4, "entry", "Success criteria are documented.")]
    [InlineData(4, "exit", "The prospect agrees the solution matches the success criteria.")]
    [InlineData(4, "exit", "Next step is scheduled with a specific purpose (technical review, pilot, stakeholder alignment).")]
    [InlineData(5, "entry", "Solution alignment exists.")]
    [InlineData(5, "exit", "A quantified business case is agreed.")]
    [InlineData(5, "exit", "The buying group is aligned on the decision path.")]
    [InlineData(6, "entry", "Decision path is clear.")]
    [InlineData(6, "entry", "Procurement and legal requirements are known.")]
    [InlineData(6, "exit", "Signed agreement.")]
    [InlineData(6, "exit", "Implementation start date confirmed.")]
    [InlineData(7, "entry", "Contract executed.")]
    [InlineData(7, "exit", "Customer is live or has completed the first milestone.")]
    [InlineData(7, "exit", "Success plan exists.")]
    public void Each_criterion_of_the_seven_stages_is_there_and_required(int stage, string part, string text)
    {
        var book = BuiltInBooks.Open(BuiltInBooks.SevenStages).Stages[stage - 1];
        var criterion = (part == "entry" ? book.Entry : book.Exit).SingleOrDefault(c => Bare(c.Text) == Bare(text));
        Assert.True(criterion is { Required: true }, text);
        Assert.Contains($"{part} criteria", criterion!.Source);
    }

    // essay 001, artifacts to capture: a field that is required, or an artifact
    [Theory]
    [InlineData(1, "segment", "trigger", "hypothesis")]
    [InlineData(2, "fit")]
    [InlineData(3, "problem", "success-criteria", "current-stack", "blockers")]
    [InlineData(4, "evaluation-plan", "stakeholders", "next-step")]
    [InlineData(5, "business-case", "champion", "mutual-action-plan")]
    [InlineData(6, "price", "term", "start-date", "concessions")]
    [InlineData(7, "success-plan", "first-milestone", "expansion")]
    public void What_the_essay_captures_is_asked_for(int stage, params string[] captured)
    {
        var book = BuiltInBooks.Open(BuiltInBooks.SevenStages).Stages[stage - 1];
        var asked = book.Fields.Select(f => f.Field).Concat(book.Artifacts.Select(a => a.Id))
            .Concat(book.Exit.SelectMany(c => c.Accepts).Select(e => e.Of ?? "")).ToHashSet();
        Assert.Subset(asked, captured.ToHashSet());
    }

    [Fact]
    public void The_seven_stages_bear_the_names_of_the_essay() => Assert.Equal(
        ["targeting and lead capture", "qualification", "discovery", "solution alignment", "business case and internal alignment",
            "proposal negotiation and close", "handoff onboarding expansion"],
        BuiltInBooks.Open(BuiltInBooks.SevenStages).Stages.Select(s => Bare(s.Name)));

    // essay 003: what the buyer has done, gathered into three stages
    [Theory]
    [InlineData("ICP match confirmed.")]
    [InlineData("At least one qualifying signal identified.")]
    [InlineData("The buyer has identified a specific business problem and is actively researching solutions.")]
    [InlineData("Next step scheduled.")]
    [InlineData("Discovery call completed with a stakeholder who has authority to influence a purchase decision.")]
    [InlineData("The buyer has confirmed a specific pain point that your product addresses.")]
    [InlineData("Budget confirmed and allocated.")]
    [InlineData("Contract terms reviewed.")]
    [InlineData("Procurement timeline established.")]
    [InlineData("Verbal commitment from the decision-maker with a specific close date.")]
    [InlineData("Signed contract.")]
    public void Smb_velocity_keeps_the_buyers_milestones_of_its_essay(string text)
    {
        var criteria = BuiltInBooks.Open(BuiltInBooks.SmbVelocity).Stages.SelectMany(s => s.Entry.Concat(s.Exit));
        Assert.True(criteria.Single(c => Bare(c.Text) == Bare(text)).Required);
    }

    [Theory]
    [InlineData("close-date", "future")]
    [InlineData("amount", "positive")]
    [InlineData("economic-buyer", "present")]
    public void Smb_velocity_has_the_validation_rules_of_its_essay(string field, string rule) => Assert.Contains(
        BuiltInBooks.Open(BuiltInBooks.SmbVelocity).Stages.SelectMany(s => s.Fields), f => f.Field == field && f.Rule == rule);

    [Fact]
    public void Smb_velocity_wants_the_economic_buyer_before_the_decision_is_pending()
    {
        var stages = BuiltInBooks.Open(BuiltInBooks.SmbVelocity).Stages;
        Assert.Equal("solution-exploring", stages.Single(s => s.Fields.Any(f => f.Field == "economic-buyer")).Id);
    }

    private static string Bare(string words) =>
        string.Join(' ', new string([.. words.ToLowerInvariant().Select(c => char.IsLetterOrDigit(c) ? c : ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
