using BotCoach.Stages;

namespace BotCoach.Tests.Stages;

/// <summary>What the essays say of the common stages, the middle of the market, committees, agencies and recruiting firms stands in their templates.</summary>
public sealed class TemplateEssayTests
{
    // essay 002
    [Theory]
    [InlineData(BuiltInBooks.SevenCommonBant, "prospecting", "qualification", "discovery", "presentation", "objection handling", "closing", "follow up and nurturing")]
    [InlineData(BuiltInBooks.Agency, "inquiry", "qualification", "scoping call", "proposal", "revision", "close", "onboarding")]
    [InlineData(BuiltInBooks.Recruiting, "outreach", "qualification", "role intake", "search kickoff", "shortlist review", "interview coordination", "placement")]
    // essay 003
    [InlineData(BuiltInBooks.MidMarketBuyerCentric, "problem recognized", "solution exploring", "requirements defined", "business case built", "decision pending")]
    public void The_stages_bear_the_names_of_the_essay(string template, params string[] names) => Assert.Equal(names, BuiltInBooks.Open(template).Stages.Select(s => Bare(s.Name)));

    // essay 002, BANT: it forces the team to assess Budget, Authority, Need, and Timeline before investing deeper effort
    [Theory]
    [InlineData("Budget: ", "budget")]
    [InlineData("Authority: ", "decision-people")]
    [InlineData("Need: ", "problem")]
    [InlineData("Timeline: ", "why-now")]
    public void Bant_is_asked_for_before_discovery(string letter, string field)
    {
        var criterion = Stage(BuiltInBooks.SevenCommonBant, 2).Exit.Single(c => c.Text.StartsWith(letter, StringComparison.Ordinal));
        Assert.True(criterion.Required);
        Assert.Contains(new Evidence(EvidenceKind.Field, field), criterion.Accepts);
    }

    // essay 002: define the buyer’s actual problem, success criteria, and decision process first; then the presentation has a job to do
    [Fact]
    public void The_presentation_has_a_job_to_do()
    {
        Assert.Equal(["The buyer's actual problem is defined.", "The buyer's success criteria are defined.", "The buyer's decision process is defined."],
            Stage(BuiltInBooks.SevenCommonBant, 3).Exit.Where(c => c.Required).Select(c => c.Text));
    }

    // essay 002: 80% of sales require at least five follow-up calls after initial contact
    [Theory]
    [InlineData(BuiltInBooks.SevenCommonBant, 1), InlineData(BuiltInBooks.SevenCommonBant, 4), InlineData(BuiltInBooks.SevenCommonBant, 6), InlineData(BuiltInBooks.Recruiting, 1)]
    public void The_first_contact_is_followed_up_five_times(string template, int stage) => Assert.Equal(6, Stage(template, stage).Cadence!.Days.Count);

    // essay 002: pain points, use case, and urgency never make it into the record
    [Theory]
    [InlineData(BuiltInBooks.SevenCommonBant, 2, "AE", "problem", "why-now")]
    [InlineData(BuiltInBooks.Agency, 6, "Delivery lead", "scope", "success-criteria")]
    [InlineData(BuiltInBooks.Recruiting, 3, "Recruiter", "hiring-criteria", "why-now", "success-criteria", "role-specifics")]
    public void The_fragile_transition_passes_on_what_the_next_one_needs(string template, int stage, string to, params string[] passed)
    {
        var handoff = Stage(template, stage).Handoff;
        Assert.Equal(to, handoff!.To);
        Assert.Subset(handoff.MustPassOn.ToHashSet(), passed.ToHashSet());
    }

    // essay 003, stage by stage
    [Theory]
    [InlineData(1, "entry", "ICP match confirmed.")]
    [InlineData(1, "entry", "At least one qualifying signal identified.")]
    [InlineData(1, "exit", "The buyer has identified a specific business problem and is actively researching solutions.")]
    [InlineData(1, "exit", "Next step scheduled.")]
    [InlineData(2, "entry", "BANT fields populated.")]
    [InlineData(2, "exit", "Discovery call completed with a stakeholder who has authority to influence a purchase decision.")]
    [InlineData(2, "exit", "The buyer has confirmed a specific pain point that your product addresses.")]
    [InlineData(3, "exit", "The buyer has shared their requirements document, completed a technical evaluation, or requested a custom demo addressing their specific use case.")]
    [InlineData(3, "exit", "At least two stakeholders from different departments are engaged.")]
    [InlineData(4, "exit", "ROI model or business case shared with the economic buyer.")]
    [InlineData(4, "exit", "Budget confirmed and allocated.")]
    [InlineData(4, "exit", "Procurement timeline established.")]
    [InlineData(5, "exit", "Contract terms reviewed.")]
    [InlineData(5, "exit", "Legal and procurement engaged.")]
    [InlineData(5, "exit", "Verbal commitment from the decision-maker with a specific close date.")]
    [InlineData(5, "exit", "Signed contract.")]
    public void Mid_market_has_the_buyers_milestones_of_its_essay(int stage, string part, string text) => Stands(BuiltInBooks.MidMarketBuyerCentric, stage, part, text);

    // essay 003: "Stage 2 requires BANT fields", an entry criterion there; "by Stage 4" is before it begins
    [Theory]
    [InlineData(1, "budget", "present")]
    [InlineData(1, "decision-people", "present")]
    [InlineData(1, "problem", "present")]
    [InlineData(1, "why-now", "present")]
    [InlineData(3, "stakeholders", "two-departments")]
    [InlineData(3, "economic-buyer", "present")]
    [InlineData(3, "amount", "positive")]
    [InlineData(3, "close-date", "future")]
    [InlineData(4, "budget", "positive")]
    [InlineData(4, "close-date", "future")]
    [InlineData(5, "close-date", "future")]
    public void Mid_market_has_the_validation_rules_of_its_essay(int stage, string field, string rule) =>
        Assert.Contains(Stage(BuiltInBooks.MidMarketBuyerCentric, stage).Fields, f => f.Field == field && f.Rule == rule);

    // essay 003: 12 days in Stage 2, flagged beyond 24, which is twice the guideline
    [Fact]
    public void Mid_market_takes_the_essays_threshold() => Assert.Equal(12, Stage(BuiltInBooks.MidMarketBuyerCentric, 2).Guideline.Days);

    // essay 003: stages in enterprise should include explicit multi-stakeholder engagement checkpoints
    [Fact]
    public void Each_stage_of_an_enterprise_deal_ends_with_a_checkpoint()
    {
        var stages = BuiltInBooks.Open(BuiltInBooks.Enterprise).Stages.Where(s => s.Kind == StageKind.Pipeline).ToList();
        Assert.Equal(6, stages.Count);
        Assert.All(stages, s => Assert.True(s.Exit.Single(c => c.Text.StartsWith("Checkpoint: ", StringComparison.Ordinal)).Required, s.Id));
        Assert.True(stages.Sum(s => s.Guideline.Days) >= 180, "003: 6+ month cycles");
    }

    // essay 001, where deals with a committee die, and how they end
    [Theory]
    [InlineData(3, "exit", "Agreement on what “success” would look like.")]
    [InlineData(3, "exit", "A clear set of constraints (security, timeline, integrations, legal).")]
    [InlineData(4, "entry", "Success criteria are documented.")]
    [InlineData(4, "exit", "The prospect agrees the solution matches the success criteria.")]
    [InlineData(5, "entry", "Solution alignment exists.")]
    [InlineData(5, "exit", "A quantified business case is agreed.")]
    [InlineData(5, "exit", "The buying group is aligned on the decision path.")]
    [InlineData(5, "exit", "Budget confirmed and allocated.")]
    [InlineData(6, "entry", "Decision path is clear.")]
    [InlineData(6, "entry", "Procurement and legal requirements are known.")]
    [InlineData(6, "exit", "Signed agreement.")]
    [InlineData(6, "exit", "Implementation start date confirmed.")]
    [InlineData(7, "entry", "Contract executed.")]
    [InlineData(7, "exit", "Customer is live or has completed the first milestone.")]
    [InlineData(7, "exit", "Success plan exists.")]
    public void Enterprise_has_what_the_essays_ask_of_it(int stage, string part, string text) => Stands(BuiltInBooks.Enterprise, stage, part, text);

    // essay 002: what's included, excluded, and assumed; sales and delivery see the same picture
    [Fact]
    public void An_agency_proposes_nothing_before_the_scope_is_written_and_delivery_agrees()
    {
        var scoping = Stage(BuiltInBooks.Agency, 3);
        Assert.Contains(scoping.Exit, c => c.Required && c.Text == "What is included, excluded and assumed is written down." && c.Accepts.Contains(new Evidence(EvidenceKind.Field, "scope")));
        Assert.Contains(scoping.Exit, c => c.Required && c.Text.StartsWith("Delivery has read the notes", StringComparison.Ordinal));
        Assert.Contains(Stage(BuiltInBooks.Agency, 2).Exit, c => c.Required && Bare(c.Text).Contains("what problem the client is trying to solve"));
    }

    // essay 002: if intake misses hiring criteria, urgency, stakeholder expectations, or role specifics, the recruiting team inherits confusion
    [Theory]
    [InlineData(3, "hiring criteria", "hiring-criteria")]
    [InlineData(3, "role specifics", "role-specifics")]
    [InlineData(3, "stakeholder expectations", "success-criteria")]
    [InlineData(2, "urgency", "why-now")]
    public void The_recruiter_inherits_no_confusion(int stage, string what, string field) =>
        Assert.Contains(Stage(BuiltInBooks.Recruiting, stage).Exit, c => c.Required && Bare(c.Text).Contains(what) && c.Accepts.Contains(new Evidence(EvidenceKind.Field, field)));

    private static void Stands(string template, int stage, string part, string text)
    {
        var criterion = (part == "entry" ? Stage(template, stage).Entry : Stage(template, stage).Exit).SingleOrDefault(c => Bare(c.Text) == Bare(text));
        Assert.True(criterion is { Required: true }, text);
        Assert.False(criterion!.Source.StartsWith("ours", StringComparison.Ordinal), criterion.Source);
    }

    private static Stage Stage(string template, int number) => BuiltInBooks.Open(template).Stages[number - 1];

    private static string Bare(string words) =>
        string.Join(' ', new string([.. words.ToLowerInvariant().Select(c => char.IsLetterOrDigit(c) ? c : ' ')]).Split(' ', StringSplitOptions.RemoveEmptyEntries));
}
