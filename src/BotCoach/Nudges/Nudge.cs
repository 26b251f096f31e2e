using BotCoach.Storage;
using NodaTime;

namespace BotCoach.Nudges;

/// <summary>How an occurrence ended: shown is final, resolved first only until the same fact holds again.</summary>
public enum NudgeEnd { Delivered, Merged, ResolvedFirst, HeldOut }

/// <summary>
/// The ledger of nudges: one row per deal, rule, occurrence and person, over all channels and instances. The occurrence is the fact's own
/// episode (this stay in the stage, this missed date), never the clock's.
/// </summary>
public sealed class Nudge : IWorkspaceRow
{
    public required Guid WorkspaceId { get; set; }
    public required Guid DealId { get; init; }
    public required string Rule { get; init; }
    public required string Occurrence { get; init; }
    public required Guid PersonId { get; init; }

    /// <summary>A short name for buttons.</summary>
    public required Guid Id { get; init; }

    /// <summary>The stage in which it was found: a rule earns its place stage by stage.</summary>
    public string StageId { get; init; } = "";

    /// <summary>1 to 5.</summary>
    public required int Severity { get; set; }
    public required DateTimeOffset Since { get; set; }

    /// <summary>The days past the threshold are capped at three times this, for the order in the brief.</summary>
    public double ThresholdDays { get; set; }

    /// <summary>The fact still holds.</summary>
    public bool Holds { get; set; } = true;
    public DateTimeOffset? SnoozedUntil { get; set; }
    public DateTimeOffset? FirstShownAt { get; set; }
    public NudgeEnd? End { get; set; }
    public DateTimeOffset? EndedAt { get; set; }
    public NudgeVerdict? Verdict { get; set; }

    /// <summary>Why it was not useful: one of the reasons offered.</summary>
    public string? VerdictReason { get; set; }
    public DateTimeOffset FoundAt { get; init; }

    /// <summary>How long after it was found the fact ended for the first time; null while it never did.</summary>
    public double? ClearedAfterDays { get; set; }
    public long Revision { get; set; } = 1;

    /// <summary>What a signal would be told as; nobody keeps it.</summary>
    public static Nudge Of(Signal signal, Deals.Deal deal) => new()
    {
        WorkspaceId = deal.WorkspaceId, DealId = deal.Id, Rule = signal.Rule, Occurrence = signal.Occurrence, PersonId = deal.OwnerId, Id = Guid.Empty, StageId = deal.StageId,
        Severity = signal.Severity, Since = signal.Since, ThresholdDays = signal.ThresholdDays,
    };

    /// <summary>The fact holds, nobody has answered yet, and it is not kept from the person by lot.</summary>
    public bool IsOpen => Holds && Verdict is null && End != NudgeEnd.HeldOut;

    public bool IsSnoozed(DateTimeOffset now) => SnoozedUntil > now;

    /// <summary>The fact holds, with these values now. One that ended with the fact is open again; one that was of no use stays away.</summary>
    public void Hold(Signal signal)
    {
        if (Holds && Severity == signal.Severity && Since == signal.Since && ThresholdDays == signal.ThresholdDays) return;
        if (!Holds && Verdict != NudgeVerdict.NotUseful) Verdict = null;
        if (!Holds && End == NudgeEnd.ResolvedFirst) (End, EndedAt) = (null, null);
        (Holds, Severity, Since, ThresholdDays) = (true, signal.Severity, signal.Since, signal.ThresholdDays);
        Revision++;
    }

    /// <summary>The fact no longer holds: it ended before anybody saw it, the person has done it, or events overtook it.</summary>
    public void Clear(DateTimeOffset now, bool byThem)
    {
        Holds = false;
        ClearedAfterDays ??= (now - FoundAt).TotalDays;
        if (FirstShownAt is null) Finish(NudgeEnd.ResolvedFirst, now);
        else Verdict ??= byThem ? NudgeVerdict.Done : NudgeVerdict.Overtaken;
        Revision++;
    }

    /// <summary>The person is shown it, as an item of its own or merged into another of the same deal. Shown once more it is the same.</summary>
    public void Show(NudgeEnd how, DateTimeOffset now)
    {
        if (FirstShownAt is not null && End is not null) return;
        FirstShownAt ??= now;
        Finish(how, now);
        Revision++;
    }

    /// <summary>By lot nobody is shown it.</summary>
    public void HoldOut(DateTimeOffset now) => Finish(NudgeEnd.HeldOut, now);

    public void Settle(NudgeVerdict verdict, string? reason = null)
    {
        (Verdict, VerdictReason, SnoozedUntil) = (verdict, reason, null);
        Revision++;
    }

    public void Snooze(DateTimeOffset until)
    {
        SnoozedUntil = until;
        Revision++;
    }

    private void Finish(NudgeEnd end, DateTimeOffset now)
    {
        if (End is not null) return;
        (End, EndedAt) = (end, now);
    }
}

/// <summary>What the person made of it.</summary>
public enum NudgeVerdict { Done, NotUseful, Overtaken }

/// <summary>The ledger of briefs: one per person and local day.</summary>
public sealed class BriefDay : IWorkspaceRow
{
    public required Guid WorkspaceId { get; set; }
    public required Guid PersonId { get; init; }
    public required LocalDate Day { get; init; }

    /// <summary>The nudges it showed, in order, as their ids joined by a comma; empty when none was open.</summary>
    public required string Shown { get; set; }

    /// <summary>The outgoing message, or null.</summary>
    public Guid? MessageId { get; set; }
    public DateTimeOffset MadeAt { get; init; }

    /// <summary>There was something to say: nudges, or what was on the person's list for that day.</summary>
    public bool IsSent => MessageId is not null;

    public IReadOnlyList<Guid> ShownIds() => [.. Shown.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(Guid.Parse)];
}
