using BotCoach.Deals;
using BotCoach.Stages;
using static BotCoach.Tests.Deals.TestBook;

namespace BotCoach.Tests.Deals;

/// <summary>A deal on its way through each template, from the first stage to the win.</summary>
public sealed class TemplateWalkTests
{
    public static TheoryData<string> Names() => [.. BuiltInBooks.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_deal_of_which_all_is_known_is_won_and_one_of_which_nothing_is_known_stays(string name)
    {
        var book = BuiltInBooks.Open(name);
        foreach (var stage in book.Stages.Where(s => s.Kind == StageKind.Pipeline))
        {
            var next = StageGate.NextOf(book, stage.Id);
            Assert.Empty(Ask(Known(book, stage.Id), next).Missing.Select(m => m.Id).Except(ByTheManager));
            Assert.NotEmpty(Ask(File(Deal(stage: stage.Id), book), next).Missing);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Only_the_checkpoints_of_a_large_deal_need_more_than_a_rep_can_show(string name)
    {
        var book = BuiltInBooks.Open(name);
        var missing = book.Stages.Where(s => s.Kind == StageKind.Pipeline).SelectMany(s => Ask(Known(book, s.Id), StageGate.NextOf(book, s.Id)).Missing).Select(m => m.Id);
        Assert.Equal(name == BuiltInBooks.Enterprise ? ByTheManager : [], missing);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void A_methodology_keeps_no_deal_from_moving(string name)
    {
        var book = BuiltInBooks.Open(name);
        foreach (var laid in BuiltInOverlays.Names.Select(n => Overlays.Lay(book, BuiltInOverlays.Open(n))))
            foreach (var stage in book.Stages.Where(s => s.Kind == StageKind.Pipeline))
            {
                var next = StageGate.NextOf(book, stage.Id);
                Assert.Equal(Ask(Known(book, stage.Id), next).Missing.Select(m => m.Id), Ask(Known(laid, stage.Id), next).Missing.Select(m => m.Id));
                Assert.Equal(Ask(File(Deal(stage: stage.Id), book), next).Missing.Select(m => m.Id), Ask(File(Deal(stage: stage.Id), laid), next).Missing.Select(m => m.Id));
            }
    }

    private static readonly string[] ByTheManager = ["ent-checkpoint-strong", "ent-checkpoint-money"];

    /// <summary>Every field filled in, everybody named, every artifact linked, and the rep's word wherever it counts.</summary>
    private static DealFile Known(StageBook book, string stage)
    {
        var deal = Deal(stage: stage);
        (deal.Amount, deal.CloseOn, deal.NextStep, deal.NextStepOn, deal.NextStepConfirmed, deal.ChampionStrength) = (12_000, Today.PlusDays(20), "Go through it with Dana", Today.PlusDays(2), true, 5);
        (deal.Account, deal.Segment, deal.LeadSource) = ("Acme", "mid-market", "Fair in Basel");
        foreach (var fact in KnownFields.Facts) deal.Facts[fact] = "strong, at 12 in the second week";
        var word = book.Stages.SelectMany(s => s.Entry.Concat(s.Exit)).Where(c => c.Takes(EvidenceKind.Note))
            .Select(c => Answer(c, AnswerState.Claimed, EvidenceKind.Note, "Ana said so on Monday, with Bert in the room"));
        return File(deal, book, [.. word]) with
        {
            Stakeholders = [.. KnownFields.StakeholderRoles.Select((role, i) => Person(role, $"Person {(char)('A' + i)}", i % 2 == 0 ? "IT" : "Finance"))],
            Artifacts = [.. book.Stages.SelectMany(s => s.Artifacts).Select(a => Link(a.Id))],
        };
    }

    private static GateAnswer Ask(DealFile file, string target) => StageGate.Ask(file, target, Today, Now);
}
