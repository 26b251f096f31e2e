using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Recaps;
using BotCoach.Stages;

namespace BotCoach.Handoffs;

/// <summary>The one card on which a receiver decides: problem, impact, what is proven, who they are, what was promised, what may go wrong, the last call. What is not known is not on it.</summary>
public static class HandoffCard
{
    private const int MostProven = 8;
    private const int MostPeople = 6;
    private const int MostRisks = 4;
    private const int LongestFact = 400;

    // told in a list of their own
    private static readonly string[] Listed = ["stakeholders", "next-step", "amount", "close-date", "account"];
    private static readonly string[] Always = ["problem", "impact"];

    public static Message Of(HandoffView view, LastCall? last, IReadOnlyList<string> risks, WorkCalendar receivers)
    {
        var (it, file, today) = (view.Handoff, view.File, receivers.Today(view.Now));
        var title = $"{view.From} hands {view.Called} to you";
        List<Block> blocks = [new Heading(title), new Paragraph($"Answer by {Wording.On(it.DueAt!.Value, receivers.Zone, view.Now)}. Until you accept, it stays with {view.From}."), new Facts([.. FactsOf(view, today)])];
        if (it.Note is { } note) blocks.Add(new Quote(note, view.From));
        if (Proven(view) is { Count: > 0 } proven) blocks.Add(new Checks(proven));
        blocks.AddRange(PrepMessage.Listed("Who they are", [.. file.Stakeholders.Select(PrepMessage.Who).Distinct()], MostPeople));
        if (last is not null) blocks.AddRange(PrepMessage.FromCall(last, today));
        blocks.AddRange(PrepMessage.Listed("What may go wrong", [.. risks.Select(r => char.ToUpperInvariant(r[0]) + r[1..])], MostRisks));
        blocks.Add(Buttons.Of(new Button("Accept", "handoff.accept", $"{it.Id}", Look.Main), new Button("Return…", "handoff.return", $"{it.Id}")));
        return new Message(title, blocks);
    }

    private static IEnumerable<Fact> FactsOf(HandoffView view, NodaTime.LocalDate today)
    {
        var (it, file, deal) = (view.Handoff, view.File, view.File.Deal);
        yield return new Fact("Deal", deal.Name);
        if (it.Route != Handoff.AnyRoute) yield return new Fact("Handoff", it.Route);
        yield return new Fact("Stage", deal.IsOpen ? file.Stage?.Name ?? deal.StageId : DealWords.Join(DealWords.StatusName(deal.Status), file.Stage?.Name));
        if (deal.Amount is { } amount) yield return new Fact("Amount", Wording.Money(amount, deal.Currency));
        if (deal.CloseOn is { } close && deal.IsOpen) yield return new Fact("Close date", Wording.Day(close, today));
        if (!string.IsNullOrWhiteSpace(deal.NextStep)) yield return new Fact("Next step", DealWords.Join(deal.NextStep, deal.NextStepOn is { } on ? Wording.Day(on, today) : null));
        foreach (var field in Always.Concat(it.MustPassOn).Except(Listed).Distinct())
            if (ValueOf(file, field) is { } value) yield return new Fact(FieldWords.Title(view.Passed.FirstOrDefault(p => p.Id == field)?.Name ?? FieldWords.Name(field)), value);
    }

    private static Text? ValueOf(DealFile file, string field) => field switch
    {
        "champion" or "economic-buyer" => file.InRole(field)?.Name is { } name ? (Text)name : null,
        "segment" => file.Deal.Segment is { Length: > 0 } segment ? (Text)segment : null,
        "lead-source" => file.Deal.LeadSource is { Length: > 0 } source ? (Text)source : null,
        _ when file.Deal.Facts.GetValueOrDefault(field) is { Length: > 0 } fact => (Text)Wording.Short(fact, LongestFact),
        _ => LinkOf(file.LinkOf(field)),
    };

    private static Text? LinkOf(string? address) => address is null ? null : (Text)new Link("open it", address);

    /// <summary>The criteria up to here that hold, each on what it rests.</summary>
    private static List<Check> Proven(HandoffView view)
    {
        var (file, today) = (view.File, view.File.Today(view.Now));
        var here = file.Book.IndexOf(file.Deal.StageId);
        return
        [
            .. file.Book.Stages.Take(here + 1).Reverse().SelectMany(s => s.Entry.Concat(s.Exit)).DistinctBy(c => c.Id).Select(c => StageGate.Stand(file, c, today, view.Now))
                .Where(s => s.State is AnswerState.Evidenced or AnswerState.Claimed).Take(MostProven)
                .Select(s => new Check(DealWords.MarkOf(s), s.Criterion.Text, string.IsNullOrWhiteSpace(s.What) ? null : (Text)Wording.Short(s.What, 200))),
        ];
    }
}
