using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Reminders;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;
using NodaTime;
using NodaTime.Text;

namespace BotCoach.Reviews;

/// <summary>One skill and one habit per rep, agreed with the manager and seen by the two of them; its follow-up day is the manager's reminder.</summary>
public sealed class FocusActions(BotCoachDb db, ReminderDesk reminders, ReminderBoard board, FormDoor door, Outbox outbox, Audit audit)
{
    /// <summary>A rep's own; a manager's people, or the one who is named.</summary>
    public async Task<Reply> FocusAsync(Turn turn)
    {
        var team = await TeamAsync(turn.Person);
        if (turn.Value.Length > 0) return await NamedAsync(turn, team);
        if (team.Count == 0) return turn.Person.Role == Role.Rep || await CurrentAsync(turn.Person) is not null ? await ShowAsync(turn, turn.Person) : Reply.Words(FocusMessage.NoTeam);
        if (await CurrentAsync(turn.Person) is not null) await ShowAsync(turn, turn.Person);
        List<FocusLine> lines = [];
        foreach (var rep in team) lines.Add(new FocusLine(rep.Id, rep.Name, await CurrentAsync(rep) is { } focus && FocusRules.Leads(focus, rep, turn.Person.Id) ? focus : null));
        outbox.ShowInTurn(turn, "focus-team", FocusMessage.Team(lines, turn.Today));
        return Reply.None;
    }

    public async Task<Reply> ShowOneAsync(Turn turn) => await RepAsync(turn) is { } rep ? await ShowAsync(turn, rep) : Refuse(turn);

    /// <summary>The focus of the last quarter: of the manager's people in the order of their names, or a rep's own.</summary>
    public async Task<Reply> BackAsync(Turn turn)
    {
        var people = (await TeamAsync(turn.Person)).Append(turn.Person).ToDictionary(p => p.Id);
        var ids = people.Keys.ToList();
        var since = turn.Zone.AtStartOfDay(FocusRules.Since(turn.Today)).ToDateTimeOffset().ToUniversalTime();
        var all = await db.CoachingFocuses.AsNoTracking().Where(f => ids.Contains(f.RepId)).ToListAsync();
        var seen = all.Where(f => FocusRules.IsOf(f, since) && FocusRules.MaySee(f, people[f.RepId], turn.Person.Id))
            .OrderBy(f => people[f.RepId].Name, StringComparer.OrdinalIgnoreCase).ThenBy(f => f.RepId).ThenBy(f => f.SetAt);
        outbox.ShowInTurn(turn, "focus-back", FocusMessage.Back([.. seen.Select(f => new FocusLine(f.RepId, people[f.RepId].Name, f))], turn.Person.Id, turn.Zone, turn.Today));
        return Reply.None;
    }

    public async Task<Reply> AskAsync(Turn turn)
    {
        if (await RepAsync(turn) is not { } rep || rep.Id == turn.Person.Id) return Refuse(turn);
        return await door.OpenAsync(turn, FocusMessage.Ask(rep.Name, await OfTurnAsync(turn, rep), turn.Value), new Button("Set it", "focus.set", turn.Value), $"A focus for {rep.Name}");
    }

    public async Task<Reply> SavedAsync(Turn turn)
    {
        if (await RepAsync(turn) is not { } rep || rep.Id == turn.Person.Id) return Refuse(turn);
        var known = await OfTurnAsync(turn, rep);
        var (due, faults) = Read(turn, known?.FollowUpOn);
        if (faults.Count > 0) return new FormErrors(faults);
        var focus = known ?? await NewAsync(turn, rep);
        (focus.Skill, focus.Habit, focus.Notes) = (turn.Field("skill")!, turn.Field("habit")!, turn.Field("notes"));
        focus.Revision++;
        await RemindAsync(turn, focus, rep, due);
        return await ShowAsync(turn, rep, $"Saved{(due is { } on && on >= turn.Today ? $". You are reminded {Wording.On(on, turn.Today)}" : "")}.");
    }

    private async Task<Reply> NamedAsync(Turn turn, IReadOnlyList<Person> team)
    {
        var words = turn.Value.Trim();
        var found = team.Where(p => p.Name.Equals(words, StringComparison.OrdinalIgnoreCase)).ToList();
        if (found.Count == 0) found = [.. team.Where(p => p.Name.Contains(words, StringComparison.OrdinalIgnoreCase))];
        if (found.Count == 1) return await ShowAsync(turn, found[0]);
        return Reply.Words(found.Count == 0 ? $"Nobody who reports to you is called “{Wording.Short(words, 60)}”." : $"Several of your people are called so: {Wording.List([.. found.Select(p => p.Name)])}. Write the whole name.");
    }

    private async Task<Reply> ShowAsync(Turn turn, Person rep, Text? note = null)
    {
        var leads = rep.Id != turn.Person.Id;
        var focus = await CurrentAsync(rep);
        if (focus is not null && !FocusRules.MaySee(focus, rep, turn.Person.Id)) focus = null;
        outbox.ShowInTurn(turn, $"focus:{rep.Id}", FocusMessage.Of(new FocusLine(rep.Id, rep.Name, focus), leads, turn.Today, note));
        return Reply.None;
    }

    /// <summary>Who reports to this person, in the order of their names.</summary>
    private async Task<IReadOnlyList<Person>> TeamAsync(Person manager) =>
        [.. (await db.People.Where(p => p.ManagerId == manager.Id && p.MergedInto == null).ToListAsync()).OrderBy(p => p.Name, StringComparer.OrdinalIgnoreCase).ThenBy(p => p.Id)];

    /// <summary>The one of a button or form: oneself, or somebody who reports to this person. An admin sees no more than that.</summary>
    private async Task<Person?> RepAsync(Turn turn) => turn.Id is { } id && await db.People.FirstOrDefaultAsync(p => p.Id == id) is { } rep
        && (rep.Id == turn.Person.Id || rep.ManagerId == turn.Person.Id) ? rep : null;

    private async Task<CoachingFocus?> CurrentAsync(Person rep)
    {
        await db.CoachingFocuses.Where(f => f.RepId == rep.Id && f.EndedAt == null).LoadAsync();
        return db.CoachingFocuses.Local.Where(f => f.RepId == rep.Id && f.EndedAt is null).MaxBy(f => f.SetAt);
    }

    /// <summary>The focus that the form changes; null: it makes a new one.</summary>
    private async Task<CoachingFocus?> OfTurnAsync(Turn turn, Person rep) =>
        Guid.TryParse(turn.Argument, out var id) && await db.CoachingFocuses.FirstOrDefaultAsync(f => f.Id == id && f.RepId == rep.Id && f.EndedAt == null) is { } focus && FocusRules.Leads(focus, rep, turn.Person.Id) ? focus : null;

    private async Task<CoachingFocus> NewAsync(Turn turn, Person rep)
    {
        if (await CurrentAsync(rep) is { } before)
        {
            before.EndedAt = turn.Now;
            before.Revision++;
            await EndReminderAsync(turn, before);
        }
        var made = new CoachingFocus { WorkspaceId = db.WorkspaceId, Id = Guid.CreateVersion7(turn.Now), RepId = rep.Id, ManagerId = turn.Person.Id, Skill = "", Habit = "", SetAt = turn.Now };
        db.CoachingFocuses.Add(made);
        return made;
    }

    private async Task RemindAsync(Turn turn, CoachingFocus focus, Person rep, LocalDate? due)
    {
        if (focus.FollowUpOn == due) return;
        focus.FollowUpOn = due;
        await EndReminderAsync(turn, focus);
        if (due is { } day) focus.ReminderId = (await reminders.MakeAsync(turn.Person, $"Look at the focus with {rep.Name}", new When(day), turn.Now)).Id;
    }

    private async Task EndReminderAsync(Turn turn, CoachingFocus focus)
    {
        if (focus.ReminderId is not { } id || await db.Reminders.FirstOrDefaultAsync(r => r.Id == id) is not { IsOpen: true } reminder) return;
        reminder.End(ReminderState.Cancelled, turn.Now);
        await board.RefreshAsync([reminder], turn.Now);
    }

    private static (LocalDate? Due, Dictionary<string, string> Faults) Read(Turn turn, LocalDate? known)
    {
        var faults = new Dictionary<string, string>();
        foreach (var field in (string[])["skill", "habit"])
            if (Placeholders.IsOne(turn.Field(field)) || turn.Field(field)!.Length > CoachingFocus.LongestWords) faults[field] = $"Write it in a few words, at most {CoachingFocus.LongestWords} characters.";
        if (turn.Field("notes")?.Length > CoachingFocus.LongestNotes) faults["notes"] = $"Please use at most {CoachingFocus.LongestNotes:#,0} characters.";
        if (turn.Field("follow-up") is not { } said) return (null, faults);
        if (!LocalDatePattern.Iso.Parse(said).TryGetValue(default, out var day)) faults["follow-up"] = $"Write a day as {turn.Today:yyyy-MM-dd}.";
        else if (day < turn.Today && day != known) faults["follow-up"] = "That day has passed. Pick today or later.";
        return (day, faults);
    }

    private Reply Refuse(Turn turn)
    {
        if (turn.Id is { } id) audit.Refused(turn, "a coaching focus", id);
        return Reply.Words(FocusMessage.NotYours);
    }
}
