using BotCoach.Deals;
using BotCoach.Sample;
using BotCoach.Tests.Harness;
using Microsoft.EntityFrameworkCore;

namespace BotCoach.Tests.Channels;

/// <summary>Does what nobody may: signs falsely, and presses a button whose value was edited by hand. Complains when anything changed by it.</summary>
/// <param name="door">What somebody is told who signs falsely.</param>
internal abstract class Intruder(MortalHost host, TestDatabase database, int door)
{
    private static readonly string[] Verbs = ["deal.heard", "deal.advance", "deal.touched", "walk.open", "deal.show"];
    private int _turn;

    /// <summary>How many were answered: what died with the host counts for nothing.</summary>
    public int Attempts { get; private set; }

    public async Task TryAsync()
    {
        var before = await StateAsync();
        var forged = await ForgeAsync(Verb(), await DealOfMayasAsync());
        Assert.True(forged == 0 || forged == door, $"A forged request was answered {forged}.");
        var edited = await EditAsync(Verb(), await DealOfMayasAsync());
        await host.DoAsync("settle");
        Attempts += (forged != 0 ? 1 : 0) + (edited != 0 ? 1 : 0);
        var after = await StateAsync();
        Assert.True(after == before, $"Somebody who may not changed something: {before} became {after}.");
    }

    /// <summary>Maya presses a button of one of Maya's deals, says somebody who cannot sign so. Returns the status that was answered; 0: none.</summary>
    protected abstract Task<int> ForgeAsync(string verb, string deal);

    /// <summary>A colleague's own chat, a colleague's own hand, and Maya's deal. Returns the status that was answered; 0: none, or there is nothing to press yet.</summary>
    protected abstract Task<int> EditAsync(string verb, string deal);

    private string Verb() => Verbs[_turn++ % Verbs.Length];

    private async Task<string> DealOfMayasAsync()
    {
        await using var db = database.Open(SamplePipeline.WorkspaceId);
        var maya = await db.People.AsNoTracking().SingleAsync(p => p.Name == "Maya Chen" && p.MergedInto == null);
        return $"{(await db.Deals.AsNoTracking().Where(d => d.OwnerId == maya.Id && d.Status == DealStatus.Open).OrderBy(d => d.Name).FirstAsync()).Id}";
    }

    /// <summary>All that could change by it. That a refusal was written down is none.</summary>
    private async Task<string> StateAsync()
    {
        await using var db = database.Open(SamplePipeline.WorkspaceId);
        return string.Join(' ', [
            await db.Deals.SumAsync(d => d.Revision), await db.DealEvents.CountAsync(), await db.Answers.CountAsync(), await db.Nudges.CountAsync(), await db.BriefDays.CountAsync(),
            await db.OutgoingMessages.CountAsync(), await db.OutgoingMessages.SumAsync(m => m.Revision), await db.WalkPlaces.CountAsync(), await db.Reminders.CountAsync(), await db.ImportRuns.CountAsync(), await db.People.CountAsync(),
        ]);
    }
}
