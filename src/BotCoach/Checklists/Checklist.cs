using BotCoach.Deals;
using BotCoach.Stages;
using NodaTime;

namespace BotCoach.Checklists;

/// <summary>One criterion of a walk, and how it stands.</summary>
public sealed record ChecklistItem(Stage Stage, Criterion Criterion, CriterionStanding Standing)
{
    public bool IsOpen => !Standing.Passes;
}

/// <summary>
/// The criteria between a deal and what comes next, walked one at a time. Where the walk stands follows from the answers and from the one looked at last:
/// nothing is kept in memory, so that it goes on after a restart and on another channel.
/// </summary>
public sealed record Checklist(IReadOnlyList<ChecklistItem> Items, GateAnswer? Gate)
{
    public static Checklist Of(DealFile file, LocalDate today, DateTimeOffset now)
    {
        if (StageGate.NextOf(file) is not { } next) return new Checklist([], null);
        var items = StageGate.Asked(file, next, now).DistinctBy(a => a.Criterion.Id)
            .Select(a => new ChecklistItem(a.Stage, a.Criterion, StageGate.Stand(file, a.Criterion, today, now)));
        return new Checklist([.. items], StageGate.Ask(file, next, today, now));
    }

    public bool Ready => Gate?.Yes == true;

    public int Proven => Items.Count(i => !i.IsOpen);

    public int IndexOf(string? criterionId)
    {
        for (var i = 0; i < Items.Count; i++) if (Items[i].Criterion.Id == criterionId) return i;
        return -1;
    }

    /// <summary>Where to go on: at the one looked at last if it is open still, else at the next open one; -1 when none is open.</summary>
    public int Resume(string? lastSeen)
    {
        var at = IndexOf(lastSeen);
        return at >= 0 && Items[at].IsOpen ? at : NextOpen(at);
    }

    /// <summary>The next open one after this, from the front again at the end; -1 when none is open. The same one only if it is the last that is open.</summary>
    public int NextOpen(int after)
    {
        for (var step = 1; step <= Items.Count; step++)
        {
            var at = (after + step + Items.Count) % Items.Count;
            if (Items[at].IsOpen) return at;
        }
        return -1;
    }

    /// <summary>The one before, open or not.</summary>
    public int Before(int at) => Items.Count == 0 ? -1 : (at - 1 + Items.Count) % Items.Count;
}
