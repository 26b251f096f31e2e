using BotCoach.Admin.Charts;
using BotCoach.Approvals;
using BotCoach.Chat;
using BotCoach.Deals;
using BotCoach.Nudges;
using BotCoach.People;
using BotCoach.Recaps;
using BotCoach.Stages;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Admin;

/// <summary>Reads a deal for its page, with the judgements that the chat makes of it: the gate's of its evidence, the rules' of what it needs.</summary>
public sealed class DealSheetReading(BotCoachDb db, DealFiles files, DealAccess access, PeopleNames names, DealDocket docket, DealStory story, ApprovalFiles approvals, ApprovalCards asked)
{
    private const int MostCalls = 5;
    private const int MostLines = 6;

    public async Task<DealSheet> OfAsync(Deal deal, Visitor visitor)
    {
        var file = await files.OpenAsync(deal);
        var people = file.Origins.Values.Select(o => o.PersonId).Concat(file.Answers.SelectMany(a => (Guid?[])[a.GivenBy, a.DecidedBy])).Append(deal.OwnerId).Append(deal.NextStepOwnerId);
        var view = new DealCardView(file, visitor.Person, visitor.Zone, visitor.Now, await names.OfAsync(people), await access.DecidesAsync(visitor.Person, deal));
        var calls = await CallsAsync(file);
        return new DealSheet(view)
        {
            Evidence = Evidence(view, calls), Signals = await SignalsAsync(deal, visitor), Silence = Silence(file, visitor),
            Approvals = await ApprovalsAsync(deal, visitor), Calls = await InShortAsync(deal, visitor), CloseMoves = await story.CloseMovesAsync(deal.Id), Stays = Stays(file, await story.StaysAsync(deal.Id), visitor),
        };
    }

    /// <summary>The stages that it has been asked to prove so far, the present one first.</summary>
    private static IReadOnlyList<StageEvidence> Evidence(DealCardView view, Dictionary<Guid, Call> calls)
    {
        var (file, at) = (view.File, view.File.Book.IndexOf(view.File.Deal.StageId));
        return [.. file.Book.Stages.Take(at + 1).Reverse().Select(s => new StageEvidence(s.Name, s.Id == file.Deal.StageId,
            [.. s.Entry.Concat(s.Exit).DistinctBy(c => c.Id).Select(c => Line(StageGate.Stand(file, c, file.Today(view.Now), view.Now), view, calls))])).Where(s => s.Lines.Count > 0)];
    }

    private static EvidenceLine Line(CriterionStanding standing, DealCardView view, Dictionary<Guid, Call> calls)
    {
        var answer = view.File.AnswerTo(standing.Criterion.Id);
        var call = answer?.CallId is { } id && answer.Text == standing.What ? calls.GetValueOrDefault(id) : null;
        return new EvidenceLine(standing.Criterion.Text, standing.Criterion.Required, DealWords.MarkOf(standing), StateOf(standing.State), DealWords.Standing(standing, view),
            call is null ? null : $"{call.Title}, {Wording.Day(call.HeldOn, view.Today)}");
    }

    private static string StateOf(AnswerState state) => state switch
    {
        AnswerState.Evidenced => "proven",
        AnswerState.Claimed => "on their word",
        AnswerState.Disputed => "disputed",
        AnswerState.Waived => "set aside",
        _ => "not yet",
    };

    private async Task<Dictionary<Guid, Call>> CallsAsync(DealFile file)
    {
        var ids = file.Answers.Select(a => a.CallId).OfType<Guid>().Distinct().ToList();
        return ids.Count == 0 ? [] : await db.Calls.AsNoTracking().Where(c => ids.Contains(c.Id)).ToDictionaryAsync(c => c.Id);
    }

    private static string Silence(DealFile file, Visitor visitor)
    {
        if (!file.Deal.IsOpen) return "It is closed, so no rule speaks of it.";
        if (!NudgeRules.SpeakOf(file.Deal)) return "Its owner has not sorted it yet, so no rule speaks of it.";
        return file.Deal.IsParkedOn(file.Today(visitor.Now)) ? "It is set aside, so no rule speaks of it." : "";
    }

    /// <summary>A rep is shown what a rep was told, not what the manager was.</summary>
    private async Task<IReadOnlyList<HoldingSignal>> SignalsAsync(Deal deal, Visitor visitor)
    {
        if (await docket.OpenAsync([deal.Id]) is not [var open]) return [];
        var rows = (await db.Nudges.AsNoTracking().Where(n => n.DealId == deal.Id && n.Holds).ToListAsync()).Where(n => n.IsOpen && (visitor.Person.Role.Leads() || n.PersonId == visitor.Person.Id)).ToList();
        var people = await names.OfAsync(rows.Select(n => (Guid?)n.PersonId));
        return [.. open.Judge(visitor.Now).Signals.OrderByDescending(s => s.Severity).ThenBy(s => s.Since).Select(s => new HoldingSignal(
            NudgeRules.Find(s.Rule)?.Name ?? s.Rule, NudgeMessage.Sentence(Nudge.Of(s, deal), open.File, open.Calendar, visitor.Now), NudgeMessage.Help(s.Rule, open.File, visitor.Now),
            [.. rows.Where(n => n.Rule == s.Rule && n.Occurrence == s.Occurrence).Select(n => ToldOf(n, people.GetValueOrDefault(n.PersonId, "somebody"), visitor))]))];
    }

    private static string ToldOf(Nudge nudge, string name, Visitor visitor) => nudge switch
    {
        { FirstShownAt: null } => $"{name} has not been told yet.",
        _ when nudge.IsSnoozed(visitor.Now) => $"{name} was told {visitor.When(nudge.FirstShownAt!.Value)}, and put it off until {visitor.When(nudge.SnoozedUntil!.Value)}.",
        _ => $"{name} was told {visitor.When(nudge.FirstShownAt!.Value)}.",
    };

    private async Task<IReadOnlyList<CallInShort>> InShortAsync(Deal deal, Visitor visitor)
    {
        var calls = await db.Calls.AsNoTracking().Where(c => c.DealId == deal.Id && db.CallLines.Any(l => l.CallId == c.Id && l.State == LineState.Accepted))
            .OrderByDescending(c => c.HeldOn).ThenByDescending(c => c.MadeAt).Take(MostCalls).ToListAsync();
        var ids = calls.ConvertAll(c => c.Id);
        var lines = (await db.CallLines.AsNoTracking().Where(l => ids.Contains(l.CallId) && l.State == LineState.Accepted).OrderBy(l => l.Kind).ThenBy(l => l.No).ToListAsync()).ToLookup(l => l.CallId);
        return calls.ConvertAll(c => new CallInShort(c.Title, Wording.Day(c.HeldOn, visitor.Today),
            [.. lines[c.Id].Take(MostLines).Select(l => Wording.Short(RecapMessage.WordsOf(l, visitor.Today), 200))], Math.Max(0, lines[c.Id].Count() - MostLines)));
    }

    private async Task<IReadOnlyList<ApprovalView>> ApprovalsAsync(Deal deal, Visitor visitor)
    {
        List<ApprovalView> views = [];
        foreach (var file in await approvals.OfDealAsync(deal.Id)) views.Add(await asked.ViewAsync(file, visitor.Person.Id, visitor.Now));
        return views;
    }

    /// <summary>Days in each stage where it has been, the stay that lasts among them.</summary>
    private static BarChart Stays(DealFile file, IReadOnlyDictionary<string, long> ended, Visitor visitor)
    {
        var (deal, bars) = (file.Deal, new List<BarRow>());
        foreach (var stage in file.Book.Stages)
        {
            var isHere = deal.IsOpen && stage.Id == deal.StageId && !deal.StageEnteredAssumed;
            if (!isHere && !ended.ContainsKey(stage.Id)) continue;
            var days = (ended.GetValueOrDefault(stage.Id) / 86_400.0) + (isHere ? Math.Max(0, (visitor.Now - deal.StageEnteredAt).TotalDays) : 0);
            bars.Add(new BarRow(stage.Name, days, $"{Wording.Days(Math.Floor(days))}{(isHere ? " so far" : "")}{(stage.Guideline.For(deal.Segment) is > 0 and var meant ? $"; guideline {meant}" : "")}"));
        }
        return new BarChart("Days in each stage", bars) { Rows = "Stage", Figures = "Days", Nothing = "How long it stayed where is not known." };
    }
}
