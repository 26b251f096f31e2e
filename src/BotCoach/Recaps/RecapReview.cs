using BotCoach.Chat;
using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Reminders;
using BotCoach.Stages;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;
using NodaTime;

namespace BotCoach.Recaps;

/// <summary>
/// What a rep makes of a draft's lines. An accepted line becomes a change of the deal by the same verbs as everywhere: the next step, a reminder, somebody on their
/// side, a fact, evidence for a criterion. What is only told of the call changes nothing, and is kept with it.
/// </summary>
public sealed class RecapReview(BotCoachDb db, DealMoves moves, DealFacts facts, DealAnswers answers, DealFiles files, ReminderDesk reminders, Leavers leavers)
{
    private const string Kept = "kept with the call";

    /// <summary>Accepts a line as it stands; the sentence says why it could not be.</summary>
    public async Task<string?> AcceptAsync(Turn turn, OpenCall of, Deal deal, CallLine line)
    {
        if (!line.IsOpen) return null;
        var (effect, refused) = await DoAsync(turn, of, deal, line);
        if (refused is not null) return refused;
        (line.State, line.DecidedAt, line.Effect) = (LineState.Accepted, turn.Now, effect);
        line.Detail = new Dictionary<string, string>(line.Detail) { [LineDetail.Stage] = deal.StageId };
        await HeardAsync(turn, of, deal);
        Settle(of);
        return null;
    }

    public void Reject(OpenCall of, CallLine line, DateTimeOffset now)
    {
        if (!line.IsOpen) return;
        (line.State, line.DecidedAt) = (LineState.Rejected, now);
        Settle(of);
    }

    /// <summary>The call's words are no draft any more once nothing of it is open; whoever looks at an old card is told so.</summary>
    private static void Settle(OpenCall of)
    {
        of.Call.Revision++;
        of.Call.ShownWhere = null;
        if (of.Lines.Any(l => l.IsOpen)) return;
        (of.Call.State, of.Call.ExpiresAt) = (CallState.Done, null);
    }

    private Task<(string? Effect, string? Refused)> DoAsync(Turn turn, OpenCall of, Deal deal, CallLine line) => line.Kind switch
    {
        LineKind.NextStep => StepAsync(turn, of, deal, line),
        LineKind.Criterion => ProveAsync(turn, of, deal, line),
        LineKind.Stakeholder => PersonAsync(turn, deal, line),
        LineKind.Problem => FactAsync(turn, deal, line, "problem"),
        LineKind.Impact => FactAsync(turn, deal, line, "impact"),
        LineKind.Success => FactAsync(turn, deal, line, "success-criteria"),
        LineKind.Objection => FactAsync(turn, deal, line, "objections"),
        LineKind.Field => FieldAsync(turn, deal, line),
        _ => Task.FromResult<(string?, string?)>((Kept, null)),
    };

    /// <summary>The first step becomes the deal's; a further one with a day becomes a reminder of the rep's, since a deal has one next step.</summary>
    private async Task<(string?, string?)> StepAsync(Turn turn, OpenCall of, Deal deal, CallLine line)
    {
        var (due, side, text) = (RecapLines.DueOf(line), RecapLines.SideOf(line), StepText(line));
        if (!of.HasNextStep)
        {
            if (FieldInput.Read("next-step", text, of.Calendar.Today(turn.Now)).Fault is { } fault) return (null, fault);
            // what hangs on something is no promise yet
            var isConfirmed = side is CallSide.Buyer or CallSide.Both && due is not null && line.Of(LineDetail.Condition) is null;
            var step = new Deals.NextStep(text, due, side == CallSide.Buyer ? null : (await PromisedByAsync(line))?.Id ?? deal.OwnerId, side == CallSide.Buyer ? Side.Buyer : Side.Us, isConfirmed);
            return await moves.SetNextStepAsync(deal, step, turn.Actor, turn.Now) is MayNot(var why) ? (null, why) : ("the next step", null);
        }
        if (due is null || due < of.Calendar.Today(turn.Now)) return (Kept, null);
        var about = side == CallSide.Buyer ? $"{deal.Called}: {line.Of(LineDetail.Owner) ?? "they"} wanted to {Wording.LowerFirst(text)}" : $"{deal.Called}: {text}";
        // a colleague who promised it in the call is reminded of it, and told how it came to be known
        var colleague = side != CallSide.Buyer && line.Of(LineDetail.Person) is not null && await PromisedByAsync(line) is { } by && by.Id != turn.Person.Id ? by : null;
        if (colleague is not null) about = $"{about} (you said so in a call {Wording.On(of.Call.HeldOn, of.Calendar.Today(turn.Now))}; {turn.Person.Name} wrote it down)";
        var reminder = await reminders.MakeAsync(colleague ?? turn.Person, Wording.Short(about, Reminder.LongestText), new When(due.Value, null, null), turn.Now);
        reminder.DealId = deal.Id;
        return ($"a reminder {(colleague is null ? "" : $"for {colleague.Name} ")}{Wording.On(due.Value, of.Calendar.Today(turn.Now))}", null);
    }

    /// <summary>The colleague who promised it: who speaks there, or whom the call names by the whole name; nobody who has left.</summary>
    private async Task<Person?> PromisedByAsync(CallLine line)
    {
        var here = db.People.AsNoTracking().Where(p => p.MergedInto == null);
        Person? by = null;
        if (Guid.TryParse(line.Of(LineDetail.Person), out var id) && await db.People.AsNoTracking().FirstOrDefaultAsync(p => p.Id == id) is { } spoke)
            by = spoke.MergedInto is { } into ? await here.FirstOrDefaultAsync(p => p.Id == into) : spoke;
        else if (line.Of(LineDetail.Owner) is { } name && await here.Where(p => p.Name == name).Take(2).ToListAsync() is [var named]) by = named;
        return by is not null && (await leavers.AmongAsync([by.Id])).Count == 0 ? by : null;
    }

    /// <summary>What was promised on a condition says so.</summary>
    private static string StepText(CallLine line) =>
        Wording.Short(line.Of(LineDetail.Condition) is { } condition && !line.Text.Contains(condition, StringComparison.OrdinalIgnoreCase) ? $"{line.Text} ({condition})" : line.Text, 1000);

    private async Task<(string?, string?)> ProveAsync(Turn turn, OpenCall of, Deal deal, CallLine line)
    {
        var file = await files.OpenAsync(deal);
        if (file.Book.FindCriterion(line.Of(LineDetail.Criterion)) is not { } criterion)
            return (null, "This criterion is not asked for any more. Reject the line, or set what it says elsewhere.");
        // the rep's own words are the rep's word, whatever they go back to
        if (line.IsReworded)
        {
            await answers.NoteAsync(file, criterion, EvidenceKind.Note, line.Text, turn.Actor, turn.Now);
            return ("noted, in your words", null);
        }
        await answers.QuoteAsync(file, criterion, line.Quote.Length > 0 ? line.Quote : line.Text, of.Call.Id, turn.Actor, turn.Now);
        return (criterion.Takes(EvidenceKind.Quote) ? "evidence, from this call" : "noted, from this call", null);
    }

    private async Task<(string?, string?)> PersonAsync(Turn turn, Deal deal, CallLine line)
    {
        if (Placeholders.IsNoName(line.Text)) return (null, "That is no name. Edit the line, or reject it.");
        var file = await files.OpenAsync(deal);
        // known by name already: what they are for the deal is not guessed a second time
        if (file.Stakeholders.FirstOrDefault(s => Writing.Sides.SameName(s.Name, line.Text)) is { } known && line is { IsReworded: false })
        {
            await facts.AddPersonAsync(deal, file.Stakeholders, known.Name, known.Role, known.Title ?? line.Of(LineDetail.Title), null, turn.Actor, turn.Now);
            return ("on the deal already", null);
        }
        var done = await facts.AddPersonAsync(deal, file.Stakeholders, Wording.Short(line.Text, 200), line.Of(LineDetail.Role) ?? "other", line.Of(LineDetail.Title) is { } title ? Wording.Short(title, 200) : null, null, turn.Actor, turn.Now);
        return (done is MayNot ? "on the deal already" : "on the deal", null);
    }

    /// <summary>Stands beside what the deal says already, never in its place.</summary>
    private async Task<(string?, string?)> FactAsync(Turn turn, Deal deal, CallLine line, string fact)
    {
        var was = deal.Facts.GetValueOrDefault(fact);
        if (was?.Contains(line.Text, StringComparison.OrdinalIgnoreCase) == true) return ("in the deal’s facts already", null);
        if (Placeholders.IsOne(line.Text)) return (null, "That reads like a placeholder. Edit the line, or reject it.");
        var text = string.IsNullOrWhiteSpace(was) || Placeholders.IsOne(was) ? line.Text : $"{was}\n{line.Text}";
        if (text.Length > 3000) return (null, $"There is no room left in this deal’s {FieldWords.Name(fact)}. Shorten what stands there first.");
        await facts.SetAsync(deal, new Dictionary<string, string?> { [$"fact:{fact}"] = text }, turn.Actor, turn.Now);
        return ("in the deal’s facts", null);
    }

    private async Task<(string?, string?)> FieldAsync(Turn turn, Deal deal, CallLine line)
    {
        var key = FieldInput.KeyOf(line.Of(LineDetail.Field)!);
        var (value, fault) = FieldInput.Read(key, line is { IsReworded: false } && line.Of(LineDetail.Due) is { } due ? due : line.Text, (await files.OpenAsync(deal)).Today(turn.Now));
        if (fault is not null) return (null, fault);
        if (key.StartsWith("fact:", StringComparison.Ordinal)) return await FactAsync(turn, deal, line, key[5..]);
        await facts.SetAsync(deal, new Dictionary<string, string?> { [key] = value }, turn.Actor, turn.Now);
        return ("on the deal", null);
    }

    /// <summary>A call in which the buyer spoke is a day on which we heard from them; one in which nobody of theirs did is a touch of ours.</summary>
    private async Task HeardAsync(Turn turn, OpenCall of, Deal deal)
    {
        if (of.Lines.Count(l => l.State == LineState.Accepted) > 1) return;
        var today = of.Calendar.Today(turn.Now);
        var then = of.Call.HeldAt ?? (of.Call.HeldOn == today ? turn.Now : of.Calendar.At(of.Call.HeldOn, new LocalTime(12, 0)));
        if (of.Call.BuyerSpoke) await moves.HeardThenAsync(deal, then < turn.Now ? then : turn.Now, turn.Actor, turn.Now);
        else if (of.Call.HeldOn == today) await moves.TouchAsync(deal, turn.Actor, turn.Now);
    }
}
