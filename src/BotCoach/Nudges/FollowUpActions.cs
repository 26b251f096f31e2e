using BotCoach.Channels;
using BotCoach.Deals;
using BotCoach.Chat;

namespace BotCoach.Nudges;

/// <summary>What a person answers to a follow-up that is due: touched, they answered, and after the last touch: keep going, or park.</summary>
public sealed class FollowUpActions(NudgeDesk desk, DealMoves moves, DealTriage triage)
{
    /// <summary>Who keeps going is asked once more after so many working days.</summary>
    private const int KeepDays = 10;

    public Task<Reply> TouchedAsync(Turn turn) => TapAsync(turn, moves.TouchAsync);

    public Task<Reply> HeardAsync(Turn turn) => TapAsync(turn, moves.HeardAsync);

    public async Task<Reply> KeepAsync(Turn turn)
    {
        var (pressed, instead) = await desk.OpenAsync(turn);
        return pressed is null ? instead : await desk.SnoozeAsync(pressed, pressed.Calendar.AddWorkingDays(pressed.Today, KeepDays));
    }

    public async Task<Reply> AskParkAsync(Turn turn)
    {
        var (pressed, instead) = await desk.OpenAsync(turn);
        return pressed is null ? instead : new OpenForm(TriageForms.Park("nudge.parked", $"{pressed.Nudge.Id}", pressed.Today, pressed.Deal.Called));
    }

    public async Task<Reply> ParkedAsync(Turn turn)
    {
        var (pressed, instead) = await desk.OpenAsync(turn);
        if (pressed is null) return instead;
        if (!TriageForms.TryDay(turn, out var until, out var fault)) return fault;
        await triage.ParkAsync([pressed.Deal], until, pressed.Calendar.Zone, turn.Actor, turn.Now);
        return await desk.SettleAsync(pressed, NudgeVerdict.Done);
    }

    private async Task<Reply> TapAsync(Turn turn, Func<Deal, People.Actor, DateTimeOffset, Task<MoveResult>> tap)
    {
        var (pressed, instead) = await desk.OpenAsync(turn);
        if (pressed is null) return instead;
        await tap(pressed.Deal, turn.Actor, turn.Now);
        return await desk.SettleAsync(pressed, NudgeVerdict.Done);
    }
}
