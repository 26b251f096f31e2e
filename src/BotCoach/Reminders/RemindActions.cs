using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;
using NodaTime.Text;

namespace BotCoach.Reminders;

/// <summary>Setting, listing, changing and settling one's own reminders, each in one tap or two.</summary>
public sealed class RemindActions(
    BotCoachDb db, Calendars calendars, ReminderDesk desk, ReminderBoard board, NamedDeals named, DealAccess access, Audit audit)
{
    private const int Most = 200;
    private const string NotYours = "That reminder is not one of yours, or is no longer there.";

    public async Task<Reply> RemindAsync(Turn turn)
    {
        var heard = DateWords.Read(turn.Value, await ReaderAsync(turn));
        if (heard.When is not { } when) return Reply.Words(heard.Fault!);
        if (Refusal(heard.Rest) is { } why) return Reply.Words(why);
        if (await db.Reminders.CountAsync(r => r.PersonId == turn.Person.Id && r.State == ReminderState.Open) >= Most)
            return Reply.Words($"You have {Most} reminders already. Type {Text.Type("reminders")} and cancel some first.");
        var reminder = await desk.MakeAsync(turn.Person, heard.Rest, when, turn.Now);
        await board.SetAsync(turn, reminder, await named.OnlyAsync(turn.Person, heard.Rest));
        return Reply.None;
    }

    public async Task<Reply> ListAsync(Turn turn)
    {
        await board.ListAsync(turn);
        return Reply.None;
    }

    public Task<Reply> DoneAsync(Turn turn) => WithAsync(turn, reminder => EndAsync(turn, reminder, ReminderState.Done));

    public Task<Reply> CancelAsync(Turn turn) => WithAsync(turn, reminder => EndAsync(turn, reminder, ReminderState.Cancelled));

    public Task<Reply> HourAsync(Turn turn) => WithAsync(turn, async reminder =>
        await PutOffAsync(turn, reminder, ReminderRules.Local(turn.Now.AddHours(1), await calendars.OfAsync(turn.Person))));

    public Task<Reply> TomorrowAsync(Turn turn) => WithAsync(turn, async reminder =>
        await PutOffAsync(turn, reminder, ReminderRules.Tomorrow(reminder, await calendars.OfAsync(turn.Person), turn.Now)));

    /// <summary>The next time of a repeated one is left out; the button names the day, so that two presses skip one.</summary>
    public Task<Reply> SkipAsync(Turn turn) => WithAsync(turn, async reminder =>
    {
        if (reminder.Rhythm is not { } rhythm || turn.Argument != LocalDatePattern.Iso.Format(reminder.DueOn)) return;
        await desk.SetAsync(turn.Person, reminder, reminder.When with { Day = rhythm.After(reminder.DueOn, await calendars.OfAsync(turn.Person)) });
    });

    public async Task<Reply> AskChangeAsync(Turn turn)
    {
        var (reminder, instead) = await OpenAsync(turn);
        return reminder is null ? instead : new OpenForm(ReminderForms.Change(reminder, (await board.CardAsync(turn))?.Id));
    }

    public async Task<Reply> ChangeAsync(Turn turn)
    {
        var (reminder, instead) = await OpenAsync(turn);
        if (reminder is null) return instead;
        var text = turn.Field(ReminderForms.What) ?? "";
        if (Refusal(text) is { } why) return FormErrors.At(ReminderForms.What, why);
        var typed = turn.Field(ReminderForms.When) ?? "";
        if (reminder.At is null || typed != DateSaid.Of(reminder.When))
        {
            var heard = DateWords.ReadWhen(typed, await ReaderAsync(turn));
            if (heard.When is not { } when) return FormErrors.At(ReminderForms.When, heard.Fault!);
            if (reminder.PromiseId is not null && when.Every is not null) return FormErrors.At(ReminderForms.When, ReminderMessage.OneDay);
            await desk.SetAsync(turn.Person, reminder, when);
        }
        if (text != reminder.Text) (reminder.Text, reminder.Revision) = (text, reminder.Revision + 1);
        await board.AfterAsync(turn, reminder);
        return Reply.None;
    }

    public async Task<Reply> TieAsync(Turn turn)
    {
        var (reminder, instead) = await OpenAsync(turn);
        if (reminder is null) return instead;
        if (!Guid.TryParse(turn.Argument, out var id) || await access.OpenAsync(turn, id) is not { } deal) return Reply.Words(DealAccess.Closed);
        if (reminder.DealId != deal.Id) (reminder.DealId, reminder.Revision) = (deal.Id, reminder.Revision + 1);
        await board.AfterAsync(turn, reminder);
        return Reply.None;
    }

    private async Task<Reply> WithAsync(Turn turn, Func<Reminder, Task> act)
    {
        var (reminder, instead) = await OpenAsync(turn);
        if (reminder is null) return instead;
        await act(reminder);
        await board.AfterAsync(turn, reminder);
        return Reply.None;
    }

    /// <summary>The reminder, if it is the person's own and open; else what to answer, and the message is put right.</summary>
    private async Task<(Reminder? Reminder, Reply Instead)> OpenAsync(Turn turn)
    {
        var reminder = turn.Id is { } id ? await db.Reminders.FirstOrDefaultAsync(r => r.Id == id) : null;
        if (reminder is not null && reminder.PersonId != turn.Person.Id) audit.Refused(turn, "a reminder", reminder.Id);
        if (reminder?.PersonId != turn.Person.Id) return (null, Reply.Words(NotYours));
        if (reminder.IsOpen) return (reminder, Reply.None);
        await board.AfterAsync(turn, reminder);
        return (null, Reply.Words(await board.SettledAsync(turn.Person, reminder, turn.Now)));
    }

    private static Task EndAsync(Turn turn, Reminder reminder, ReminderState how)
    {
        reminder.End(how, turn.Now);
        return Task.CompletedTask;
    }

    /// <summary>One time of it alone; what repeats goes on as it was.</summary>
    private Task PutOffAsync(Turn turn, Reminder reminder, When when) => reminder.Every is null ? desk.SetAsync(turn.Person, reminder, when) : Task.CompletedTask;

    private static string? Refusal(string text) => text.Length switch
    {
        0 => $"Of what shall I remind you? {DateWords.Examples}",
        > Reminder.LongestText => $"Please use at most {Reminder.LongestText} characters.",
        _ => null,
    };

    private async Task<WhenReader> ReaderAsync(Turn turn) => WhenReader.Of(await calendars.OfAsync(turn.Person), turn.Reader.Locale, turn.Now);
}
