using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Stages;

namespace BotCoach.Rollout;

/// <summary>What of a process earns its place, in words.</summary>
public static class UsefulnessMessage
{
    private const int MostAdvice = 8;

    public static Message Of(Process process, IReadOnlyList<ItemUse> items)
    {
        var advice = UsefulnessRules.Of(items);
        var asked = items.Sum(i => i.IsField ? 0 : i.Asked);
        List<Block> blocks = [new Heading($"What of {process.Name} earns its place"), new Paragraph(Opening(items, advice.Count), Quiet: true)];
        if (advice.Count > 0) blocks.Add(new Rows([.. advice.Take(MostAdvice).Select(a => new Row(Text.Strong(Wording.Short(a.Item.Text, 120)), [], $"{a.Item.Stage}: {a.Sentence}"))]));
        if (advice.Count > MostAdvice) blocks.Add(new Paragraph($"…and {advice.Count - MostAdvice} more, in the console.", Quiet: true));
        if (Stoppers(items) is { Length: > 0 } stoppers) blocks.Add(new Paragraph($"{Text.Strong("What stops deals most")}\n{stoppers}"));
        blocks.Add(Buttons.Of(new Button("Change it", "draft.edit", process.Id.ToString(), advice.Count > 0 ? Look.Main : Look.Plain), new Button("Versions", "rollout.versions", process.Id.ToString())));
        return new Message(asked == 0 && advice.Count == 0 ? $"Nothing is known yet of {process.Name}." : $"{process.Name}: {Wording.Count(advice.Count, "item")} to look at.", blocks);
    }

    /// <summary>In one sentence what the figures rest on.</summary>
    public static string Opening(IReadOnlyList<ItemUse> items, int advice)
    {
        var most = items.Count == 0 ? 0 : items.Max(i => i.Asked);
        if (most == 0 && advice > 0) return "No deal has come to a gate yet. What is in the deals says this much already.";
        if (most == 0) return "No deal has come to a gate yet. Come back once some have.";
        if (advice > 0) return "By the gate’s answers and what people wrote, in the last twelve months.";
        return most < UsefulnessRules.FewestAsked ? $"Deals have come to a gate {Wording.Count(most, "time")} at most: too few to say that something is of no use." : "Everything that is asked for has stopped a deal, or helped one on.";
    }

    /// <summary>"24: 16 say nothing, 8 set aside"; nothing where nobody wrote anything.</summary>
    public static string Answers(ItemUse item)
    {
        if (item.Answers == 0) return "";
        var parts = new[] { (item.Empty, "say nothing"), (item.Unknown, "not known"), (item.Waived, "set aside"), (item.Disputed, "disputed") }.Where(p => p.Item1 > 0).Select(p => $"{p.Item1} {p.Item2}").ToList();
        return parts.Count == 0 ? $"{item.Answers}" : $"{item.Answers}: {string.Join(", ", parts)}";
    }

    private static string Stoppers(IReadOnlyList<ItemUse> items) => string.Join("\n", items.Where(i => i.Failed > 0).OrderByDescending(i => i.Failed).Take(3)
        .Select(i => $"• {Wording.Short(i.Text.TrimEnd('.'), 100)} ({i.Stage}): missing {i.Failed} of {Wording.Count(i.Asked, "time")}"));
}
