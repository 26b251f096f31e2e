using BotCoach.Nudges;
using BotCoach.Stages;

namespace BotCoach.Rollout;

/// <summary>A deal as it would be under a draft.</summary>
/// <param name="IsAimed">It would get the draft.</param>
/// <param name="HasMoved">It would be in another stage.</param>
/// <param name="Hit">What is asked of it anew and is not there.</param>
public sealed record Replayed(OpenDeal Deal, bool IsAimed, bool HasMoved, DealImpact? Hit);

/// <summary>Replays a draft on deals, by the real gate. The deals of a pilot's teams stay with the pilot. Pure.</summary>
public sealed class Replay(ProcessVersion draft, ProcessVersion? pilot, DateTimeOffset now)
{
    private readonly StageBook _book = StageBookJson.Read(draft.Document);

    public Replayed Of(OpenDeal open)
    {
        if (open.Deal.ProcessId != draft.ProcessId || pilot?.IsFor(open.Deal.SalesTeam) == true) return new Replayed(open, false, false, null);
        var then = open with { File = ImpactRules.In(open.File, draft, _book) };
        return new Replayed(then, true, then.Deal.StageId != open.Deal.StageId, ImpactRules.Of(open.File, then.File, now));
    }
}
