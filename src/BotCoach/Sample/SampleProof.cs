namespace BotCoach.Sample;

/// <summary>What leaving a stage of the seven asks for, filled from a deal's few facts; in each deal's own words, since the same words on many deals prove nothing.</summary>
internal sealed record SampleProof(
    IReadOnlyDictionary<string, string> Facts, IReadOnlyList<(Contact, string Role)> People, IReadOnlyList<string> Artifacts, IReadOnlyDictionary<string, string> Notes)
{
    public static SampleProof Of(string stageId, SampleDeal deal) => stageId switch
    {
        "targeting" => Only(Targeting(deal)) with { Notes = new Dictionary<string, string> { ["qualify-engaged"] = $"{deal.Champion.Name} answered and took a call: {deal.Problem}" } },
        "qualification" => Only(Qualification(deal)),
        "discovery" => Only(Discovery(deal)) with { Artifacts = ["discovery-recap"] },
        "solution-alignment" => Only([]) with { Artifacts = ["evaluation-plan"], People = [(deal.Champion, "champion"), (deal.Buyer, "economic-buyer")] },
        "business-case" => Only(new() { ["procurement"] = "Vendor form and two references", ["legal"] = "Our terms, data protection annex" }) with { Artifacts = ["business-case", "mutual-action-plan"] },
        "proposal" => Only(Closing(deal)) with { Artifacts = ["signed-agreement"] },
        _ => Only([]),
    };

    /// <summary>What is there halfway: some of the facts, the people, no document.</summary>
    public SampleProof Begun() => this with { Facts = Facts.Take(Facts.Count / 2).ToDictionary(), Artifacts = [], Notes = new Dictionary<string, string>() };

    private static SampleProof Only(Dictionary<string, string> facts) => new(facts, [], [], new Dictionary<string, string>());

    private static Dictionary<string, string> Targeting(SampleDeal deal) => new()
    {
        ["trigger"] = deal.Trigger,
        ["hypothesis"] = $"{deal.Account} may care about this: {deal.Outcome}",
        ["outreach-angle"] = $"{deal.Trigger}, and what a similar company did about it",
    };

    private static Dictionary<string, string> Qualification(SampleDeal deal) => new()
    {
        ["problem"] = deal.Problem,
        ["why-now"] = $"{deal.Trigger}, so {deal.Buyer.Name} wants it settled within two quarters",
        ["decision-people"] = $"{deal.Champion.Name} recommends, {deal.Buyer.Name} signs",
        ["decision-process"] = $"Trial in {deal.Champion.Department}, then {deal.Buyer.Name} decides in the monthly meeting",
        ["fit"] = "strong",
    };

    private static Dictionary<string, string> Discovery(SampleDeal deal) => new()
    {
        ["desired-outcome"] = deal.Outcome,
        ["impact"] = deal.Impact,
        ["success-criteria"] = $"{deal.Outcome}, measured by {deal.Champion.Name} after 90 days",
        ["constraints"] = $"Single sign-on, data in the region, no project during {deal.Account}'s year end",
        ["current-stack"] = deal.Stack,
        ["blockers"] = $"{deal.Champion.Name} has one free engineer this quarter",
    };

    private static Dictionary<string, string> Closing(SampleDeal deal) => new()
    {
        ["price"] = $"{deal.Amount:0}", ["term"] = "24 months", ["start-date"] = "First Monday of next month", ["concessions"] = "Five percent for two years and a reference call",
    };
}
