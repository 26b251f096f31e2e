using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.People;
using BotCoach.Stages;

namespace BotCoach.Deals;

/// <summary>What a move is told as.</summary>
public static class MoveWords
{
    public static Text NotYet(DealCardView view, GateAnswer gate) =>
        $"{Text.Strong("Not yet")}: {Wording.Count(gate.Missing.Count, "thing")} missing for {DealWords.StageName(view.File, gate.Target)}. Each has its shortest way beside it.";

    public static Text Moved(DealCardView view, Moved moved)
    {
        var deal = view.File.Deal;
        if (deal.Status == DealStatus.Won && moved.To == StageGate.Won) return "Won. Well earned.";
        if (!deal.IsOpen && deal.Status != DealStatus.Won) return $"Recorded as {DealWords.StatusName(deal.Status)}. It can be reopened.";
        if (moved.From == moved.To) return "Open again.";
        var word = moved.Gate?.OnTheirWord.Count is > 0 and var some ? $" {Wording.Count(some, "point")} on the rep's word." : "";
        var tasks = view.File.Stage?.Tasks.Take(3).Select(t => $"{t.Text.TrimEnd('.')} ({Due(t)})").ToList() ?? [];
        var next = tasks.Count == 0 || moved.Gate is null ? "" : $" To do: {string.Join("; ", tasks)}.";
        return $"It is in {DealWords.StageName(view.File, deal.StageId)} now.{word}{next}";
    }

    private static string Due(StageTask task) => task.DueInWorkingDays <= 0 ? "today" : $"within {Wording.Count(task.DueInWorkingDays, "working day")}";
}

/// <summary>The line in which a rep asks the manager to let a deal pass its gate.</summary>
public static class GateAsk
{
    private const int Shown = 6;

    public static Message Of(DealFile file, Person by, GateAnswer gate)
    {
        var to = DealWords.StageName(file, gate.Target);
        var checks = gate.Missing.Take(Shown).Select(m => new Check(Mark.Open, m.Text)).ToList();
        var blocks = new List<Block> { new Paragraph($"{by.Name} asks you to let {Text.Strong(file.Deal.Name)} pass to {to}. Still missing:"), new Checks(checks) };
        if (gate.Missing.Count > Shown) blocks.Add(new Paragraph($"…and {gate.Missing.Count - Shown} more.", Quiet: true));
        blocks.Add(Buttons.Of(
            new Button("See the deal", "deal.show", $"{file.Deal.Id}", Look.Main),
            new Button("Let it pass…", "deal.override", $"{file.Deal.Id}:{file.Deal.StageId},{gate.Target}", Look.Careful)));
        return new Message($"{by.Name} asks you to let {file.Deal.Name} pass to {to}", blocks);
    }
}
