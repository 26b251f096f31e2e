using BotCoach.Channels;
using BotCoach.Chat;
using NodaTime.Text;

namespace BotCoach.People;

/// <summary>A person's days off and quiet: noted, shown, ended. Nobody is asked why.</summary>
public sealed class AwayActions(Calendars calendars, PersonClocks clocks, Outbox outbox)
{
    public const int MostSpans = 40;

    public async Task<Reply> OffAsync(Turn turn)
    {
        var calendar = await calendars.OfAsync(turn.Person);
        if (turn.Value.Length == 0) return await ShowAsync(turn);
        var today = calendar.ShiftDay(turn.Now) ?? calendar.Today(turn.Now);
        var (days, fault) = AwayRules.Off(turn.Value, today);
        if (days is null) return Reply.Words(fault!);
        var all = DaySpan.Joined([.. calendar.Away.Where(s => s.Last >= today), days.Value]);
        if (all.Count > MostSpans) return Reply.Words($"{MostSpans} times off are noted already. Remove one first.");
        return await KeepAsync(turn, all, isSooner: false);
    }

    public async Task<Reply> QuietAsync(Turn turn)
    {
        var (until, fault) = AwayRules.Quiet(turn.Value, await calendars.OfAsync(turn.Person), turn.Now);
        if (until is null) return Reply.Words(fault!);
        var isSooner = until < turn.Person.QuietUntil;
        turn.Person.QuietUntil = until;
        await clocks.AwayChangedAsync(turn.Person.Id, turn.Now, isSooner);
        return await ShowAsync(turn);
    }

    public async Task<Reply> RemoveAsync(Turn turn)
    {
        var calendar = await calendars.OfAsync(turn.Person);
        var first = LocalDatePattern.Iso.Parse(turn.Value);
        return await KeepAsync(turn, [.. calendar.Away.Where(s => !first.Success || s.First != first.Value)], isSooner: true);
    }

    /// <summary>Whether there is something to come back from.</summary>
    public async Task<bool> IsGoneAsync(Turn turn) => AwayMessage.IsGone(await calendars.OfAsync(turn.Person), turn.Now);

    /// <summary>Back today: what was noted for later stays.</summary>
    public async Task<Reply> BackAsync(Turn turn)
    {
        var calendar = await calendars.OfAsync(turn.Person);
        if (!AwayMessage.IsGone(calendar, turn.Now)) return Reply.Words(AwayMessage.NotAway);
        turn.Person.QuietUntil = null;
        turn.Person.DaysOff = DaySpan.Write([.. calendar.Away.Where(s => s.First > calendar.Today(turn.Now))]);
        await clocks.AwayChangedAsync(turn.Person.Id, turn.Now, isSooner: true);
        await outbox.ReplaceAsync(turn, AwayMessage.Back(await calendars.OfAsync(turn.Person), turn.Now));
        return Reply.None;
    }

    private async Task<Reply> KeepAsync(Turn turn, IReadOnlyCollection<DaySpan> spans, bool isSooner)
    {
        turn.Person.DaysOff = DaySpan.Write(spans);
        await clocks.AwayChangedAsync(turn.Person.Id, turn.Now, isSooner);
        return await ShowAsync(turn);
    }

    private async Task<Reply> ShowAsync(Turn turn)
    {
        await outbox.ReplaceAsync(turn, AwayMessage.Of(await calendars.OfAsync(turn.Person), turn.Now));
        return Reply.None;
    }
}
