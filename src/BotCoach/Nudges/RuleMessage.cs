using System.Globalization;
using BotCoach.Channels;
using BotCoach.Chat;

namespace BotCoach.Nudges;

/// <summary>The words about the rules themselves: how useful they are, which lost their place, what a person muted, what the hold-out shows. No person is named.</summary>
public static class RuleMessage
{
    /// <summary>A rule's name as it is said: "No next step".</summary>
    public static string NameOf(string rule) => NudgeRules.Find(rule)?.Name ?? rule;

    /// <summary>To an admin: this rule speaks in the digest alone from now on.</summary>
    public static Message Demoted(RuleRecord record, IReadOnlyDictionary<string, string> stages) => new(
        $"“{NameOf(record.Rule)}” is out of the briefs",
        [
            new Paragraph($"{Text.Strong(NameOf(record.Rule))} in {StageOf(record.StageId, stages)} is out of the briefs and stays in the digest: {Score(record)}."),
            new Paragraph($"To see how all of them do, type {Text.Type("rules")}.", Quiet: true),
            Buttons.Of(Back(record)),
        ]);

    public static Message Readmitted(RuleRecord record, IReadOnlyDictionary<string, string> stages) => Message.Of(
        $"“{NameOf(record.Rule)}” is back", new Paragraph($"{Text.Strong(NameOf(record.Rule))} in {StageOf(record.StageId, stages)} is back in the briefs. It is counted anew from today."));

    /// <summary>A person's own: what they muted, and the way back.</summary>
    public static Message Own(IReadOnlyList<string> muted) => new("What you hear about", [new Heading("What you hear about"), .. OwnBlocks(muted)]);

    /// <summary>For an admin: all that was answered, and the hold-out.</summary>
    public static Message All(RuleTerms terms, IReadOnlyList<RuleRecord> records, IReadOnlyList<HoldOutCount> counts, IReadOnlyList<string> muted, IReadOnlyDictionary<string, string> stages)
    {
        List<Block> blocks = [new Heading("How useful the rules are"), new Paragraph(Terms(terms))];
        if (records.Count == 0) blocks.Add(new Paragraph("Nobody has answered a nudge yet."));
        else blocks.Add(new Rows([.. records.Select(r => RowOf(r, stages))]));
        if (terms.HoldOutSince is not null) blocks.AddRange(HoldOutBlocks(counts));
        blocks.Add(Buttons.Of(new Button("Change the terms", "rule.terms")));
        if (muted.Count > 0) blocks.AddRange([new Heading("What you hear about"), .. OwnBlocks(muted)]);
        return new Message("How useful the rules are", blocks);
    }

    public static string Muted(string rule) => $"You will not hear “{NameOf(rule)}” again. Type “rules” to hear it again.";

    private static IEnumerable<Block> OwnBlocks(IReadOnlyList<string> muted)
    {
        if (muted.Count == 0) return [new Paragraph("You hear every kind of nudge. To stop one, press “Not useful” on it, then “Never this kind”.")];
        return [new Rows([.. muted.Select(r => new Row($"{Text.Strong(NameOf(r))}: muted", [new Button("Hear it again", "rule.unmute", r)]))])];
    }

    private static Text Terms(RuleTerms terms)
    {
        var held = terms.HoldOutPercent > 0 ? $" {terms.HoldOutPercent} of 100 nudges are held out." : "";
        return $"A rule leaves the briefs of a stage when it cannot reach {terms.TargetPercent} % useful, from {Precision.LeastAnswers} answers on.{held}";
    }

    private static Row RowOf(RuleRecord record, IReadOnlyDictionary<string, string> stages)
    {
        Text words = $"{Text.Strong(NameOf(record.Rule))}, {StageOf(record.StageId, stages)}: {Score(record)}";
        return record.DemotedAt is null ? new Row(words, []) : new Row($"{words}. In the digest only", [Back(record)]);
    }

    private static IEnumerable<Block> HoldOutBlocks(IReadOnlyList<HoldOutCount> counts)
    {
        yield return new Heading("Does being told change anything?");
        if (counts.Count == 0) yield return new Paragraph($"Nothing to compare yet: each nudge is counted {HoldOut.WithinDays} days after it was found.");
        foreach (var count in counts) yield return new Paragraph(Compared(count));
    }

    private static Text Compared(HoldOutCount c)
    {
        var lift = c.Lift;
        var verdict = lift.Low > 0 ? "it helps" : lift.High < 0 ? "it does harm" : "cannot be told yet";
        return $"{Text.Strong(NameOf(c.Rule))}: cleared within {HoldOut.WithinDays} days {c.ShownCleared} of {c.Shown} when told, {c.HeldCleared} of {c.Held} when not. "
            + $"{Points(lift.Value)} points, between {Points(lift.Low)} and {Points(lift.High)} (95 %): {verdict}.";
    }

    private static string Score(RuleRecord record) => $"{record.Useful} of {Wording.Count(record.Answers, "answer")} called it useful";

    private static Button Back(RuleRecord record) => new("Bring it back", "rule.readmit", $"{record.Rule}/{record.StageId}");

    /// <summary>A stage that no process has any more is called by its id.</summary>
    private static string StageOf(string id, IReadOnlyDictionary<string, string> stages) => stages.TryGetValue(id, out var name) ? name : char.ToUpperInvariant(id[0]) + id[1..].Replace('-', ' ');

    private static string Points(double share) => (share * 100).ToString("+0;−0;0", CultureInfo.InvariantCulture);
}
