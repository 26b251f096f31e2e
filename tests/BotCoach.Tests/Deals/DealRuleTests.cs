using BotCoach.Deals;
using BotCoach.Stages;
using BotCoach.Tests.Harness;
using BotCoach.Tests.Nudges;
using BotCoach.Tests.Stages;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using Xunit.Abstractions;
using static BotCoach.Tests.Deals.TestBook;

namespace BotCoach.Tests.Deals;

/// <summary>Rules over a deal: judged, and asked of by the gate.</summary>
public sealed class DealRuleTests(ITestOutputHelper output)
{
    [Theory]
    [InlineData("amount > 0", "", false)]
    [InlineData("not amount > 0", "", false)]
    [InlineData("amount is not known", "", true)]
    [InlineData("not amount > 0", "amount=0", true)]
    [InlineData("amount >= 10k and closeDate in future", "amount=10000 close=0", true)]
    [InlineData("amount >= 10k and closeDate in future", "amount=10000 close=-1", false)]
    [InlineData("closeDate within 30 days", "close=30", true)]
    [InlineData("closeDate within 30 days", "close=31", false)]
    [InlineData("next-step after today", "step=1", true)]
    [InlineData("next-step after today", "step=0", false)]
    [InlineData("stakeholders >= 2", "user=Ann,ann", false)]
    [InlineData("stakeholders >= 2", "user=Ann,Bo", true)]
    [InlineData("stakeholders with role economic-buyer >= 1", "user=Ann", false)]
    [InlineData("stakeholders with role economic-buyer >= 1", "economic-buyer=tbd", false)]
    [InlineData("stakeholders with role economic-buyer >= 1", "economic-buyer=Ann", true)]
    [InlineData("stakeholders with role blocker = 0", "", false)]
    [InlineData("stakeholders with role blocker = 0", "user=Ann", true)]
    [InlineData("artifacts of action-plan = 0", "", true)]
    [InlineData("artifacts of action-plan >= 1", "link=action-plan", true)]
    [InlineData("champion >= 4", "strength=5", false)]
    [InlineData("champion >= 4", "strength=5 champion=Ann", true)]
    [InlineData("champion is known and not champion >= 4", "strength=3 champion=Ann", true)]
    [InlineData("champion is known and not champion >= 4", "champion=Ann", false)]
    [InlineData("segment is one of smb, mid-market", "segment=SMB", true)]
    [InlineData("segment is not smb", "", false)]
    [InlineData("fit is strong or budget > 5", "budget=6k", true)]
    [InlineData("problem is known", "problem=tbd", false)]
    [InlineData("custom \"Contract type\" is annual", "custom=Annual", true)]
    [InlineData("custom \"contract TYPE\" is known", "custom=n/a", false)]
    public void A_rule_is_judged_by_what_the_deal_says(string rule, string deal, bool holds)
    {
        var proof = Proof(rule);
        Assert.Equal(holds, StageGate.Stand(Says(deal), proof, Today, Now).Passes);
    }

    [Fact]
    public void A_rule_that_cannot_be_read_never_holds_and_field_and_rule_hold_as_ever()
    {
        var file = Says("amount=500");
        foreach (var bad in (string[])["amount", "amount >", "amount is positive and", "amount > 0 or x"]) Assert.False(StageGate.Stand(file, Proof(bad), Today, Now).Passes, bad);
        foreach (var (field, rules) in KnownFields.Rules)
        foreach (var rule in rules)
        {
            Assert.Null(new Evidence(EvidenceKind.Rule, $"{field}/{rule}").Rule);
            Assert.Equal(new FieldAsk(field, rule), new Evidence(EvidenceKind.Rule, $"{field}/{rule}").Asks);
        }
    }

    [Fact]
    public void A_rule_holds_for_a_deal_where_it_does_word_for_word()
    {
        var seed = Environment.TickCount;
        output.WriteLine($"seed {seed}");
        var random = new Random(seed);
        var (rules, held) = (new RandomRules(random) { IsSmall = true }, 0);
        for (var i = 0; i < 4000; i++)
        {
            var (rule, file) = (rules.Next(3), NaiveRule.Deal(random));
            var holds = NaiveRule.Of(rule, file) == true;
            Assert.True(holds == DealRuleGate.Holds(file, rule, Today), RuleWriter.Write(rule));
            if (holds) held++;
            if (!holds) Assert.NotEmpty(DealRuleGate.WayTo(file, rule, "c", null, Today).Label);
        }
        Assert.True(held is > 200 and < 3800, $"{held} held");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task A_rep_is_led_to_what_does_not_hold_until_the_gate_says_yes(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind, BookWith("amount >= 10k and closeDate in future and (stakeholders with role economic-buyer >= 1 or departments of stakeholders >= 2) and custom \"Contract type\" is annual"));
        var (rita, id) = (house.Rita, await house.DealAsync(house.Rita, "Acme", d => d.Amount = 500));
        await rita.TypesAsync("advance Acme");
        rita.Sees("Not yet: 1 thing missing for Evaluation");
        rita.Sees("It is worth our time. Still open: amount of 10,000 or more.");
        await rita.PressesAsync("Fill in amount");
        await rita.FillsAsync(("amount", "12,000"));
        rita.Sees("Still open: close date in the future.");
        await rita.PressesAsync("Fill in close date");
        await rita.FillsAsync(("close-on", "2026-05-01"));
        rita.Sees("Still open: an economic buyer among the stakeholders.");
        await rita.PressesAsync("Name the economic buyer");
        await rita.FillsAsync(("person", "Dana Lee"), ("title", "CFO"));
        await rita.PressesAsync("Fill in Contract type");
        await rita.FillsAsync(("custom:Contract type", "Annual"));
        await rita.TypesAsync("advance Acme");
        rita.Sees("It is in Evaluation now");
        Assert.Equal(("two", "Annual"), ((await house.ReadAsync(id)).StageId, (await house.ReadAsync(id)).Custom["Contract type"]));
        Assert.Contains(await house.EventsAsync(id), e => e.After?.Contains("custom:Contract type", StringComparison.Ordinal) == true);
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task The_walk_says_what_counts_and_goes_on_when_the_rule_holds(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind, BookWith("problem is known and departments of stakeholders >= 2"));
        await house.DealAsync(house.Rita, "Acme", people: [Person("user", "Ann", "sales"), Person("technical", "Bo")]);
        await house.Rita.TypesAsync("walk Acme");
        house.Rita.Sees("What counts: problem filled in and two departments among the stakeholders.");
        await house.Rita.PressesAsync("Fill in problem");
        await house.Rita.FillsAsync(("fact:problem", "Month end takes them two days too long"));
        await house.Rita.PressesAsync("Add a stakeholder");
        await house.Rita.FillsAsync(("person", "Cy"), ("role", "user"), ("department", "finance"));
        house.Rita.Sees("ready to advance to Evaluation");
    }

    [Theory, OnSqlite, OnPostgres]
    public async Task An_import_that_moves_a_deal_gets_the_same_answer(Db kind)
    {
        await using var house = await DealHouse.OpenAsync(kind, BookWith("amount >= 10k and closeDate in future"));
        await house.Host.ImportAsync(Importing.Deals("1,Acme,Acme,Rita,Discovery,500,2026-06-30,"));
        var refused = await house.Host.ImportAsync(Importing.Deals("1,Acme,Acme,Rita,Evaluation,900,2026-06-30,"));
        Assert.Contains("It is worth our time. Still open: amount of 10,000 or more", Assert.Single(refused.Refusals).Why);
        var moved = await house.Host.ImportAsync(Importing.Deals("1,Acme,Acme,Rita,Evaluation,12000,2026-06-30,"));
        Assert.Equal((0, 1, 0, 0), moved.Counts());
        Assert.Equal("two", (await house.Host.ReadAsync(db => db.Deals.AsNoTracking().SingleAsync())).StageId);
    }

    [Fact]
    public void A_deal_is_judged_again_when_its_days_make_the_rule_answer_otherwise()
    {
        var deal = new OneDeal();
        deal.Book = deal.Book with { Stages = [.. deal.Book.Stages.Select(s => s with { Exit = [Proof("closeDate within 30 days")] })] };
        deal.Deal.CloseOn = new LocalDate(2026, 5, 29);
        deal.Deal.NextStepOn = new LocalDate(2026, 7, 1);
        Assert.DoesNotContain(deal.Judged("2026-04-20T08:00:00Z").Signals, s => s.Rule == "ready-to-advance");
        Assert.Contains(deal.Judged("2026-04-29T08:00:00Z").Signals, s => s.Rule == "ready-to-advance");
        // the day on which it comes within reach, at the owner's midnight
        var at = deal.Judged("2026-04-20T08:00:00Z").NextAt!.Value;
        for (var looks = 0; looks < 50 && at < DateTimeOffset.Parse("2026-04-28T22:00:00Z"); looks++) at = deal.Judged($"{at:O}").NextAt!.Value;
        Assert.Equal(DateTimeOffset.Parse("2026-04-28T22:00:00Z"), at);
    }

    private static Criterion Proof(string rule) => new() { Id = "worth-it", Text = "It is worth our time.", Source = "ours", Accepts = [new(EvidenceKind.Rule, rule)] };

    private static StageBook BookWith(string rule) =>
        Book() with { Stages = [.. Book().Stages.Select(s => s.Id switch { "one" => s with { Exit = [Proof(rule)], Fields = [] }, "two" => s with { Entry = [] }, _ => s })] };

    private static DealFile Says(string what)
    {
        var file = File(Deal());
        foreach (var part in what.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, value) = (part.Split('=')[0], part.Split('=')[1]);
            switch (name)
            {
                case "amount": file.Deal.Amount = decimal.Parse(value); break;
                case "close": file.Deal.CloseOn = Today.PlusDays(int.Parse(value)); break;
                case "step": (file.Deal.NextStep, file.Deal.NextStepOn) = ("Sign", Today.PlusDays(int.Parse(value))); break;
                case "strength": file.Deal.ChampionStrength = int.Parse(value); break;
                case "segment": file.Deal.Segment = value; break;
                case "custom": file.Deal.Custom["Contract type"] = value; break;
                case "link": file = file with { Artifacts = [Link(value)] }; break;
                case "problem" or "budget": file.Deal.Facts[name] = value; break;
                default: file = file with { Stakeholders = [.. file.Stakeholders, .. value.Split(',').Select(n => Person(name, n))] }; break;
            }
        }
        return file;
    }
}
