using BotCoach.Channels;
using BotCoach.Chat;
using BotCoach.Crm.Wire;
using BotCoach.Deals;
using BotCoach.People;
using BotCoach.Stages;
using BotCoach.Storage;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Crm;

/// <summary>What an admin does with a CRM that is connected: see how it stands, say what stages mean, start, pause, and let what people approve be written back.</summary>
internal sealed class CrmActions(BotCoachDb db, IEnumerable<IDealSource> sources, CrmDesk desk, CrmErrors errors, StageShelf shelf, FormDoor door, Outbox outbox, Audit audit)
{
    private const int MostStages = 90;

    public async Task<Reply> StatusAsync(Turn turn)
    {
        if (!audit.IsAdmin(turn, "the CRM")) return Reply.Words(CrmMessage.OnlyAdmins);
        var links = await db.CrmLinks.AsNoTracking().OrderBy(l => l.MadeAt).ToListAsync();
        if (links.Count == 0) return Reply.Words(CrmMessage.None);
        foreach (var link in links) await outbox.ShowAsync(turn.Person.Id, $"{CrmDesk.KeyOf(link)}:{turn.Inbound.DedupeId}", await desk.CardAsync(link, SourceOf(link)), turn.Now);
        return Reply.None;
    }

    public Task<Reply> StartAsync(Turn turn) => ChangeAsync(turn, async link =>
    {
        if (link.State is not (CrmState.Checked or CrmState.Paused)) return false;
        if (link.State == CrmState.Checked)
        {
            link.CountAnew();
            link.State = CrmState.Syncing;
            await db.CrmErrors.Where(e => e.LinkId == link.Id).ExecuteDeleteAsync();
        }
        else link.State = link.GoesOn;
        (link.NextAt, link.PollAt, link.Why) = (turn.Now, turn.Now, null);
        return true;
    }, "started");

    public Task<Reply> PauseAsync(Turn turn) => ChangeAsync(turn, link =>
    {
        if (!link.Runs) return Task.FromResult(false);
        // a dry run begins anew; a first sync goes on where it was
        if (link.State == CrmState.Checking) link.CountAnew();
        (link.State, link.NextAt) = (CrmState.Paused, null);
        return Task.FromResult(true);
    }, "paused");

    public Task<Reply> CheckAsync(Turn turn) => ChangeAsync(turn, async link =>
    {
        if (link.State is not (CrmState.Checked or CrmState.Asking)) return false;
        await CheckAgainAsync(link, turn.Now);
        return true;
    }, "checked again");

    public Task<Reply> WriteAsync(Turn turn) => ChangeAsync(turn, async link =>
    {
        (link.WritesBack, link.HeardUpTo) = (turn.Argument == "on", turn.Now);
        // what waits is not written later, when nobody thinks of it any more
        if (!link.WritesBack) await db.CrmWriteBacks.Where(w => w.LinkId == link.Id && w.NextAt != null).ExecuteUpdateAsync(set => set.SetProperty(w => w.NextAt, (DateTimeOffset?)null));
        if (link.Runs) link.NextAt = turn.Now;
        return true;
    }, turn.Argument == "on" ? "written back to" : "not written back to any more");

    public async Task<Reply> StagesAsync(Turn turn)
    {
        if (!audit.IsAdmin(turn, "the CRM")) return Reply.Words(CrmMessage.OnlyAdmins);
        if (await FindAsync(turn) is not { Shape: not null } link) return Reply.Words(CrmMessage.None);
        return await door.OpenAsync(turn, await FormAsync(link), new Button("Stages", "crm.stages", $"{link.Id}"), $"Which of your stages each of {SourceOf(link).Name}’s is.");
    }

    public Task<Reply> StagesSetAsync(Turn turn) => ChangeAsync(turn, async link =>
    {
        var said = new Dictionary<string, string>(link.Stages);
        foreach (var (place, stage) in CrmSays.Of(link).Shape.Stages.Take(MostStages).Index()) if (turn.Field($"s{place}") is { } ours) said[stage.Id] = ours;
        link.Stages = said;
        await errors.AgainAsync(link, turn.Now);
        if (link.State is CrmState.Asking or CrmState.Checked) await CheckAgainAsync(link, turn.Now);
        else if (link.Runs) link.NextAt = turn.Now;
        return true;
    }, "told what its stages are");

    private async Task CheckAgainAsync(CrmLink link, DateTimeOffset now)
    {
        link.CountAnew();
        (link.State, link.PassMark, link.NextAt, link.Why) = (CrmState.Checking, null, now, null);
        await db.CrmErrors.Where(e => e.LinkId == link.Id).ExecuteDeleteAsync();
    }

    private async Task<Reply> ChangeAsync(Turn turn, Func<CrmLink, Task<bool>> change, string done)
    {
        if (!audit.IsAdmin(turn, "the CRM")) return Reply.Words(CrmMessage.OnlyAdmins);
        if (await FindAsync(turn) is not { } link) return Reply.Words(CrmMessage.None);
        if (!await change(link)) return Reply.Words($"{SourceOf(link).Name} is not at that point. Type crm to see how it stands.");
        link.Revision++;
        link.ToldTo = turn.Person.Id;
        audit.Did(turn.Actor, $"{SourceOf(link).Name}: {done}", link.Id, turn.Now);
        await desk.ShowAsync(link, SourceOf(link), turn.Now);
        return Reply.None;
    }

    /// <summary>The link that a press names, or the one that there is.</summary>
    private async Task<CrmLink?> FindAsync(Turn turn)
    {
        if (turn.Id is { } id) return await db.CrmLinks.FirstOrDefaultAsync(l => l.Id == id);
        var said = turn.Value.Trim().ToLowerInvariant();
        return await db.CrmLinks.OrderBy(l => l.MadeAt).FirstOrDefaultAsync(l => said == "" || l.Kind == said);
    }

    private async Task<Form> FormAsync(CrmLink link)
    {
        var version = await shelf.ChooseAsync(null, null, null);
        var book = await shelf.OpenAsync(version.ProcessId, version.Number);
        return CrmMessage.Stages(link, SourceOf(link).Name, [.. CrmSays.Of(link).Shape.Stages.Take(MostStages).Select(s => (s, CrmRules.StageOf(s, link.Stages, book)))], book);
    }

    private IDealSource SourceOf(CrmLink link) => sources.First(s => s.Kind == link.Kind);
}
