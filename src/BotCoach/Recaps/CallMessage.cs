using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Deals;
using BotCoach.Stages;
using NodaTime;

namespace BotCoach.Recaps;

/// <summary>The words of what calls came to: the accepted lines of a deal's calls, and a mail of them to copy.</summary>
public static class CallMessage
{
    private const int MostLines = 8;

    public static Message OfDeal(Deal deal, IReadOnlyList<Call> calls, ILookup<Guid, CallLine> accepted, StageBook book, LocalDate today, Guid viewer)
    {
        List<Block> blocks = [new Heading($"Calls of {deal.Called}")];
        foreach (var call in calls.Where(c => accepted[c.Id].Any()))
        {
            blocks.Add(new Paragraph($"{Text.Strong(call.Title)}, {Wording.Day(call.HeldOn, today)}"));
            blocks.Add(new Checks([.. accepted[call.Id].Take(MostLines).Select(l => new Check(Mark.Done, RecapMessage.LineOf(l, book, today), RecapMessage.EffectOf(l)))]));
            if (accepted[call.Id].Count() is > MostLines and var all) blocks.Add(new Paragraph($"…and {all - MostLines} more.", Quiet: true));
        }
        if (blocks.Count == 1) blocks.Add(new Paragraph("Nothing of a call has been accepted for this deal yet. Share a transcript with me, and I draft a recap."));
        var waiting = calls.Count(c => c.IsDraft && c.PersonId == viewer);
        if (waiting > 0) blocks.Add(new Paragraph($"{Wording.Count(waiting, "draft waits", "drafts wait")} for you further up in this chat.", Quiet: true));
        blocks.Add(Buttons.Of(new Button("Open the deal", "deal.show", $"{deal.Id}"), new Button("Before the next call", "recap.prep", $"{deal.Id}")));
        return new Message($"What calls of {deal.Called} came to.", blocks);
    }

    /// <summary>A plain mail of what was agreed, in the words that were accepted.</summary>
    public static Message Mail(OpenCall of, string from, LocalDate today)
    {
        var accepted = of.Lines.Where(l => l.State == LineState.Accepted).ToList();
        var lines = new List<string> { $"Thank you for your time {Wording.On(of.Call.HeldOn, today)}. This is what I took from our call; please tell me where I am wrong." };
        Part(lines, "What you told us", accepted.Where(l => l.Kind is LineKind.Problem or LineKind.Impact or LineKind.Success).Select(l => l.Text));
        Part(lines, "What we decided", accepted.Where(l => l.Kind == LineKind.Decision).Select(l => l.Text));
        Part(lines, "What happens next", accepted.Where(l => l.Kind == LineKind.NextStep).Select(l => RecapMessage.WordsOf(l, today)));
        lines.Add($"Best regards,\n{from}");
        return Message.Of("A mail to copy.", new Heading($"A mail to {of.Deal?.Called ?? "them"}, to copy"), new Quote(string.Join("\n\n", lines)), new Paragraph("I send nothing to a buyer: copy it, change it, send it yourself.", Quiet: true));
    }

    private static void Part(List<string> lines, string title, IEnumerable<string> said)
    {
        var all = said.Distinct(StringComparer.OrdinalIgnoreCase).ToList();
        if (all.Count > 0) lines.Add($"{title}:\n{string.Join("\n", all.Select(l => $"- {l}"))}");
    }
}
