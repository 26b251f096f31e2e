using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Deals;
using BotCoach.Stages;
using NodaTime;

namespace BotCoach.Recaps;

/// <summary>The words of a recap before its rep: what was heard, a line at a time, and what each does to the deal.</summary>
public static class RecapMessage
{
    /// <summary>So many lines stand on the card at once.</summary>
    public const int AtOnce = 6;

    private const int MostDecided = 12;

    public static string KeyOf(Call call) => $"recap:{call.Id}";

    public static Message Reading(Call call) => Message.Of(
        $"Reading {call.Title}.", new Heading(call.Title), new Paragraph("I read the transcript and draft a recap. It comes here in a moment; nothing is changed by it."));

    public static Message Refused(Call call) => Message.Of($"{call.Title}: {call.Why}", new Heading(call.Title), new Paragraph(call.Why ?? ""));

    public static Message Dropped(Call call) => Message.Of(
        $"{call.Title}: nothing of it is kept.", new Heading(call.Title), new Paragraph("Nothing of this call is kept, neither a draft nor its transcript."));

    public static Message WhichDeal(Call call, IReadOnlyList<(Guid Id, string Words)> likely)
    {
        List<Block> blocks = [new Heading(call.Title), new Paragraph("Which deal is this call about?")];
        if (likely.Count > 0) blocks.Add(new Rows([.. likely.Select(d => new Row(d.Words, [new Button("This one", "recap.about", $"{call.Id}:{d.Id}")]))]));
        blocks.Add(Buttons.Of(new Button("Another deal", "recap.other", $"{call.Id}"), new Button("None of mine: delete it", "recap.drop", $"{call.Id}", Look.Careful)));
        return new Message($"Which deal is “{call.Title}” about?", blocks);
    }

    public static Message WhoIsWho(Call call) => Message.Of(
        $"Who speaks in “{call.Title}”?", new Heading(call.Title),
        new Paragraph("I cannot tell who some of those who speak are, or who of them is on your side. With that I know whose problem and whose promise is whose."),
        Buttons.Of(new Button("Say who is who", "recap.sides", $"{call.Id}", Look.Main), new Button("Draft it anyhow", "recap.anyhow", $"{call.Id}"), new Button("Delete it", "recap.drop", $"{call.Id}", Look.Careful)));

    /// <summary>A line's place among those of its draft, as its buttons carry it.</summary>
    public static string PlaceOf(Call call, CallLine line) => $"{call.Draft}-{line.No}";

    public static string ValueOf(Call call, CallLine line) => $"{call.Id}:{PlaceOf(call, line)}";

    public static Message HeldBack(Call call) => Message.Of(
        $"“{call.Title}” is held back.", new Heading(call.Title),
        new Paragraph($"This call is held back: nothing is drafted from it, no model sees it{(call.Writer == Recap.ByModel ? " any more" : "")}, and nobody else hears of it."),
        Buttons.Of(new Button("Draft it all the same", "recap.release", $"{call.Id}"), new Button("Delete the transcript", "recap.drop", $"{call.Id}", Look.Careful)));

    /// <summary>The draft, or what became of it once no line is open any more.</summary>
    public static Message Draft(OpenCall of, DateTimeOffset now)
    {
        var (call, today) = (of.Call, of.Calendar.Today(now));
        List<Block> blocks = [new Heading($"Recap: {of.Deal?.Called ?? call.Title}"), new Paragraph(Head(of, today), Quiet: true)];
        blocks.AddRange(call.NotesSaid.Select(n => new Paragraph(n, Quiet: true)));
        if (of.WhyNoMore is { } why) blocks.Add(new Paragraph(why));
        if (call.IsDraft && of.Lines.Count > 0) blocks.AddRange(OpenLines(of, today));
        else if (of.WhyNoMore is null) blocks.Add(new Paragraph(of.Lines.Count > 0 ? Ended(of) : "I found nothing in this call to write down: no step, no decision, no doubt. If there was one, set it on the deal."));
        blocks.AddRange(Decided(of, today));
        blocks.AddRange(Below(of));
        return new Message(Fallback(of), blocks);
    }

    /// <summary>Why nothing can be done with it any more, once its transcript is deleted: by what it waited for until then.</summary>
    public static string TimeIsOver(Call call, int days)
    {
        var kept = $"Transcripts are kept {Wording.Days(days)} here, and this one is deleted";
        return call.State switch
        {
            CallState.Waiting => $"{kept} before I could read it.",
            CallState.Asking when call.DealId is not null => $"{kept}. Nobody said who is on your side, so nothing was drafted.",
            CallState.Asking => $"{kept}. Nobody said which deal it is about, so nothing was drafted.",
            CallState.HeldBack => $"{kept}. It was held back to the end, so nothing was drafted from it.",
            CallState.Drafted => $"{kept}, and with it what was still open of its draft. What was accepted stays.",
            _ => $"{kept}, so it cannot be drafted again. What was accepted stays.",
        };
    }

    /// <summary>The draft with the question on top, whether all of it is to be taken unread.</summary>
    public static Message Sure(OpenCall of, DateTimeOffset now)
    {
        var draft = Draft(of, now);
        return draft with
        {
            Blocks =
            [
                draft.Blocks[0], new Paragraph($"That was quick. Accept {(of.Open.Count == 1 ? "it" : $"all {of.Open.Count} lines")} unread?"),
                Buttons.Of(new Button(of.Open.Count == 1 ? "Yes" : "Yes, all of them", "recap.all", $"{of.Call.Id}:sure-{of.Call.Revision}"), new Button("Look first", "recap.more", $"{of.Call.Id}:0")), .. draft.Blocks.Skip(1),
            ],
        };
    }

    /// <summary>A line as it is read: what kind it is, what it says, by when, on what condition.</summary>
    public static Text LineOf(CallLine line, StageBook? book, LocalDate today) => new([Text.Strong(KindOf(line, book) + ": "), new Plain(WordsOf(line, today))]);

    public static Text? EffectOf(CallLine line) => line.Effect is { } effect ? (Text)effect : null;

    public static string WordsOf(CallLine line, LocalDate today)
    {
        if (line.Kind == LineKind.Stakeholder) return DealWords.Join(line.Text, line.Of(LineDetail.Title), line.Of(LineDetail.Role) is { } role and not "other" ? FieldWords.Name(role) : null);
        if (line is { Kind: LineKind.Field } && RecapLines.DueOf(line) is { } meant) return $"{Wording.Day(meant, today)} (“{line.Text}”)";
        if (line.Kind != LineKind.NextStep) return line.Text;
        var who = line.Of(LineDetail.Owner) is { } owner ? $"{owner}: " : "";
        var due = RecapLines.DueOf(line) is { } day ? $", {Wording.Day(day, today)}" : "";
        var words = line.Of(LineDetail.DueWords) is { } said && !line.Text.Contains(said, StringComparison.OrdinalIgnoreCase) ? $" (“{said}”)" : "";
        var condition = line.Of(LineDetail.Condition) is { } on && !line.Text.Contains(on, StringComparison.OrdinalIgnoreCase) ? $", {on}" : "";
        return $"{who}{line.Text}{due}{words}{condition}";
    }

    /// <summary>What accepting it will do, or nothing where it is only kept.</summary>
    private static string? Does(CallLine line, OpenCall of) => line.Kind switch
    {
        LineKind.NextStep when of.HasNextStep => RecapLines.DueOf(line) is null ? null : "becomes a reminder on that day",
        LineKind.NextStep => string.IsNullOrWhiteSpace(of.Deal?.NextStep) ? "becomes the next step" : $"becomes the next step, in place of “{Wording.Short(of.Deal.NextStep, 80)}”",
        LineKind.Criterion => "is evidence for it, in their words",
        LineKind.Field when line.Of(LineDetail.Field) == "close-date" => of.Deal?.CloseOn is { } was ? $"becomes the close date, in place of {Wording.Day(was, of.Calendar.Today(of.Call.MadeAt))}" : "becomes the close date",
        LineKind.Field or LineKind.Problem or LineKind.Impact or LineKind.Success or LineKind.Objection => "goes into the deal’s facts",
        LineKind.Stakeholder => "goes onto the deal",
        _ => null,
    };

    private static string KindOf(CallLine line, StageBook? book) => line.Kind switch
    {
        LineKind.NextStep => RecapLines.SideOf(line) == CallSide.Buyer ? "Their step" : "Next step",
        LineKind.Criterion => book?.FindCriterion(line.Of(LineDetail.Criterion))?.Text.TrimEnd('.') ?? "A criterion",
        LineKind.Field => FieldWords.Title(line.Of(LineDetail.Field) ?? "field"),
        LineKind.Stakeholder => "Who",
        LineKind.Objection => line.Of(LineDetail.Kind) is { } kind ? $"Objection, {kind.ToLowerInvariant()}" : "Objection",
        LineKind.Success => "Success for them",
        _ => line.Kind.ToString(),
    };

    private static IEnumerable<Block> OpenLines(OpenCall of, LocalDate today)
    {
        var open = of.Open;
        var shown = open.Where(l => l.No >= of.Call.FirstShown).Take(AtOnce).ToList();
        if (shown.Count == 0) shown = [.. open.Take(AtOnce)];
        foreach (var line in shown)
        {
            var value = ValueOf(of.Call, line);
            var isShown = of.Call.ShownWhere == line.No;
            yield return new Rows([new Row(LineOf(line, of.Book, today),
            [
                new Button("Accept", "recap.accept", value, Look.Main), new Button("Edit", "recap.edit", value), new Button("Reject", "recap.reject", value), new Button(isShown ? "Hide" : "Show me where", "recap.where", value),
            ], Does(line, of) is { } does ? (Text)does : null)]);
            if (isShown) foreach (var said in line.Quote.Split('\n', StringSplitOptions.RemoveEmptyEntries)) yield return QuoteOf(said);
        }
        var rest = open.Count - shown.Count;
        List<Button> buttons = [new Button(open.Count == 1 ? "Accept it" : $"Accept all {open.Count}", "recap.all", $"{of.Call.Id}:{of.Call.Revision}")];
        if (rest > 0) buttons.Add(new Button(Wording.Count(rest, "more line"), "recap.more", $"{of.Call.Id}:{shown[^1].No}"));
        yield return new Buttons(buttons);
    }

    internal static Quote QuoteOf(string said) => said.IndexOf(": ", StringComparison.Ordinal) is > 0 and < 60 and var at ? new Quote(said[(at + 2)..], said[..at]) : new Quote(said);

    private static IEnumerable<Block> Decided(OpenCall of, LocalDate today)
    {
        var accepted = of.Lines.Where(l => l.State == LineState.Accepted).ToList();
        if (accepted.Count == 0) yield break;
        yield return new Checks([.. accepted.Take(MostDecided).Select(l => new Check(Mark.Done, LineOf(l, of.Book, today), EffectOf(l)))]);
        if (accepted.Count > MostDecided) yield return new Paragraph($"…and {accepted.Count - MostDecided} more.", Quiet: true);
    }

    private static IEnumerable<Block> Below(OpenCall of)
    {
        var (call, any) = (of.Call, of.Lines.Any(l => l.State == LineState.Accepted));
        List<Button> buttons = [];
        if (of.Deal is { } deal) buttons.Add(new Button("Open the deal", "deal.show", $"{deal.Id}"));
        if (any) buttons.Add(new Button("Draft a mail to copy", "recap.mail", $"{call.Id}"));
        if ((call.IsDraft || of.Lines.Count == 0) && of.HasTranscript && !any)
        {
            buttons.Add(new Button("Who is who", "recap.sides", $"{call.Id}"));
            buttons.Add(new Button("Another deal", "recap.other", $"{call.Id}"));
            buttons.Add(new Button("Another day", "recap.day", $"{call.Id}"));
            buttons.Add(new Button("Hold it back", "recap.hold", $"{call.Id}"));
        }
        if (buttons.Count > 0) yield return new Buttons(buttons);
    }

    private static string Head(OpenCall of, LocalDate today)
    {
        var call = of.Call;
        var parts = new List<string> { call.Title, Wording.Day(call.HeldOn, today) };
        if (call.IsDraft) parts.Add("a draft, for you alone");
        if (call.Dropped > 0) parts.Add($"{Wording.Count(call.Dropped, "line")} left out that the call does not bear out");
        return string.Join(" · ", parts);
    }

    private static string Ended(OpenCall of)
    {
        var (accepted, rejected) = (of.Lines.Count(l => l.State == LineState.Accepted), of.Lines.Count(l => l.State == LineState.Rejected));
        var left = of.Lines.Count(l => l.State == LineState.Expired);
        var said = accepted == 0 ? "Nothing of it was accepted" : $"{Wording.Count(accepted, "line")} accepted";
        if (rejected > 0) said += $", {rejected} rejected";
        return left > 0 ? $"{said}. {Wording.Count(left, "line was", "lines were")} left open for {RecapTerms.OpenDays} working days, and nothing was made of them." : said + ".";
    }

    private static string Fallback(OpenCall of) => of.Call.IsDraft
        ? $"Recap of {of.Call.Title}: {Wording.Count(of.Open.Count, "line")} to look at."
        : of.WhyNoMore is not null ? $"{of.Call.Title}: its transcript is deleted." : $"Recap of {of.Call.Title}: {(of.Call.State == CallState.Expired ? "its time is over" : "done")}.";
}
