using BotCoach.People;
using BotCoach.Stages;

namespace BotCoach.Admin;

/// <summary>A page of a process's draft, for admins.</summary>
public abstract class DraftPage(DraftDesk desk) : ConsolePage
{
    public override Role Needs => Role.Admin;

    public OpenDraft Open { get; private set; } = null!;

    protected DraftDesk Desk { get; } = desk;

    /// <summary>Where the draft is edited; led to its section where one is named.</summary>
    public string DraftPath(string? at = null) => $"/admin/stages/{Open.Process.Id}/draft{(at is null ? "" : $"?at={at}#{at}")}";

    /// <summary>False where the draft, or the stage that the spot names, is no more.</summary>
    protected async Task<bool> ReadAsync(DraftSpot spot)
    {
        if (await Desk.OpenAsync(spot) is not { } open) return false;
        Open = open;
        return true;
    }

    protected Task<bool> ReadAsync(Guid process) => ReadAsync(new DraftSpot(process));
}
