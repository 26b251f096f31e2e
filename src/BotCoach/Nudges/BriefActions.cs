using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.People;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;
using NodaTime.Text;

namespace BotCoach.Nudges;

/// <summary>The brief on demand, and the rest of it.</summary>
public sealed class BriefActions(BotCoachDb db, Calendars calendars, BriefDesk desk, BriefBoard board)
{
    /// <summary>Today's brief once more; where there was none yet, or nothing to say, it is made now.</summary>
    public async Task<Reply> BriefAsync(Turn turn)
    {
        var calendar = await calendars.OfAsync(turn.Person);
        var today = calendar.ShiftDay(turn.Now) ?? calendar.Today(turn.Now);
        var made = await db.BriefDays.FirstOrDefaultAsync(b => b.PersonId == turn.Person.Id && b.Day == today);
        var wasSent = made is { IsSent: true };
        if (made is not { Shown: not "" }) made = await desk.OpenAsync(turn.Person, today, turn.Now);
        if (wasSent) await board.ShowAgainAsync(made, turn);
        return made.IsSent ? Reply.None : Reply.Words(BriefMessage.NothingToday());
    }

    public async Task<Reply> RestAsync(Turn turn)
    {
        if (LocalDatePattern.Iso.Parse(turn.Value) is not { Success: true, Value: var day }) return Reply.Words(BriefMessage.NothingMore());
        var made = await db.BriefDays.FirstOrDefaultAsync(b => b.PersonId == turn.Person.Id && b.Day == day);
        return made is not null && await desk.AddRestAsync(made, turn.Person, turn.Now) ? Reply.None : Reply.Words(BriefMessage.NothingMore());
    }
}
